"""Where the work is done, and how the applicant is connected with it."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped

from models.base import Listed, Merge, Record, column
from models.kinds import FactoryKind, Route, Sector
from models.types import Exact, Json, Word


class Factory(Listed):
    """A factory in Guangdong or Hong Kong, or a workshop with its polluting processes."""

    __tablename__ = "factories"
    __table_args__ = (Index(None, "uscc"), Index(None, "row_no", "id"))

    applicant_id: Mapped[UUID] = column(ForeignKey("applicants.id"), index=True, merge=Merge.CHILD)
    kind: Mapped[FactoryKind] = column(Word(FactoryKind), merge=Merge.REVIEW)
    name_en: Mapped[str] = column(merge=Merge.INDEPENDENT)
    name_tc: Mapped[str] = column(merge=Merge.INDEPENDENT)
    name_sc: Mapped[str] = column(merge=Merge.INDEPENDENT)
    #: Unified Social Credit Code; old and processing plants may have none, and two sites may share one.
    uscc: Mapped[str] = column(merge=Merge.INDEPENDENT)
    #: Prefecture city of Guangdong (GB/T 2260) or district of Hong Kong; a code of `resources/lists`.
    district: Mapped[str] = column(merge=Merge.INDEPENDENT)
    address_en: Mapped[str] = column(merge=Merge.INDEPENDENT)
    address_zh: Mapped[str] = column(merge=Merge.INDEPENDENT)
    sector: Mapped[Sector] = column(Word(Sector), merge=Merge.INDEPENDENT)
    sector_other: Mapped[str] = column(merge=Merge.INDEPENDENT)
    #: Words of `models.kinds.Process`, and what they are in the workshop's own words.
    processes: Mapped[Any] = column(Json, merge=Merge.SET)
    processes_text: Mapped[str] = column(merge=Merge.INDEPENDENT)
    owned_and_operated: Mapped[bool | None] = column(merge=Merge.REVIEW)
    ownership_evidence: Mapped[str] = column(merge=Merge.REVIEW, personal=True)
    folded: Mapped[str] = column(merge=Merge.LOCAL, travels=False)


class Connection(Record):
    """What is known of one route between applicant and factory; unknown is null, never false.

    `shown` answers the route's own question: party to the joint venture (1A), capital from the Hong Kong
    Business (1B). The agreement's days belong to 1C, the two holders and their holdings to 1D. A `holder`
    that is a company and not a person is named in `corporate_holder`.
    """

    __tablename__ = "connections"

    factory_id: Mapped[UUID] = column(ForeignKey("factories.id"), index=True, merge=Merge.CHILD)
    route: Mapped[Route] = column(Word(Route), merge=Merge.REVIEW)
    shown: Mapped[bool | None] = column(merge=Merge.REVIEW)
    indirect: Mapped[bool | None] = column(merge=Merge.REVIEW)
    #: The company through which an indirect holding runs.
    through: Mapped[str] = column(merge=Merge.REVIEW)
    agreement_no: Mapped[str] = column(merge=Merge.REVIEW)
    agreement_from: Mapped[date | None] = column(merge=Merge.REVIEW)
    agreement_until: Mapped[date | None] = column(merge=Merge.REVIEW)
    factory_holder_id: Mapped[UUID | None] = column(ForeignKey("persons.id"), merge=Merge.REVIEW, personal=True)
    applicant_holder_id: Mapped[UUID | None] = column(ForeignKey("persons.id"), merge=Merge.REVIEW, personal=True)
    corporate_holder: Mapped[str] = column(merge=Merge.REVIEW)
    #: Per cent, exact: 50 fails and 50.01 passes.
    share_in_factory: Mapped[Decimal | None] = column(Exact, merge=Merge.REVIEW, personal=True)
    share_in_applicant: Mapped[Decimal | None] = column(Exact, merge=Merge.REVIEW, personal=True)
    evidence: Mapped[str] = column(merge=Merge.REVIEW, personal=True)
    #: A connection that was entered by mistake is struck out, not deleted.
    struck_out: Mapped[bool] = column(merge=Merge.REVIEW)
