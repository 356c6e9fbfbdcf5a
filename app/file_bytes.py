"""The bytes of a file that somebody named, or a sentence that says why they cannot be had."""

from __future__ import annotations

from pathlib import Path

from app.refusal import CannotOpen, NotFound


def at_most(file: Path, most: int) -> bytes:
    """The bytes of a file, at most `most` + 1 of them, which tells whoever asked that there are more.

    Raises `NotFound`, or `CannotOpen` for one that cannot be read.
    """
    try:
        with file.open("rb") as opened:
            return opened.read(most + 1)
    except FileNotFoundError:
        raise NotFound("There is no file {file}", file=str(file)) from None
    except OSError as problem:
        raise CannotOpen(
            "The file {file} cannot be read: {detail}", file=str(file), detail=problem.strerror or str(problem)
        ) from None
