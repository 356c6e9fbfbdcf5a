"""`cpdesk seed`: an office of many invented cases, for measuring."""

from __future__ import annotations

import argparse
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING

from app.commands.output import add_language
from app.texts import Message, say

if TYPE_CHECKING:
    from app.commands.output import Verbs

#: Seconds between two lines that say how far it is.
_EVERY = 2.0


def add(verbs: Verbs) -> None:
    """Declare the verb and its arguments."""
    parser = verbs.add_parser(
        "seed",
        help="make an office of many invented cases, for measuring",
        description="Make a sample office of N invented cases, for measuring how fast the program is with them. It "
        "needs no password and is never mixed with a real office.",
        allow_abbrev=False,
    )
    parser.add_argument("--dir", type=Path, required=True, metavar="D", help="its folder: missing or empty")
    parser.add_argument("--cases", type=int, required=True, metavar="N", help="how many cases")
    parser.add_argument("--seed", type=int, default=430, metavar="S", help="another number, other names (default 430)")
    add_language(parser)
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Make the office, saying on stderr how far it is, and print where it is."""
    from app import seeding

    seeding.build(args.dir, args.cases, seed=args.seed, told=_Progress(args.cases, args.lang).told)
    print(say(Message("The office for measuring is in {folder}.", folder=str(args.dir)), args.lang))
    return 0


class _Progress:
    """Says how many cases there are, at most every two seconds."""

    def __init__(self, whole: int, language: str) -> None:
        self._whole, self._language = whole, language
        self._said = time.monotonic()

    def told(self, made: int) -> None:
        if time.monotonic() - self._said >= _EVERY:
            self._said = time.monotonic()
            sentence = Message("{made} of {whole} cases", made=made, whole=self._whole)
            print(say(sentence, self._language), file=sys.stderr, flush=True)
