"""A view of the case list that an officer saved under a name."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKey
from sqlalchemy.orm import Mapped

from models.base import Merge, Record, column
from models.types import Json


class SavedView(Record):
    """A query and how the list looks with it; its officer's own, or shared with the office."""

    __tablename__ = "views"

    #: Who saved it; nobody else sees it unless it is shared.
    officer_id: Mapped[UUID] = column(ForeignKey("officers.id"), index=True, merge=Merge.SERVER)
    name: Mapped[str] = column(merge=Merge.INDEPENDENT, personal=True)
    #: The query text (`app.case_query`) as it was typed.
    query: Mapped[str] = column(merge=Merge.INDEPENDENT, personal=True)
    #: Columns, widths and order of the list as the window keeps them; empty where nobody changed them.
    look: Mapped[Any] = column(Json, merge=Merge.INDEPENDENT)
    shared: Mapped[bool] = column(merge=Merge.INDEPENDENT)
    #: Where it stands among the others.
    place: Mapped[int] = column(merge=Merge.INDEPENDENT)
    struck_out: Mapped[bool] = column(merge=Merge.REVIEW)
