"""A historic amount is entered by one officer and confirmed by another; until then it is not an approved one."""

from __future__ import annotations

from decimal import Decimal
from uuid import UUID

import pytest

from app import case_sheet, cases, historic
from app.clock import HeldClock
from app.office import Office
from app.refusal import NotPermitted, NotReady, Stale
from models import Case
from models.kinds import Role
from models.stages import AGREED, Stage
from tests import make
from tests.app import scenarios
from tests.app.test_applicants import refused


def sheet(office: Office, id: UUID) -> case_sheet.CaseSheet:
    with office.reading() as session:
        return case_sheet.read(session, id, office.rules, office.clock.today())


def test_an_amount_is_approved_when_another_officer_confirms_it(office: Office, clock: HeldClock) -> None:
    id = make.historic(office, confirmed=False)
    entered = sheet(office, id)
    assert (entered.recorded_amount, entered.approved, entered.record_waits) == (Decimal(250_000), None, True)
    assert entered.recorded_by is not None
    assert entered.recorded_by.id == office.officer.id
    refused(NotPermitted, office, historic.confirm, id, seen=entered.version)
    with make.signed(office, Role.SUPERVISOR):
        refused(Stale, office, historic.confirm, id, seen=1)
        make.do(office, historic.confirm, id, seen=entered.version)
        refused(NotReady, office, historic.confirm, id, seen=make.seen(office, id))
        second = office.officer.id
    after = sheet(office, id)
    assert (after.approved, after.record_waits, after.recorded_second_at) == (Decimal(250_000), False, clock.now())
    assert after.recorded_second_by is not None
    assert after.recorded_second_by.id == second


def test_who_entered_an_amount_does_not_confirm_it(office: Office) -> None:
    with make.signed(office, Role.ADMINISTRATOR):
        id = make.historic(office, confirmed=False)
        refused(NotPermitted, office, historic.confirm, id, seen=make.seen(office, id))


def test_a_single_officer_confirms_alone_and_no_second_is_named(office: Office) -> None:
    scenarios.only_administrator(office)
    id = make.historic(office, confirmed=False)
    make.do(office, historic.confirm, id, seen=make.seen(office, id))
    after = sheet(office, id)
    assert (after.approved, after.record_waits, after.recorded_second_by) == (Decimal(250_000), False, None)


@pytest.mark.parametrize("stage", sorted(set(Stage) - AGREED))
def test_what_was_not_agreed_is_not_approved_by_confirming(office: Office, stage: Stage) -> None:
    assert make.read(office, Case, make.historic(office, stage=stage)).approved is None


def test_without_an_amount_nothing_waits(office: Office) -> None:
    id = make.historic(office, recorded_amount=None)
    assert not sheet(office, id).record_waits
    with make.signed(office, Role.SUPERVISOR):
        refused(NotReady, office, historic.confirm, id, seen=make.seen(office, id))


@pytest.mark.parametrize(("start", "end"), [(Stage.ACCOUNTS, Stage.CLAIM_APPROVED), (Stage.CLAIM_APPROVED, Stage.PAID)])
def test_an_amount_that_waits_is_not_paid(office: Office, start: Stage, end: Stage) -> None:
    id = make.historic(office, stage=start, confirmed=False)
    refused(NotReady, office, cases.move, id, end, seen=make.seen(office, id))
    with make.signed(office, Role.SUPERVISOR):
        make.do(office, historic.confirm, id, seen=make.seen(office, id))
    make.do(office, cases.move, id, end, seen=make.seen(office, id))


def test_a_decision_made_here_since_is_not_overwritten(office: Office) -> None:
    """A historic case may be brought to a decision of today before anybody confirms what its old file records."""
    id = make.historic(office, stage=Stage.ASSESSMENT, confirmed=False)
    with office.store.reading() as session:
        assert session.get_one(Case, id).approved is None
    with make.signed(office, Role.SUPERVISOR):
        make.do(office, historic.confirm, id, seen=make.seen(office, id))
    assert make.read(office, Case, id).approved is None
