"""Where drafts are kept: an encrypted file beside the office, `drafts.db`, opened when the first word is typed.

It holds words about people, so it is encrypted with a key of the office's own; it is no part of a backup, for what is
in it was never saved. Another place, such as the laptop of an officer of a shared office, is another path.
"""

from __future__ import annotations

import json
import logging
import os
from collections.abc import Iterator, Sequence
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import Lock
from uuid import UUID

from app import keys
from app.beside import held
from app.drafts import Draft, read, written
from app.office import Office
from app.refusal import CannotSave
from app.texts import N_
from models.base import new_id
from models.drafts import Drafts
from models.store import StoreTrouble, Trouble

DRAFTS = "drafts.db"
_SITTING, _LOCK = "drafts-", ".lock"

log = logging.getLogger("app")

_SENTENCES = {
    Trouble.FULL: N_("The disk is full: what you type is not kept as a draft. Save often, and free some space."),
    Trouble.READ_ONLY: N_("What you type is not kept as a draft: the folder of the office is read-only. Save often."),
}
#: What a person is told whose typing is not kept, for whatever reason.
NOT_KEPT = N_("What you type cannot be kept as a draft at the moment. Save often.")


class DraftFile:
    """The drafts of one officer in one file. For one thread at a time but `close`; raises `CannotSave`."""

    def __init__(self, path: Path, key: bytes, officer_id: UUID) -> None:
        self._path, self._key, self._officer_id = path, key, officer_id
        #: This program, as long as it runs.
        self.sitting = new_id()
        self._file: Drafts | None = None
        self._lock: int | None = None
        self._turn = Lock()

    @classmethod
    def beside(cls, office: Office) -> DraftFile | None:
        """The file of the officer who sits in a local office; None for a shared one, which has no folder."""
        if office.folder is None or office.key is None:
            return None
        return cls(office.folder / DRAFTS, keys.part(office.key, DRAFTS), office.officer.id)

    def keep(self, draft: Draft, gone: Sequence[UUID] = ()) -> None:
        """Write a draft; the drafts that it stands for now are gone with it."""
        with self._turn, _spoken():
            self._open().keep(draft.id, self._officer_id, self.sitting, written(draft), gone)

    def leave(self, draft: Draft) -> None:
        """Write a draft as one of an earlier sitting, as it was before it was dropped."""
        with self._turn, _spoken():
            self._open().keep(draft.id, self._officer_id, draft.id, written(draft))

    def drop(self, id: UUID) -> None:
        """Take a draft out. Where no draft was ever kept there is nothing to do."""
        with self._turn, _spoken():
            if self._file is not None or self._path.exists():
                self._open().drop(id)

    def left(self) -> tuple[Draft, ...]:
        """The officer's drafts of earlier sittings, newest first; one that cannot be read is left where it is."""
        with self._turn, _spoken():
            if self._file is None and not self._path.exists():
                return ()
            kept = self._open().of(self._officer_id)
            open_now = {self.sitting, *self._open_elsewhere()}
        found = (_readable(body) for sitting, body in kept if sitting not in open_now)
        return tuple(sorted((one for one in found if one is not None), key=lambda one: one.at, reverse=True))

    def close(self) -> None:
        """Close the file."""
        with self._turn:
            if self._file is not None:
                self._file.close()
                self._file = None
            if self._lock is not None:
                os.close(self._lock)
                self._lock = None
                with suppress(OSError):
                    self._lock_file(self.sitting).unlink()

    def _open(self) -> Drafts:
        if self._file is None:
            self._say_open()
            try:
                self._file = Drafts.local(self._path, self._key)
            except StoreTrouble as trouble:
                if trouble.kind is not Trouble.DAMAGED:
                    raise
                self._set_aside()
                self._file = Drafts.local(self._path, self._key)
        return self._file

    def _lock_file(self, sitting: UUID | str) -> Path:
        return self._path.with_name(f"{_SITTING}{sitting}{_LOCK}")

    def _say_open(self) -> None:
        """Hold a lock as long as this program runs: what it is typing is nothing that was left."""
        if self._lock is None:
            with suppress(OSError):
                self._lock = os.open(self._lock_file(self.sitting), os.O_RDWR | os.O_CREAT, 0o600)
                held(self._lock)

    def _open_elsewhere(self) -> set[UUID]:
        """The sittings of other programs that are open now; locks that nobody holds are cleared away."""
        found: set[UUID] = set()
        for file in self._path.parent.glob(f"{_SITTING}*{_LOCK}"):
            name = file.name.removeprefix(_SITTING).removesuffix(_LOCK)
            with suppress(OSError, ValueError):
                sitting = UUID(name)
                if sitting == self.sitting:
                    continue
                handle = os.open(file, os.O_RDWR)
                free = held(handle)
                os.close(handle)
                if free:
                    file.unlink()
                else:
                    found.add(sitting)
        return found

    def _set_aside(self) -> None:
        """A file that this office's key does not open goes out of the way, so that drafts are kept from now on."""
        log.warning("the draft file could not be read and was set aside")
        with suppress(OSError):
            self._path.replace(self._path.with_name(f"drafts-unreadable-{self.sitting}.db"))
        for ending in ("-wal", "-shm"):
            with suppress(OSError):
                self._path.with_name(self._path.name + ending).unlink()


@contextmanager
def _spoken() -> Iterator[None]:
    """Turn what the disk did into a refusal."""
    try:
        yield
    except StoreTrouble as trouble:
        raise CannotSave(_SENTENCES.get(trouble.kind, NOT_KEPT)) from trouble


def _readable(body: str) -> Draft | None:
    try:
        return read(body)
    except (json.JSONDecodeError, KeyError, TypeError, ValueError):
        log.warning("a draft of another form was left where it is")
        return None
