"""What waits for a second officer, on both engines: each kind, never one's own work, and only with the right."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, timedelta
from decimal import Decimal
from uuid import UUID

import pytest

from app import calculations, case_counts, case_list, cases, decisions, locked
from app.case_filter import CaseFilter
from app.clock import HeldClock
from app.names import fold
from app.office import Office, SignedIn
from app.rights import Waits
from app.rules.request import Override, Supplied
from models import Calculation, migrating
from models.kinds import ProjectType, Role
from models.stages import Stage
from models.store import Store
from tests import make
from tests.app import first_version


def waiting(office: Office, role: Role) -> dict[UUID, Waits | None]:
    """What the list shows an officer of a role for her signature; the counted number is the same."""
    with make.signed(office, role), office.reading() as session:
        wanted = CaseFilter(signer=office.officer)
        today = office.clock.today()
        found = {row.id: row.waits for row in case_list.rows(session, wanted, today)}
        assert case_counts.many(session, wanted, today) == len(found)
        assert case_list.totals(session, wanted, today).shown == len(found)
    return found


def lowered(office: Office) -> UUID:
    """A case whose newest calculation rests on a lower amount."""
    made = make.received(office)
    lower = Override(Decimal(400_000), "Less")
    make.do(office, calculations.record, made.id, seen=make.seen(office, made.id), override=lower)
    return made.id


def to_endorse(office: Office) -> UUID:
    return make.at(office, Stage.RECOMMENDED).id


def to_confirm(office: Office) -> UUID:
    return make.at(office, Stage.DECISION).id


def recorded(office: Office) -> UUID:
    return make.historic(office, confirmed=False)


MAKERS: dict[Waits, Callable[[Office], UUID]] = {
    Waits.SUMMARY: to_endorse,
    Waits.CALCULATION: lowered,
    Waits.DECISION: to_confirm,
    Waits.HISTORIC: recorded,
}


@pytest.mark.parametrize("what", Waits)
def test_each_kind_waits_for_another_officer_who_holds_the_right(office: Office, what: Waits) -> None:
    make.received(office)
    id = MAKERS[what](office)
    assert waiting(office, Role.SUPERVISOR) == {id: what}
    assert waiting(office, Role.ADMINISTRATOR) == {id: what}
    assert waiting(office, Role.CASEWORKER) == {}


@pytest.mark.parametrize("what", Waits)
def test_ones_own_work_waits_for_somebody_else(office: Office, what: Waits) -> None:
    with make.signed(office, Role.ADMINISTRATOR):
        id = MAKERS[what](office)
    assert waiting(office, Role.ADMINISTRATOR) == {}
    assert waiting(office, Role.SUPERVISOR) == {id: what}


def test_what_was_signed_waits_no_more(office: Office) -> None:
    summary, decision, sum_ = to_endorse(office), to_confirm(office), lowered(office)
    with make.signed(office, Role.SUPERVISOR):
        make.endorse(office, summary)
        make.confirm(office, decision)
        with office.reading() as session:
            newest = calculations.latest_of(session, sum_)
            assert newest is not None
        make.do(office, calculations.confirm, newest.id, seen=make.version(office, Calculation, newest.id))
    assert waiting(office, Role.ADMINISTRATOR) == {}


def test_a_decision_sent_back_waits_no_more(office: Office) -> None:
    id = to_confirm(office)
    entry = make.entered(office, id)
    with make.signed(office, Role.SUPERVISOR):
        make.do(office, decisions.send_back, entry.id, seen=entry.version, reason="other amount")
    assert waiting(office, Role.SUPERVISOR) == {}


def test_only_the_newest_calculation_waits(office: Office) -> None:
    id = lowered(office)
    make.do(office, calculations.record, id, seen=make.seen(office, id))
    assert waiting(office, Role.SUPERVISOR) == {}


def test_only_the_newest_recommendation_waits(office: Office, clock: HeldClock) -> None:
    id = to_endorse(office)
    make.do(office, cases.move, id, Stage.ASSESSMENT, seen=make.seen(office, id), reason="new quotation")
    assert waiting(office, Role.SUPERVISOR) == {}
    clock.moment += timedelta(minutes=1)
    make.recommend(office, id)
    with make.signed(office, Role.SUPERVISOR):
        make.endorse(office, id)
    assert waiting(office, Role.ADMINISTRATOR) == {}


def test_a_case_that_was_withdrawn_waits_for_nobody(office: Office) -> None:
    id = to_endorse(office)
    make.do(office, cases.move, id, Stage.WITHDRAWN, seen=make.seen(office, id), reason="asked to")
    assert waiting(office, Role.SUPERVISOR) == {}


@pytest.mark.parametrize("source", ["Letter", 'Says ,"KTH"] here', "KTH"])
def test_a_supplied_figure_waits_for_the_officer_it_names(office: Office, source: str) -> None:
    made = make.received(office, date(2014, 12, 9), type=ProjectType.VP, origin=None, origin_evidence="", cost="40000")
    given = {"P2.VP.rate": Supplied(Decimal("0.5"), source, "Not published", "YSF")}
    make.do(office, calculations.record, made.id, seen=make.seen(office, made.id), supplied=given)
    assert waiting(office, Role.SUPERVISOR) == {made.id: Waits.CALCULATION}
    assert waiting(office, Role.ADMINISTRATOR) == {}


def test_an_amount_entered_with_version_0_1_waits_for_another_than_the_journal_names(
    empty_store: Store, clock: HeldClock
) -> None:
    first_version.build(empty_store)
    with empty_store.altering() as connection:
        migrating.upgrade(connection, fold)
    who = SignedIn(first_version.SUPERVISOR, "ysf", "YSF", "", "", Role.SUPERVISOR)
    with empty_store.reading() as session:
        found = [
            [row.id for row in case_list.rows(session, CaseFilter(signer=one), clock.today())]
            for one in (who, replace(who, id=first_version.CASEWORKER))
        ]
    assert found == [[first_version.CASE], []]


def test_a_sum_of_an_unlocked_case_waits_as_one_in_vetting_does(office: Office) -> None:
    id = make.at(office, Stage.APPROVED).id
    with make.signed(office, Role.ADMINISTRATOR):
        make.do(office, locked.unlock, id, seen=make.seen(office, id), reason="A variation")
    lower = Override(Decimal(400_000), "Less")
    make.do(office, calculations.record, id, seen=make.seen(office, id), override=lower)
    assert waiting(office, Role.SUPERVISOR) == {id: Waits.CALCULATION}
    with make.signed(office, Role.ADMINISTRATOR):
        make.do(office, locked.lock, id, seen=make.seen(office, id))
    assert waiting(office, Role.SUPERVISOR) == {}
