"""What is known of a document that came in from outside; null for the papers that were kept before.

Columns are added in place, so no table is rebuilt. They are null in every old row, which therefore still says what the
journal says of it.
"""

from __future__ import annotations

from alembic import op

revision = "0004"
down_revision = "0003"
branch_labels = None
depends_on = None

_UUID = {"postgresql": "uuid", "sqlite": "char(32)"}

_ADDED = {
    "original": "text",
    "media": "text",
    "title": "text",
    "pages": "integer",
    "sight": "varchar(32)",
    "dated": "date",
    "sender": "text",
    "received_on": "date",
    "struck_out_on": "date",
    "struck_out_why": "text",
}


def upgrade() -> None:
    for name, kind in _ADDED.items():
        op.execute(f"alter table documents add column {name} {kind}")
    points = "constraint fk_documents_mail_id references documents (id)"
    op.execute(f"alter table documents add column mail_id {_UUID[op.get_bind().dialect.name]} {points}")
    op.create_index("ix_documents_sha256", "documents", ["sha256"])
