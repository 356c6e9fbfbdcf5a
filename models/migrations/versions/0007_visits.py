"""Visits with their photographs, and what officers declare of their own interests when they recommend and endorse.

The declarations are null in every old row: nobody was asked then.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0007"
down_revision = "0006"
branch_labels = None
depends_on = None

MOMENT = sa.TIMESTAMP(timezone=True).with_variant(sa.String(27), "sqlite")

_DECLARED = {
    "prepared_interest": "boolean",
    "prepared_interest_text": "text",
    "endorsed_interest": "boolean",
    "endorsed_interest_text": "text",
}


def upgrade() -> None:
    for name, kind in _DECLARED.items():
        op.execute(f"alter table recommendations add column {name} {kind}")
    op.create_table(
        "visits",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("held_on", sa.Date(), nullable=False),
        sa.Column("site", sa.Text(), nullable=False),
        sa.Column("purpose", sa.Text(), nullable=False),
        sa.Column("present", sa.Text(), nullable=False),
        sa.Column("findings", sa.Text(), nullable=False),
        sa.Column("recorded_by_id", sa.Uuid(), nullable=False),
        sa.Column("recorded_at", MOMENT, nullable=False),
        sa.Column("struck_out", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_visits"),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name="fk_visits_case_id"),
        sa.ForeignKeyConstraint(["recorded_by_id"], ["officers.id"], name="fk_visits_recorded_by_id"),
    )
    op.create_index("ix_visits_case_id", "visits", ["case_id"])
    op.create_table(
        "visit_photographs",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("visit_id", sa.Uuid(), nullable=False),
        sa.Column("document_id", sa.Uuid(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("caption", sa.Text(), nullable=False),
        sa.Column("taken_on", sa.Date(), nullable=True),
        sa.Column("copy_sha256", sa.Text(), nullable=False),
        sa.Column("width", sa.Integer(), nullable=False),
        sa.Column("height", sa.Integer(), nullable=False),
        sa.Column("struck_out", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_visit_photographs"),
        sa.ForeignKeyConstraint(["visit_id"], ["visits.id"], name="fk_visit_photographs_visit_id"),
        sa.ForeignKeyConstraint(["document_id"], ["documents.id"], name="fk_visit_photographs_document_id"),
        sa.CheckConstraint("width > 0 and height > 0", name="ck_visit_photographs_size"),
    )
    op.create_index("ix_visit_photographs_visit_id", "visit_photographs", ["visit_id"])
