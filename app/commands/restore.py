"""`cpdesk restore`: an office out of a backup, in a new folder. No password is needed; opening it needs one."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from app.commands.output import add_language
from app.texts import Message, say

if TYPE_CHECKING:
    from app.commands.output import Verbs


def add(verbs: Verbs) -> None:
    """Declare the verb and its arguments."""
    parser = verbs.add_parser(
        "restore",
        help="make an office from a backup",
        description="Make an office from a backup in an empty or missing folder. Nothing is ever overwritten.",
        allow_abbrev=False,
    )
    parser.add_argument("file", type=Path, metavar="FILE", help="the backup")
    parser.add_argument("--to", type=Path, required=True, metavar="D", help="an empty or missing folder")
    add_language(parser)
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Restore the office and print where it is."""
    from app.backup import restore

    restore(args.file, args.to)
    print(say(Message("The office is restored in {folder}.", folder=str(args.to)), args.lang))
    return 0
