"""A second officer for what a historic case records, and the technology in its folded form.

Columns are added in place, so no table is rebuilt and every old trigger still stands while rows are filled; those that
guard the cases are put aside for it (decision 8), and `models.triggers` installs all of them anew afterwards.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import context, op

revision = "0002"
down_revision = "0001"
branch_labels = None
depends_on = None

_OFFICER = "constraint fk_cases_{name} references officers (id)"

_ADDED = {
    "postgresql": {"recorded_by_id": "uuid", "recorded_second_by_id": "uuid", "recorded_second_at": "timestamptz"},
    "sqlite": {"recorded_by_id": "char(32)", "recorded_second_by_id": "char(32)", "recorded_second_at": "varchar(27)"},
}

_ASIDE = {"postgresql": "alter table cases disable trigger user", "sqlite": "drop trigger if exists cases_one_step"}


def upgrade() -> None:
    engine = op.get_bind().dialect.name
    for name, kind in _ADDED[engine].items():
        points = _OFFICER.format(name=name) if name.endswith("_id") else ""
        op.execute(f"alter table cases add column {name} {kind} {points}")
    op.execute("alter table cases add column technology_folded text not null default ''")
    op.execute(_ASIDE[engine])
    _fold()
    if engine == "postgresql":
        op.execute("alter table cases enable trigger user")
    op.create_index("ix_cases_technology_folded", "cases", ["technology_folded"])


def _fold() -> None:
    """A folded form is derived from its row in each store: no version grows by it and the journal tells nothing."""
    fold = context.config.attributes["fold"]
    rows = sa.table("cases", sa.column("row_no"), sa.column("technology"), sa.column("technology_folded"))
    named = op.get_bind().execute(sa.select(rows.c.row_no, rows.c.technology).where(rows.c.technology != ""))
    for row_no, technology in named.all():
        found = rows.update().where(rows.c.row_no == row_no)
        op.get_bind().execute(found.values(technology_folded=fold(technology)))
