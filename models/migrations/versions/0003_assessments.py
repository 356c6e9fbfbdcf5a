"""Assessments with their utilities and measures, and the technology register that a case may choose from."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"
branch_labels = None
depends_on = None

MONEY = sa.Numeric(16, 2).with_variant(sa.BigInteger(), "sqlite")

_ID = {"postgresql": "uuid", "sqlite": "char(32)"}


def upgrade() -> None:
    _technologies()
    _assessments()
    _utilities()
    _measures()
    kind = _ID[op.get_bind().dialect.name]
    points = "constraint fk_cases_technology_id references technologies (id)"
    op.execute(f"alter table cases add column technology_id {kind} {points}")
    op.create_index("ix_cases_technology_id", "cases", ["technology_id"])


def _technologies() -> None:
    op.create_table(
        "technologies",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("list_version", sa.Text(), nullable=False),
        sa.Column("listed_from", sa.Date(), nullable=True),
        sa.Column("listed_until", sa.Date(), nullable=True),
        sa.Column("name_en", sa.Text(), nullable=False),
        sa.Column("name_tc", sa.Text(), nullable=False),
        sa.Column("name_sc", sa.Text(), nullable=False),
        sa.Column("developer_en", sa.Text(), nullable=False),
        sa.Column("developer_zh", sa.Text(), nullable=False),
        sa.Column("origin", sa.String(32), nullable=True),
        sa.Column("origin_evidence", sa.Text(), nullable=False),
        sa.Column("sectors", sa.Text(), nullable=False),
        sa.Column("struck_out", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_technologies"),
    )


def _assessments() -> None:
    op.create_table(
        "assessments",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("baseline_from", sa.Date(), nullable=True),
        sa.Column("baseline_until", sa.Date(), nullable=True),
        sa.Column("after_from", sa.Date(), nullable=True),
        sa.Column("after_until", sa.Date(), nullable=True),
        sa.Column("output_name", sa.Text(), nullable=False),
        sa.Column("output_unit", sa.String(32), nullable=True),
        sa.Column("output_before", sa.String(40), nullable=True),
        sa.Column("output_after", sa.String(40), nullable=True),
        sa.Column("method", sa.Text(), nullable=False),
        sa.Column("assessor", sa.Text(), nullable=False),
        sa.Column("signed_on", sa.Date(), nullable=True),
        sa.Column("factor_set", sa.Text(), nullable=True),
        sa.Column("factor_area", sa.String(32), nullable=True),
        sa.Column("factors", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_assessments"),
        sa.UniqueConstraint("case_id", name="uq_assessments_case_id"),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name="fk_assessments_case_id"),
    )


def _utilities() -> None:
    op.create_table(
        "utilities",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(32), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("before", sa.String(40), nullable=True),
        sa.Column("before_unit", sa.String(32), nullable=True),
        sa.Column("after", sa.String(40), nullable=True),
        sa.Column("after_unit", sa.String(32), nullable=True),
        sa.Column("struck_out", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_utilities"),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name="fk_utilities_case_id"),
    )
    op.create_index("ix_utilities_case_id", "utilities", ["case_id"])


def _measures() -> None:
    effects = ("electricity", "water", "voc", "nox", "so2", "co2", "effluent", "solid_waste", "material")
    op.create_table(
        "measures",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(32), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("code", sa.Text(), nullable=False),
        sa.Column("currency", sa.Text(), nullable=False),
        sa.Column("investment", MONEY, nullable=True),
        sa.Column("saving", MONEY, nullable=True),
        *(sa.Column(name, sa.String(40), nullable=True) for name in effects),
        sa.Column("state", sa.String(32), nullable=False),
        sa.Column("priority", sa.String(32), nullable=True),
        sa.Column("struck_out", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_measures"),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name="fk_measures_case_id"),
    )
    op.create_index("ix_measures_case_id", "measures", ["case_id"])
