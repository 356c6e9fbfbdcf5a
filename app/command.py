"""The command line of `cpdesk`: the same acts as the window.

Results go to stdout, messages to stderr. Exit 0: done; 1: refused or failed; 2: used wrongly (argparse's own).
A new verb is one module in `app/commands` and one name in `_VERBS`.
"""

from __future__ import annotations

import argparse
import io
import os
import sys
from collections.abc import Sequence

from app.commands import backup, calculate, cases, check, eligible, restore, sample, summary
from app.commands.output import print_refusal
from app.refusal import Refusal
from app.version import VERSION

_VERBS = (sample, cases, summary, calculate, eligible, check, backup, restore)


def parser() -> argparse.ArgumentParser:
    """The parser with every verb."""
    top = argparse.ArgumentParser(
        prog="cpdesk",
        description="Casework for the Cleaner Production Partnership Programme. Without a verb the window opens.",
    )
    top.add_argument("--version", action="version", version=f"cpdesk {VERSION}")
    verbs = top.add_subparsers(title="verbs", metavar="VERB")
    for verb in _VERBS:
        verb.add(verbs)
    return top


def main(argv: Sequence[str] | None = None) -> int | None:
    """Do what the arguments (without the program's name; by default this process's) ask, and give the exit status.

    None means that the caller opens the window: no verb was given, or `sample` has made its office. A refusal is
    printed and gives 1. Wrong usage, `--help` and `--version` leave by `SystemExit`, as argparse does.
    """
    _speak_utf8()
    args = parser().parse_args(argv)
    if not hasattr(args, "run"):
        return None
    try:
        status: int | None = args.run(args)
        return status
    except Refusal as refusal:
        print_refusal(refusal, language=getattr(args, "lang", "en"), as_json=getattr(args, "json", False))
        return 1
    except BrokenPipeError:
        # The reader of our output has closed it (`cpdesk … | head`); nothing more can be said there.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        return 1


def _speak_utf8() -> None:
    """Chinese must come out of a Windows pipe too, whose encoding is otherwise the system's."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8")
