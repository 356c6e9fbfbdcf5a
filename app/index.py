"""Keep the index of names and numbers: what a piece of work has touched is entered anew with it, in its transaction.

The index is derived (`models.index`). It may be thrown away and made again from the records; an office whose index is
of another edition gets a new one when it is opened.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final
from uuid import UUID

from sqlalchemy import ColumnElement, Connection, Select, Table, bindparam, column, delete, func, insert, select, table
from sqlalchemy.orm import InstrumentedAttribute, Session

from app import comparing, former, order, tokens
from app.names import fold
from models import Applicant, Case, Factory
from models.index import EDITION, applicant_names, case_names, factory_names, index_edition, words_of
from models.journal import entries

#: Records that are entered at once.
_AT_ONCE: Final = 500

Made = tuple[int, dict[str, None], tuple[object, ...] | None]


@dataclass(frozen=True, slots=True)
class Kind:
    """How the records of a table are entered.

    `made` gives of a row its number, its tokens, and what stands of it in `beside`, or None.
    """

    words: str
    beside: Table
    watched: frozenset[str]
    id: InstrumentedAttribute[UUID]
    asked: Select[*tuple[Any, ...]]
    made: Callable[[Sequence[Any]], Made]


def follow(session: Session) -> None:
    """Enter anew what this transaction has changed of names and numbers; it has been flushed."""
    changed: dict[str, dict[UUID, None]] = {}
    for entry in entries(session):
        for change in entry.changes:
            name = change["kind"]
            if name in KINDS and not KINDS[name].watched.isdisjoint(change["after"]):
                changed.setdefault(name, {})[change["record_id"]] = None
    connection = session.connection()
    for name, found in changed.items():
        kind, ids = KINDS[name], list(found)
        for at in range(0, len(ids), _AT_ONCE):
            rows = connection.execute(kind.asked.where(kind.id.in_(ids[at : at + _AT_ONCE]))).all()
            _enter(connection, kind, [kind.made(row) for row in rows])


def make(connection: Connection) -> None:
    """Throw the index away and make it anew from the records."""
    connection.execute(delete(index_edition))
    for kind in KINDS.values():
        _empty(connection, kind)
        for some in batches(connection, kind):
            _enter(connection, kind, some)
    connection.execute(index_edition.insert(), {"edition": EDITION})
    from app import search_ways  # needed here only

    search_ways.forget()  # the journal, which tells it that something has changed, knows nothing of this


def batches(connection: Connection, kind: Kind) -> Iterator[list[Made]]:
    """What is made of all records of a kind, by `row_no`, some hundred at a time."""
    number, last = kind.asked.selected_columns[0], 0
    while rows := connection.execute(kind.asked.where(number > last).order_by(number).limit(_AT_ONCE)).all():
        yield [kind.made(row) for row in rows]
        last = rows[-1][0]


def _enter(connection: Connection, kind: Kind, made: Sequence[Made]) -> None:
    numbers = [number for number, *_ in made]
    words = words_of(kind.words, connection.dialect)
    connection.execute(delete(words).where(words.c[0].in_(numbers)))
    tokens: ColumnElement[Any] = bindparam("words")
    if connection.dialect.name == "postgresql":
        tokens = func.array_to_tsvector(func.string_to_array(tokens, " "))
    entered = insert(words).values({words.c[0]: bindparam("number"), words.c[1]: tokens})
    connection.execute(entered, [{"number": number, "words": " ".join(found)} for number, found, _ in made])
    connection.execute(delete(kind.beside).where(kind.beside.c.row_no.in_(numbers)))
    names = [one.name for one in kind.beside.columns]
    if beside := [dict(zip(names, (number, *row), strict=True)) for number, _, row in made if row is not None]:
        connection.execute(kind.beside.insert(), beside)


def _empty(connection: Connection, kind: Kind) -> None:
    connection.execute(delete(kind.beside))
    if connection.dialect.name == "postgresql":
        connection.execute(delete(words_of(kind.words, connection.dialect)))
    else:  # what FTS5 is told stands in a column of the table's own name
        connection.execute(insert(table(kind.words, column(kind.words))).values({kind.words: "delete-all"}))


def _of_applicant(row: Sequence[Any]) -> Made:
    number, folded, *names, code, merged_into_id, formerly = row
    if merged_into_id is not None:
        return number, {}, None
    found, heard = _of_names(folded, (*names, code, *former.texts(formerly)))
    english, traditional, simplified = names
    alike = comparing.former_keys((english, traditional, simplified), former.from_json(formerly))
    found |= {tokens.ALIKE + one: None for one in alike}
    key = order.keys(*names)
    return number, found, (key.english, key.stroke, key.pinyin, key.jyutping, heard)


def _of_factory(row: Sequence[Any]) -> Made:
    number, folded, *names = row
    found, heard = _of_names(folded, names)
    return number, found, (heard,)


def _of_names(folded: str, names: Iterable[str]) -> tuple[dict[str, None], str]:
    """The tokens of names and numbers, and their sounds in one text, a blank before each, for LIKE."""
    heard = tokens.heard(folded)
    found = tokens.of(folded) | heard | tokens.beginnings(*map(fold, names))
    return found, "".join(f" {one}" for one in heard)


def _of_case(row: Sequence[Any]) -> Made:
    number, reference, legacy = row
    own = fold(reference or ""), fold(legacy)
    folded = " ".join(own)
    found = tokens.of_number(folded) | tokens.beginnings(*own)
    return number, found, None if legacy.isascii() else (folded,)


_NAMED: Final = frozenset({"name_en", "name_tc", "name_sc"})

#: What is indexed, by the table of its records.
KINDS: Final = {
    "applicants": Kind(
        "applicant_words",
        applicant_names,
        _NAMED | {"br_number", "merged_into_id", "formerly"},
        Applicant.id,
        select(
            Applicant.row_no,
            Applicant.folded,
            Applicant.name_en,
            Applicant.name_tc,
            Applicant.name_sc,
            Applicant.br_number,
            Applicant.merged_into_id,
            Applicant.formerly,
        ),
        _of_applicant,
    ),
    "factories": Kind(
        "factory_words",
        factory_names,
        _NAMED | {"uscc"},
        Factory.id,
        select(Factory.row_no, Factory.folded, Factory.name_en, Factory.name_tc, Factory.name_sc, Factory.uscc),
        _of_factory,
    ),
    "cases": Kind(
        "case_words",
        case_names,
        frozenset({"reference", "legacy_file_no"}),
        Case.id,
        select(Case.row_no, Case.reference, Case.legacy_file_no),
        _of_case,
    ),
}
