"""`cpdesk cases`: the case list of an office, searched as in the window."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from app.commands.opened import add_office, opened
from app.commands.output import add_json, add_language, print_json
from app.refusal import Invalid
from app.texts import Message, say

if TYPE_CHECKING:
    from datetime import date
    from decimal import Decimal

    from sqlalchemy.orm import Session

    from app.case_filter import CaseFilter
    from app.case_list import CaseRow
    from app.commands.output import Verbs
    from app.office import Office


def add(verbs: Verbs) -> None:
    """Declare the verb and its arguments."""
    parser = verbs.add_parser(
        "cases",
        help="the case list of an office",
        description="List the cases of an office, the most urgent first. The query is that of the window: words are "
        "searched in numbers and names, in any script; stage:vetting officer:@me due:<14d narrow it.",
        allow_abbrev=False,
    )
    parser.add_argument("query", nargs="?", default="", metavar="QUERY", help="which cases; all of them without it")
    add_office(parser)
    add_language(parser)
    shape = parser.add_mutually_exclusive_group()
    add_json(shape)
    shape.add_argument("--xlsx", type=Path, metavar="F", help="write the list into a file for Excel, print its name")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Print the cases found, and on stderr how many of how many."""
    from app import case_list

    if args.xlsx is not None:
        return _export(args)
    with opened(args) as office, office.reading() as session:
        wanted = _wanted(office, session, args.query)
        today = office.clock.today()
        rows = case_list.rows(session, wanted, today)
        totals = case_list.totals(session, wanted, today)
    if args.json:
        print_json([_as_json(row, args.lang) for row in rows])
        return 0
    for row in rows:
        print(_line(row, today, args.lang))
    found = Message("{n} {n|case|cases}", n=totals.total)
    if totals.shown != totals.total:
        found = Message("{shown} of {total} {total|case|cases}", shown=totals.shown, total=totals.total)
    print(say(found, args.lang), file=sys.stderr)
    return 0


def _wanted(office: Office, session: Session, text: str) -> CaseFilter:
    """What a query asks for. Raises `Invalid` for a word that is not understood: nobody may be there to read a hint."""
    from app import case_query, officers
    from app.case_filter import CaseFilter

    query = case_query.parse(text, case_query.sense_of(office, officers.rows(session)))
    if query.puzzles:
        first = query.puzzles[0].text
        raise Invalid(first.text, field="query", **dict(first.values))
    return query.narrow(CaseFilter())


def _export(args: argparse.Namespace) -> int:
    from app import exports, list_export

    with opened(args) as office:
        with office.reading() as session:
            shown = list_export.Shown(Message("All cases"), _wanted(office, session, args.query))
        print(exports.finish(list_export.export(office, args.xlsx, args.lang, shown)))
    return 0


def _as_json(row: CaseRow, language: str) -> dict[str, Any]:
    return {
        "reference": row.reference,
        "legacy_file_no": row.legacy_file_no,
        "applicant": _applicant(row, language),
        "type": row.type.value,
        "stage": row.stage.value,
        "received": _day(row.received_on),
        "requested": _money(row.requested),
        "calculated": _money(row.calculated),
        "approved": _money(row.approved),
        "recorded": _money(row.recorded_amount),
        "subsidy": _money(row.subsidy),
        "due": _day(row.due_on),
        "officer": row.officer,
    }


def _line(row: CaseRow, today: date, language: str) -> str:
    from app.texts import amount
    from app.words import word

    return "\t".join(
        (
            row.reference or "–",
            _applicant(row, language),
            row.type.value,
            say(word(row.stage), language),
            "–" if row.subsidy is None else amount(row.subsidy),
            say(row.due_words(today), language),
        )
    )


def _applicant(row: CaseRow, language: str) -> str:
    """The registered name in the script of the language where there is one, else in the other."""
    chinese = (row.name_sc or row.name_zh) if language == "zh_CN" else row.name_zh
    return row.name_en or chinese if language == "en" else chinese or row.name_en


def _day(day: date | None) -> str | None:
    return None if day is None else day.isoformat()


def _money(value: Decimal | None) -> str | None:
    from app.money import plain

    return None if value is None else plain(value)
