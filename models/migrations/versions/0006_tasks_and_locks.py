"""Tasks of a case, and the unlocking of a case that was approved.

The columns of cases are added in place, so no table is rebuilt. They are null in every old row, which therefore still
says what the journal says of it: an approved case is locked from now on.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0006"
down_revision = "0005"
branch_labels = None
depends_on = None

MOMENT = sa.TIMESTAMP(timezone=True).with_variant(sa.String(27), "sqlite")

_UUID = {"postgresql": "uuid", "sqlite": "char(32)"}
_MOMENT = {"postgresql": "timestamp with time zone", "sqlite": "varchar(27)"}


def upgrade() -> None:
    op.create_table(
        "tasks",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("officer_id", sa.Uuid(), nullable=True),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("done_at", MOMENT, nullable=True),
        sa.Column("done_by_id", sa.Uuid(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_tasks"),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name="fk_tasks_case_id"),
        sa.ForeignKeyConstraint(["officer_id"], ["officers.id"], name="fk_tasks_officer_id"),
        sa.ForeignKeyConstraint(["done_by_id"], ["officers.id"], name="fk_tasks_done_by_id"),
    )
    op.create_index("ix_tasks_case_id", "tasks", ["case_id"])
    engine = op.get_bind().dialect.name
    points = "constraint fk_cases_unlocked_by_id references officers (id)"
    op.execute(f"alter table cases add column unlocked_at {_MOMENT[engine]}")
    op.execute(f"alter table cases add column unlocked_by_id {_UUID[engine]} {points}")
    op.execute("alter table cases add column unlocked_why text")
