"""`cpdesk sample`: the sample office, made if it is not there; then the window opens on it."""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from app.commands.output import add_language
from app.texts import Message, say

if TYPE_CHECKING:
    from app.commands.output import Verbs


def add(verbs: Verbs) -> None:
    """Declare the verb and its arguments."""
    parser = verbs.add_parser(
        "sample",
        help="make and open the sample office",
        description="Make the sample office, with invented companies in every phase and stage, unless it is there "
        "already, and open its window. It needs no password and is never mixed with a real office.",
        allow_abbrev=False,
    )
    parser.add_argument("--dir", type=Path, required=True, metavar="D", help="its folder: missing, empty, made before")
    parser.add_argument("--no-window", action="store_true", help="make it and say where it is; no window opens")
    add_language(parser)
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int | None:
    """Make the office if need be; `None` when the window is to open, else 0."""
    from app import sample

    if not sample.is_sample(args.dir):
        sample.build(args.dir)
    if opens_window(args):
        return None
    print(say(Message("The sample office is in {folder}.", folder=str(args.dir)), args.lang))
    if not args.no_window:
        print(say(Message("There is no screen here, so no window opens."), args.lang), file=sys.stderr)
    return 0


def opens_window(args: argparse.Namespace) -> bool:
    """Whether these arguments, of whatever verb, end in a window."""
    return args.run is run and not args.no_window and has_screen()


def has_screen() -> bool:
    """Whether a window could be seen here."""
    if sys.platform in ("win32", "darwin"):
        return True
    return any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY"))
