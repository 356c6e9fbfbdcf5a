"""The command line of `cpdesk`: the same acts as the window.

Results go to stdout, messages to stderr. Exit 0: done; 1: refused or failed; 2: used wrongly (argparse's own).
A new verb is one module in `app/commands` and one name in `_VERBS`.
"""

from __future__ import annotations

import argparse
import errno
import io
import os
import re
import sys
from collections.abc import Sequence

from app.commands import (
    backup,
    calculate,
    cases,
    certificates,
    check,
    documents,
    duplicates,
    eligible,
    find,
    import_,
    restore,
    sample,
    seed,
    summary,
)
from app.commands.output import print_refusal
from app.refusal import CannotSave, Invalid, Refusal
from app.version import VERSION

_VERBS = (
    *(sample, cases, find, duplicates, documents, summary, certificates, calculate, eligible, import_),
    *(check, backup, restore, seed),
)


def parser() -> argparse.ArgumentParser:
    """The parser with every verb."""
    top = argparse.ArgumentParser(
        prog="cpdesk",
        description="Casework for the Cleaner Production Partnership Programme. Without a verb the window opens.",
        allow_abbrev=False,
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
    args = _understood(argv)
    if not hasattr(args, "run"):
        return None
    if sys.stdout is None and not sample.opens_window(args):  # closed by the caller; nothing is begun then
        return _unsaid(args, OSError(errno.EBADF, os.strerror(errno.EBADF)))
    try:
        status = _done(args)
        print(end="", flush=True)
        return status
    except BrokenPipeError:
        _say_no_more()  # the reader of our output has closed it (`cpdesk … | head`)
        return 1
    except OSError as problem:
        if problem.errno != errno.ENOSPC:
            raise
        _say_no_more()
        return _unsaid(args, problem)


def _unsaid(args: argparse.Namespace, problem: OSError) -> int:
    """Say on stderr that the result cannot be printed, and 1."""
    refusal = CannotSave("The file {file} cannot be written: {detail}", file="stdout", detail=problem.strerror)
    print_refusal(refusal, language=getattr(args, "lang", "en"), as_json=False)
    return 1


def _done(args: argparse.Namespace) -> int | None:
    """What the verb gives; a refusal is printed, and 1."""
    try:
        _refuse_stray_bytes(args)
        status: int | None = args.run(args)
        return status
    except Refusal as refusal:
        print_refusal(refusal, language=getattr(args, "lang", "en"), as_json=getattr(args, "json", False))
        return 1


def _say_no_more() -> None:
    """Nothing can be written to stdout any more; what still waits there is thrown away instead of failing at exit."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _understood(argv: Sequence[str] | None) -> argparse.Namespace:
    """The arguments. Leaves with 2 for words that are not known, naming options only: `--password=…` is not repeated;
    and for `--cost=--`, of which argparse makes an empty list instead of a text.
    """
    top = parser()
    args, unknown = top.parse_known_args(_with_words_that_begin_with_minus(sys.argv[1:] if argv is None else argv))
    if unknown:
        hint = "; put -- before words that begin with a minus" if hasattr(args, "query") else ""
        top.error("unrecognized arguments: " + " ".join(_name(word) for word in unknown) + hint)
    for name, value in vars(args).items():
        if value == []:
            top.error(f"argument --{name.replace('_', '-')}: expected one argument")
    return args


def _with_words_that_begin_with_minus(argv: Sequence[str]) -> list[str]:
    """`cpdesk cases -stage:paid`, `cpdesk find -永發`: what cannot be an option is taken for the words it is."""
    words = list(argv)
    if not words or words[0] not in _OF_WORDS or "--" in words:
        return words
    taken = [word for word in words if re.match("-[^-]", word) and (":" in word or not word.isascii())]
    return [word for word in words if word not in taken] + (["--", *taken] if taken else [])


#: The verbs that are told words to search for.
_OF_WORDS = ("cases", "find")


def _refuse_stray_bytes(args: argparse.Namespace) -> None:
    """Refuse (`Invalid`) words that are no text, such as half a character; the names of files may be anything."""
    for value in vars(args).values():
        if isinstance(value, str) and re.search("[\ud800-\udfff]", value):
            raise Invalid("“{text}” is not text in UTF-8. Type it again.", text=value)


def _name(word: str) -> str:
    return word.partition("=")[0] if word.startswith("-") else "…"


def _speak_utf8() -> None:
    """Chinese must come out of a Windows pipe too, whose encoding is otherwise the system's.

    A name of a file need not be text at all; its stray bytes are written as they would be in JSON: `\\udcff`.
    """
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")
