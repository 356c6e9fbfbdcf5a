"""What merging two applicants would do, before anybody does it: both sides, what moves, what to think of first."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Final, Literal
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app import former, telling_apart
from app.applicants import ApplicantFields
from app.former import Former
from app.kept import Kept, kept
from app.merging import CARRIED, DECIDED, KINDS_DIFFER, decided_cases, references
from app.names import company_name, fold, person_name
from app.refusal import Invalid, NotFound, NotReady
from app.rights import Right, holds
from app.texts import N_, Message, Words
from app.words import word
from models import Applicant, Award, Contact, Factory, Person
from models.journal import Change, Entry
from models.kinds import Role

#: Which of the two: the left one or the right one.
At = Literal[0, 1]

#: What goes along, in this order: one of it, and several.
_COUNTED: Final = {
    "cases": (N_("1 case"), N_("{n} cases")),
    "factories": (N_("1 factory"), N_("{n} factories")),
    "persons": (N_("1 person"), N_("{n} persons")),
    "contacts": (N_("1 contact"), N_("{n} contacts")),
    "awards": (N_("1 award"), N_("{n} awards")),
}


@dataclass(frozen=True, slots=True)
class Side:
    """One of the two: its fields, what it was called before, when the journal first has it, and how many records of
    each table point to it. `decided` counts cases the committee has or had, `printed` certificates with a number."""

    applicant: Kept[ApplicantFields]
    formerly: tuple[Former, ...]
    registered_at: datetime | None
    carries: tuple[tuple[str, int], ...]
    decided: int
    printed: int

    @property
    def cases(self) -> int:
        """How many cases it has."""
        return dict(self.carries).get("cases", 0)

    @property
    def moving(self) -> tuple[Message, ...]:
        """What would go along with it, in words; nothing for one with nothing."""
        return tuple(_counted(table, n) for table, n in self.carries if n)


@dataclass(frozen=True, slots=True)
class Preview:
    """Two applicants side by side, the left one first.

    `suggested` is the one that may best stay, and `why`. `same` names the fields that both have alike. `twins` stand
    under both, `questions` are to be thought of whichever stays.
    """

    sides: tuple[Side, Side]
    suggested: At
    why: Message
    same: frozenset[str]
    twins: tuple[Message, ...]
    questions: tuple[Message, ...]

    def proposed(self, stays: At) -> ApplicantFields:
        """What the one that stays says, and where it says nothing, what the other one says; remarks of both."""
        own, others = self.sides[stays].applicant.fields, self.sides[1 - stays].applicant.fields
        taken = {name: getattr(others, name) for name in ApplicantFields.__slots__ if not getattr(own, name)}
        return replace(own, **taken | {"remarks": both_remarks(own.remarks, others.remarks)})

    def refused(self, stays: At, role: Role) -> Message | None:
        """Why an officer of this role cannot merge the other one into the one that stays; None where she can."""
        kinds = {one.applicant.fields.kind for one in self.sides}
        if len(kinds) > 1:
            return Message(KINDS_DIFFER)
        decided = self.sides[1 - stays].decided
        return Message(DECIDED, n=decided) if decided and not holds(role, Right.CONFIRM) else None

    def warnings(self, stays: At) -> tuple[Message, ...]:
        """What to think of before the other one is merged into the one that stays."""
        return (*self.questions, *self.twins, *_kept_as_they_are(self.sides[1 - stays]))


def preview(session: Session, left_id: UUID, right_id: UUID) -> Preview:
    """Two applicants as they stand. Raises `NotFound`, `NotReady` where one was merged already, `Invalid` for one."""
    if left_id == right_id:
        raise Invalid("This is one applicant. Choose two.")
    first, second = (_standing(session, id) for id in (left_id, right_id))
    sides = _side(session, first), _side(session, second)
    one, other = sides[0].applicant.fields, sides[1].applicant.fields
    suggested: At = 0 if (-sides[0].cases, first.row_no) <= (-sides[1].cases, second.row_no) else 1
    return Preview(
        sides=sides,
        suggested=suggested,
        why=_why(sides),
        same=frozenset(name for name in ApplicantFields.__slots__ if getattr(one, name) == getattr(other, name)),
        twins=tuple(_twins(session, left_id, right_id)),
        questions=tuple(_questions(session, left_id, right_id, one, other)),
    )


def both_remarks(one: str, other: str) -> str:
    """The remarks of both, each once."""
    return "\n\n".join(dict.fromkeys(text for text in (one.strip(), other.strip()) if text))


def _standing(session: Session, id: UUID) -> Applicant:
    found = session.get(Applicant, id)
    if found is None:
        raise NotFound("This record is no longer in the office.")
    if found.merged_into_id is not None:
        raise NotReady("This applicant was merged into another. Nothing was saved. Open the one that stays.")
    return found


def _side(session: Session, of: Applicant) -> Side:
    counts = dict.fromkeys(_COUNTED, 0)
    for kind, column in references():
        if (kind.__tablename__, column.name) in CARRIED:
            counted = select(func.count()).where(column == of.id)
            counts[kind.__tablename__] = session.execute(counted).scalar_one()
    began = select(Entry.at).join(Change, Change.entry_id == Entry.id)
    printed = select(func.count()).where(Award.applicant_id == of.id, Award.number.is_not(None))
    return Side(
        applicant=kept(of, ApplicantFields),
        formerly=former.from_json(of.formerly),
        registered_at=session.execute(began.where(Change.record_id == of.id, Change.version == 1)).scalar_one_or_none(),
        carries=tuple(counts.items()),
        decided=decided_cases(session, of.id),
        printed=session.execute(printed).scalar_one(),
    )


def _why(sides: tuple[Side, Side]) -> Message:
    """Why the one that is suggested may best stay."""
    most, least = sorted((one.cases for one in sides), reverse=True)
    if most == least:
        return Message("It was registered first.")
    return Message("It has more cases: {most}, the other {least}.", most=most, least=least)


def _counted(table: str, n: int) -> Message:
    one, several = _COUNTED[table]
    return Message(one) if n == 1 else Message(several, n=n)


def _kept_as_they_are(gone: Side) -> Iterator[Message]:
    if gone.decided:
        yield Message(
            "Recommended or decided cases that move: {n}. Their amounts and their papers stay as they are.",
            n=gone.decided,
        )
    if gone.printed:
        yield Message("Their printed certificates keep the name that stands on them: {n}", n=gone.printed)


def _questions(
    session: Session, left_id: UUID, right_id: UUID, one: ApplicantFields, other: ApplicantFields
) -> Iterator[Message]:
    if right_id in telling_apart.apart_from(session, left_id):
        yield Message("Somebody has told these two apart. Merging them takes that back.")
    numbers = {text for text in (one.br_number, other.br_number) if text.isdigit()}  # a dummy number says nothing
    if len(numbers) > 1:
        yield Message("Their registration numbers differ. Companies of one group often have alike names.")


def _twins(session: Session, left_id: UUID, right_id: UUID) -> Iterator[Message]:
    """What stands under both: a factory by its code or name, a person or contact by the name, an award of a year."""
    code, english, chinese = Factory.uscc, Factory.name_en, (Factory.name_tc, Factory.name_sc)
    found = _alike(session, Factory.applicant_id, (left_id, right_id), (code, english, *chinese), _factory_name)
    if found:
        yield Message(
            "These factories stand under both and stay twice, each with its own ceiling: {names}", names=found
        )
    persons = _alike(session, Person.applicant_id, (left_id, right_id), (Person.name_en, Person.name_zh), _person_name)
    contacts = _alike(session, Contact.applicant_id, (left_id, right_id), (Contact.name,), _plain)
    if both := tuple(dict.fromkeys((*persons, *contacts))):
        yield Message("These people stand under both and stay twice: {names}", names=both)
    query = select(Award.applicant_id, Award.year, Award.category).where(
        Award.applicant_id.in_((left_id, right_id)),
        Award.factory_id.is_(None),
        Award.sent_back.is_(False),
        Award.revoked_on.is_(None),
    )
    awards = {(whose, year, category) for whose, year, category in session.execute(query)}
    for year, category in sorted({(year, category) for whose, year, category in awards if whose == left_id}):
        if (right_id, year, category) in awards:
            yield Message(
                "Both have the award {category} of {year}. Both awards stay.", category=word(category), year=str(year)
            )


def _alike(session: Session, whose: Any, pair: tuple[UUID, UUID], columns: tuple[Any, ...], named: Any) -> Named:
    """How those are called of whom one stands under each of the two, with a text in common."""
    sides: list[dict[str, Words | str]] = [{}, {}]
    for owner, *texts in session.execute(select(whose, *columns).where(whose.in_(pair))):
        for text in texts:
            if text:
                sides[pair.index(owner)].setdefault(fold(text), named(*texts))
    return tuple(dict.fromkeys(name for text, name in sides[0].items() if text in sides[1]))


Named = tuple[Words | str, ...]


def _factory_name(_code: str, en: str, tc: str, sc: str) -> Words:
    return company_name(en, tc, sc)


def _person_name(en: str, zh: str) -> Words:
    return person_name(en, zh)


def _plain(name: str) -> Words:
    return Words(name, name, name)
