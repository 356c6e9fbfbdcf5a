"""Ask a process of its own what is in a file. Whatever the file does to that process, the answer is a sentence.

The process gets the file's bytes through a pipe and is ended when it answers too late or too much, so nothing here
can hang, and nothing that came from outside is parsed in the program that holds the office's key.
"""

from __future__ import annotations

import io
import subprocess
import sys
import threading
from contextlib import suppress
from pathlib import Path
from typing import IO, Any, Final

from app.inside import found, grid
from app.inside.found import Facts, Garbled, Page
from app.inside.media import READ, media_of
from app.paths import ROOT
from app.refusal import CannotOpen
from app.texts import N_
from models.kinds import Sight

#: Seconds after which an answer comes too late, and the most bytes it may have.
WALL: Final = 20.0
MOST: Final = 220_000_000

#: The word that makes the built program the process (`app.inside.child.WORD`, which is not imported here).
_WORD: Final = "--look-inside"
#: Python's own exit code for MemoryError is 1; the system's limit of the processor's time ends by signal.
_TIME_IS_UP: Final = (-24, -9)  # SIGXCPU, SIGKILL

#: Why nothing of a file is shown.
UNSEEN: Final = {
    Sight.PASSWORD: N_("This cannot be shown: it has a password. The original is kept."),
    Sight.DAMAGED: N_("This cannot be shown: the file is damaged. The original is kept as it came."),
    Sight.TOO_LARGE: N_("This cannot be shown: it would need too much memory. The original is kept."),
    Sight.TOO_SLOW: N_("This cannot be shown: drawing it took too long and was stopped. The original is kept."),
    Sight.NOT_SHOWN: N_("Files of this kind are kept and are not shown here."),
}


def facts(data: bytes) -> Facts:
    """What a file says of itself; a file that defeats the process has only its media type and a word for why.

    Raises `CannotOpen` if this computer gives no process.
    """
    media = media_of(data)
    if media not in READ:
        return Facts(media, Sight.NOT_SHOWN)
    try:
        answer = _answered({"do": "facts"}, data)
        return Facts(media, answer) if isinstance(answer, Sight) else found.facts_from(*answer, media)
    except Garbled:
        return Facts(media, Sight.DAMAGED)


def page(data: bytes, number: int, width: int) -> Page:
    """A page, counted from 0, as a picture at most so many pixels wide, or as text.

    Raises `CannotOpen` with the reason where there is nothing to see.
    """
    try:
        answer = _answered({"do": "page", "number": number, "width": width}, data)
        drawn = answer if isinstance(answer, Sight) else found.page_from(*answer)
    except Garbled:
        drawn = Sight.DAMAGED
    if isinstance(drawn, Sight):
        raise CannotOpen(UNSEEN[drawn])
    return drawn


def cells(data: bytes, *, sheet: str | None = None, encoding: str | None = None) -> grid.Grid | grid.Unread:
    """The cells of a file: of the named sheet, or the first that holds anything; or why there are none.

    Raises `CannotOpen` if this computer gives no process.
    """
    try:
        answer = _answered({"do": "cells", "sheet": sheet, "encoding": encoding}, data)
        return _UNREAD[answer] if isinstance(answer, Sight) else grid.from_answer(*answer)
    except Garbled:
        return grid.Unread.DAMAGED


_UNREAD: Final = {Sight.DAMAGED: grid.Unread.DAMAGED, Sight.TOO_SLOW: grid.Unread.TOO_SLOW}


def _answered(request: dict[str, Any], data: bytes) -> tuple[dict[str, Any], bytes] | Sight:
    """Header and bytes of an answer, or why there is none. Raises `Garbled`, `CannotOpen`."""
    try:
        child = subprocess.Popen(
            _command(), stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, cwd=ROOT,
            creationflags=getattr(subprocess, "CREATE_NO_WINDOW", 0),
        )  # fmt: skip
    except OSError as problem:
        raise CannotOpen("This computer did not let CP Desk look into the file: {detail}",
                         detail=problem.strerror or str(problem)) from problem  # fmt: skip
    late = threading.Event()

    def end() -> None:
        late.set()
        child.kill()

    limit = threading.Timer(WALL, end)
    limit.start()
    try:
        with child:
            assert child.stdin is not None
            assert child.stdout is not None
            feeder = threading.Thread(target=_feed, args=(child.stdin, request, data), daemon=True)
            feeder.start()
            answer = child.stdout.read(MOST + 1)
            if len(answer) > MOST:
                child.kill()
            feeder.join()
    finally:
        limit.cancel()
    if late.is_set() or child.returncode in _TIME_IS_UP:
        return Sight.TOO_SLOW if len(answer) <= MOST else Sight.DAMAGED
    if child.returncode:
        return Sight.DAMAGED
    told = io.BytesIO(answer)
    return found.read(told), told.read()


def _feed(to: IO[bytes], request: dict[str, Any], data: bytes) -> None:
    """Send the request and the file; a process that has ended takes no more."""
    with suppress(OSError), to:
        found.write(to, request, data)


def _command() -> list[str]:
    """How the process is started: the built program itself, or a module of the sources."""
    if not getattr(sys, "frozen", False):
        return [sys.executable, "-X", "utf8", "-m", "app.inside.child"]
    program = Path(sys.executable)
    at_prompt = program.with_name("cpdesk-cli.exe")  # on Windows, where the program of the desktop has no pipes
    return [str(at_prompt if at_prompt.exists() else program), _WORD]
