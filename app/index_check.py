"""Whether the index says what the records say: everything is read and made again, some hundred records at a time."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from sqlalchemy import Connection, func, select, text
from sqlalchemy.orm import Session

from app.index import KINDS, Kind, Made, batches
from models.index import words_of


def astray(session: Session) -> Iterator[str]:
    """The kinds of record, by the name of their table, whose index is not as `app.index` makes it."""
    connection = session.connection()
    for name, kind in KINDS.items():
        due = rows = 0
        even = True
        for made in batches(connection, kind):
            due += sum(hash((number, token)) for number, tokens, _ in made for token in tokens)
            rows += sum(row is not None for _, _, row in made)
            even = even and _beside(connection, kind, made) == [(number, *row) for number, _, row in made if row]
        counted = connection.execute(select(func.count()).select_from(kind.beside)).scalar_one()
        if not even or counted != rows or due != sum(map(hash, _kept(connection, kind.words))):
            yield name


def _beside(connection: Connection, kind: Kind, made: list[Made]) -> list[tuple[Any, ...]]:
    """What stands beside these records."""
    number = kind.beside.c.row_no
    found = select(kind.beside).where(number.between(made[0][0], made[-1][0])).order_by(number)
    return [tuple(row) for row in connection.execute(found)]


def _kept(connection: Connection, words: str) -> Iterator[tuple[int, str]]:
    """Each record's number with each of its tokens, as they are kept."""
    if connection.dialect.name == "postgresql":
        kept = words_of(words, connection.dialect)
        tokens = func.array_to_string(func.tsvector_to_array(kept.c.words), " ")
        for number, line in connection.execute(select(kept.c.row_no, tokens), execution_options={"yield_per": 1_000}):
            yield from ((number, token) for token in line.split(" ") if token)
        return
    try:  # FTS5 tells its tokens by way of a table, which this reading connection must be let make for itself
        connection.exec_driver_sql("pragma query_only = off")
        connection.exec_driver_sql(f"create virtual table temp.told using fts5vocab('main', '{words}', 'instance')")
        yield from connection.execute(text("select doc, term from temp.told"), execution_options={"yield_per": 10_000})
    finally:
        connection.exec_driver_sql("drop table if exists temp.told")
        connection.exec_driver_sql("pragma query_only = on")
