"""`cpdesk certificates`: the certificates of the Recognition Scheme as PDF files."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from app.commands.opened import add_office, opened
from app.commands.output import add_language
from app.refusal import Invalid, NotFound
from app.texts import Message, say

if TYPE_CHECKING:
    from app.commands.output import Verbs


def add(verbs: Verbs) -> None:
    """Declare the verb and its arguments."""
    parser = verbs.add_parser(
        "certificates",
        help="certificates of the Recognition Scheme as PDF files",
        description="Make the certificate of every award that is approved and not revoked, a file each, named by its "
        "number. Each is recorded as a print.",
        allow_abbrev=False,
    )
    add_office(parser)
    add_language(parser)
    parser.add_argument("--year", type=int, metavar="Y", help="only the awards of this year")
    parser.add_argument("--out", type=Path, required=True, metavar="DIR", help="the folder for the files")
    parser.add_argument("--processes", type=int, choices=(1, 2), default=1, help="how many processes draw (default 1)")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Print each file as it is made; on stderr what was made small, and how many there are."""
    from app import batch

    if args.out.exists() and not args.out.is_dir():
        raise Invalid("{file} is no folder.", file=str(args.out))
    count = 0
    with opened(args) as office:
        for step in batch.make(office, args.out, year=args.year, processes=args.processes):
            count = step.done
            if isinstance(step, batch.LeftOut):
                print(say(step.why, args.lang), file=sys.stderr)
                continue
            print(step.file, flush=True)
            for warning in step.warnings:
                print(f"{step.file.stem}: {say(warning, args.lang)}", file=sys.stderr)
    if not count:
        raise _none(args.year)
    print(say(Message("{n} certificates", n=count), args.lang), file=sys.stderr)
    return 0


def _none(year: int | None) -> NotFound:
    if year is None:
        return NotFound("This office has no award that is approved. No certificate was made.")
    return NotFound("This office has no award of {year} that is approved. No certificate was made.", year=str(year))
