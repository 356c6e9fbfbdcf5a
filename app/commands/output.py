"""What the verbs have in common: the arguments `--lang` and `--json`, and how results and refusals are printed."""

from __future__ import annotations

import argparse
import json
import sys
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any

from app.file_bytes import at_most
from app.refusal import CannotOpen, CannotSave, Refusal
from app.texts import LANGUAGES, say

if TYPE_CHECKING:
    # argparse gives these types no other names
    Verbs = argparse._SubParsersAction[argparse.ArgumentParser]  # noqa: SLF001
    Options = argparse._ActionsContainer  # noqa: SLF001


def add_language(parser: argparse.ArgumentParser) -> None:
    """`--lang`: the language of sentences, on stdout and stderr."""
    parser.add_argument("--lang", choices=tuple(LANGUAGES), default="en", help="language of the sentences (default en)")


def add_json(parser: Options) -> None:
    """`--json`: JSON on stdout, also for a refusal."""
    parser.add_argument("--json", action="store_true", help="print JSON")


def print_json(values: Any) -> None:
    """JSON for people and scripts: indented, Chinese as it is."""
    print(json.dumps(values, ensure_ascii=False, indent=2))


def print_refusal(refusal: Refusal, *, language: str, as_json: bool) -> None:
    """The refusal: on stdout as JSON when JSON was asked for, otherwise as a sentence on stderr."""
    sentence = say(refusal.message, language)
    if as_json:
        print_json({"refusal": {"kind": refusal.kind, "message": sentence, "figure": refusal.figure}})
    else:
        print(sentence, file=sys.stderr)


def read_bytes(file: Path, *, most: int = 10_000_000) -> bytes:
    """The bytes of a file that was named on the command line; refused with a sentence when it cannot be read."""
    content = at_most(file, most)
    if len(content) > most:
        raise CannotOpen("The file {file} is larger than {most} bytes", file=str(file), most=most)
    return content


def write_bytes(file: Path, content: bytes) -> None:
    """Write a result whole, by way of a second file; refused with a sentence when the disk will not take it."""
    beside = file.with_name(file.name + ".new")
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        beside.write_bytes(content)
        beside.replace(file)
    except OSError as problem:
        with suppress(OSError):
            beside.unlink(missing_ok=True)
        raise CannotSave(
            "The file {file} cannot be written: {detail}", file=str(file), detail=problem.strerror or str(problem)
        ) from None
