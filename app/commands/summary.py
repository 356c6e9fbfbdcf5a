"""`cpdesk summary`: assessment summaries as PDF files."""

from __future__ import annotations

import argparse
import re
from pathlib import Path
from typing import TYPE_CHECKING

from app.commands.opened import add_office, opened
from app.commands.output import write_bytes
from app.refusal import NotFound
from app.texts import LANGUAGES

if TYPE_CHECKING:
    from app.commands.output import Verbs


def add(verbs: Verbs) -> None:
    """Declare the verb and its arguments."""
    parser = verbs.add_parser(
        "summary",
        help="assessment summaries as PDF files",
        description="Make the assessment summary of one or more cases. An endorsed one is drawn as it was endorsed; "
        "any other is a draft and says so.",
        allow_abbrev=False,
    )
    parser.add_argument("references", nargs="+", metavar="REF", help="the number of a case, e.g. CP-26-0001")
    add_office(parser)
    parser.add_argument("--lang", choices=tuple(LANGUAGES), required=True, help="language of the paper")
    parser.add_argument("--out", type=Path, required=True, metavar="DIR", help="the folder for the files")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Make every paper first, then write the files and print where they are."""
    from app import case_list, summaries

    papers: dict[Path, bytes] = {}
    with opened(args) as office, office.reading() as session:
        for reference in args.references:
            id = case_list.by_reference(session, reference)
            if id is None:
                raise NotFound("There is no case {reference} in this office.", reference=reference)
            name = re.sub(r"[^\w-]", "-", reference.strip().upper())
            papers[args.out / f"{name}-summary-{args.lang}.pdf"] = summaries.make(office, session, id, args.lang)
    for file, content in papers.items():
        write_bytes(file, content)
        print(file)
    return 0
