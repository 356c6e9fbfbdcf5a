"""The index: what is derived from names and numbers, for finding them and for putting them in order.

The tables are made empty, and without an edition: whoever opens the office next fills them. Names are folded anew,
each character by itself: until now a few, such as 乾隆, were folded unlike their pieces.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import context, op

revision = "0008"
down_revision = "0007"
branch_labels = None
depends_on = None

_NUMBER = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
_KEY = sa.Text().with_variant(sa.Text(collation="C"), "postgresql")

_ORDERS = ("sort_english", "sort_stroke", "sort_pinyin", "sort_jyutping")
_WORDS = ("applicant_words", "factory_words", "case_words")


#: What guards a record against being changed is put aside while its folded form is (as in 0002).
_ASIDE = {"postgresql": "alter table {} disable trigger user", "sqlite": "drop trigger if exists {}_one_step"}

_NAMES = ("name_en", "name_tc", "name_sc")


def upgrade() -> None:
    _fold("applicants", "folded", (*_NAMES, "br_number"))
    _fold("factories", "folded", (*_NAMES, "uscc"))
    _fold("cases", "technology_folded", ("technology",))
    op.create_table(
        "index_edition",
        sa.Column("edition", sa.Integer(), autoincrement=False, nullable=False),
        sa.PrimaryKeyConstraint("edition", name="pk_index_edition"),
    )
    _made("applicant_names", *(sa.Column(name, _KEY, nullable=False) for name in _ORDERS), _text("sounds"))
    for order in _ORDERS:
        op.create_index(f"ix_applicant_names_{order}", "applicant_names", [order, "row_no"])
    _made("factory_names", _text("sounds"))
    _made("case_names", _text("folded"))
    for words in _WORDS:
        _made_words(words)
    for records in ("applicants", "factories"):  # from a number to the id, without reading the record
        op.create_index(f"ix_{records}_row_no_id", records, ["row_no", "id"])


def _fold(name: str, kept: str, names: tuple[str, ...]) -> None:
    """Derived from its row in each store: no version grows by it and the journal tells nothing."""
    connection, fold = op.get_bind(), context.config.attributes["fold"]
    rows = sa.table(name, *map(sa.column, ("row_no", kept, *names)))
    op.execute(_ASIDE[connection.dialect.name].format(name))
    for row_no, folded, *of in connection.execute(sa.select(*rows.columns)).all():
        if folded != (now := fold(*of)):
            connection.execute(rows.update().where(rows.c.row_no == row_no).values({kept: now}))
    if connection.dialect.name == "postgresql":
        op.execute(f"alter table {name} enable trigger user")


def _made(name: str, *columns: sa.Column[str]) -> None:
    number = sa.Column("row_no", _NUMBER, autoincrement=False, nullable=False)
    op.create_table(name, number, *columns, sa.PrimaryKeyConstraint("row_no", name=f"pk_{name}"))


def _text(name: str) -> sa.Column[str]:
    return sa.Column(name, sa.Text(), nullable=False)


def _made_words(name: str) -> None:
    if op.get_bind().dialect.name == "postgresql":
        op.execute(f"create table {name} (row_no bigint constraint pk_{name} primary key, words tsvector not null)")
        op.execute(f"create index ix_{name}_words on {name} using gin (words)")
    else:
        op.execute(
            f"create virtual table {name} using fts5(words, content='', contentless_delete=1, detail=none, "
            "tokenize='ascii', prefix='1 2 3 4')"
        )
