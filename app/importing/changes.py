"""A list of this office that was changed in Excel: what differs, cell by cell, before anything is written.

The export hides in each row which case it is and at which version it was. A cell counts as changed where it differs
from what the case said then; what others have saved since is known from the journal, so a case that nobody touched in
Excel is never complained of. Rows that were added or removed there are named, and nothing is guessed of them.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Generator, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Any, Final
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.exports import Step
from app.field_words import field_word
from app.importing.cells import Unusable, shown, value
from app.importing.fields import Field, Reads, heading_key
from app.inside.grid import Cell, Grid
from app.list_export import MARK_ID, MARK_ROW, MARK_VERSION
from app.money import Amount, to_cent
from app.texts import LANGUAGES, Message, say
from app.words import word
from models import Case, Officer
from models.journal import Change
from models.stages import ENDED
from models.types import lift

#: What can be brought back, and how its cells are read.
EDITABLE: Final[Mapping[str, Reads]] = {
    "legacy_file_no": Reads.TEXT,
    "title_en": Reads.TEXT,
    "title_tc": Reads.TEXT,
    "title_sc": Reads.TEXT,
    "due_on": Reads.DAY,
    "due_for": Reads.TEXT,
    "officer_id": Reads.TEXT,
    "requested": Reads.AMOUNT,
}

#: What the list shows and the office works out or decides: a changed cell is named and left out.
_LEFT: Final = ("reference", "type", "stage", "received_on", "calculated", "approved", "recorded_amount")

_STRIDE: Final = 250
_EMPTY: Final = frozenset({None, ""})


@dataclass(frozen=True, slots=True)
class Difference:
    """One changed cell; `old` and `new` are values of the column, of the officer the id."""

    column: int
    field: str
    old: Any
    new: Any
    #: The two in words.
    said: tuple[Message, Message]


@dataclass(slots=True)
class Edited:
    """A row with something to be said of it; `grave` keeps it out."""

    number: int
    id: UUID | None = None
    version: int = 0
    reference: str = ""
    differences: list[Difference] = field(default_factory=list)
    findings: list[tuple[Message, bool]] = field(default_factory=list)

    @property
    def grave(self) -> bool:
        """Whether nothing of the row is taken over."""
        return any(grave for _text, grave in self.findings)

    @property
    def values(self) -> dict[str, Any]:
        """The changed columns."""
        return {one.field: one.new for one in self.differences}


@dataclass(frozen=True, slots=True)
class Changes:
    """What a changed list would change: the rows with differences or remarks, and how many say what the office says."""

    rows: tuple[Edited, ...]
    same: int
    notes: tuple[Message, ...]

    @property
    def going_in(self) -> tuple[Edited, ...]:
        """The rows that would be taken over."""
        return tuple(row for row in self.rows if row.differences and not row.grave)


def is_ours(grid: Grid) -> bool:
    """Whether a sheet is a list that this program wrote."""
    return _header(grid) is not None


def compare(session: Session, grid: Grid) -> Generator[Step, None, Changes]:
    """What differs between a changed list and the office."""
    header = _header(grid)
    assert header is not None
    reader = _Reader(session, grid, header)
    found: list[Edited] = []
    same = 0
    numbers = range(header + 1, len(grid.rows))
    for start in range(numbers.start, numbers.stop, _STRIDE):
        yield Step(start - numbers.start, len(numbers))
        for row in reader.read(range(start, min(start + _STRIDE, numbers.stop))):
            if row.differences or row.findings:
                found.append(row)
            else:
                same += 1
    return Changes(tuple(found), same, tuple(reader.notes()))


def _header(grid: Grid) -> int | None:
    """The row of the headings, by the marks in it."""
    marks = {MARK_ID, MARK_VERSION}
    return next(
        (at for at, row in enumerate(grid.rows[:50]) if marks <= {one for one in row if isinstance(one, str)}), None
    )


class _Reader:
    """Reads rows and compares them; a few hundred cases in memory at a time."""

    def __init__(self, session: Session, grid: Grid, header: int) -> None:
        self._session, self._grid = session, grid
        head = [shown(one) for one in grid.rows[header]]
        self._marks = {mark: head.index(mark) for mark in (MARK_ID, MARK_VERSION, MARK_ROW) if mark in head}
        named = {
            heading_key(say(field_word(name), language)): name for name in (*EDITABLE, *_LEFT) for language in LANGUAGES
        }
        self._columns = {named[key]: at for at, one in enumerate(head) if (key := heading_key(one)) in named}
        officers = session.execute(select(Officer.id, Officer.initials, Officer.active))
        self._officers = {id: (initials, active) for id, initials, active in officers}
        self._seen: dict[UUID, int] = {}
        self._places: Counter[str] = Counter()
        self._total = 0

    def read(self, numbers: range) -> Iterator[Edited]:
        """The rows of a stretch of the sheet that hold anything."""
        rows = [(number, self._grid.rows[number]) for number in numbers]
        kept = [(number, row) for number, row in rows if any(shown(one).strip() for one in row)]
        ids = {id for _number, row in kept if (id := self._id(row)) is not None}
        cases = {one.id: one for one in self._session.execute(select(Case).where(Case.id.in_(ids))).scalars()}
        before = self._before(cases, {id: self._version(row) for _n, row in kept if (id := self._id(row)) is not None})
        for number, row in kept:
            yield self._edited(number, row, cases, before)
        self._session.expunge_all()

    def notes(self) -> Iterator[Message]:
        """What is to be said of the list as a whole."""
        gone = [str(number) for number in range(1, self._total + 1) if str(number) not in self._places]
        if gone:
            yield Message("Rows that are no longer in the file: {n} of {total}. Their cases stay as they are.",
                          n=len(gone), total=self._total)  # fmt: skip

    def _edited(
        self, number: int, row: Sequence[Cell], cases: Mapping[UUID, Case], before: Mapping[UUID, Mapping[str, Any]]
    ) -> Edited:
        edited = Edited(number + 1)
        place, _, total = shown(self._at(row, MARK_ROW)).partition("/")
        if total.isdecimal() and len(total) < 8:
            self._places[place] += 1
            self._total = max(self._total, int(total))
        id = self._id(row)
        if id is None:
            edited.findings.append((Message("The row was added in Excel. New cases are not opened from a list."), True))
            return edited
        case = cases.get(id)
        if case is None:
            edited.findings.append((Message("The case of this row is not in this office."), True))
            return edited
        edited.id, edited.version, edited.reference = id, case.version, case.reference or ""
        if id in self._seen:
            text = Message("The same case stands in row {row} too. Only that row is read.", row=self._seen[id])
            edited.findings.append((text, True))
            return edited
        self._seen[id] = number + 1
        then = before.get(id, {})
        self._compare(edited, row, case, then)
        if edited.differences and then.keys() & edited.values.keys() and not edited.grave:
            text = Message("Somebody has saved this case since the list was exported. Export it again to change it.")
            edited.findings.append((text, True))
        return edited

    def _compare(self, edited: Edited, row: Sequence[Cell], case: Case, then: Mapping[str, Any]) -> None:
        for name, at in self._columns.items():
            cell = row[at] if at < len(row) else None
            old = then[name] if name in then else getattr(case, name)
            if name not in EDITABLE:
                self._compare_left(edited, name, cell, old)
                continue
            if name in ("due_on", "due_for") and case.stage in ENDED and cell in _EMPTY:
                continue  # nothing is due any more, and the list does not show what was
            try:
                new = self._value(name, cell)
            except Unusable as problem:
                text = Message("{field}: {sentence}", field=field_word(name), sentence=problem.message)
                edited.findings.append((text, True))
                continue
            if _plain(new) != _plain(old):
                said = (self._said(name, old), self._said(name, new))
                edited.differences.append(Difference(at, name, getattr(case, name), new, said))

    def _compare_left(self, edited: Edited, name: str, cell: Cell, old: Any) -> None:
        """Name a cell that was changed although it is not entered in the list."""
        told = {"" if old is None else str(old)}
        if isinstance(old, Decimal):
            told = {f"{old:f}", f"{old.normalize():f}"}
        elif hasattr(old, "value"):
            told = {old.value, *(say(word(old), language) for language in LANGUAGES)}
        text = shown(cell).strip()
        if isinstance(old, Decimal) and isinstance(cell, int | float):
            text = f"{to_cent(Decimal(str(cell))):f}"
        if text not in told and not (old is None and not text):
            message = Message("{field} is not changed from a list. “{typed}” is left out.",
                              field=field_word(name), typed=text[:40])  # fmt: skip
            edited.findings.append((message, False))

    def _value(self, name: str, cell: Cell) -> Any:
        found, _remark = value(Field(name, EDITABLE[name]), cell)
        if name == "officer_id":
            return None if found is None else self._officer(str(found))
        if found is None:
            return "" if EDITABLE[name] is Reads.TEXT else None
        return found

    def _officer(self, initials: str) -> UUID:
        for id, (known, active) in self._officers.items():
            if known.casefold() == initials.casefold() and active:
                return id
        raise Unusable(Message("No officer who works here has the initials {who}.", who=initials[:20]))

    def _said(self, name: str, value: Any) -> Message:
        match value:
            case None | "":
                return Message("Empty")
            case UUID():
                return Message("{value}", value=self._officers[value][0])
            case Decimal():
                return Message("{value}", value=Amount(value))
        return Message("{value}", value=value)

    def _before(self, cases: Mapping[UUID, Case], versions: Mapping[UUID, int]) -> dict[UUID, dict[str, Any]]:
        """What changed cases said at the version of the list, by column; of the others nothing."""
        later = [id for id, case in cases.items() if case.version != versions.get(id)]
        found: dict[UUID, dict[str, Any]] = {id: {} for id in later}
        query = select(Change.record_id, Change.version, Change.before).where(Change.record_id.in_(later))
        for id, version, before in self._session.execute(query.order_by(Change.version.desc())):
            if version > versions[id]:
                columns = Case.__table__.c
                found[id] |= {name: lift(old, columns[name].type) for name, old in before.items()}
        return found

    def _at(self, row: Sequence[Cell], mark: str) -> Cell:
        at = self._marks.get(mark)
        return None if at is None or at >= len(row) else row[at]

    def _id(self, row: Sequence[Cell]) -> UUID | None:
        try:
            return UUID(shown(self._at(row, MARK_ID)))
        except ValueError:
            return None

    def _version(self, row: Sequence[Cell]) -> int:
        text = shown(self._at(row, MARK_VERSION))
        return int(text) if text.isdecimal() and len(text) < 10 else 0


def _plain(value: Any) -> Any:
    """A value as it is compared: blanks and line breaks that Excel changes are no difference."""
    match value:
        case str():
            return " ".join(value.split())
        case Decimal():
            return to_cent(value)
        case date() | UUID() | None:
            return value or ""
    return value
