"""What leaves the office as a file for Excel: whole or not at all, and never without an entry in the journal.

An export is an act that changes nothing. Its entry says who, when and how much, or which case; not what stood in it.
"""

from __future__ import annotations

import errno
from collections.abc import Callable, Generator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from app.act import act
from app.beside import WRITTEN, aside, settle
from app.office import Office, Work
from app.refusal import CannotSave
from app.rights import Right
from app.spreadsheet import Book
from app.texts import Message, say

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Step:
    """How far long work has come."""

    done: int
    total: int


@dataclass(frozen=True, slots=True)
class Filled:
    """A finished workbook, and what of the office is in it, for the journal."""

    content: bytes
    what: Message


#: Fills a workbook, step by step.
Fill = Callable[[Book], Generator[Step, None, Message]]


@act("office.export", "Export to Excel", right=Right.READ, writes={})
def export(work: Work, *, reason: str) -> None:
    """Note that something leaves the office as a file; `reason` says how much, or of which case."""


def write(office: Office, file: Path, language: str, title: Message, fill: Fill) -> Generator[Step, None, Path]:
    """Fill a workbook and give it its name; a file of that name is replaced.

    Raises `CannotSave` if the disk will not take it; nothing is left then, and a file of that name stays as it was.
    """
    with _spoken(file), aside(file) as place:
        ready = place / WRITTEN
        author = office.officer.initials
        with Book(place, language, made_at=office.clock.now(), title=title, author=author) as book:
            what = yield from fill(book)
            ready.write_bytes(book.finished())
        _let_out(office, ready, file, say(what, language))
        settle(file.parent)
    return file


def made(office: Office) -> Message:
    """When and by whom the file is made, and from which office."""
    return Message(
        "Made {at} by {who}, {office}", at=office.clock.now(), who=office.officer.initials, office=office.name
    )


def finish(task: Generator[object, None, T]) -> T:
    """Do all steps of a task at once and give its result."""
    while True:
        try:
            next(task)
        except StopIteration as end:
            result: T = end.value
            return result


def _let_out(office: Office, ready: Path, file: Path, what: str) -> None:
    """The entry and the name in one piece of work: neither is there without the other."""
    out = False
    try:
        with office.work() as work:
            export(work, reason=what)
            ready.replace(file)
            out = True
    except BaseException:
        if out:
            file.unlink(missing_ok=True)
        raise


@contextmanager
def _spoken(file: Path) -> Iterator[None]:
    """Say what the disk did."""
    try:
        yield
    except PermissionError as problem:
        raise CannotSave(
            "The file {file} cannot be written. Nothing was exported. If it is open in another program, close it "
            "there; otherwise choose another place.",
            file=str(file),
        ) from problem
    except OSError as problem:
        if problem.errno in (errno.ENOSPC, errno.EFBIG, errno.EDQUOT):
            raise CannotSave(
                "The disk is full. Nothing was exported. Free some space, then export again.", file=str(file)
            ) from problem
        raise CannotSave(
            "The file {file} cannot be written: {detail}", file=str(file), detail=problem.strerror or str(problem)
        ) from problem
