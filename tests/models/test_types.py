"""Values come back from both engines as they were put there, or are refused before they are written."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta, timezone
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import func, select
from sqlalchemy.exc import StatementError

from models import Applicant, Case, CostLine, Engagement, Item, OfficeRecord
from models.base import new_id, record_classes, table_of
from models.journal import journalled
from models.store import Store
from models.types import Json, Money, canonical, json_text, lift, utc_text
from tests.models.samples import AT, act, applicant, filled, one_of_each


def _case(store: Store, **values: Any) -> Case:
    with act(store) as session:
        owner = filled(Applicant)
        session.add(owner)
        session.flush()
        case = filled(Case, applicant_id=owner.id, **values)
        session.add(case)
    with store.reading() as session:
        return session.get_one(Case, case.id)


@pytest.mark.parametrize("amount", ["0", "0.01", "650000", "999999999999.99", "12345678901234.56"])
def test_money_comes_back_to_the_cent(store: Store, amount: str) -> None:
    found = _case(store, requested=Decimal(amount)).requested
    assert found == Decimal(amount)
    assert str(found) == f"{Decimal(amount):.2f}"


@pytest.mark.parametrize("amount", ["0.001", "NaN", "Infinity", "-Infinity", "1E-3"])
def test_what_is_no_money_is_refused(store: Store, amount: str) -> None:
    with pytest.raises(StatementError):
        _case(store, requested=Decimal(amount))


def test_money_is_summed_in_the_database_without_a_float(store: Store) -> None:
    with act(store) as session:
        owner = filled(Applicant)
        session.add(owner)
        session.flush()
        session.add_all(filled(Case, applicant_id=owner.id, requested=Decimal("0.10")) for _ in range(3))
    with store.reading() as session:
        assert session.execute(select(func.sum(Case.requested))).scalar_one() == Decimal("0.30")


@pytest.mark.parametrize("rate", ["0.914300", "7.8", "1E+2", "50.00"])
def test_a_rate_keeps_its_digits(store: Store, rate: str) -> None:
    with act(store) as session:
        case = one_of_each(session)["cases"]
        line = filled(CostLine, case_id=case.id, rate=Decimal(rate))
        session.add(line)
    with store.reading() as session:
        assert str(session.get_one(CostLine, line.id).rate) == format(Decimal(rate), "f")


@pytest.mark.parametrize("text", ["Cafe\u0301", "永發電鍍廠", "\u202eabc", "<b>x</b>", '\x01\t\n"\\', "𠮷" * 100_000])
def test_text_comes_back_composed(store: Store, text: str) -> None:
    id = applicant(store, remarks=text)
    with store.reading() as session:
        assert session.get_one(Applicant, id).remarks == text.replace("e\u0301", "é")


def test_a_nul_character_is_refused(store: Store) -> None:
    with pytest.raises(StatementError):
        applicant(store, remarks="a\0b")


def test_json_comes_back(store: Store) -> None:
    value = {"b": ["é", 1, None, {"a": True}], "a": "\0"}
    assert _case(store, characteristics=value).characteristics == value


def test_json_with_a_float_is_refused(store: Store) -> None:
    with pytest.raises(StatementError):
        _case(store, characteristics={"a": [0.5]})


def test_a_moment_comes_back_in_utc(store: Store) -> None:
    moment = datetime(2026, 11, 21, 12, 5, 6, 7, tzinfo=timezone(timedelta(hours=8)))
    with act(store) as session:
        office = filled(OfficeRecord, opened_at=moment)
        session.add(office)
    with store.reading() as session:
        found = session.get_one(OfficeRecord, office.id).opened_at
    assert (found, found.tzinfo) == (moment, UTC)


def test_a_moment_without_a_zone_is_refused(store: Store) -> None:
    with pytest.raises(StatementError), act(store) as session:
        session.add(filled(record_classes()["office"], opened_at=datetime(2026, 1, 1)))  # noqa: DTZ001


def test_a_word_that_is_not_in_the_list_is_refused(store: Store) -> None:
    with pytest.raises(StatementError):
        applicant(store, kind="somebody")


@pytest.mark.parametrize("values", [{"requested": Decimal("-0.01")}, {"approved": Decimal(-1)}], ids=str)
def test_the_database_refuses_an_amount_below_zero(store: Store, values: dict[str, Any]) -> None:
    with pytest.raises(StatementError, match="ck_cases"):
        _case(store, **values)


def test_every_column_comes_back_from_its_journalled_form(store: Store) -> None:
    """`lift` undoes `canonical`, so that taking back an act restores what was there."""
    with act(store) as session:
        ids = {kind: one.id for kind, one in one_of_each(session).items()}
    with store.reading() as session:
        for name, kind in record_classes().items():
            record = session.get_one(kind, ids[name])
            for column in journalled(table_of(kind)):
                value = getattr(record, column.name)
                assert lift(canonical(value, column.type), column.type) == value


EARLY, LATE = datetime.fromisoformat("0002-01-01"), datetime.fromisoformat("9998-01-01")


@given(st.datetimes(EARLY, LATE, timezones=st.timezones() | st.just(UTC)))
def test_a_written_moment_has_one_length_and_sorts_as_text(moment: datetime) -> None:
    written = utc_text(moment)
    assert len(written) == 27
    assert datetime.fromisoformat(written) == moment.astimezone(UTC)
    assert (written < utc_text(AT)) == (moment.astimezone(UTC) < AT)


def test_canonical_forms() -> None:
    assert canonical(Decimal("-0"), Money()) == "0.00"
    assert canonical(date(99, 1, 2), table_of(Item).c.asked_on.type) == "0099-01-02"
    assert canonical(None, table_of(Engagement).c.interest.type) is None
    assert canonical({"b": "e\u0301", "a": None}, Json()) == '{"a":null,"b":"é"}'
    with pytest.raises(TypeError):
        canonical(0.5, Money())


def test_json_text_is_the_same_whatever_the_order() -> None:
    assert json_text({"b": 1, "a": [True, "永"]}) == json_text({"a": (True, "永"), "b": 1}) == '{"a":[true,"永"],"b":1}'


def test_ids_are_version_seven_and_all_different() -> None:
    ids = {new_id() for _ in range(1000)}
    assert len(ids) == 1000
    assert {(one.version, one.variant) for one in ids} == {(7, "specified in RFC 4122")}
