"""`cpdesk eligible`: may this factory apply? A verdict per route from a file of facts. Nothing is written."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING, Any

from app.commands.output import add_json, add_language, print_json, read_bytes
from app.texts import N_, Message, say

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from app.commands.output import Verbs
    from app.rules.facts import Facts
    from app.rules.verdict import Eligibility, Reason

_ANSWERS = {True: N_("Yes"), False: N_("No"), None: N_("Cannot say yet")}
_SIGNS = {True: "✔", False: "✘", None: "?"}


def add(verbs: Verbs) -> None:
    """Declare the verb and its arguments."""
    parser = verbs.add_parser(
        "eligible",
        help="whether a factory may apply, route by route",
        description="Judge the facts of an application, route by route. docs/eligibility-file.md describes the file.",
        allow_abbrev=False,
    )
    parser.add_argument("file", type=Path, metavar="FILE.toml", help="the facts of the application")
    add_language(parser)
    add_json(parser)
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Judge and print; a verdict of no is a result, not a failure. Raises a refusal for a file that cannot be used."""
    from app.clock import Clock
    from app.rules.book import RuleBook
    from app.rules.eligibility import judge
    from app.rules.facts_file import read_facts

    today = Clock().today()
    facts = read_facts(read_bytes(args.file), args.file.name, today=today)
    _refuse_impossible_days(facts, today)
    eligibility = judge(RuleBook.load(), facts)
    if args.json:
        print_json(_as_json(eligibility, args.lang))
    else:
        _print(eligibility, args.lang)
    return 0


def _refuse_impossible_days(facts: Facts, today: date) -> None:
    """An application is received today at the latest, and assessed between that day and today."""
    from app.refusal import Invalid

    received, assessed = facts.received, facts.assessed_on
    if received is not None and received > today:
        raise Invalid(
            "{day} is in the future; an application is received today at the latest", field="received", day=received
        )
    if assessed > today:
        raise Invalid(
            "{day} is in the future; an application is assessed today at the latest", field="assessed_on", day=assessed
        )
    if received is not None and assessed < received:
        raise Invalid(
            "{day} is before receipt on {received}; an application is assessed after it came in",
            field="assessed_on",
            day=assessed,
            received=received,
        )


def _as_json(eligibility: Eligibility, language: str) -> dict[str, Any]:
    return {
        "eligible": eligibility.eligible,
        "edition": eligibility.edition,
        "routes": [
            {"route": str(verdict.route), "met": verdict.met, "reasons": _reasons(verdict.reasons, language)}
            for verdict in eligibility.routes
        ],
        "checks": [
            {
                "check": check.name,
                "title": say(check.title, language),
                "met": check.met,
                "information": check.information,
                "reasons": _reasons(check.reasons, language),
            }
            for check in eligibility.checks
        ],
    }


def _reasons(reasons: Iterable[Reason], language: str) -> list[dict[str, Any]]:
    return [
        {
            "text": say(reason.text, language),
            "met": reason.met,
            "source": reason.source.in_(language),
            "mark": str(reason.mark),
        }
        for reason in reasons
    ]


def _print(eligibility: Eligibility, language: str) -> None:
    from app.rules.eligibility import because
    from app.words import word

    answer = Message(_ANSWERS[eligibility.eligible])
    print(say(Message("May this factory apply? {answer}", answer=answer), language))
    for sentence in because(eligibility):
        print(f"  – {say(sentence, language)}")
    for verdict in eligibility.routes:
        _section(say(word(verdict.route), language), verdict.met, verdict.reasons, language)
    for check in eligibility.checks:
        if check.reasons:
            title = Message("{title} (information)", title=check.title) if check.information else check.title
            _section(say(title, language), check.met, check.reasons, language)


def _section(title: str, met: bool | None, reasons: Iterable[Reason], language: str) -> None:
    from app.words import word

    print(f"\n{_SIGNS[met]} {title}")
    for reason in reasons:
        print(f"    {_SIGNS[reason.met]} {say(reason.text, language)}")
        print(f"      [{say(word(reason.mark), language)} · {reason.source.in_(language)}]")
