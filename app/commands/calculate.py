"""`cpdesk calculate`: the subsidy for a cost, with its working. No office is needed and nothing is written."""

from __future__ import annotations

import argparse
import re
import sys
from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import TYPE_CHECKING, Any

from app.commands.output import add_json, add_language, print_json, read_bytes
from app.texts import Message, say

if TYPE_CHECKING:
    from app.commands.output import Verbs
    from app.rules.request import CostLine
    from app.rules.working import Calculation

_TYPES = ("OA", "DP", "DP1", "DP2", "VP", "OSI", "NT")
_ORIGINS = ("hk", "hk-gd", "other")


def add(verbs: Verbs) -> None:
    """Declare the verb and its arguments."""
    parser = verbs.add_parser(
        "calculate",
        help="the subsidy for a cost, with its working",
        description="Calculate a subsidy under the rules in force on the day of receipt, and show the working.",
        allow_abbrev=False,
    )
    parser.add_argument("--received", required=True, metavar="DATE", help="day of receipt, e.g. 2026-05-04")
    parser.add_argument("--type", required=True, choices=_TYPES, help="project type")
    cost = parser.add_mutually_exclusive_group(required=True)
    cost.add_argument("--cost", metavar="N", help="eligible cost in HKD, e.g. 1,120,000")
    cost.add_argument("--lines", type=Path, metavar="FILE.csv", help="cost lines; docs/cost-lines.md says the columns")
    parser.add_argument("--origin", choices=_ORIGINS, help="who developed the technology (NT)")
    parser.add_argument("--already-granted", default="0", metavar="N", help="granted before, in HKD (default 0)")
    add_language(parser)
    add_json(parser)
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Work the sum and print it; raises a refusal for what cannot be worked."""
    from app.clock import Clock
    from app.refusal import Invalid
    from app.rules.book import RuleBook
    from app.rules.request import Request
    from app.rules.subsidy import calculate
    from app.typed import day
    from models.kinds import Origin, ProjectType

    today = Clock().today()
    received = day(args.received, today=today, field="received")
    if received > today:
        raise Invalid(
            "{day} is in the future; an application is received today at the latest", field="received", day=received
        )
    kind = ProjectType(args.type)
    request = Request(
        type=kind,
        lines=_lines(args, today),
        received=received,
        origin=Origin(args.origin) if args.origin else None,
        already_granted=_granted(args.already_granted),
    )
    calculation = calculate(RuleBook.load().edition_for(received), request)
    if args.origin and kind is not ProjectType.NT:
        note = Message("The origin of the technology counts for NT only; it was not used")
        print(say(note, args.lang), file=sys.stderr)
    if args.json:
        print_json(_as_json(calculation, args.lang))
    else:
        _print(calculation, args.lang)
    return 0


def _lines(args: argparse.Namespace, today: date) -> tuple[CostLine, ...]:
    """The cost lines of the file, or the one cost of the command line."""
    from app.commands.cost_lines import read_lines
    from app.rules.request import CostLine
    from app.typed import amount
    from models.kinds import CostKind

    if args.lines is not None:
        return read_lines(read_bytes(args.lines), args.lines.name, today=today)
    return (CostLine(CostKind.OTHER, "", amount(args.cost, field="cost")),)


def _granted(text: str) -> Decimal:
    from app.typed import amount

    return Decimal(0) if re.fullmatch(r"0(?:\.0{1,2})?", text.strip()) else amount(text, field="already_granted")


def _as_json(calculation: Calculation, language: str) -> dict[str, Any]:
    from app.money import plain

    return {
        "edition": calculation.edition,
        "type": str(calculation.type),
        "eligible_cost": plain(calculation.eligible_cost),
        "rate": None if calculation.rate is None else _fraction(calculation.rate),
        "ceiling": None if calculation.ceiling is None else plain(calculation.ceiling),
        "ceiling_basis": calculation.ceiling_basis,
        "subsidy": plain(calculation.subsidy),
        "not_paid": plain(calculation.not_paid),
        "working": [
            {
                "rule": line.rule,
                "source": line.source.in_(language),
                "mark": str(line.mark),
                "text": say(line.text, language),
                "amount": None if line.amount is None else plain(line.amount),
            }
            for line in calculation.working
        ],
        "not_set": [say(message, language) for message in calculation.not_set],
    }


def _fraction(rate: Decimal) -> str:
    """`0.50`: at least two decimals, and all that the rate has."""
    exponent = rate.as_tuple().exponent
    return format(rate if isinstance(exponent, int) and exponent <= -2 else rate.quantize(Decimal("0.01")), "f")


def _print(calculation: Calculation, language: str) -> None:
    from app.words import word
    from models.kinds import Mark

    for number, line in enumerate(calculation.working, 1):
        print(f"{number:>3}. {say(line.text, language)}")
        if line.mark not in (Mark.ARITHMETIC, Mark.ENTERED):
            print(f"     [{say(word(line.mark), language)} · {line.source.in_(language)}]")
    for message in calculation.not_set:
        print(f"   – {say(message, language)}")
