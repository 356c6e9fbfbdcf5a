"""Applicants that were merged into others, and pairs of them that were told apart.

The columns of applicants are added in place, so no table is rebuilt. They are null in every old row, which therefore
still says what the journal says of it.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0011"
down_revision = "0010"
branch_labels = None
depends_on = None

_UUID = {"postgresql": "uuid", "sqlite": "char(32)"}


def upgrade() -> None:
    points = "constraint fk_applicants_merged_into_id references applicants (id)"
    op.execute(f"alter table applicants add column merged_into_id {_UUID[op.get_bind().dialect.name]} {points}")
    op.execute("alter table applicants add column formerly text")
    merged = sa.text("merged_into_id IS NOT NULL")
    op.create_index(
        "ix_applicants_merged_into_id",
        "applicants",
        ["merged_into_id"],
        sqlite_where=merged,
        postgresql_where=merged,
    )
    op.create_table(
        "told_apart",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("applicant_id", sa.Uuid(), nullable=False),
        sa.Column("other_id", sa.Uuid(), nullable=False),
        sa.Column("struck_out", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_told_apart"),
        sa.ForeignKeyConstraint(["applicant_id"], ["applicants.id"], name="fk_told_apart_applicant_id"),
        sa.ForeignKeyConstraint(["other_id"], ["applicants.id"], name="fk_told_apart_other_id"),
    )
    op.create_index("ix_told_apart_applicant_id", "told_apart", ["applicant_id"])
    op.create_index("ix_told_apart_other_id", "told_apart", ["other_id"])
