"""The orders of the case list: an index for each, which also holds what a walk along it is asked of each case."""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0009"
down_revision = "0008"
branch_labels = None
depends_on = None

#: The stages in which a case had ended when this was written.
_ENDED = "'closed', 'ineligible', 'lapsed', 'rejected', 'terminated', 'withdrawn'"
_ASKED = ("stage", "type", "officer_id")
_SUMMED = ("due_on", "received_on", "requested", "calculated")

_REPLACED = (
    "due_on_row_no",
    "stage_row_no",
    "officer_id_row_no",
    "received_on_row_no",
    "requested_row_no",
    "calculated_row_no",
    "applicant_id",
    "type",
)

_ORDERS = {
    "by_reference": ("reference", "row_no", *_ASKED, "due_on"),
    "by_received": ("received_on", "row_no", *_ASKED, "due_on"),
    "by_requested": ("requested", "row_no", *_ASKED, "due_on"),
    "by_calculated": ("calculated", "row_no", *_ASKED, "due_on"),
    "by_stage": ("stage", "row_no", "type", "officer_id", *_SUMMED),
    "by_type": ("type", "row_no", "stage", "officer_id", *_SUMMED),
    "by_officer": ("officer_id", "row_no", "stage", "type", *_SUMMED),
    "by_applicant": ("applicant_id", "row_no", *_ASKED, *_SUMMED),
}


def upgrade() -> None:
    for name in _REPLACED:
        op.drop_index(f"ix_cases_{name}", table_name="cases")
    for name, columns in _ORDERS.items():
        op.create_index(f"ix_cases_{name}", "cases", list(columns))
    _some("by_due", ("due_on", "row_no", *_ASKED), f"stage NOT IN ({_ENDED})")
    _some("ended", ("row_no", *_ASKED), f"stage IN ({_ENDED})")


def _some(name: str, columns: tuple[str, ...], only: str) -> None:
    where = sa.text(only)
    op.create_index(f"ix_cases_{name}", "cases", list(columns), sqlite_where=where, postgresql_where=where)
