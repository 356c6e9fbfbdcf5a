"""The office: a store, its files, its rules, its clock, and the officer who is signed in.

Everything a verb may need is here. `reading()` gives a session that asks; `work()` gives a piece of work that
changes and is journalled, committed whole or not at all.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol, TypeVar
from uuid import UUID

from sqlalchemy.orm import Session
from sqlalchemy.orm.exc import StaleDataError

from app import holders
from app.beside import DATABASE
from app.clock import Clock
from app.refusal import CannotSave, NotFound, NotReady, Stale
from app.rights import Right, holds
from app.texts import N_
from models.base import Record
from models.blobs import Blobs
from models.journal import touched
from models.kinds import OfficeKind, Role
from models.store import Store, StoreTrouble, Trouble

if TYPE_CHECKING:
    from app.act import Act
    from app.rules.book import RuleBook

R = TypeVar("R", bound=Record)


@dataclass(frozen=True, slots=True)
class SignedIn:
    """The officer at this desk."""

    id: UUID
    login: str
    initials: str
    name_en: str
    name_zh: str
    role: Role


@dataclass(frozen=True, slots=True)
class Touched:
    """What a finished piece of work has changed: kinds of record (table names) and their ids."""

    kinds: frozenset[str] = frozenset()
    ids: frozenset[UUID] = frozenset()

    def __bool__(self) -> bool:
        return bool(self.ids)


class Permitted(Protocol):
    """Anything that names the right it needs, such as an act."""

    @property
    def right(self) -> Right: ...


@dataclass
class Work:
    """A piece of work in hand: who, when, in which office; it never commits."""

    office: Office
    session: Session
    officer: SignedIn
    at: datetime
    today: date
    touched: Touched = field(default_factory=Touched)
    #: The acts running now, outermost first; the journal entry belongs to the first.
    running: list[Act[..., object]] = field(default_factory=list)
    #: An act was left by an exception; what it had changed by then must not be kept.
    broken: bool = False

    @contextmanager
    def doing(self) -> Iterator[None]:
        """What is left by an exception breaks the work for good, even if somebody catches it within the work."""
        try:
            yield
        except BaseException:
            self.broken = True
            raise

    def get(self, kind: type[R], id: UUID, *, seen: int | None = None) -> R:
        """The record, locked where the store is shared.

        Raises `NotFound`, `Stale` if it is no longer at the version that was seen, or `NotReady` for an applicant that
        was merged into another: nothing is done with it any more.
        """
        record = self.session.get(kind, id, with_for_update=self.office.store.is_shared or None)
        if record is None:
            raise NotFound("This record is no longer in the office.")
        if getattr(record, "merged_into_id", None) is not None:
            raise NotReady("This applicant was merged into another. Nothing was saved. Open the one that stays.")
        if seen is not None and record.version != seen:
            raise Stale("Someone else saved this record while you were editing. Nothing was overwritten. Look again.")
        return record

    def add(self, record: R) -> R:
        """Put a new record into the work; it is written when the work ends."""
        self.session.add(record)
        return record

    def add_rows(self, kind: type[Record], rows: Sequence[Mapping[str, Any]]) -> list[UUID]:
        """Put thousands of new records of one kind into the work at once; gives their ids in the order of the rows.

        A row is column → value, checked and folded by the act like any other; every row names the same columns, and
        a column that none names is null. Journal, rights and `writes` (which must say `new`) are as with `add`.
        They are in the transaction when this returns, so what they point to must be added before, and `get` finds
        them. A piece of work holds what it changed in memory: some thousand records at a time are cheap.
        """
        from models.many import add_rows

        return add_rows(self.session, kind, rows)


class Broken(RuntimeError):
    """A refusal was caught within its piece of work, which then went on: our bug; nothing of the work is kept."""


class Office:
    """One office, open."""

    def __init__(
        self, *, store: Store, blobs: Blobs, clock: Clock, kind: OfficeKind, name: str, rules: RuleBook | None = None
    ) -> None:
        self.store = store
        self.blobs = blobs
        self._rules = rules
        self.clock = clock
        self.kind = kind
        self.name = name
        #: A local office: where it is, and its key while it is open, so that another officer can be let in.
        self.folder: Path | None = None
        self.key: bytes | None = None
        #: Where the office was copied to, as it was, when it was opened by a newer program than the one before.
        self.kept_aside: Path | None = None
        self._officer: SignedIn | None = None

    @property
    def rules(self) -> RuleBook:
        """The rule book this office works by; read when first asked. Raises `Damaged` naming a file that is none."""
        if self._rules is None:
            from app.rules import book

            self._rules = book.RuleBook.load()
        return self._rules

    @property
    def officer(self) -> SignedIn:
        """Who is signed in; before anyone is, asking is our bug."""
        if self._officer is None:
            raise RuntimeError("nobody is signed in")
        return self._officer

    @property
    def is_sample(self) -> bool:
        """Whether everything here is invented."""
        return self.kind is OfficeKind.SAMPLE

    def sign_in(self, officer: SignedIn) -> None:
        """Let an officer sit down; `app.opening` proved who it is."""
        self._officer = officer

    def may(self, act: Permitted) -> bool:
        """Whether the officer holds the right an act needs; menus ask this, and the act asks again."""
        return holds(self.officer.role, act.right)

    @contextmanager
    def reading(self) -> Iterator[Session]:
        """A session that only asks."""
        with _spoken(), self.store.reading() as session:
            yield session

    @contextmanager
    def work(self) -> Iterator[Work]:
        """A piece of work; committed whole when the block ends, rolled back whole when it raises.

        Raises `Stale` if somebody was quicker, `CannotSave` if the disk is full, read-only or gone, or if the folder
        was taken away: an open file would go on taking what nobody could ever read again.
        """
        if self.folder is not None and not (self.folder / DATABASE).exists():
            raise CannotSave(
                "The office is no longer in {folder}. Nothing was saved. Put the folder back, then save again.",
                folder=str(self.folder),
            )
        with _spoken():
            with self.store.writing() as session:
                work = Work(self, session, self.officer, self.clock.now(), self.clock.today())
                yield work
                if work.broken:
                    raise Broken("an act of this work was refused half-way; catch the refusal outside the work")
                session.flush()
                found = touched(session)
                if not _INDEXED.isdisjoint(found):
                    from app import index

                    index.follow(session)
            work.touched = Touched(frozenset(found), frozenset(one for ids in found.values() for one in ids))
            if "officers" in found and self.folder is not None and self.key is not None:
                holders.refresh(self.folder, self.key, self.store)

    def reindex(self) -> None:
        """Make the index of names and numbers anew from the records; raises `CannotSave`."""
        from app import index

        with _spoken(), self.store.altering() as connection:
            index.make(connection)

    def close(self) -> None:
        """Close the store and the files."""
        self.store.close()
        self.blobs.close()


#: What has names and numbers to be found by.
_INDEXED = frozenset({"applicants", "factories", "cases"})

_SENTENCES = {
    Trouble.FULL: N_("The disk is full. Nothing was saved. Free some space, then save again."),
    Trouble.READ_ONLY: N_("The office is read-only here. Nothing was saved."),
    Trouble.LOCKED: N_("Another window is saving. Nothing was saved. Try again in a moment."),
    Trouble.DAMAGED: N_("The office file is damaged. Nothing was saved. Restore it from a backup."),
    Trouble.GONE: N_("The office cannot be reached. Nothing was saved. Check the disk or the network."),
}


@contextmanager
def _spoken() -> Iterator[None]:
    """Turn what the world did to the store into a refusal."""
    try:
        yield
    except StoreTrouble as trouble:
        raise CannotSave(_SENTENCES[trouble.kind]) from trouble
    except StaleDataError as error:
        raise Stale("Someone else saved this record at the same time. Nothing was overwritten. Look again.") from error
