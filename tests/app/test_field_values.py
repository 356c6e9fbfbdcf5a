"""A reference is shown as the name of what it refers to, with one look-up."""

from __future__ import annotations

import pytest
from sqlalchemy import event

from app.field_values import _REFERRED, shown
from app.office import Office
from app.texts import say
from models import Officer
from models.base import Base, record_classes
from tests import make

REFERENCES = sorted(
    (column.name, key.column.table.name)
    for kind in record_classes().values()
    for column in Base.metadata.tables[kind.__tablename__].columns
    for key in column.foreign_keys
    if column.name != "case_id"
)


@pytest.mark.parametrize(("name", "table"), sorted(set(REFERENCES)))
def test_each_reference_is_looked_up_where_it_leads(name: str, table: str) -> None:
    assert _REFERRED.get(name, Officer).__tablename__ == table


def test_one_value_is_one_question(office: Office) -> None:
    whose = make.applicant(office)
    where = make.factory(office, whose)
    person = make.person(office, whose)
    asked: list[str] = []
    event.listen(office.store.engine, "before_cursor_execute", lambda *given: asked.append(given[2]))
    values = {"officer_id": office.officer.id, "applicant_id": whose, "factory_id": where, "factory_holder_id": person}
    for name, id in values.items():
        with office.reading() as session:
            session.connection()
            asked.clear()
            assert say(shown(session, "cases", name, id), "en") not in ("Not known", str(id))
            assert len([one for one in asked if one.lower().startswith("select")]) == 1
