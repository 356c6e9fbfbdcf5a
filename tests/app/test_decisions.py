"""From the recommendation to the decision: two officers, one of them confirms; a single one is marked unconfirmed."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

import pytest

from app import calculations, cases, decisions
from app.clock import HeldClock
from app.office import Office
from app.refusal import Invalid, NotPermitted, NotReady, Stale
from models import Approval, Case, Recommendation
from models.kinds import Outcome, Role, Verdict
from models.stages import Stage
from tests import make
from tests.app import scenarios
from tests.app.test_applicants import refused
from tests.make import NO_INTEREST


def test_money_is_recommended_on_a_sum_that_counts(office: Office) -> None:
    id = make.at(office, Stage.ASSESSMENT).id
    terms: dict[str, Any] = {"seen": make.seen(office, id), "reason": "Meets the rules", "declares": NO_INTEREST}
    refused(NotReady, office, decisions.recommend, id, Verdict.RECOMMENDED, **terms)
    assert refused(Invalid, office, decisions.recommend, id, Verdict.RECOMMENDED, **terms | {"reason": " "}) == "reason"
    against = make.do(office, decisions.recommend, id, Verdict.NOT_RECOMMENDED, **terms)
    kept = make.read(office, Recommendation, against)
    assert (kept.amount, kept.endorsed_by_id) == (None, None)


def test_a_recommendation_carries_the_amount_of_the_sum(office: Office) -> None:
    id = make.at(office, Stage.RECOMMENDED).id
    with office.reading() as session:
        advice = decisions.current(session, id)
    assert advice is not None
    assert (advice.amount, advice.prepared_by_id) == (Decimal(560_000), office.officer.id)


def test_who_prepared_a_summary_does_not_endorse_it(office: Office) -> None:
    with make.signed(office, Role.SUPERVISOR):
        id = make.at(office, Stage.RECOMMENDED).id
        with pytest.raises(NotPermitted):
            make.endorse(office, id)
    with make.signed(office, Role.ADMINISTRATOR):
        advice = make.endorse(office, id)
        seen = make.version(office, Recommendation, advice)
        refused(NotReady, office, decisions.endorse, advice, seen=seen, declares=NO_INTEREST)
    assert make.read(office, Recommendation, advice).sheet is not None


def test_only_the_latest_recommendation_is_endorsed(office: Office, clock: HeldClock) -> None:
    id = make.at(office, Stage.RECOMMENDED).id
    with office.reading() as session:
        first = decisions.current(session, id)
    assert first is not None
    make.do(office, cases.move, id, Stage.ASSESSMENT, seen=make.seen(office, id), reason="new quotation")
    clock.moment += timedelta(minutes=1)
    make.recommend(office, id)
    with make.signed(office, Role.SUPERVISOR):
        refused(NotReady, office, decisions.endorse, first.id, seen=1, declares=NO_INTEREST)


def test_the_committee_waits_for_an_endorsed_summary(office: Office) -> None:
    id = make.at(office, Stage.RECOMMENDED).id
    refused(NotReady, office, cases.move, id, Stage.SCHEDULED, seen=make.seen(office, id))
    assert make.read(office, Case, id).stage is Stage.RECOMMENDED
    with make.signed(office, Role.SUPERVISOR):
        make.endorse(office, id)
    make.do(office, cases.move, id, Stage.SCHEDULED, seen=make.seen(office, id))


def test_a_case_without_a_recommendation_goes_to_no_committee(office: Office) -> None:
    id = make.historic(office, stage=Stage.RECOMMENDED)
    refused(NotReady, office, cases.move, id, Stage.SCHEDULED, seen=make.seen(office, id))


def test_a_decision_waits_for_an_endorsed_summary_once_there_is_a_second_officer(office: Office) -> None:
    scenarios.only_administrator(office)
    id = make.at(office, Stage.SCHEDULED).id
    make.officer(office, "new", Role.SUPERVISOR)
    refused(NotReady, office, decisions.approve, id, make.decision(office), seen=make.seen(office, id))


def endorsed(office: Office) -> Any:
    return make.at(office, Stage.SCHEDULED).id


@pytest.mark.parametrize(
    ("fields", "field"),
    [
        ({"body": " "}, "body"),
        ({"meeting": ""}, "meeting"),
        ({"paper": ""}, "paper"),
        ({"decided_on": date(2026, 5, 5)}, "decided_on"),
        ({"decided_on": date(2026, 5, 3)}, "decided_on"),
        ({"amount": None}, "amount"),
        ({"amount": Decimal(-1)}, "amount"),
        ({"amount": Decimal(560_001)}, "amount"),
        ({"amount": Decimal("NaN")}, "amount"),
        ({"outcome": Outcome.APPROVED_CONDITIONS, "conditions": " "}, "conditions"),
    ],
)
def test_an_entry_that_cannot_be_is_refused_by_its_field(office: Office, fields: dict[str, Any], field: str) -> None:
    id = endorsed(office)
    entry = make.decision(office, **fields)
    assert refused(Invalid, office, decisions.approve, id, entry, seen=make.seen(office, id)) == field


def test_a_decision_takes_effect_when_another_officer_confirms_it(office: Office) -> None:
    id = endorsed(office)
    make.do(office, decisions.approve, id, make.decision(office), seen=make.seen(office, id))
    case = make.read(office, Case, id)
    assert (case.stage, case.approved) == (Stage.DECISION, None)
    refused(NotPermitted, office, decisions.confirm, make.entered(office, id).id, seen=1)
    with make.signed(office, Role.SUPERVISOR):
        make.confirm(office, id)
        refused(NotReady, office, decisions.confirm, make.entered(office, id).id, seen=2)
    case, entry = make.read(office, Case, id), make.entered(office, id)
    assert (case.stage, case.approved) == (Stage.APPROVED, Decimal(500_000))
    assert entry.confirmed_by_id is not None
    assert not entry.unconfirmed


def test_who_entered_a_decision_does_not_confirm_it_while_there_is_another(office: Office) -> None:
    with make.signed(office, Role.ADMINISTRATOR):
        id = endorsed(office)
        make.do(office, decisions.approve, id, make.decision(office), seen=make.seen(office, id))
        refused(NotPermitted, office, decisions.confirm, make.entered(office, id).id, seen=1)


def test_a_single_officer_confirms_alone_and_the_decision_says_so(office: Office) -> None:
    id = scenarios.alone(office)
    case, entry = make.read(office, Case, id), make.entered(office, id)
    assert (case.stage, case.approved) == (Stage.APPROVED, Decimal(500_000))
    assert entry.unconfirmed
    assert entry.confirmed_by_id is None
    assert entry.confirmed_at is not None


@pytest.mark.parametrize(("outcome", "stage"), [(Outcome.REJECTED, Stage.REJECTED), (Outcome.DEFERRED, Stage.DEFERRED)])
def test_a_decision_against_carries_no_money(office: Office, outcome: Outcome, stage: Stage) -> None:
    id = endorsed(office)
    entry = make.decision(office, outcome=outcome, amount=Decimal(5))
    make.do(office, decisions.approve, id, entry, seen=make.seen(office, id))
    with make.signed(office, Role.SUPERVISOR):
        make.confirm(office, id)
    case = make.read(office, Case, id)
    assert (case.stage, case.approved, make.entered(office, id).amount) == (stage, None, None)


def test_an_entry_that_is_wrong_goes_back_and_is_entered_anew(office: Office) -> None:
    id = make.at(office, Stage.DECISION).id
    wrong = make.entered(office, id)
    with make.signed(office, Role.SUPERVISOR):
        assert refused(Invalid, office, decisions.send_back, wrong.id, seen=1, reason="") == "reason"
        make.do(office, decisions.send_back, wrong.id, seen=1, reason="the paper says 480,000")
        refused(NotReady, office, decisions.confirm, wrong.id, seen=2)
    assert make.read(office, Case, id).stage is Stage.SCHEDULED
    with office.reading() as session:
        assert decisions.entered(session, id) is None
    again = make.decision(office, amount=Decimal(480_000))
    make.do(office, decisions.approve, id, again, seen=make.seen(office, id))
    with make.signed(office, Role.SUPERVISOR):
        make.confirm(office, id)
    assert make.read(office, Case, id).approved == Decimal(480_000)


def test_a_stale_confirmation_changes_nothing(office: Office) -> None:
    id = make.at(office, Stage.DECISION).id
    entry = make.entered(office, id)
    with make.signed(office, Role.SUPERVISOR):
        refused(Stale, office, decisions.confirm, entry.id, seen=9)
    assert make.read(office, Approval, entry.id).confirmed_at is None


def test_a_sum_that_the_case_has_left_behind_is_not_recommended(office: Office) -> None:
    id = make.at(office, Stage.ASSESSMENT).id
    make.do(office, calculations.record, id, seen=make.seen(office, id))
    make.add_cost(office, id, amount=Decimal(80_000))
    terms: dict[str, Any] = {"seen": make.seen(office, id), "reason": "Meets the rules", "declares": NO_INTEREST}
    refused(NotReady, office, decisions.recommend, id, Verdict.RECOMMENDED, **terms)
    make.do(office, calculations.record, id, seen=make.seen(office, id))
    make.recommend(office, id)


def test_a_recommendation_taken_back_is_not_endorsed(office: Office) -> None:
    id = make.at(office, Stage.RECOMMENDED).id
    with office.reading() as session:
        advice = decisions.current(session, id)
        assert advice is not None
    make.do(office, cases.move, id, Stage.ASSESSMENT, seen=make.seen(office, id), reason="new quotation")
    with office.reading() as session:
        assert decisions.current(session, id) is None
    with make.signed(office, Role.SUPERVISOR), pytest.raises(NotReady):
        make.do(office, decisions.endorse, advice.id, seen=advice.version, declares=NO_INTEREST)
