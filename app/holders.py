"""Who can unlock a local office, as `keys.toml` shows them at sign-in: kept in step with the database."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import replace
from pathlib import Path
from uuid import UUID

from sqlalchemy import select

from app import keys
from app.refusal import Refusal
from models import Officer
from models.store import Store


def refresh(folder: Path, key: bytes, store: Store) -> None:
    """Take over corrected initials, names and roles, and forget the keys of officers who retired, so that their
    passwords open no copy of the office.

    A disk that is full, or a file that somebody changed, keeps nobody from work: the next opening tries again, or
    says so.
    """
    with store.reading() as session:
        officers = {one.id: one for one in session.execute(select(Officer)).scalars()}
    with suppress(OSError, Refusal):
        found = keys.read(folder)
        keys.prove(found, key)
        holders = tuple(now for one in found.holders if (now := _as_now(one, officers)) is not None)
        if holders != found.holders:
            keys.write(folder, replace(found, holders=holders), key)


def _as_now(one: keys.Holder, officers: dict[UUID, Officer]) -> keys.Holder | None:
    """The holder as the database describes the officer; `None` for one who retired."""
    of = officers.get(one.id)
    if of is None:
        return one
    now = replace(one, initials=of.initials, name_en=of.name_en, name_zh=of.name_zh, role=of.role)
    return now if of.active else None
