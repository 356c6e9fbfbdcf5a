"""`cpdesk backup`: the whole office in one file, encrypted as it is."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from app.commands.opened import add_office, opened
from app.commands.output import add_language
from app.texts import Message, say

if TYPE_CHECKING:
    from app.commands.output import Verbs


def add(verbs: Verbs) -> None:
    """Declare the verb and its arguments."""
    parser = verbs.add_parser(
        "backup",
        help="copy a whole office into one file",
        description="Copy an office into one new file, while it may be in use. The file is encrypted like the office, "
        "and opens with the passwords of the day it was made.",
        allow_abbrev=False,
    )
    parser.add_argument("file", type=Path, metavar="FILE", help="the new file; an existing one is not overwritten")
    add_office(parser)
    add_language(parser)
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Make the backup and print where it is."""
    from app.backup import backup

    with opened(args) as office:
        backup(office, args.file)
    print(say(Message("The backup is complete: {file}", file=str(args.file)), args.lang))
    return 0
