"""The technology register: what the technology list holds, as an officer enters it from the published list."""

from __future__ import annotations

from datetime import date
from typing import Any

from sqlalchemy.orm import Mapped

from models.base import Merge, Record, column
from models.kinds import Origin
from models.types import Json, Word


class Technology(Record):
    """One technology of a version of the list: its names, who developed it with the evidence, and where it applies."""

    __tablename__ = "technologies"

    code: Mapped[str] = column(merge=Merge.REVIEW)
    list_version: Mapped[str] = column(merge=Merge.REVIEW)
    #: The days from and until which it stands on the list; null for no end.
    listed_from: Mapped[date | None] = column(merge=Merge.REVIEW)
    listed_until: Mapped[date | None] = column(merge=Merge.REVIEW)
    name_en: Mapped[str] = column(merge=Merge.INDEPENDENT)
    name_tc: Mapped[str] = column(merge=Merge.INDEPENDENT)
    name_sc: Mapped[str] = column(merge=Merge.INDEPENDENT)
    developer_en: Mapped[str] = column(merge=Merge.INDEPENDENT)
    developer_zh: Mapped[str] = column(merge=Merge.INDEPENDENT)
    origin: Mapped[Origin | None] = column(Word(Origin), merge=Merge.REVIEW)
    #: What shows who developed it: an agreement, a patent, a letter.
    origin_evidence: Mapped[str] = column(merge=Merge.REVIEW)
    #: Words of `Sector`; empty for any.
    sectors: Mapped[Any] = column(Json, merge=Merge.SET)
    struck_out: Mapped[bool] = column(merge=Merge.REVIEW)
