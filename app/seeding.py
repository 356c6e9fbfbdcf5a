"""An office of many invented cases, for measuring: how fast lists, searches and checks are at a size no office has yet.

It is made like any other, by acts in the journal, a few thousand records at a time, and it passes `check`. The same
number, seed and day give the same office, but for its keys and identities. A run that is killed leaves no office.
"""

from __future__ import annotations

from collections import Counter as Tally
from collections import deque
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import closing
from dataclasses import dataclass, field
from datetime import UTC, datetime, time
from itertools import islice
from pathlib import Path
from random import Random
from uuid import UUID

from app import opening, sample, seed_cases, seed_parties
from app.act import NEW, act
from app.beside import built_beside, refuse_occupied
from app.clock import HONG_KONG, Clock
from app.numbers import written
from app.office import Office, Work
from app.opening import FirstOfficer
from app.refusal import CannotSave, Invalid
from app.rights import Right
from app.seed_cases import Desk, Slot
from app.seed_parties import Party, Row
from models.applicant import Applicant
from models.base import Record
from models.case import Case
from models.case_parts import CostLine
from models.decision import Approval, Calculation
from models.factory import Connection, Factory
from models.kinds import ApplicantKind, OfficeKind, Role
from models.office import Counter
from models.people import Person
from models.store import StoreTrouble
from models.task import Task

NAME = "Office for measuring 測試辦事處"

#: More cases than any office will have; the numbers of their applicants still fit.
MOST = 4_000_000

#: Cases made in one piece of work, and how many each applicant makes on the average.
_PIECE, _PER_APPLICANT = 2_000, 5

#: Of so many applicants before, the last ones come again.
_REMEMBERED = 5_000

#: One applicant in so many is another one spelled otherwise.
_TWINS = 50

#: What is made, each kind after what it points to.
_KINDS: tuple[type[Record], ...] = (
    Applicant, Person, Factory, Connection, Case, CostLine, Calculation, Task, Approval,
)  # fmt: skip

Told = Callable[[int], object]


@dataclass
class Piece:
    """What one piece of work adds: so many cases, and new records, each kind after what it points to."""

    cases: int
    at: datetime
    counters: Sequence[Row] = ()
    rows: dict[type[Record], list[Row]] = field(default_factory=lambda: {kind: [] for kind in _KINDS})

    def add(self, kind: type[Record], *rows: Row) -> None:
        """Put new records beside those there are."""
        self.rows[kind] += rows


@act(
    "office.seed",
    "Add invented cases for measuring",
    right=Right.APPOINT,
    writes=dict.fromkeys((*(kind.__tablename__ for kind in _KINDS), "counters"), NEW),
)
def add(work: Work, piece: Piece) -> None:
    """Put made-up records, and the counters of their numbers, into the sample office; a real one takes none."""
    if not work.office.is_sample:
        raise Invalid("Invented cases do not belong in a real office.")
    work.add_rows(Counter, piece.counters)
    for kind, rows in piece.rows.items():
        work.add_rows(kind, rows)


def build(folder: Path, number: int, *, seed: int = 430, clock: Clock | None = None, told: Told | None = None) -> None:
    """Make a sample office of `number` invented cases in an empty or missing folder; it needs no password.

    Args:
        folder: where.
        number: how many cases, up to `MOST`; about one applicant for five of them, one in fifty there twice.
        seed: another one gives other names and amounts.
        clock: what day it is.
        told: called with how many cases there are, after each piece of work.

    Raises `Invalid` for a number out of range, `CannotOpen` for a folder that holds something or lies on a network
    drive, `CannotSave` if the disk will not take it; nothing half-made is left.
    """
    if not 1 <= number <= MOST:
        raise Invalid("An office for measuring has between 1 and {most} cases.", most=MOST, field="cases")
    opening.refuse_network(folder)
    refuse_occupied(folder)
    try:
        with built_beside(folder) as building:
            _fill(building, number, Random(seed), clock or Clock(), told or (lambda _: None))
    except (OSError, StoreTrouble, CannotSave) as error:
        raise CannotSave("The office could not be made in {folder}. Nothing was kept.", folder=str(folder)) from error


def _fill(building: Path, number: int, chance: Random, clock: Clock, told: Told) -> None:
    staff = sample.read("officers")["officers"]
    first = next(one for one in staff if one["role"] == Role.ADMINISTRATOR)
    office = opening.create(
        building,
        name=NAME,
        kind=OfficeKind.SAMPLE,
        first=FirstOfficer(**first | {"role": Role.ADMINISTRATOR}),
        password="",
        clock=clock,
        cost=sample.CHEAP,
    )
    with closing(office):
        officers = tuple(one.id for one in sample.appoint(office, staff).values())
        made = 0
        for piece in pieces(office, number, chance, officers):
            with office.work() as work:
                work.at = piece.at
                add(work, piece)
            made += piece.cases
            told(made)


def pieces(office: Office, number: int, chance: Random, officers: tuple[UUID, ...]) -> Iterator[Piece]:
    """The records of so many cases in order of receipt; the first piece also brings the counters of every year."""
    today, given, parties = office.clock.today(), Tally[int](), deque[Party](maxlen=_REMEMBERED)
    counters = _counters(seed_cases.slots(office.rules, number, today))
    coming = seed_cases.slots(office.rules, number, today)
    while slots := list(islice(coming, _PIECE)):
        piece = Piece(len(slots), _moment(slots, office.clock), counters)
        desk = Desk(chance, office.rules, officers, piece.at, today)
        for slot in slots:
            whose = _applicant(desk, slot, parties, piece)
            made = seed_cases.case(desk, slot, whose, _number(slot, given))
            piece.add(Case, made.case)
            piece.add(CostLine, *made.lines)
            piece.add(Calculation, *made.calculations)
            piece.add(Task, *made.tasks)
            piece.add(Approval, *made.approvals)
        yield piece
        counters = []


def _counters(slots: Iterable[Slot]) -> list[Row]:
    years = Tally(slot.received.year for slot in slots if slot.received)
    return [{"kind": "case", "year": year, "last": last} for year, last in sorted(years.items())]


def _applicant(desk: Desk, slot: Slot, parties: deque[Party], piece: Piece) -> Party:
    """Who applies: somebody new for every fifth case, else one of those who came before."""
    if slot.number % _PER_APPLICANT:
        return desk.chance.choice(parties)
    supports = seed_cases.offers_support(slot) and (slot.place < _PER_APPLICANT or desk.chance.random() < 0.01)
    number = slot.number // _PER_APPLICANT
    like = _spelled_again(desk, parties) if number % _TWINS == _TWINS - 1 and not supports else None
    made = seed_parties.party(desk.chance, number, desk.today, association=supports, like=like)
    piece.add(Applicant, made.applicant)
    piece.add(Person, *made.persons)
    piece.add(Factory, *made.factories)
    piece.add(Connection, *made.connections)
    parties.append(made.party)
    return made.party


def _spelled_again(desk: Desk, parties: deque[Party]) -> Party | None:
    """A business that is there already, to be there twice."""
    known = [one for one in parties if one.kind is ApplicantKind.BUSINESS and one.known["br_number"]]
    return desk.chance.choice(known) if known else None


def _number(slot: Slot, given: Tally[int]) -> str | None:
    if slot.received is None:
        return None
    year = slot.received.year
    given[year] += 1
    return written(opening.NUMBER_PATTERN, year, given[year])


def _moment(slots: Sequence[Slot], clock: Clock) -> datetime:
    """When a piece of work is done: in the evening of the last day on which one of its cases came in."""
    day = max((slot.received for slot in slots if slot.received), default=clock.today())
    return min(datetime.combine(day, time(18), HONG_KONG).astimezone(UTC), clock.now())
