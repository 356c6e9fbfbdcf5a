"""`cpdesk duplicates`: applicants of an office that may be one and the same, for a person to look at."""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING, Any

from app.commands.opened import add_office, opened
from app.commands.output import add_json, add_language, print_json
from app.texts import Message, say

if TYPE_CHECKING:
    from app.commands.output import Verbs
    from app.duplicates import Outcome, Pair, Side


def add(verbs: Verbs) -> None:
    """Declare the verb and its arguments."""
    parser = verbs.add_parser(
        "duplicates",
        help="applicants that may be one and the same",
        description="List pairs of applicants that may be one and the same, the likeliest first, with a score of 60 to "
        "100 and the reasons: names alike in any script, by sound or by spelling, numbers, factories, addresses. "
        "Pairs that an officer told apart are left out. Nothing is changed.",
        allow_abbrev=False,
    )
    add_office(parser)
    add_language(parser)
    add_json(parser)
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Print the pairs, and on stderr how many; none is no failure."""
    from app import duplicates

    with opened(args) as office:
        outcome = _whole(duplicates.search(office))
    if args.json:
        print_json([_value(pair, args.lang) for pair in outcome.pairs])
    else:
        for pair in outcome.pairs:
            print(_line(pair, args.lang))
    pairs = len(outcome.pairs) + outcome.more
    told = Message("Pairs: {n}, among {applicants} applicants", n=pairs, applicants=outcome.applicants)
    print(say(told, args.lang), file=sys.stderr)
    return 0


def _whole(steps: Any) -> Outcome:
    """What a search finds in the end."""
    while True:
        try:
            next(steps)
        except StopIteration as end:
            found: Outcome = end.value
            return found


def _value(pair: Pair, language: str) -> dict[str, object]:
    refs = _ref(pair.a), _ref(pair.b)
    if refs[0] == refs[1]:  # one number, or one name without a number
        refs = _named(pair.a, language), _named(pair.b, language)
    return {
        "a": refs[0],
        "b": refs[1],
        "score": pair.score,
        "reasons": [say(reason, language) for reason in pair.reasons],
    }


def _ref(side: Side) -> str:
    """How `cpdesk find` refers to an applicant: by its number. One without a number goes by its name."""
    return side.br_number or side.name_en or side.name_tc or side.name_sc


def _line(pair: Pair, language: str) -> str:
    reasons = "; ".join(say(reason, language) for reason in pair.reasons)
    return "\t".join((str(pair.score), _named(pair.a, language), _named(pair.b, language), reasons))


def _named(side: Side, language: str) -> str:
    from app.names import company_name

    name = company_name(side.name_en, side.name_tc, side.name_sc).in_(language)
    return f"{name} ({side.br_number})" if side.br_number else name
