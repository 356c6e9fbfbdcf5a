"""The certificates of awards: which there are, what each shows, and the file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING
from uuid import UUID

from sqlalchemy import ColumnElement, func, select
from sqlalchemy.orm import Session

from app import officers
from app.awards import registered, standing
from app.office import Office
from app.officers import OfficerRow
from app.pdf.lines import Name
from app.refusal import Refusal
from app.texts import Message
from app.version import VERSION
from models import Award, AwardPrint
from models.kinds import Category

if TYPE_CHECKING:
    from app.pdf.certificate import CertificateSheet, Drawn


@dataclass(frozen=True, slots=True)
class AwardRow:
    """An award as a list shows it, with what its paper says; `prints` counts the certificates that were made.

    Days are Hong Kong days; the validity may not be set, and the last two are None and "" while it is not revoked.
    """

    id: UUID
    version: int
    year: int
    category: Category
    number: str | None
    names: tuple[Name, ...]
    recognised_on: date
    paper: str
    valid_from: date | None
    valid_until: date | None
    applicant_id: UUID
    entered_by: OfficerRow
    entered_at: datetime
    unconfirmed: bool
    prints: int
    revoked_on: date | None
    revoked_why: str

    @property
    def revoked(self) -> bool:
        """Whether it has ended."""
        return self.revoked_on is not None

    @property
    def stands(self) -> bool:
        """Whether a certificate can be made of it: approved, and not revoked."""
        return self.number is not None and not self.revoked

    @property
    def state(self) -> Message:
        """How far it has come, in words."""
        if self.number is None:
            return Message("Waits for approval")
        if self.revoked:
            return Message("Revoked")
        return Message("Printed") if self.prints else Message("Approved")


@dataclass(frozen=True, slots=True)
class Remarks:
    """What must be told of a certificate before it is made, in sentences."""

    sentences: tuple[Message, ...] = ()
    makeable: bool = True


def rows(session: Session, year: int | None = None, category: Category | None = None) -> tuple[AwardRow, ...]:
    """The awards but those sent back: the newest year first, then by category and number, the unapproved last."""
    made = select(func.count()).where(AwardPrint.award_id == Award.id).scalar_subquery()
    query = select(Award, made).where(Award.sent_back.is_(False), *_only(year, category))
    found = session.execute(query).all()
    order = list(Category)
    listed = sorted(
        found, key=lambda one: (-one[0].year, order.index(one[0].category), one[0].number or "~", one[0].entered_at)
    )
    people = {one.id: one for one in officers.rows(session)}
    return tuple(_row(session, award, prints, people) for award, prints in listed)


def years(session: Session) -> tuple[int, ...]:
    """The years that have awards, the newest first."""
    query = select(Award.year).where(Award.sent_back.is_(False)).distinct().order_by(Award.year.desc())
    return tuple(session.execute(query).scalars())


def sheet(office: Office, session: Session, id: UUID) -> CertificateSheet:
    """What the certificate of an award shows. Raises `NotReady` for one that is not approved, or revoked."""
    return _sheet(office, standing(session.get_one(Award, id)))


def sheets(office: Office, session: Session, year: int | None = None) -> Iterator[tuple[UUID, CertificateSheet]]:
    """The certificates of all awards that stand, or of one year, by number."""
    query = select(Award).where(Award.number.is_not(None), Award.revoked_on.is_(None), *_only(year, None))
    for award in session.execute(query.order_by(Award.number)).scalars():
        yield award.id, _sheet(office, award)


def make(office: Office, session: Session, id: UUID) -> Drawn:
    """The certificate as a PDF with what was made small on it. Raises `NotReady` and `MissingGlyph`."""
    from app.pdf import certificate

    return certificate.make([sheet(office, session, id)])


def remarks(names: Iterable[tuple[Name, ...]]) -> dict[tuple[Name, ...], Remarks]:
    """For the names of each award what its certificate makes small, or why it cannot be made. Slow: it sets them."""
    from app.pdf import certificate

    found = {}
    for each in names:
        try:
            found[each] = Remarks(certificate.remarks(each), makeable=True)
        except Refusal as why:
            found[each] = Remarks((why.message,), makeable=False)
    return found


def _only(year: int | None, category: Category | None) -> list[ColumnElement[bool]]:
    asked: list[ColumnElement[bool]] = []
    if year is not None:
        asked.append(Award.year == year)
    if category is not None:
        asked.append(Award.category == category)
    return asked


def _row(session: Session, award: Award, prints: int, people: Mapping[UUID, OfficerRow]) -> AwardRow:
    named = registered(session, award) if award.number is None else None
    english, chinese = (named.en, named.zh) if named else (award.name_en, award.name_zh)
    language = named.language if named else award.name_language
    return AwardRow(
        id=award.id,
        version=award.version,
        year=award.year,
        category=award.category,
        number=award.number,
        names=_names(chinese, language, english),
        recognised_on=award.recognised_on,
        paper=award.paper,
        valid_from=award.valid_from,
        valid_until=award.valid_until,
        applicant_id=award.applicant_id,
        entered_by=people[award.entered_by_id],
        entered_at=award.entered_at,
        unconfirmed=award.unconfirmed,
        prints=prints,
        revoked_on=award.revoked_on,
        revoked_why=award.revoked_why or "",
    )


def _names(chinese: str, language: str | None, english: str) -> tuple[Name, ...]:
    both = (Name(str(language), chinese), Name("en", english))
    return tuple(name for name in both if name.text)


def _sheet(office: Office, award: Award) -> CertificateSheet:
    """Dated with the moment of the approval, so that the same award gives the same bytes on any day."""
    from app.pdf.certificate import CertificateSheet

    assert award.number is not None
    assert award.confirmed_at is not None
    assert award.wording is not None
    return CertificateSheet(
        number=award.number,
        year=award.year,
        category=award.category,
        names=_names(award.name_zh, award.name_language, award.name_en),
        recognised_on=award.recognised_on,
        made_at=award.confirmed_at,
        version=VERSION,
        wording=award.wording,
        valid_from=award.valid_from,
        valid_until=award.valid_until,
        sample=office.is_sample,
    )
