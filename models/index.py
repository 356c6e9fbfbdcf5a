"""The index: what is derived from names and numbers, for finding them and for putting them in order.

It is no record: never journalled, never carried, thrown away and made again at will (`app.index` fills it). The keys
of an applicant are texts whose order by code point is the order by stroke, Pinyin, Jyutping or alphabet, the same in
SQLite (BINARY) and in PostgreSQL (COLLATE "C"). The words of a record are an FTS5 table on SQLite and a tsvector with
its GIN index on PostgreSQL; both hold the same tokens (`app.tokens`).
"""

from __future__ import annotations

from typing import Final

from sqlalchemy import BigInteger, Column, Dialect, Index, Integer, Table, TableClause, Text, column, select, table
from sqlalchemy.orm import Session

from models.base import Base, Manners, Merge

#: Which tokens and keys this program makes; it grows whenever those of the same name become others.
EDITION: Final = 2

_NUMBER: Final = BigInteger().with_variant(Integer, "sqlite")

#: Text that both engines compare by code point.
_KEY: Final = Text().with_variant(Text(collation="C"), "postgresql")


def _local(table: Table) -> Table:
    """Derived in each store: nothing of it travels, names of companies are no personal data."""
    for one in table.columns:
        one.info["manners"] = Manners(Merge.LOCAL, travels=False)
    return table


#: Which edition stands in the tables below; no row while they were never filled.
index_edition: Final = _local(
    Table("index_edition", Base.metadata, Column("edition", Integer, primary_key=True, autoincrement=False))
)


def _beside(name: str, *parts: Column[str] | Index) -> Table:
    """A table of what is derived from the records of a kind, by their `row_no`."""
    return _local(Table(name, Base.metadata, Column("row_no", _NUMBER, primary_key=True, autoincrement=False), *parts))


#: One row per applicant: its sort keys, and the tokens of how it sounds, a blank before each.
applicant_names: Final = _beside(
    "applicant_names",
    Column("sort_english", _KEY, nullable=False),
    Column("sort_stroke", _KEY, nullable=False),
    Column("sort_pinyin", _KEY, nullable=False),
    Column("sort_jyutping", _KEY, nullable=False),
    Column("sounds", Text, nullable=False),
    Index("ix_applicant_names_sort_english", "sort_english", "row_no"),
    Index("ix_applicant_names_sort_stroke", "sort_stroke", "row_no"),
    Index("ix_applicant_names_sort_pinyin", "sort_pinyin", "row_no"),
    Index("ix_applicant_names_sort_jyutping", "sort_jyutping", "row_no"),
)

#: One row per factory: the tokens of how it sounds.
factory_names: Final = _beside("factory_names", Column("sounds", Text, nullable=False))

#: The file number of a case in folded form, for those few whose number is more than plain letters and digits.
case_names: Final = _beside("case_names", Column("folded", Text, nullable=False))


def stands(session: Session) -> bool:
    """Whether the index is of this program's edition; an index that was never filled is of none."""
    return session.connection().execute(select(index_edition.c.edition)).scalars().all() == [EDITION]


def words_of(name: str, dialect: Dialect) -> TableClause:
    """A table of words, which is no table of the metadata: the number of the record, and its tokens."""
    return table(name, column("row_no" if dialect.name == "postgresql" else "rowid"), column("words"))
