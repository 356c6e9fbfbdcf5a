"""Many certificates at once: a file each, named by its number; every finished one is whole, and recorded as a print.

A batch is a generator of steps, for a window's progress and for stopping it between two papers. What was made by then
stays. Each file gets its name in the piece of work that records it: neither is there without the other.
"""

from __future__ import annotations

import os
import sys
import threading
from collections.abc import Generator, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

from app import awards, certificates
from app.office import Office
from app.refusal import CannotSave, NotReady
from app.texts import Message

if TYPE_CHECKING:
    from concurrent.futures import ProcessPoolExecutor

    from app.office import Touched
    from app.pdf.certificate import CertificateSheet, Drawn

#: As many processes as help.
MOST = 2


@dataclass(frozen=True, slots=True)
class Paper:
    """A step: a certificate that was made, and what was made small on it."""

    done: int
    total: int
    file: Path
    warnings: tuple[Message, ...]
    touched: Touched


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A step: an award that was revoked since the batch began, and is not counted any more."""

    done: int
    total: int
    why: Message


def make(
    office: Office, folder: Path, *, year: int | None = None, processes: int = 1
) -> Generator[Paper | LeftOut, None, tuple[Path, ...]]:
    """The certificates of all awards that stand, or of one year, into a folder; gives the files.

    The folder is made once, at the beginning, and a file of the same name is replaced. Raises `MissingGlyph` for a
    certificate that cannot be drawn, and `CannotSave` for one that cannot be written: those before it are whole, those
    after it as they were.
    """
    wanted = all_of(office, year)
    made: list[Path] = []
    total = len(wanted)
    if wanted:
        _make_folder(folder, total)
    papers = drawn([sheet for _, sheet in wanted], processes)
    for (id, sheet), paper in zip(wanted, papers, strict=True):
        file = folder / f"{sheet.number}.pdf"
        try:
            touched = _written(office, id, file, paper.pdf)
        except OSError as problem:
            raise _broken_off(made, total, file, problem) from problem
        except NotReady as revoked:
            total -= 1
            yield LeftOut(len(made), total, revoked.message)
        else:
            made.append(file)
            yield Paper(len(made), total, file, paper.warnings, touched)
    return tuple(made)


def _make_folder(folder: Path, total: int) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as problem:
        raise _broken_off([], total, folder, problem) from problem


def _broken_off(made: Sequence[Path], total: int, file: Path, problem: OSError) -> CannotSave:
    """Why the batch ends here. Only what is still there is counted: a folder may be removed, or a disk pulled out."""
    done = sum(os.path.isfile(one) for one in made)  # noqa: PTH113 - says no where `Path` would raise
    detail = problem.strerror or str(problem)
    if done < len(made):
        return CannotSave(
            "{done} of {total} certificates are made and whole. Others were made and recorded as prints, but are not "
            "found in {folder} any more. {file} cannot be written: {detail}. Choose another folder, then make them "
            "again.", done=done, total=total, folder=str(file.parent), file=file.name, detail=detail,
        )  # fmt: skip
    return CannotSave(
        "{done} of {total} certificates are made and whole. {file} cannot be written: {detail}. It and those after it "
        "are as they were. Free some space or choose another folder, then make them again.",
        done=done, total=total, file=str(file), detail=detail,
    )  # fmt: skip


def keep(office: Office, id: UUID, file: Path, content: bytes) -> Generator[Paper, None, Path]:
    """One certificate, already drawn, into a file; gives it. A file of the same name is replaced.

    Raises `CannotSave` and what `awards.printed` raises; nothing is written or recorded then.
    """
    try:
        file.parent.mkdir(parents=True, exist_ok=True)
        touched = _written(office, id, file, content)
    except OSError as problem:
        raise CannotSave(
            "The file {file} cannot be written: {detail}", file=str(file), detail=problem.strerror or str(problem)
        ) from problem
    yield Paper(1, 1, file, (), touched)
    return file


def all_of(office: Office, year: int | None = None) -> list[tuple[UUID, CertificateSheet]]:
    """The certificates of all awards that stand, or of one year, by number."""
    with office.reading() as session:
        return list(certificates.sheets(office, session, year))


def drawn(sheets: Sequence[CertificateSheet], processes: int = 1) -> Iterator[Drawn]:
    """Each sheet as a file of its own, in order; at most `MOST` processes draw them."""
    from app.pdf import certificate

    alone = len(sheets) if processes < 2 else 1  # the first one reads the fonts, before another process is made
    for sheet in sheets[:alone]:
        yield certificate.make([sheet])
    if rest := sheets[alone:]:
        with _pool(min(processes, MOST)) as pool:
            try:
                yield from pool.map(certificate.make, [[sheet] for sheet in rest], chunksize=8)
            finally:
                pool.shutdown(wait=False, cancel_futures=True)


def _pool(processes: int) -> ProcessPoolExecutor:
    """Processes that know the fonts already, where a copy of this one is safe: a single thread, on Linux."""
    from concurrent.futures import ProcessPoolExecutor
    from multiprocessing import get_context

    copied = sys.platform == "linux" and threading.active_count() == 1
    return ProcessPoolExecutor(processes, mp_context=get_context("fork" if copied else "spawn"))


def _written(office: Office, id: UUID, file: Path, content: bytes) -> Touched:
    """Give a certificate its name and record it, both or neither. Raises `OSError` as the disk does."""
    beside, before = file.with_name(f"{file.name}.new"), file.exists()
    try:
        beside.write_bytes(content)
        with office.work() as work:
            awards.printed(work, id, content)
            beside.replace(file)
    except BaseException:
        _taken_away(beside)
        if not before:
            _taken_away(file)
        raise
    return work.touched


def _taken_away(file: Path) -> None:
    """Remove what is not whole; a disk that refuses even that has said enough."""
    try:
        file.unlink(missing_ok=True)
    except OSError:
        return
