"""The first records: everything an office keeps in version 0.1.

Types are spelled out for both engines: money is whole cents on SQLite and NUMERIC on PostgreSQL, a moment is text
or TIMESTAMPTZ, an id CHAR(32) or UUID.
"""

from __future__ import annotations

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

MONEY = sa.Numeric(16, 2).with_variant(sa.BigInteger(), "sqlite")
MOMENT = sa.TIMESTAMP(timezone=True).with_variant(sa.String(27), "sqlite")
ROW_NO = sa.BigInteger().with_variant(sa.Integer(), "sqlite")


def upgrade() -> None:
    _applicants()
    _changes()
    _counters()
    _journal()
    _office()
    _officers()
    _contacts()
    _factories()
    _persons()
    _cases()
    _connections()
    _approvals()
    _calculations()
    _cost_lines()
    _documents()
    _engagements()
    _items()
    _notes()
    _recommendations()


def _applicants() -> None:
    op.create_table(
        "applicants",
        sa.Column("row_no", ROW_NO, sa.Identity(), autoincrement=True, nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(32), nullable=False),
        sa.Column("name_en", sa.Text(), nullable=False),
        sa.Column("name_tc", sa.Text(), nullable=False),
        sa.Column("name_sc", sa.Text(), nullable=False),
        sa.Column("br_number", sa.Text(), nullable=False),
        sa.Column("br_certificate", sa.Text(), nullable=False),
        sa.Column("br_expires_on", sa.Date(), nullable=True),
        sa.Column("address_en", sa.Text(), nullable=False),
        sa.Column("address_zh", sa.Text(), nullable=False),
        sa.Column("remarks", sa.Text(), nullable=False),
        sa.Column("folded", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("row_no", name="pk_applicants"),
        sa.UniqueConstraint("id", name="uq_applicants_id"),
    )
    op.create_index("ix_applicants_br_number", "applicants", ["br_number"])


def _changes() -> None:
    op.create_table(
        "changes",
        sa.Column("entry_id", sa.Uuid(), nullable=False),
        sa.Column("record_id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("before", sa.Text(), nullable=False),
        sa.Column("after", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("entry_id", "record_id", "version", name="pk_changes"),
        sa.UniqueConstraint("record_id", "version", name="uq_changes_record_id_version"),
    )


def _counters() -> None:
    op.create_table(
        "counters",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("last", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_counters"),
        sa.UniqueConstraint("kind", "year", name="uq_counters_kind_year"),
        sa.CheckConstraint("last >= 0", name="ck_counters_last"),
    )


def _journal() -> None:
    op.create_table(
        "journal",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("seq", sa.BigInteger(), nullable=True),
        sa.Column("act", sa.Text(), nullable=False),
        sa.Column("officer_id", sa.Uuid(), nullable=True),
        sa.Column("who", sa.Text(), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("undoes_id", sa.Uuid(), nullable=True),
        sa.Column("hash", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_journal"),
        sa.UniqueConstraint("seq", name="uq_journal_seq"),
    )
    op.create_index("ix_journal_officer_id_seq", "journal", ["officer_id", "seq"])


def _office() -> None:
    op.create_table(
        "office",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(32), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("number_pattern", sa.Text(), nullable=False),
        sa.Column("opened_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_office"),
    )


def _officers() -> None:
    op.create_table(
        "officers",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("login", sa.Text(), nullable=False),
        sa.Column("initials", sa.Text(), nullable=False),
        sa.Column("name_en", sa.Text(), nullable=False),
        sa.Column("name_zh", sa.Text(), nullable=False),
        sa.Column("post_en", sa.Text(), nullable=False),
        sa.Column("post_tc", sa.Text(), nullable=False),
        sa.Column("post_sc", sa.Text(), nullable=False),
        sa.Column("role", sa.String(32), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_officers"),
        sa.UniqueConstraint("login", name="uq_officers_login"),
    )


def _contacts() -> None:
    op.create_table(
        "contacts",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("applicant_id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("post", sa.Text(), nullable=False),
        sa.Column("telephone", sa.Text(), nullable=False),
        sa.Column("email", sa.Text(), nullable=False),
        sa.Column("writes", sa.String(32), nullable=False),
        sa.Column("speaks", sa.String(32), nullable=False),
        sa.Column("active", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_contacts"),
        sa.ForeignKeyConstraint(["applicant_id"], ["applicants.id"], name="fk_contacts_applicant_id"),
    )
    op.create_index("ix_contacts_applicant_id", "contacts", ["applicant_id"])


def _factories() -> None:
    op.create_table(
        "factories",
        sa.Column("row_no", ROW_NO, sa.Identity(), autoincrement=True, nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("applicant_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(32), nullable=False),
        sa.Column("name_en", sa.Text(), nullable=False),
        sa.Column("name_tc", sa.Text(), nullable=False),
        sa.Column("name_sc", sa.Text(), nullable=False),
        sa.Column("uscc", sa.Text(), nullable=False),
        sa.Column("district", sa.Text(), nullable=False),
        sa.Column("address_en", sa.Text(), nullable=False),
        sa.Column("address_zh", sa.Text(), nullable=False),
        sa.Column("sector", sa.String(32), nullable=False),
        sa.Column("sector_other", sa.Text(), nullable=False),
        sa.Column("processes", sa.Text(), nullable=False),
        sa.Column("processes_text", sa.Text(), nullable=False),
        sa.Column("owned_and_operated", sa.Boolean(), nullable=True),
        sa.Column("ownership_evidence", sa.Text(), nullable=False),
        sa.Column("folded", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("row_no", name="pk_factories"),
        sa.UniqueConstraint("id", name="uq_factories_id"),
        sa.ForeignKeyConstraint(["applicant_id"], ["applicants.id"], name="fk_factories_applicant_id"),
    )
    op.create_index("ix_factories_applicant_id", "factories", ["applicant_id"])
    op.create_index("ix_factories_uscc", "factories", ["uscc"])


def _persons() -> None:
    op.create_table(
        "persons",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("applicant_id", sa.Uuid(), nullable=False),
        sa.Column("name_en", sa.Text(), nullable=False),
        sa.Column("name_zh", sa.Text(), nullable=False),
        sa.Column("hk_resident", sa.Boolean(), nullable=True),
        sa.Column("sighted_by_id", sa.Uuid(), nullable=True),
        sa.Column("sighted_on", sa.Date(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_persons"),
        sa.ForeignKeyConstraint(["applicant_id"], ["applicants.id"], name="fk_persons_applicant_id"),
        sa.ForeignKeyConstraint(["sighted_by_id"], ["officers.id"], name="fk_persons_sighted_by_id"),
    )
    op.create_index("ix_persons_applicant_id", "persons", ["applicant_id"])


def _cases() -> None:
    op.create_table(
        "cases",
        sa.Column("row_no", ROW_NO, sa.Identity(), autoincrement=True, nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("reference", sa.Text(), nullable=True),
        sa.Column("legacy_file_no", sa.Text(), nullable=False),
        sa.Column("applicant_id", sa.Uuid(), nullable=False),
        sa.Column("factory_id", sa.Uuid(), nullable=True),
        sa.Column("type", sa.String(32), nullable=False),
        sa.Column("title_en", sa.Text(), nullable=False),
        sa.Column("title_tc", sa.Text(), nullable=False),
        sa.Column("title_sc", sa.Text(), nullable=False),
        sa.Column("stage", sa.String(32), nullable=False),
        sa.Column("received_on", sa.Date(), nullable=True),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("due_for", sa.Text(), nullable=False),
        sa.Column("officer_id", sa.Uuid(), nullable=True),
        sa.Column("edition", sa.Text(), nullable=True),
        sa.Column("edition_reason", sa.Text(), nullable=False),
        sa.Column("requested", MONEY, nullable=True),
        sa.Column("calculated", MONEY, nullable=True),
        sa.Column("approved", MONEY, nullable=True),
        sa.Column("recorded_amount", MONEY, nullable=True),
        sa.Column("recorded_source", sa.Text(), nullable=False),
        sa.Column("starts_on", sa.Date(), nullable=True),
        sa.Column("ends_on", sa.Date(), nullable=True),
        sa.Column("completed_on", sa.Date(), nullable=True),
        sa.Column("report_approved_on", sa.Date(), nullable=True),
        sa.Column("measure_implemented", sa.Boolean(), nullable=True),
        sa.Column("measure_investment", MONEY, nullable=True),
        sa.Column("technology", sa.Text(), nullable=False),
        sa.Column("origin", sa.String(32), nullable=True),
        sa.Column("origin_evidence", sa.Text(), nullable=False),
        sa.Column("on_list", sa.Boolean(), nullable=True),
        sa.Column("list_version", sa.Text(), nullable=False),
        sa.Column("list_evidence", sa.Text(), nullable=False),
        sa.Column("meets_criteria", sa.Boolean(), nullable=True),
        sa.Column("criteria_version", sa.Text(), nullable=False),
        sa.Column("criteria_evidence", sa.Text(), nullable=False),
        sa.Column("commonly_adopted", sa.Boolean(), nullable=True),
        sa.Column("demonstrated_before", sa.Boolean(), nullable=True),
        sa.Column("characteristics", sa.Text(), nullable=False),
        sa.Column("repeat_grounds", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("row_no", name="pk_cases"),
        sa.UniqueConstraint("id", name="uq_cases_id"),
        sa.UniqueConstraint("reference", name="uq_cases_reference"),
        sa.ForeignKeyConstraint(["applicant_id"], ["applicants.id"], name="fk_cases_applicant_id"),
        sa.ForeignKeyConstraint(["factory_id"], ["factories.id"], name="fk_cases_factory_id"),
        sa.ForeignKeyConstraint(["officer_id"], ["officers.id"], name="fk_cases_officer_id"),
        sa.CheckConstraint("approved >= 0", name="ck_cases_approved"),
        sa.CheckConstraint("requested >= 0", name="ck_cases_requested"),
    )
    op.create_index("ix_cases_applicant_id", "cases", ["applicant_id"])
    op.create_index("ix_cases_calculated_row_no", "cases", ["calculated", "row_no"])
    op.create_index("ix_cases_due_on_row_no", "cases", ["due_on", "row_no"])
    op.create_index("ix_cases_factory_id", "cases", ["factory_id"])
    op.create_index("ix_cases_officer_id_row_no", "cases", ["officer_id", "row_no"])
    op.create_index("ix_cases_received_on_row_no", "cases", ["received_on", "row_no"])
    op.create_index("ix_cases_requested_row_no", "cases", ["requested", "row_no"])
    op.create_index("ix_cases_stage_row_no", "cases", ["stage", "row_no"])
    op.create_index("ix_cases_type", "cases", ["type"])


def _connections() -> None:
    op.create_table(
        "connections",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("factory_id", sa.Uuid(), nullable=False),
        sa.Column("route", sa.String(32), nullable=False),
        sa.Column("shown", sa.Boolean(), nullable=True),
        sa.Column("indirect", sa.Boolean(), nullable=True),
        sa.Column("through", sa.Text(), nullable=False),
        sa.Column("agreement_no", sa.Text(), nullable=False),
        sa.Column("agreement_from", sa.Date(), nullable=True),
        sa.Column("agreement_until", sa.Date(), nullable=True),
        sa.Column("factory_holder_id", sa.Uuid(), nullable=True),
        sa.Column("applicant_holder_id", sa.Uuid(), nullable=True),
        sa.Column("corporate_holder", sa.Text(), nullable=False),
        sa.Column("share_in_factory", sa.String(40), nullable=True),
        sa.Column("share_in_applicant", sa.String(40), nullable=True),
        sa.Column("evidence", sa.Text(), nullable=False),
        sa.Column("struck_out", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_connections"),
        sa.ForeignKeyConstraint(["applicant_holder_id"], ["persons.id"], name="fk_connections_applicant_holder_id"),
        sa.ForeignKeyConstraint(["factory_holder_id"], ["persons.id"], name="fk_connections_factory_holder_id"),
        sa.ForeignKeyConstraint(["factory_id"], ["factories.id"], name="fk_connections_factory_id"),
    )
    op.create_index("ix_connections_factory_id", "connections", ["factory_id"])


def _approvals() -> None:
    op.create_table(
        "approvals",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("outcome", sa.String(32), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("meeting", sa.Text(), nullable=False),
        sa.Column("decided_on", sa.Date(), nullable=False),
        sa.Column("paper", sa.Text(), nullable=False),
        sa.Column("amount", MONEY, nullable=True),
        sa.Column("conditions", sa.Text(), nullable=False),
        sa.Column("entered_by_id", sa.Uuid(), nullable=False),
        sa.Column("entered_at", MOMENT, nullable=False),
        sa.Column("confirmed_by_id", sa.Uuid(), nullable=True),
        sa.Column("confirmed_at", MOMENT, nullable=True),
        sa.Column("unconfirmed", sa.Boolean(), nullable=False),
        sa.Column("sent_back", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_approvals"),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name="fk_approvals_case_id"),
        sa.ForeignKeyConstraint(["confirmed_by_id"], ["officers.id"], name="fk_approvals_confirmed_by_id"),
        sa.ForeignKeyConstraint(["entered_by_id"], ["officers.id"], name="fk_approvals_entered_by_id"),
    )
    op.create_index("ix_approvals_case_id", "approvals", ["case_id"])


def _calculations() -> None:
    op.create_table(
        "calculations",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("edition", sa.Text(), nullable=False),
        sa.Column("edition_sha256", sa.Text(), nullable=False),
        sa.Column("request", sa.Text(), nullable=False),
        sa.Column("result", sa.Text(), nullable=False),
        sa.Column("subsidy", MONEY, nullable=False),
        sa.Column("recorded_by_id", sa.Uuid(), nullable=False),
        sa.Column("recorded_at", MOMENT, nullable=False),
        sa.Column("second_needed", sa.Boolean(), nullable=False),
        sa.Column("second_by_id", sa.Uuid(), nullable=True),
        sa.Column("second_at", MOMENT, nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_calculations"),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name="fk_calculations_case_id"),
        sa.ForeignKeyConstraint(["recorded_by_id"], ["officers.id"], name="fk_calculations_recorded_by_id"),
        sa.ForeignKeyConstraint(["second_by_id"], ["officers.id"], name="fk_calculations_second_by_id"),
    )
    op.create_index("ix_calculations_case_id", "calculations", ["case_id"])


def _cost_lines() -> None:
    op.create_table(
        "cost_lines",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(32), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("amount", MONEY, nullable=False),
        sa.Column("currency", sa.Text(), nullable=False),
        sa.Column("rate", sa.String(40), nullable=True),
        sa.Column("rate_source", sa.Text(), nullable=False),
        sa.Column("rate_on", sa.Date(), nullable=True),
        sa.Column("eligible", sa.Boolean(), nullable=False),
        sa.Column("why", sa.Text(), nullable=False),
        sa.Column("struck_out", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_cost_lines"),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name="fk_cost_lines_case_id"),
        sa.CheckConstraint("amount > 0", name="ck_cost_lines_amount"),
    )
    op.create_index("ix_cost_lines_case_id", "cost_lines", ["case_id"])


def _documents() -> None:
    op.create_table(
        "documents",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.Text(), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("language", sa.Text(), nullable=False),
        sa.Column("sha256", sa.Text(), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("kept_by_id", sa.Uuid(), nullable=False),
        sa.Column("kept_at", MOMENT, nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_documents"),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name="fk_documents_case_id"),
        sa.ForeignKeyConstraint(["kept_by_id"], ["officers.id"], name="fk_documents_kept_by_id"),
    )
    op.create_index("ix_documents_case_id", "documents", ["case_id"])


def _engagements() -> None:
    op.create_table(
        "engagements",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("role", sa.String(32), nullable=False),
        sa.Column("name_en", sa.Text(), nullable=False),
        sa.Column("name_zh", sa.Text(), nullable=False),
        sa.Column("interest", sa.Boolean(), nullable=True),
        sa.Column("interest_text", sa.Text(), nullable=False),
        sa.Column("struck_out", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_engagements"),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name="fk_engagements_case_id"),
    )
    op.create_index("ix_engagements_case_id", "engagements", ["case_id"])


def _items() -> None:
    op.create_table(
        "items",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("kind", sa.String(32), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("state", sa.String(32), nullable=False),
        sa.Column("asked_on", sa.Date(), nullable=False),
        sa.Column("settled_on", sa.Date(), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_items"),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name="fk_items_case_id"),
    )
    op.create_index("ix_items_case_id", "items", ["case_id"])


def _notes() -> None:
    op.create_table(
        "notes",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("officer_id", sa.Uuid(), nullable=False),
        sa.Column("at", MOMENT, nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_notes"),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name="fk_notes_case_id"),
        sa.ForeignKeyConstraint(["officer_id"], ["officers.id"], name="fk_notes_officer_id"),
    )
    op.create_index("ix_notes_case_id", "notes", ["case_id"])


def _recommendations() -> None:
    op.create_table(
        "recommendations",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("verdict", sa.String(32), nullable=False),
        sa.Column("amount", MONEY, nullable=True),
        sa.Column("grounds", sa.Text(), nullable=False),
        sa.Column("conditions", sa.Text(), nullable=False),
        sa.Column("prepared_by_id", sa.Uuid(), nullable=False),
        sa.Column("prepared_at", MOMENT, nullable=False),
        sa.Column("endorsed_by_id", sa.Uuid(), nullable=True),
        sa.Column("endorsed_at", MOMENT, nullable=True),
        sa.Column("sheet", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_recommendations"),
        sa.ForeignKeyConstraint(["case_id"], ["cases.id"], name="fk_recommendations_case_id"),
        sa.ForeignKeyConstraint(["endorsed_by_id"], ["officers.id"], name="fk_recommendations_endorsed_by_id"),
        sa.ForeignKeyConstraint(["prepared_by_id"], ["officers.id"], name="fk_recommendations_prepared_by_id"),
    )
    op.create_index("ix_recommendations_case_id", "recommendations", ["case_id"])
