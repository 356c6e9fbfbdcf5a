"""Check a list row by row, by the rules of the acts that would enter each row by hand. Nothing is written."""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator
from typing import Any

from sqlalchemy.orm import Session

from app.exports import Step
from app.importing import applicant_rows, case_rows, factory_rows
from app.importing.cells import Finding, Unusable, shown, value
from app.importing.fields import FIELDS, Field, Kind, field_of
from app.importing.layout import Layout, titles
from app.importing.plan import Choices, Plan, Row
from app.importing.unswept import unswept
from app.inside.grid import Grid
from app.office import Office
from app.refusal import Invalid
from app.texts import Message

#: So many rows are checked between two steps.
_STRIDE = 250

_MAKERS: dict[Kind, Callable[..., Any]] = {
    Kind.APPLICANTS: applicant_rows.Applicants,
    Kind.FACTORIES: factory_rows.Factories,
    Kind.CASES: case_rows.Cases,
}


def check(
    session: Session, office: Office, grid: Grid, layout: Layout, choices: Choices
) -> Generator[Step, None, Plan]:
    """What a list would bring in, and what is to be said of each row. Raises `Invalid` for a layout that cannot be."""
    _refuse_layout(layout)
    rows: list[Row] = []
    total = 2 * max(len(grid.rows) - layout.header - 1, 1)
    for row in _rows(grid, layout):
        rows.append(row)
        if len(rows) % _STRIDE == 0:
            yield Step(len(rows), total)
    maker = _MAKERS[layout.kind](session, office, layout, choices, rows)
    for number, row in enumerate(rows):
        if number % _STRIDE == 0:
            yield Step(len(rows) + number, total)
        if not any(one.grave for one in row.findings):
            maker.make(row)
    notes = (*_notes(grid, layout), *maker.notes())
    return Plan(layout, titles(grid, layout.header), tuple(rows), notes, maker.stand_in)


def plan(office: Office, grid: Grid, layout: Layout, choices: Choices) -> Generator[Step, None, Plan]:
    """The same as a task of its own, over the office as it is now."""
    with unswept(), office.reading() as session:
        return (yield from check(session, office, grid, layout, choices))


def _refuse_layout(layout: Layout) -> None:
    named = [name for name in layout.columns if name]
    if again := next((name for name in named if named.count(name) > 1), None):
        what = next(one.title for one in FIELDS[layout.kind] if one.name == again)
        raise Invalid("Two columns are given as “{what}”. Choose one of them.", field="columns", what=what)
    for field in FIELDS[layout.kind]:
        if field.needed and field.name not in named:
            raise Invalid("No column is given as “{what}”. Choose the one that holds it.",
                          field="columns", what=field.title)  # fmt: skip
    wanted = ("title", "legacy_file_no", "applicant", "applicant_br") if layout.kind is Kind.CASES else _NAMES
    if not set(wanted) & set(named):
        raise Invalid("No column is given as the name. Choose the one that holds it.", field="columns")


_NAMES = ("name", "name_en", "name_zh", "name_tc", "name_sc")


def _rows(grid: Grid, layout: Layout) -> Iterator[Row]:
    """The rows under the headings that hold anything, each cell read."""
    columns = [
        (at, field)
        for at, name in enumerate(layout.columns)
        if name and (field := field_of(layout.kind, name)) is not None
    ]
    for index in range(layout.header + 1, len(grid.rows)):
        cells = grid.rows[index]
        if not any(shown(one).strip() for one in cells):
            continue
        row = Row(index + 1, cells)
        for at, field in columns:
            _read(row, at, field, formula=(index, at) in grid.formulas)
        yield row


def _read(row: Row, at: int, field: Field, *, formula: bool) -> None:
    cell = row.cells[at] if at < len(row.cells) else None
    try:
        row.said[field.name], remark = value(field, cell)
    except Unusable as problem:
        row.find(problem.message, at)
        return
    if remark is not None:
        row.findings.append(Finding(at, remark, grave=False))
    if field.needed and row.said[field.name] is None:
        row.find(Message("This cell is empty; the row needs it."), at)
    if formula and row.said[field.name] is not None:
        text = Message("The cell holds a formula. Its last result was taken: {value}", value=shown(cell)[:60])
        row.find(text, at, grave=False)


def _notes(grid: Grid, layout: Layout) -> Iterator[Message]:
    """What is to be said of the file as a whole."""
    if grid.macro:
        yield Message("The file holds a program (macro). It was not run; only values were read.")
    left = tuple(
        title or Message("column {letter}", letter=column_letter(at))
        for at, (title, name) in enumerate(zip(titles(grid, layout.header), layout.columns))
        if not name and (title or _holds_anything(grid, layout, at))
    )
    if left:
        yield (
            Message("Columns left out: {names}", names=left[:12])
            if len(left) <= 12
            else Message("Columns left out: {names} and {n} {n|other|others}", names=left[:12], n=len(left) - 12)
        )
    if any(row > layout.header and right > left_ for row, left_, _last, right in grid.merged):
        yield Message("Some cells are merged. What stands in them was read as the first of their cells.")


def _holds_anything(grid: Grid, layout: Layout, at: int) -> bool:
    return any(len(row) > at and row[at] not in (None, "") for row in grid.rows[layout.header + 1 :][:1_000])


def column_letter(at: int) -> str:
    """A column, from 0, by its letters in Excel."""
    letters = ""
    at += 1
    while at:
        at, rest = divmod(at - 1, 26)
        letters = chr(65 + rest) + letters
    return letters
