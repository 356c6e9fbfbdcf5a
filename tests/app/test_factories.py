"""Factories and connections: what is taken, what is refused, what is struck out."""

from __future__ import annotations

from datetime import date
from decimal import Decimal

import pytest

from app import factories
from app.factories import ConnectionFields, FactoryFields
from app.office import Office
from app.refusal import Invalid, NotReady, Stale
from models import Connection, Factory
from models.kinds import FactoryKind, Process, Route
from tests import make
from tests.app.test_applicants import refused


def test_a_code_with_a_wrong_checksum_is_taken_because_real_ones_have_it(office: Office) -> None:
    id = make.factory(office, make.applicant(office), uscc="91441900maxx05705x")
    assert make.read(office, Factory, id).uscc == "91441900MAXX05705X"


def test_two_factories_may_share_a_code_and_one_may_have_none(office: Office) -> None:
    whose = make.applicant(office)
    for code in ("91441900MAXX05705X", "91441900MAXX05705X", ""):
        make.factory(office, whose, uscc=code)


@pytest.mark.parametrize(("fields", "field"), [({"name_sc": ""}, "name_en"), ({"uscc": "12"}, "uscc")])
def test_what_cannot_be_kept_is_refused_by_its_field(office: Office, fields: dict[str, str], field: str) -> None:
    form = FactoryFields(**{"name_sc": "东莞广发", **fields})  # type: ignore[arg-type]
    assert refused(Invalid, office, factories.register, make.applicant(office), form) == field


def test_the_processes_of_a_workshop_are_a_set(office: Office) -> None:
    kept = [
        make.read(
            office,
            Factory,
            make.factory(office, make.applicant(office), kind=FactoryKind.WORKSHOP, processes=processes),
        ).processes
        for processes in ((Process.SOLVENT, Process.PAINT), (Process.PAINT, Process.SOLVENT))
    ]
    assert kept == [["paint", "solvent"], ["paint", "solvent"]]


def test_a_correction_refolds_the_name(office: Office) -> None:
    id = make.factory(office, make.applicant(office))
    make.do(office, factories.correct, id, FactoryFields(name_tc="東莞其他"), seen=1)
    assert make.read(office, Factory, id).folded == "东莞其他"


def test_shares_are_kept_exactly(office: Office) -> None:
    whose = make.applicant(office)
    person, where = make.person(office, whose), make.factory(office, whose)
    id = make.connection(
        office, where, route=Route.R1D, factory_holder_id=person, applicant_holder_id=person,
        share_in_factory=Decimal("50.00"), share_in_applicant=Decimal("29.99"),
    )  # fmt: skip
    kept = make.read(office, Connection, id)
    assert (str(kept.share_in_factory), str(kept.share_in_applicant)) == ("50.00", "29.99")


@pytest.mark.parametrize("share", ["-0.01", "100.01", "NaN", "Infinity"])
def test_a_share_lies_between_nothing_and_all(office: Office, share: str) -> None:
    where = make.factory(office, make.applicant(office))
    form = ConnectionFields(Route.R1D, share_in_factory=Decimal(share))
    assert refused(Invalid, office, factories.connect, where, form) == "share_in_factory"


def test_a_holder_belongs_to_the_same_applicant(office: Office) -> None:
    stranger = make.person(office, make.applicant(office))
    where = make.factory(office, make.applicant(office))
    form = ConnectionFields(Route.R1D, applicant_holder_id=stranger)
    assert refused(Invalid, office, factories.connect, where, form) == "applicant_holder_id"


def test_an_agreement_does_not_end_before_it_begins(office: Office) -> None:
    where = make.factory(office, make.applicant(office))
    form = ConnectionFields(Route.R1C, agreement_from=date(2026, 1, 2), agreement_until=date(2026, 1, 1))
    assert refused(Invalid, office, factories.connect, where, form) == "agreement_until"


def test_a_connection_is_struck_out_with_a_reason_and_stays(office: Office) -> None:
    id = make.connection(office, make.factory(office, make.applicant(office)))
    assert refused(Invalid, office, factories.strike_out_connection, id, seen=1, reason=" ") == "reason"
    make.do(office, factories.strike_out_connection, id, seen=1, reason="entered twice")
    assert make.read(office, Connection, id).struck_out
    assert make.entries(office)[-1].reason == "entered twice"


def test_a_factory_is_given_to_its_applicant_while_nothing_rests_on_it(office: Office) -> None:
    one, other = make.applicant(office), make.applicant(office, name_en="Other", br_number="99000002")
    id = make.factory(office, one)
    assert refused(Invalid, office, factories.give, id, one, seen=1) == "applicant_id"
    make.do(office, factories.give, id, other, seen=1)
    assert make.read(office, Factory, id).applicant_id == other
    refused(Stale, office, factories.give, id, one, seen=1)


@pytest.mark.parametrize("rests", ["case", "connection"])
def test_a_factory_that_something_rests_on_stays_where_it_is(office: Office, rests: str) -> None:
    one, other = make.applicant(office), make.applicant(office, name_en="Other", br_number="99000002")
    id = make.factory(office, one)
    if rests == "case":
        make.case(office, applicant_id=one, factory_id=id)
    else:
        make.connection(office, id)
    refused(NotReady, office, factories.give, id, other, seen=1)
    assert make.read(office, Factory, id).applicant_id == one
