"""`cpdesk find`: anything by what somebody remembers of it, as in the box of the window."""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING

from app.commands.opened import add_office, opened
from app.commands.output import add_json, add_language, print_json
from app.refusal import Invalid
from app.texts import Message, say

if TYPE_CHECKING:
    from app.commands.output import Verbs

#: Blanks and quotation marks are nothing to look for.
_NOTHING = ' \t\r\n\u3000"“”「」'


def add(verbs: Verbs) -> None:
    """Declare the verb and its arguments."""
    parser = verbs.add_parser(
        "find",
        help="find cases, applicants, factories and certificates",
        description="Find cases, applicants, factories and certificates by a number or by a name: in any script, by a "
        "piece of it, by its sound in Cantonese or Mandarin, or by its initials.",
        allow_abbrev=False,
    )
    parser.add_argument("text", metavar="TEXT", help="a number, or a name as it is remembered")
    add_office(parser)
    add_language(parser)
    add_json(parser)
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Print what is found, the surest first, and why; nothing found is no failure."""
    from app.finding import find

    if not args.text.strip(_NOTHING):
        raise Invalid("Say what to find: a number, or a piece of a name.", field="text")
    with opened(args) as office, office.reading() as session:
        found = find(session, args.text)
    lines = [
        {
            "kind": one.kind.value,
            "ref": one.ref,
            "name": one.name.in_(args.lang),
            "matched": say(one.matched, args.lang),
        }
        for one in found
    ]
    if args.json:
        print_json(lines)
    else:
        for line in lines:
            print("\t".join(value or "–" for value in line.values()))
    if not found:
        print(say(Message("Nothing was found for {text}.", text=args.text), args.lang), file=sys.stderr)
    return 0
