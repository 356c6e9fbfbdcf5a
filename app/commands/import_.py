"""`cpdesk import`: bring in a list of applicants, factories or historic cases; `docs/importing.md` describes lists."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from app.commands import taken_over
from app.commands.opened import add_office, opened
from app.commands.output import add_json, add_language, print_json, read_bytes
from app.refusal import Invalid, NotFound
from app.texts import N_, Message, say

if TYPE_CHECKING:
    from app.commands.output import Verbs
    from app.importing.layout import Given, Layout
    from app.importing.plan import Choices, Plan, Row
    from app.inside.grid import Grid
    from app.office import Office

_DONE = N_("{n} {n|row|rows} brought in, {known} already in the office, {out} left out")
_WOULD = N_(
    "{n} {n|row|rows} would go in, {known} {known|is|are} in the office already, {out} would stay out. Nothing was "
    "written."
)

_KINDS = ("applicants", "factories", "cases")


def add(verbs: Verbs) -> None:
    """Declare the verb and its arguments."""
    parser = verbs.add_parser(
        "import",
        help="bring in a list of applicants, factories or historic cases",
        description="Check a list (.xlsx or .csv) row by row and bring in what can go in, all of it or nothing. Rows "
        "that cannot go in are named with their reasons; rows that are in the office already are left out. A list "
        "of cases that was exported from here and changed in Excel is taken over cell by cell (--kind cases).",
        allow_abbrev=False,
    )
    parser.add_argument("file", metavar="FILE", type=Path, help="the list")
    parser.add_argument("--kind", choices=_KINDS, required=True, help="what it is a list of")
    parser.add_argument("--map", metavar="MAP.toml", type=Path, help="which column is which field; guessed without")
    parser.add_argument("--applicant", metavar="BRN", help="whose the factories are that name no applicant")
    parser.add_argument("--dry-run", action="store_true", help="check only; write nothing")
    add_office(parser)
    add_language(parser)
    add_json(parser)
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Check, bring in, and print what became of each row that has something to be said of."""
    from app.exports import finish
    from app.importing import bring_in, check
    from app.importing.changes import is_ours
    from app.importing.fields import Kind
    from app.importing.opened import read_file

    given = _given(args.map, Kind(args.kind))
    grid = read_file(args.file, sheet=given.sheet, encoding=given.encoding)
    if Kind(args.kind) is Kind.CASES and is_ours(grid):
        with opened(args) as office:
            return taken_over.run(args, office, grid)
    layout = _layout(grid, given, Kind(args.kind))
    with opened(args) as office:
        choices = _choices(office, args)
        plan = finish(check.plan(office, grid, layout, choices))
        if not args.dry_run:
            finish(bring_in.bring_in(office, grid, layout, choices, plan))
    _print(args, grid, plan, written=not args.dry_run)
    return 0


def _given(file: Path | None, kind: Any) -> Given:
    from app.importing.layout import Given, read_map

    if file is None:
        return Given()
    try:
        given = read_map(read_bytes(file).decode("utf-8-sig"))
    except UnicodeDecodeError:
        raise Invalid("The file {file} is not written in UTF-8", file=str(file)) from None
    if given.kind not in (None, kind):
        raise Invalid("The map is for {one}, and --kind says {other}", one=str(given.kind), other=str(kind))
    return given


def _layout(grid: Grid, given: Given, kind: Any) -> Layout:
    """How the sheet is read; a heading of the map that is not in the file is said."""
    from app.importing.fields import field_of, heading_key
    from app.importing.layout import guessed, titles

    layout = guessed(grid, kind, given.header, given.columns)
    there = {heading_key(one) for one in titles(grid, layout.header)}
    missing = tuple(title for title in given.columns if heading_key(title) not in there)
    if missing:
        raise Invalid("The file has no column {names}, which the map names", names=missing)
    if astray := next((name for name in given.columns.values() if name and field_of(kind, name) is None), None):
        raise Invalid("“{name}” in the map is no field of such a list", name=astray[:60])
    return layout


def _choices(office: Office, args: argparse.Namespace) -> Choices:
    from app.importing import whom
    from app.importing.plan import Choices
    from app.rules.identifiers import br_number

    if args.applicant is None:
        return Choices(args.file.name)
    number = br_number(args.applicant).number
    with office.reading() as session:
        found = whom.applicants(session, (), (number,), ()).by_number[number]
    if len(found) != 1:
        raise NotFound("{n} applicants have the number {number}; it must be one", n=len(found), number=number)
    return Choices(args.file.name, whose=found[0].id)


def _print(args: argparse.Namespace, grid: Grid, plan: Plan, *, written: bool) -> None:
    from app.importing.plan import Fate

    counts = plan.counts()
    if args.json:
        print_json(_as_json(args, grid, plan, written=written))
        return
    for row in plan.rows:
        for line in _lines(plan, row, args.lang):
            print(line)
    for note in plan.notes:
        print(say(note, args.lang), file=sys.stderr)
    text = Message(
        _DONE if written else _WOULD, n=counts[Fate.IN], known=counts[Fate.KNOWN], out=counts[Fate.OUT],
    )  # fmt: skip
    print(say(text, args.lang), file=sys.stderr)


def _lines(plan: Plan, row: Row, language: str) -> list[str]:
    """What is said of a row: its number, what becomes of it, the column, the sentence."""
    return [
        "\t".join((str(row.number), row.fate.value, _column(plan, one.column), say(one.text, language)))
        for one in row.findings
    ]


def _column(plan: Plan, at: int | None) -> str:
    from app.importing.check import column_letter

    return "–" if at is None else (plan.titles[at] if at < len(plan.titles) else "") or column_letter(at)


def _as_json(args: argparse.Namespace, grid: Grid, plan: Plan, *, written: bool) -> dict[str, Any]:
    from app.importing.plan import Fate

    counts = plan.counts()
    return {
        "file": args.file.name,
        "kind": plan.kind.value,
        "sheet": grid.sheet,
        "encoding": grid.encoding,
        "headings": plan.layout.header + 1,
        "columns": {title: name for title, name in zip(plan.titles, plan.layout.columns) if title},
        "rows": len(plan.rows),
        "in": counts[Fate.IN],
        "known": counts[Fate.KNOWN],
        "out": counts[Fate.OUT],
        "written": written,
        "notes": [say(one, args.lang) for one in plan.notes],
        "findings": [
            {
                "row": row.number,
                "fate": row.fate.value,
                "column": None if one.column is None else _column(plan, one.column),
                "grave": one.grave,
                "message": say(one.text, args.lang),
            }
            for row in plan.rows
            for one in row.findings
        ],
    }
