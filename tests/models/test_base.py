"""Every mapped column says how it is merged, whether it is personal and whether it travels."""

from __future__ import annotations

import pytest
from sqlalchemy import Column, Integer, MetaData, Table, select

from models import Applicant, Base
from models.base import Manners, Merge, manners, record_classes, table_of
from models.store import Store
from tests.models.samples import applicant

COLUMNS = [column for table in Base.metadata.sorted_tables for column in table.columns]


def test_every_column_declares_its_manners() -> None:
    undeclared = [str(column) for column in COLUMNS if not isinstance(column.info.get("manners"), Manners)]
    assert undeclared == []


def test_what_is_local_to_a_store_does_not_travel() -> None:
    local = [column for column in COLUMNS if manners(column).merge is Merge.LOCAL]
    assert local
    assert [str(column) for column in local if manners(column).travels] == []


def test_an_undeclared_column_is_noticed() -> None:
    bare = Table("bare", MetaData(), Column("x", Integer))
    with pytest.raises(KeyError):
        manners(bare.c.x)


def test_what_names_a_natural_person_is_personal() -> None:
    personal = {str(column) for column in COLUMNS if manners(column).personal}
    assert {"persons.name_en", "persons.name_zh", "contacts.telephone", "contacts.email", "notes.text"} <= personal
    assert {"contacts.post", "connections.factory_holder_id", "connections.share_in_factory"} <= personal
    assert {"engagements.interest_text", "items.reason", "recommendations.sheet", "journal.who"} <= personal
    assert "applicants.name_en" not in personal


def test_records_are_versioned_and_identified_alike() -> None:
    for kind in record_classes().values():
        columns = table_of(kind).columns
        assert {"id", "version"} <= set(columns.keys())
        assert manners(columns["id"]).merge is manners(columns["version"]).merge is Merge.SERVER


def test_a_listed_record_gets_a_row_number_of_its_own(store: Store) -> None:
    ids = [applicant(store) for _ in range(3)]
    rows = table_of(Applicant)
    with store.reading() as session:
        found = session.execute(select(rows.c.id, rows.c.row_no, rows.c.version).order_by(rows.c.row_no)).all()
    assert [tuple(row) for row in found] == [(id, place, 1) for place, id in enumerate(ids, 1)]
