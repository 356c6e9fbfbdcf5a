"""Many new records of one kind at once: the same entry, the same bytes in the journal, an eighth of the time.

Adding one by one makes an object, watches each of its columns and sends a statement for each. An import or an office
made for measuring adds thousands of which nothing is asked again, so their rows go to the database in one statement.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from models.base import Record, new_id, table_of
from models.journal import Open, enter, journalled, touched
from models.types import canonical


def add_rows(session: Session, kind: type[Record], rows: Sequence[Mapping[str, Any]]) -> list[UUID]:
    """Add new records to the open entry and give their ids, in the order of the rows.

    What they point to must be in the session or in the store already. When this returns they are in the transaction,
    each at version 1 and, where its kind is listed, with its `row_no`: a query sees them, `session.get` finds them.

    Args:
        session: a writing session of `models.store` with an entry open.
        kind: the kind of record.
        rows: column → value, the same columns in every row. A column that is not named is null or has its default;
            so local columns such as `folded` must be named. `id` may be; `version` and `row_no` may not.

    Raises `OutsideAct` with no entry open, `ValueError` for rows that name different or unknown columns.
    """
    if not rows:
        return []
    _refuse_uneven(kind, rows)
    session.flush()
    entry, table = enter(session), table_of(kind)
    whole = [{"id": new_id(), "version": 1, **row} for row in rows]
    session.connection().execute(table.insert(), whole)
    ids = [row["id"] for row in whole]
    _note(entry, kind, whole)
    touched(session).setdefault(table.name, set()).update(ids)
    return ids


def _refuse_uneven(kind: type[Record], rows: Sequence[Mapping[str, Any]]) -> None:
    named = rows[0].keys()
    known = {one.name for one in table_of(kind).columns} - {"version", "row_no"}
    if not named <= known:
        raise ValueError(f"{kind.__name__} has no column to set: {', '.join(sorted(named - known))}")
    if any(row.keys() != named for row in rows):
        raise ValueError(f"rows of {kind.__name__} name different columns")


def _note(entry: Open, kind: type[Record], rows: Sequence[Mapping[str, Any]]) -> None:
    """Remember the rows as the journal remembers what is flushed: of a new record all that is not null."""
    named = [(one.name, one.type) for one in journalled(table_of(kind)) if one.name in rows[0]]
    entry.changes.extend(
        {
            "record_id": row["id"],
            "version": 1,
            "kind": kind.__tablename__,
            "before": {},
            "after": {name: canonical(row[name], of) for name, of in named if row[name] is not None},
        }
        for row in rows
    )
