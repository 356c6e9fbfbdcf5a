"""Likely duplicates: applicants that may be one and the same, for a person to look at.

Only applicants with a key in common (`app.comparing.keys`) are compared. A key that very many have, such as a name of
two common characters, is taken together with the trade; what is too common even so says nothing and is passed over.
Who was merged into another, and two that an officer told apart, are left out.
"""

from __future__ import annotations

from array import array
from collections import defaultdict
from collections.abc import Generator, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from heapq import heappush, heapreplace
from itertools import combinations
from typing import Final
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app import telling_apart
from app.alike import LIKELY, weigh
from app.blocks import Blocks
from app.comparing import Known, keys
from app.known_applicants import Reader, all_of
from app.office import Office, Work
from app.texts import Message
from models import Applicant, Case, ToldApart
from models.journal import Change, Entry

#: Of the pairs found, the likeliest that are kept.
MOST: Final = 5_000

#: Applicants with a key in common that are compared each with each.
_TOGETHER: Final = 40

#: Pairs that are compared at once; between two such lots the work can be stopped.
_LOT: Final = 500

#: Pairs of so many neighbours (2¹²) with so many are compared after each other: both fit into what is kept at hand.
_NEAR: Final = 12


@dataclass(frozen=True, slots=True)
class Side:
    """One of two applicants, as it is shown beside the other. `registered_at` is when the journal first has it."""

    id: UUID
    name_en: str
    name_tc: str
    name_sc: str
    br_number: str
    address_en: str
    address_zh: str
    cases: int
    registered_at: datetime | None


@dataclass(frozen=True, slots=True)
class Pair:
    """Two applicants that may be one: the one registered first is `a`. `score` is 60–100."""

    a: Side
    b: Side
    score: int
    reasons: tuple[Message, ...]

    @property
    def ids(self) -> tuple[UUID, UUID]:
        """Both, the smaller id first, as `app.telling_apart` has them."""
        return min(self.a.id, self.b.id), max(self.a.id, self.b.id)

    @property
    def order(self) -> tuple[int, UUID, UUID]:
        """The likeliest first, and of those in the order of their ids."""
        return -self.score, *self.ids


@dataclass(frozen=True, slots=True)
class Step:
    """How far the search is, and the pairs found since the last step."""

    done: int
    total: int
    found: tuple[Pair, ...] = ()


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a whole search found, the likeliest first; `applicants` were looked at. `more` were found and not kept."""

    pairs: tuple[Pair, ...]
    applicants: int
    more: int


def search(office: Office) -> Generator[Step, None, Outcome]:
    """Look for every pair, some hundred applicants at a time; it may be left between two steps."""
    with office.reading() as session:
        total = session.execute(select(func.count()).where(Applicant.merged_into_id.is_(None))).scalar_one()
        apart = telling_apart.pairs(session)
    reader, blocks, read = Reader(), Blocks(), 0
    for lot in all_of(office.reading):
        for one in lot:
            blocks.add(one.row_no, keys(one))
        reader.keep(lot)
        read += len(lot)
        yield Step(read, 2 * total)
    best: list[tuple[int, int, Pair]] = []
    candidates, count = _candidates(office, blocks, reader), 0
    for done, lot_of in candidates.lots():
        with office.reading() as session:
            found = _compared(session, reader, lot_of, apart)
        for pair in found:
            count += 1
            _keep(best, (pair.score, -count, pair))
        yield Step(total + total * done // len(candidates), 2 * total, found)
    pairs = sorted((pair for *_, pair in best), key=lambda pair: pair.order)
    return Outcome(tuple(pairs), total, count - len(pairs))


def _keep(best: list[tuple[int, int, Pair]], found: tuple[int, int, Pair]) -> None:
    """Among the likeliest; no two have the same middle number, so pairs are never compared themselves."""
    if len(best) < MOST:
        heappush(best, found)
    elif found > best[0]:
        heapreplace(best, found)


def open_again(work: Work, id: UUID) -> None:
    """Take back that two applicants were told apart, whichever officer said so; `id` is what says so."""
    telling_apart.may_be_same(work, id, seen=work.get(ToldApart, id).version)


# --- who is compared with whom ------------------------------------------------------------------------------------


class _Candidates:
    """Pairs of numbers to compare, by neighbourhoods of both; each of eight bytes, and once at last."""

    def __init__(self) -> None:
        self._near: dict[tuple[int, int], array[int]] = defaultdict(lambda: array("Q"))
        self._count = 0

    def __len__(self) -> int:
        return self._count

    def add(self, numbers: Iterable[int]) -> None:
        """Each of these, which come in order, with each."""
        for a, b in combinations(numbers, 2):
            self._near[a >> _NEAR, b >> _NEAR].append(a << 32 | b)
            self._count += 1

    def lots(self) -> Iterator[tuple[int, list[tuple[int, int]]]]:
        """Pairs some hundred at a time, with how many have been looked at then."""
        done = 0
        for near in sorted(self._near):
            every = self._near.pop(near)
            pairs = [(pair >> 32, pair & 0xFFFFFFFF) for pair in sorted(set(every))]
            for at in range(0, len(pairs), _LOT):
                yield done + len(every) * at // len(pairs), pairs[at : at + _LOT]
            done += len(every)


def _candidates(office: Office, blocks: Blocks, reader: Reader) -> _Candidates:
    found = _Candidates()
    for block in blocks:
        if len(block) <= _TOGETHER:
            found.add(block)
            continue
        with office.reading() as session:
            split = _by_trades(reader.read(session, block))
        for some in split:
            found.add(some)
    return found


def _by_trades(block: Sequence[Known]) -> Iterator[list[int]]:
    """Those of the same trade; a trade of which there are still too many is passed over."""
    trades: dict[frozenset[str], list[int]] = defaultdict(list)
    for one in block:
        trades[one.trades].append(one.row_no)
    return (sorted(some) for some in trades.values() if len(some) <= _TOGETHER)


def _compared(
    session: Session, reader: Reader, both: Sequence[tuple[int, int]], apart: frozenset[tuple[UUID, UUID]]
) -> tuple[Pair, ...]:
    known = {one.row_no: one for one in reader.read(session, {number for pair in both for number in pair})}
    found: list[tuple[Known, Known, int, tuple[Message, ...]]] = []
    for first, second in both:
        one, other = known.get(first), known.get(second)
        if one is None or other is None:
            continue
        score, reasons = weigh(one, other)
        if score >= LIKELY and _ids(one, other) not in apart:
            found.append((one, other, score, reasons))
    sides = _sides(session, (each for one, other, *_ in found for each in (one, other)))
    return tuple(Pair(sides[a.row_no], sides[b.row_no], score, reasons) for a, b, score, reasons in found)


def _ids(one: Known, other: Known) -> tuple[UUID, UUID]:
    assert one.id is not None  # both were read from the office
    assert other.id is not None
    return min(one.id, other.id), max(one.id, other.id)


def _sides(session: Session, some: Iterable[Known]) -> dict[int, Side]:
    whole = {one.row_no: one for one in some}
    ids = [one.id for one in whole.values()]
    counted = select(Case.applicant_id, func.count()).where(Case.applicant_id.in_(ids)).group_by(Case.applicant_id)
    cases = {row[0]: row[1] for row in session.execute(counted)}
    first = select(Change.record_id, Entry.at).join(Entry, Entry.id == Change.entry_id)
    first = first.where(Change.record_id.in_(ids), Change.version == 1)
    registered = {row[0]: row[1] for row in session.execute(first)}
    return {number: _side(one, cases, registered) for number, one in whole.items()}


def _side(one: Known, cases: dict[UUID, int], registered: dict[UUID, datetime]) -> Side:
    assert one.id is not None  # it was read from the office
    return Side(
        one.id, one.name_en, one.name_tc, one.name_sc, one.br_number, one.address_en, one.address_zh,
        cases.get(one.id, 0), registered.get(one.id),
    )  # fmt: skip
