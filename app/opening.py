"""Make, open and leave a local office: the folder with `keys.toml`, `office.db` and `files.db`.

Each way in which it can go wrong has its own sentence, and nothing is touched before every check has passed.
An older office is copied aside in its own folder, then migrated.
"""

from __future__ import annotations

import os
import stat
import sys
from contextlib import closing, suppress
from dataclasses import dataclass
from pathlib import Path
from uuid import UUID

from sqlalchemy import select

from app import holders, keys
from app.beside import DATABASE, FILES, built_beside, refuse_occupied
from app.clock import Clock
from app.names import fold
from app.office import Office, SignedIn
from app.refusal import CannotOpen, CannotSave, Invalid, NotFound, NotPermitted
from app.texts import N_, Message
from models import Officer, OfficeRecord, index, journal, migrating
from models.base import new_id
from models.blobs import Blobs
from models.kinds import OfficeKind, Role
from models.store import Store, StoreTrouble, Trouble, told

#: How a new office writes the number of a case; it keeps the pattern it was made with (decision 9).
NUMBER_PATTERN = "CP-{yy}-{n:04}"

#: How many copies of an office stay from before it was brought up to date.
COPIES_KEPT = 3

#: Fewer characters are refused as a password of a real office.
SHORTEST_PASSWORD = 10

_NETWORK = frozenset({"nfs", "nfs4", "cifs", "smb3", "smbfs", "sshfs", "fuse.sshfs", "afs", "davfs", "fuse.davfs"})


@dataclass(frozen=True, slots=True)
class FirstOfficer:
    """Who opens the office for the first time."""

    login: str
    initials: str
    name_en: str
    name_zh: str
    role: Role = Role.ADMINISTRATOR
    post_en: str = ""
    post_tc: str = ""
    post_sc: str = ""
    id: UUID | None = None


def create(
    folder: Path,
    *,
    name: str,
    kind: OfficeKind,
    first: FirstOfficer,
    password: str,
    clock: Clock | None = None,
    cost: keys.Cost | None = None,
) -> Office:
    """Make a new office in an empty or missing folder and sign its first officer in.

    Raises `CannotOpen` for a network path or a folder that holds something, `Invalid` for a password that is too
    short (a sample office needs none), `CannotSave` if the disk will not have it; nothing half-made is left.
    """
    clock = clock or Clock()
    if kind is OfficeKind.REAL and len(password) < SHORTEST_PASSWORD:
        raise Invalid("Choose a password of at least {n} characters.", n=SHORTEST_PASSWORD, field="password")
    refuse_network(folder)
    refuse_occupied(folder)
    try:
        with built_beside(folder) as building:
            _build(building, name, kind, first, password, clock, cost or keys.Cost())
    except (OSError, StoreTrouble) as error:
        raise CannotSave("The office could not be made in {folder}. Nothing was kept.", folder=str(folder)) from error
    return open_office(folder, login=first.login, password=password, clock=clock)


def _build(
    building: Path, name: str, kind: OfficeKind, first: FirstOfficer, password: str, clock: Clock, cost: keys.Cost
) -> None:
    key, officer_id = keys.new_key(), first.id or new_id()
    with told(), closing(Store.local(building / DATABASE, keys.part(key, DATABASE))) as store:
        _first_records(store, name, kind, first, officer_id, clock)
    with told():
        Blobs.local(building / FILES, keys.part(key, FILES)).close()
    holder = keys.wrap(
        key,
        password,
        id=officer_id,
        login=first.login,
        initials=first.initials,
        name_en=first.name_en,
        name_zh=first.name_zh,
        role=first.role,
        cost=cost,
    )
    keys.write(building, keys.Keys(kind, name, keys.check_value(key), (holder,)), key)


def open_office(folder: Path, *, login: str, password: str, clock: Clock | None = None) -> Office:
    """Open a local office for one officer.

    Raises `NotFound` (no office there), `CannotOpen` (network path, read-only, damaged, newer than the
    program) or `NotPermitted` (wrong password, officer retired); nothing is touched then.
    """
    found = look(folder)
    key = keys.unwrap(found, found.holder(login), password)
    return _opened(folder, found, key, login, clock or Clock())


def look(folder: Path) -> keys.Keys:
    """What an office says of itself before it is unlocked: its name, kind and officers; same refusals."""
    refuse_network(folder)
    missing = [name for name in (keys.FILE, DATABASE, FILES) if not (folder / name).is_file()]
    if len(missing) == 3:
        raise NotFound("There is no office in {folder}.", folder=str(folder))
    if missing:
        raise CannotOpen(
            "The office in {folder} is incomplete: {file} is missing. Restore it from a backup.",
            folder=str(folder),
            file=missing[0],
        )
    if any((folder / name).stat().st_size == 0 for name in (DATABASE, FILES)):  # opening it would fill it
        raise CannotOpen(_SENTENCES[Trouble.DAMAGED], folder=str(folder))
    if any(_read_only(folder / name) for name in (".", DATABASE, FILES)):
        raise CannotOpen(
            "The office in {folder} is read-only. Nothing was opened. Copy it to a folder you can write to.",
            folder=str(folder),
        )
    return keys.read(folder)


def refuse_network(folder: Path) -> None:
    """Raise `CannotOpen` for a folder on a network drive: two people could damage a file there."""
    if _on_network(folder.absolute()):
        raise CannotOpen(
            "This folder is on a network drive. Two people could damage the office. Use the shared database, "
            "or copy the folder to this computer."
        )


def add_holder(folder: Path, key: bytes, holder: keys.Holder) -> None:
    """Let one more officer unlock the office, or replace that officer's password.

    Raises `CannotOpen` if keys.toml is not as it was written, and `CannotSave`.
    """
    found = keys.read(folder)
    keys.prove(found, key)
    others = tuple(one for one in found.holders if one.id != holder.id)
    try:
        keys.write(folder, keys.Keys(found.kind, found.name, found.check, (*others, holder)), key)
    except OSError as error:
        raise CannotSave("The office cannot be reached. Nothing was saved. Check the disk or the network.") from error


def _opened(folder: Path, found: keys.Keys, key: bytes, login: str, clock: Clock) -> Office:
    store = Store.local(folder / DATABASE, keys.part(key, DATABASE))
    blobs: Blobs | None = None
    try:
        with told():
            outdated = _outdated(folder, store)
            _refuse_stranger(store, found.kind, login)
            aside = _migrate(folder, store, key, clock) if outdated else None
            blobs = Blobs.local(folder / FILES, keys.part(key, FILES))
        _indexed(store)
        with store.reading() as session:
            record = session.execute(select(OfficeRecord)).scalar_one()
            office = Office(store=store, blobs=blobs, clock=clock, kind=record.kind, name=record.name)
            office.folder, office.key, office.kept_aside = folder, key, aside
            office.sign_in(signed_in(session.execute(select(Officer).where(Officer.login == login)).scalar_one()))
        holders.refresh(folder, key, store)
        return office
    except StoreTrouble as trouble:
        _close(store, blobs)
        raise CannotOpen(_SENTENCES[trouble.kind], folder=str(folder)) from trouble
    except BaseException:
        _close(store, blobs)
        raise


def _refuse_stranger(store: Store, kind: OfficeKind, login: str) -> None:
    """Refuse a folder of two kinds, and an officer who retired, before anything is touched.

    The office may be older than the program: only columns are asked for that every version has had.
    """
    with store.reading() as session:
        if session.execute(select(OfficeRecord.kind)).scalar_one() is not kind:
            raise CannotOpen("This folder mixes a sample office with a real one. Nothing was opened.")
        if not session.execute(select(Officer.active).where(Officer.login == login)).scalar():
            raise NotPermitted("{login} no longer works in this office.", login=login, field="officer")


def signed_in(officer: Officer) -> SignedIn:
    """The officer's own facts, free of any session."""
    return SignedIn(officer.id, officer.login, officer.initials, officer.name_en, officer.name_zh, officer.role)


def _outdated(folder: Path, store: Store) -> bool:
    """Whether an older program made the office; refused if none made it, or a newer one."""
    with store.reading() as session:
        now = migrating.current(session.connection())
    if now is None:
        raise CannotOpen(_SENTENCES[Trouble.DAMAGED], folder=str(folder))
    if now != migrating.HEAD and not migrating.known(now):
        raise CannotOpen(
            "The office in {folder} was made by a newer CP Desk. Nothing was changed. Update the program.",
            folder=str(folder),
        )
    return now != migrating.HEAD


def _indexed(store: Store) -> None:
    """Make the index of names and numbers anew where it is of another edition, or was never made."""
    with store.reading() as session:
        stood = index.stands(session)
    if not stood:
        from app.index import make

        with store.altering() as connection:
            make(connection)


def brought_up_to_date(aside: Path) -> Message:
    """What an officer is told when an older office was opened for the first time."""
    return Message("The office was brought up to date. A copy of it as it was is in {file}.", file=str(aside))


def _migrate(folder: Path, store: Store, key: bytes, clock: Clock) -> Path:
    """Copy the database aside, then bring it up to date; gives the copy. Of older copies only the newest stay."""
    part = folder / "before-migrating.db"
    part.unlink(missing_ok=True)
    store.copy(part, keys.part(key, DATABASE))
    aside = part.replace(folder / f"before-{migrating.HEAD}-{clock.now():%Y%m%dT%H%M%SZ}.db")
    with store.altering() as connection:
        migrating.upgrade(connection, fold)
    copies = sorted(folder.glob("before-*-*Z.db"), key=lambda one: one.stem.rpartition("-")[2])
    for old in copies[:-COPIES_KEPT]:
        with suppress(OSError):
            old.unlink()
    return aside


def _first_records(
    store: Store, name: str, kind: OfficeKind, first: FirstOfficer, officer_id: UUID, clock: Clock
) -> None:
    with store.altering() as connection:
        migrating.upgrade(connection, fold)
    with store.writing() as session:
        journal.begin(session, act="office.open", officer_id=officer_id, who=first.login, at=clock.now())
        session.add(OfficeRecord(kind=kind, name=name, number_pattern=NUMBER_PATTERN, opened_at=clock.now()))
        session.add(
            Officer(
                id=officer_id,
                login=first.login,
                initials=first.initials,
                name_en=first.name_en,
                name_zh=first.name_zh,
                post_en=first.post_en,
                post_tc=first.post_tc,
                post_sc=first.post_sc,
                role=first.role,
                active=True,
            )
        )


def _close(store: Store, blobs: Blobs | None) -> None:
    store.close()
    if blobs is not None:
        blobs.close()


def _read_only(path: Path) -> bool:
    """Judged by the file's own mode too, because an administrator's account would be let through."""
    return not os.access(path, os.W_OK) or not path.stat().st_mode & (stat.S_IWUSR | stat.S_IWGRP | stat.S_IWOTH)


def _on_network(folder: Path) -> bool:
    if sys.platform == "win32":
        import ctypes

        if str(folder).startswith("\\\\"):
            return True
        return int(ctypes.windll.kernel32.GetDriveTypeW(folder.anchor)) == 4
    return mount_kind(folder, Path("/proc/mounts")) in _NETWORK


def mount_kind(folder: Path, mounts: Path) -> str:
    """The kind of file system a folder lies on, by the system's table of mounts; "" where there is none."""
    if not mounts.is_file():
        return ""
    best, kind = -1, ""
    where = os.path.realpath(folder)
    for line in mounts.read_text("utf-8", "replace").splitlines():
        fields = line.split(" ")
        point = fields[1].replace("\\040", " ").rstrip("/") or "/"
        inside = point in ("/", where) or where.startswith(point + "/")
        if inside and len(point) >= best:
            best, kind = len(point), fields[2]
    return kind


_SENTENCES = {
    Trouble.FULL: N_("The disk is full. The office in {folder} was not opened. Free some space, then try again."),
    Trouble.READ_ONLY: N_(
        "The office in {folder} is read-only. Nothing was opened. Copy it to a folder you can write to."
    ),
    Trouble.LOCKED: N_("Another program is using the office in {folder}. Close it there, then try again."),
    Trouble.DAMAGED: N_("The office in {folder} is damaged. Nothing was changed. Restore it from a backup."),
    Trouble.GONE: N_("The office in {folder} cannot be reached. Check the disk."),
}
