"""Awards of the Recognition Scheme, and the certificates that were made of them."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0005"
down_revision = "0004"
branch_labels = None
depends_on = None

MOMENT = sa.TIMESTAMP(timezone=True).with_variant(sa.String(27), "sqlite")


def upgrade() -> None:
    op.create_table(
        "awards",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("applicant_id", sa.Uuid(), nullable=False),
        sa.Column("factory_id", sa.Uuid(), nullable=True),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("category", sa.String(32), nullable=False),
        sa.Column("recognised_on", sa.Date(), nullable=False),
        sa.Column("paper", sa.Text(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=True),
        sa.Column("valid_until", sa.Date(), nullable=True),
        sa.Column("entered_by_id", sa.Uuid(), nullable=False),
        sa.Column("entered_at", MOMENT, nullable=False),
        sa.Column("confirmed_by_id", sa.Uuid(), nullable=True),
        sa.Column("confirmed_at", MOMENT, nullable=True),
        sa.Column("unconfirmed", sa.Boolean(), nullable=False),
        sa.Column("sent_back", sa.Boolean(), nullable=False),
        sa.Column("name_en", sa.Text(), nullable=False),
        sa.Column("name_zh", sa.Text(), nullable=False),
        sa.Column("name_language", sa.String(32), nullable=True),
        sa.Column("number", sa.Text(), nullable=True),
        sa.Column("wording", sa.Text(), nullable=True),
        sa.Column("revoked_on", sa.Date(), nullable=True),
        sa.Column("revoked_why", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_awards"),
        sa.UniqueConstraint("number", name="uq_awards_number"),
        sa.ForeignKeyConstraint(["applicant_id"], ["applicants.id"], name="fk_awards_applicant_id"),
        sa.ForeignKeyConstraint(["factory_id"], ["factories.id"], name="fk_awards_factory_id"),
        sa.ForeignKeyConstraint(["entered_by_id"], ["officers.id"], name="fk_awards_entered_by_id"),
        sa.ForeignKeyConstraint(["confirmed_by_id"], ["officers.id"], name="fk_awards_confirmed_by_id"),
    )
    op.create_index("ix_awards_applicant_id", "awards", ["applicant_id"])
    op.create_index("ix_awards_year", "awards", ["year"])
    op.create_table(
        "award_prints",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("award_id", sa.Uuid(), nullable=False),
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("printed_by_id", sa.Uuid(), nullable=False),
        sa.Column("printed_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_award_prints"),
        sa.ForeignKeyConstraint(["award_id"], ["awards.id"], name="fk_award_prints_award_id"),
        sa.ForeignKeyConstraint(["printed_by_id"], ["officers.id"], name="fk_award_prints_printed_by_id"),
    )
    op.create_index("ix_award_prints_award_id", "award_prints", ["award_id"])
