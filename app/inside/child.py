"""The process that looks inside one file and ends: its limits, what it is asked, and its answer.

It reads a request and the file from stdin and writes the answer to stdout. Before it looks it gives up what it does
not need: memory and processor time are limited by the system (not on Windows, where only the one that asked limits
the time), and from then on it may open no connection, start no program and write no file. Whatever goes wrong in it
ends it, and nothing else.
"""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import Any, Final

from app.inside import found
from app.inside.found import Facts, Page
from app.inside.media import MAIL, MOST_DECODED, PDF, PICTURES, TEXT, decoded, media_of
from models.kinds import Sight

#: The word after `cpdesk` that makes the built program this process.
WORD: Final = "--look-inside"

#: Bytes of memory, beside what the program itself takes at first, and seconds of the processor.
MEMORY: Final = 1 << 30
SECONDS: Final = 10

_FORBIDDEN: Final = (
    *("socket.", "subprocess.", "shutil.", "ctypes.dlopen"),
    *("os.exec", "os.fork", "os.posix_spawn", "os.spawn", "os.startfile", "os.system"),
    *("os.mkdir", "os.remove", "os.rename", "os.rmdir"),
)
_WRITES: Final = os.O_WRONLY | os.O_RDWR | os.O_APPEND | os.O_CREAT | os.O_TRUNC


def main() -> int:
    """Answer one request; the exit status is 0 when there is an answer."""
    requests, answers = sys.stdin.buffer, sys.stdout.buffer
    header = found.read(requests)
    data = requests.read()
    if header["do"] == "cells":
        _prepare_cells()
    else:
        _prepare(media_of(data))
    confine()
    try:
        _answer(answers, header, data)
    except MemoryError:
        found.write(answers, _why(header, Sight.TOO_LARGE))
    return 0


def facts(data: bytes) -> Facts:
    """What a file says of itself. Only for bytes that may be trusted, or in this process."""
    media = media_of(data)
    match media:
        case _ if media == PDF:
            from app.inside import pdf

            return pdf.facts(data)
        case _ if media in PICTURES:
            from app.inside import picture

            return picture.facts(data, media)
        case _ if media == MAIL:
            from app.inside import mail

            return mail.facts(data)
        case _ if media == TEXT:
            return Facts(TEXT, Sight.NOT_SHOWN if decoded(data[:MOST_DECODED], whole=False) is None else Sight.SHOWN)
    return Facts(media, Sight.NOT_SHOWN)


def page(data: bytes, number: int, width: int) -> Page | Sight:
    """A page of a file as a picture or as text, or why there is none."""
    media = media_of(data)
    match media:
        case _ if media == PDF:
            from app.inside import pdf

            return pdf.page(data, number, width)
        case _ if media in PICTURES:
            from app.inside import picture

            return picture.page(data, number, width)
        case _ if media == MAIL:
            from app.inside import mail

            return mail.page(data)
        case _ if media == TEXT:
            text = decoded(data[:MOST_DECODED], whole=False)
            return Sight.NOT_SHOWN if text is None else text[: found.MOST_TEXT]
    return Sight.NOT_SHOWN


def _answer(to: Any, header: dict[str, Any], data: bytes) -> None:
    if header["do"] == "cells":
        from app.inside import grid, sheets

        read = sheets.read(data, sheet=header["sheet"], encoding=header["encoding"])
        if isinstance(read, grid.Unread):
            found.write(to, {"why": read.value})
        else:
            found.write(to, grid.header_of(read), grid.rows_of(read))
        return
    if header["do"] == "facts":
        told = facts(data)
        found.write(to, found.facts_header(told), *(one.data for one in told.attachments))
        return
    drawn = page(data, header["number"], header["width"])
    match drawn:
        case Sight():
            found.write(to, {"why": drawn.value})
        case str():
            found.write(to, {"text": drawn})
        case _:
            found.write(to, {"width": drawn.width, "height": drawn.height}, drawn.pixels)


def _why(header: dict[str, Any], sight: Sight) -> dict[str, Any]:
    return found.facts_header(Facts("", sight)) if header["do"] == "facts" else {"why": sight.value}


def _prepare(media: str) -> None:
    """Load now what this file needs: afterwards no library may be opened any more. The rest would cost a blink each."""
    if media == PDF:
        import pypdfium2  # noqa: F401

        import app.inside.pdf
    elif media in PICTURES:
        from PIL import Image, ImageOps, TiffImagePlugin, WebPImagePlugin  # noqa: F401

        import app.inside.picture

        Image.preinit()
    elif media == MAIL:
        import app.inside.mail  # noqa: F401


def _prepare_cells() -> None:
    """What cells are read with."""
    import encodings.big5hkscs
    import encodings.gb18030
    import encodings.utf_16_be
    import encodings.utf_16_le  # noqa: F401
    import zipfile  # noqa: F401

    import python_calamine  # noqa: F401

    import app.inside.grid
    import app.inside.sheets  # noqa: F401


def confine() -> None:
    """Give up for good what looking at a file does not need."""
    sys.dont_write_bytecode = True
    if sys.platform != "win32":
        import resource

        limits = {
            resource.RLIMIT_AS: _address_space() + MEMORY,
            resource.RLIMIT_CPU: SECONDS,
            resource.RLIMIT_FSIZE: 0,
            resource.RLIMIT_CORE: 0,
        }
        for which, most in limits.items():
            resource.setrlimit(which, (most, most))
    sys.addaudithook(_refuse)


def _address_space() -> int:
    """The bytes of address space that this process has taken so far, or a guess where nobody says."""
    try:
        return int(Path("/proc/self/statm").read_text("ascii").split()[0]) * os.sysconf("SC_PAGE_SIZE")
    except (OSError, ValueError):
        return 1 << 30


def _refuse(event: str, details: tuple[Any, ...]) -> None:
    """Every connection, program and written file of this process is refused before it is made."""
    if event.startswith(_FORBIDDEN):
        raise PermissionError(event)
    if event == "open" and isinstance(details[2], int) and details[2] & _WRITES:
        raise PermissionError(event)


if __name__ == "__main__":
    sys.exit(main())
