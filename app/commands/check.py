"""`cpdesk check`: whether an office still says what was written into it."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from app.commands.opened import add_office, opened
from app.commands.output import add_language
from app.texts import Message, say

if TYPE_CHECKING:
    from app.commands.output import Verbs


def add(verbs: Verbs) -> None:
    """Declare the verb and its arguments."""
    parser = verbs.add_parser(
        "check",
        help="whether an office still says what was written into it",
        description="Check an office: the database, the journal, every kept file, every frozen calculation, "
        "the numbers. Each thing that is wrong is one line; exit 1 if there is any.",
        allow_abbrev=False,
    )
    parser.add_argument(
        "--reindex",
        action="store_true",
        help="first make the index of names and numbers anew from the records",
    )
    add_office(parser)
    add_language(parser)
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Print what is wrong, a line each, or that nothing is; 1 if anything is."""
    from app.checking import check

    wrong = 0
    with opened(args) as office:
        if args.reindex:
            office.reindex()
        for finding in check(office):
            print(say(finding, args.lang), flush=True)
            wrong += 1
    if not wrong:
        print(say(Message("Nothing is wrong: every part of the office is as it was written."), args.lang))
    return 1 if wrong else 0
