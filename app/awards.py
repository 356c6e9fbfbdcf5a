"""Awards of the Recognition Scheme: entered, approved with a number, printed, revoked.

Two governments recognise; the office records it. One officer enters an award from the paper that says so, another
approves it: then the names as registered that day, the number and the words of the certificate are frozen. Nothing of
this can be taken back; an award that ends is revoked, and its number is never used again.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from hashlib import sha256
from typing import Final
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app import officers
from app.act import NEW, act
from app.cleaning import LINE, why
from app.numbers import next_award_number
from app.office import Work
from app.pdf.wording import PRESENT
from app.refusal import Invalid, NotPermitted, NotReady
from app.rights import Right
from app.typed import plain_text
from models import Applicant, Award, AwardPrint, Factory
from models.kinds import Category, FactoryKind, Language

#: The Scheme began in August 2009.
FIRST_YEAR: Final = 2009


@dataclass(frozen=True, slots=True)
class AwardFields:
    """What the paper says that records the recognition; days are Hong Kong days, the validity may not be set."""

    applicant_id: UUID
    year: int
    category: Category
    recognised_on: date
    paper: str
    factory_id: UUID | None = None
    valid_from: date | None = None
    valid_until: date | None = None


@dataclass(frozen=True, slots=True)
class Registered:
    """An enterprise's names as they are registered; `language` is the cut in which the Chinese one is written."""

    en: str
    zh: str
    language: Language | None


@act("award.enter", "Enter an award", right=Right.ENTER, writes={"awards": NEW})
def enter(work: Work, form: AwardFields) -> UUID:
    """Enter a recognition; it counts when another officer has approved it.

    Raises `Invalid`, and `NotReady` for an enterprise that has the same award already.
    """
    paper = _checked(work, form)
    _refuse_twin(work, form)
    award = Award(
        applicant_id=form.applicant_id,
        factory_id=form.factory_id,
        year=form.year,
        category=form.category,
        recognised_on=form.recognised_on,
        paper=paper,
        valid_from=form.valid_from,
        valid_until=form.valid_until,
        entered_by_id=work.officer.id,
        entered_at=work.at,
        unconfirmed=False,
        sent_back=False,
        name_en="",
        name_zh="",
    )
    return work.add(award).id


@act(
    "award.approve",
    "Approve an award",
    right=Right.CONFIRM,
    writes={
        "awards": "confirmed_by_id confirmed_at unconfirmed name_en name_zh name_language number wording",
        "counters": f"{NEW} last",
    },
)
def approve(work: Work, id: UUID, *, seen: int) -> str:
    """Approve an entry with the paper in hand: names and words are frozen, the next number is given.

    Raises `NotPermitted` for one's own entry, unless a single officer works: then it stands as unconfirmed.
    """
    award = _open(work, id, seen)
    own = award.entered_by_id == work.officer.id
    if own and not officers.alone(work.session, work.officer.id):
        raise NotPermitted("You entered this award. Another officer must approve it.")
    named = registered(work.session, award)
    number = next_award_number(work, award.year, award.category)
    award.unconfirmed, award.confirmed_by_id = own, None if own else work.officer.id
    award.confirmed_at, award.wording, award.number = work.at, PRESENT, number
    award.name_en, award.name_zh, award.name_language = named.en, named.zh, named.language
    return number


@act("award.send_back", "Send an award back", right=Right.CONFIRM, writes={"awards": "sent_back"})
def send_back(work: Work, id: UUID, *, seen: int, reason: str) -> None:
    """The entry does not say what was recognised; it must be entered anew. No number was given."""
    why(reason)
    _open(work, id, seen).sent_back = True


@act("award.revoke", "Revoke an award", right=Right.CONFIRM, writes={"awards": "revoked_on revoked_why"})
def revoke(work: Work, id: UUID, *, seen: int, reason: str) -> None:
    """End an approved award. It stays with its number, and no certificate is made of it any more."""
    words = why(reason)
    award = standing(work.get(Award, id, seen=seen))
    award.revoked_on, award.revoked_why = work.today, words


@act("award.print", "Print a certificate", right=Right.ENTER, writes={"award_prints": NEW})
def printed(work: Work, id: UUID, content: bytes) -> UUID:
    """Record that a certificate was made: the SHA-256 of its file."""
    standing(work.get(Award, id))
    made = AwardPrint(
        award_id=id,
        sha256=sha256(content).hexdigest(),
        printed_by_id=work.officer.id,
        printed_at=work.at,
    )
    return work.add(made).id


def registered(session: Session, award: Award) -> Registered:
    """The names of the enterprise as they are registered now: the factory's where one is recognised.

    A Guangdong factory is named as it writes itself there, any other enterprise as Hong Kong writes. Raises `NotReady`
    where there is no name at all.
    """
    whose: Applicant | Factory = session.get_one(Applicant, award.applicant_id)
    mainland = False
    if award.factory_id is not None:
        whose = session.get_one(Factory, award.factory_id)
        mainland = whose.kind is FactoryKind.GUANGDONG
    written = [(Language.ZH_HK, whose.name_tc), (Language.ZH_CN, whose.name_sc)]
    language, chinese = next((one for one in (written[::-1] if mainland else written) if one[1]), (None, ""))
    if not (chinese or whose.name_en):
        raise NotReady("The enterprise has no name yet. Enter it as it is registered.")
    return Registered(whose.name_en, chinese, language)


def standing(award: Award) -> Award:
    """An award of which a certificate may be made; raises `NotReady` for any other."""
    if award.number is None:
        raise NotReady("This award is not approved. A certificate needs its number.")
    if award.revoked_on is not None:
        raise NotReady("The award {number} is revoked. No certificate is made of it.", number=award.number)
    return award


def _open(work: Work, id: UUID, seen: int) -> Award:
    award = work.get(Award, id, seen=seen)
    if award.sent_back or award.number is not None:
        raise NotReady("This entry is settled already.")
    return award


def _checked(work: Work, form: AwardFields) -> str:
    """The paper, cleaned, of a form that can be right."""
    if form.year < FIRST_YEAR:
        raise Invalid("The Scheme began in {year}.", field="year", year=str(FIRST_YEAR))
    if form.recognised_on > work.today:
        raise Invalid("This day is in the future.", field="recognised_on")
    if form.recognised_on.year not in (form.year, form.year + 1):
        raise Invalid("The day of the recognition is in that year or in the next.", field="recognised_on")
    if form.valid_from and not form.valid_until:
        raise Invalid("Enter until when it is valid, or leave both days empty.", field="valid_until")
    if form.valid_from and form.valid_until and form.valid_until < form.valid_from:
        raise Invalid("The period ends before it begins.", field="valid_until")
    work.get(Applicant, form.applicant_id)
    if form.factory_id is not None and work.get(Factory, form.factory_id).applicant_id != form.applicant_id:
        raise Invalid("This factory belongs to another applicant.", field="factory_id")
    paper = plain_text(form.paper, field="paper", most=LINE)
    if not paper:
        raise Invalid("Enter the paper that records the recognition.", field="paper")
    return paper


def _refuse_twin(work: Work, form: AwardFields) -> None:
    query = select(Award.id).where(
        Award.applicant_id == form.applicant_id,
        Award.factory_id.is_not_distinct_from(form.factory_id),
        Award.year == form.year,
        Award.category == form.category,
        Award.sent_back.is_(False),
        Award.revoked_on.is_(None),
    )
    if work.session.execute(query.limit(1)).first() is not None:
        raise NotReady("This enterprise has this award of this year already.")
