"""Every act does what it declares: its right, its transitions, its columns, and nothing beyond."""

from __future__ import annotations

import importlib
import pkgutil
from contextlib import suppress
from datetime import date
from typing import Any
from uuid import UUID

import pytest

import app
from app import cases, decisions, importing
from app.act import ACTS, NEW, Act, Undeclared, act
from app.office import Broken, Office, SignedIn
from app.refusal import NotPermitted, NotReady
from app.rights import Right, holds
from models import Applicant, Case, walk
from models.base import Base, Merge, manners
from models.journal import OutsideAct, journalled
from models.kinds import Outcome, Role, Verdict
from models.stages import TRANSITIONS, Stage, way
from tests import make
from tests.app import scenarios
from tests.app.scenarios import SCENARIOS

for module in pkgutil.iter_modules(app.__path__):
    importlib.import_module(f"app.{module.name}")
for module in pkgutil.iter_modules(importing.__path__):
    importlib.import_module(f"app.importing.{module.name}")

NAMES = sorted(ACTS)


def written(office: Office, name: str) -> dict[str, set[str]]:
    """What the journal says an act wrote: table → columns, with `new` for records made."""
    found: dict[str, set[str]] = {}
    for entry in make.entries(office, name):
        for change in make.changes(office, entry):
            columns = found.setdefault(change.kind, set())
            columns |= {NEW} if change.version == 1 else set(change.after)
    return found


def test_every_act_has_a_scenario() -> None:
    assert sorted(SCENARIOS) == NAMES


def test_each_act_writes_what_it_declares_and_every_column_of_it(office: Office) -> None:
    for name in NAMES:
        SCENARIOS[name](office)
    scenarios.alone(office)
    declared = {one.name: {kind: set(columns) for kind, columns in one.writes.items()} for one in ACTS.values()}
    assert {name: written(office, name) for name in NAMES} == declared


@pytest.mark.parametrize("name", NAMES)
def test_an_act_declares_columns_that_exist_and_are_journalled(name: str) -> None:
    for kind, columns in ACTS[name].writes.items():
        known = {column.name for column in journalled(Base.metadata.tables[kind])}
        assert columns - {NEW} <= known


@pytest.mark.parametrize("role", Role)
def test_an_act_is_refused_without_its_right(office: Office, role: Role) -> None:
    someone = office.officer
    office.sign_in(SignedIn(someone.id, "x", "X", "X", "", role))
    refused = [one for one in ACTS.values() if not holds(role, one.right)]
    assert refused or role is Role.ADMINISTRATOR
    for one in refused:
        assert not office.may(one)
        with pytest.raises(NotPermitted), office.work() as work:
            one(work)
    assert make.entries(office)[-1].act == "office.open"


def test_an_auditor_may_only_read() -> None:
    """Beside reading she keeps views of her own, which say nothing of any case."""
    written = {kind for one in ACTS.values() if holds(Role.AUDITOR, one.right) for kind in one.writes}
    assert written == {"views"}


def test_a_decision_a_number_and_a_new_record_are_never_taken_back() -> None:
    for one in ACTS.values():
        if one.undo:
            assert one.right is not Right.CONFIRM
            assert one.right is not Right.ENDORSE
            assert NEW not in set().union(*one.writes.values())
            assert not set(one.writes) & {"approvals", "calculations", "recommendations", "documents", "counters"}
            assert not {"reference", "approved", "calculated"} & one.writes.get("cases", frozenset())


def test_in_the_field_no_money_status_or_number_is_touched() -> None:
    for one in ACTS.values():
        if one.field:
            for kind, names in one.writes.items():
                merges = {manners(Base.metadata.tables[kind].c[name]).merge for name in names - {NEW}}
                assert not merges & {Merge.REVIEW, Merge.SERVER}
            assert not set(one.writes) & {"approvals", "calculations", "recommendations", "documents", "counters"}


# --- no act, no change


def test_a_change_without_an_act_is_refused(office: Office) -> None:
    id = make.applicant(office)
    with pytest.raises(OutsideAct), office.work() as work:
        work.session.get_one(Applicant, id).name_en = "Behind the journal's back"
    assert make.read(office, Applicant, id).version == 1


@pytest.fixture
def declare(monkeypatch: pytest.MonkeyPatch) -> Any:
    """Declares an act for the length of a test."""
    monkeypatch.setattr("app.act.ACTS", {})
    return act


def test_a_change_beyond_what_was_declared_is_refused_and_rolled_back(office: Office, declare: Any) -> None:
    @declare("test.reach", "Reach too far", right=Right.ENTER, writes={"applicants": "name_tc"})
    def reach(work, id):
        applicant = work.get(Applicant, id)
        applicant.name_tc, applicant.name_en = "一", "Other"

    id = make.applicant(office)
    with pytest.raises(Undeclared, match="name_en"):
        make.do(office, reach, id)
    assert make.read(office, Applicant, id).name_tc != "一"


def test_a_new_record_that_was_not_declared_is_refused(office: Office, declare: Any) -> None:
    @declare("test.make", "Make one", right=Right.ENTER, writes={"applicants": "name_en"})
    def make_one(work):
        make_fields = {"name_en": "", "name_tc": "", "name_sc": "", "br_number": "", "br_certificate": ""}
        blank = {"address_en": "", "address_zh": "", "remarks": "", "folded": "", "kind": "business"}
        work.add(Applicant(**make_fields, **blank))

    with pytest.raises(Undeclared, match="new record"):
        make.do(office, make_one)


def test_a_refusal_caught_within_the_work_keeps_nothing_of_the_work(office: Office, declare: Any) -> None:
    @declare("test.half", "Stop half-way", right=Right.ENTER, writes={"applicants": "name_en"})
    def stop_half_way(work, id):
        work.get(Applicant, id).name_en = "Half"
        raise NotReady("No further.")

    @declare("test.whole", "Try it and go on", right=Right.ENTER, writes={"applicants": "name_en name_sc"})
    def go_on(work, id):
        work.get(Applicant, id).name_sc = "一"
        with pytest.raises(NotReady):
            stop_half_way(work, id)

    id = make.applicant(office, name_en="Whole")
    for attempt in (stop_half_way, go_on):
        with pytest.raises(Broken), office.work() as work, suppress(NotReady):
            attempt(work, id)
        kept = make.read(office, Applicant, id)
        assert (kept.name_en, kept.name_sc, kept.version) == ("Whole", "", 1)


def test_an_act_that_writes_nothing_stands_in_the_journal(office: Office, declare: Any) -> None:
    look = declare("test.look", "Look", right=Right.READ, writes={})(lambda work, *, reason: None)
    make.do(office, look, reason="at three cases")
    entry = make.entries(office)[-1]
    assert (entry.act, entry.reason, make.changes(office, entry)) == ("test.look", "at three cases", [])
    with office.reading() as session:
        assert walk.first_break(session) is None


def test_two_acts_cannot_have_one_name(declare: Any) -> None:
    declare("test.twice", "Twice", right=Right.READ, writes={})(lambda work: None)
    with pytest.raises(ValueError, match="two acts"):
        declare("test.twice", "Twice", right=Right.READ, writes={})(lambda work: None)


def test_an_act_inside_an_act_belongs_to_the_outer_entry(office: Office) -> None:
    make.historic(office, confirmed=False)
    last = make.entries(office)[-1]
    assert last.act == "case.enter_historic"
    assert {change.kind for change in make.changes(office, last)} == {"cases", "counters"}


# --- the ways of a case


def test_every_declared_way_has_an_act_and_every_act_that_moves_a_case_has_a_way() -> None:
    movers = {one.name for one in ACTS.values() if "stage" in one.writes.get("cases", frozenset())}
    assert {one.act for one in TRANSITIONS} == movers - {"case.enter_historic"}
    assert len({(one.start, one.end) for one in TRANSITIONS}) == len(TRANSITIONS)
    for name in movers:
        assert ACTS[name].transitions == tuple(one for one in TRANSITIONS if one.act == name)


def test_moving_takes_exactly_its_declared_ways(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    """From every stage to every stage: what is declared works, what is not is refused."""
    monkeypatch.setattr(cases, "refuse_unendorsed", lambda _work, _id: None)  # historic cases have no summary
    for stage in Stage:
        id = make.historic(office, stage=stage)
        seen = make.seen(office, id)
        ways = {one.end for one in ACTS["case.move"].transitions if one.start is stage}
        for end in ways:
            with pytest.raises(_Back):
                there_and_back(office, id, end, seen)
        for end in set(Stage) - ways:
            with pytest.raises(NotReady), office.work() as work:
                cases.move(work, id, end, seen=seen, reason="why")


class _Back(Exception):
    """Puts a case back for the next try."""


def there_and_back(office: Office, id: UUID, end: Stage, seen: int) -> None:
    with office.work() as work:
        cases.move(work, id, end, seen=seen, reason="why")
        assert work.session.get_one(Case, id).stage is end
        raise _Back


def start(office: Office, name: str, id: UUID) -> object:
    """Try to take a case along by an act that has ways of its own."""
    match name:
        case "case.receive":
            return make.do(office, cases.receive, id, date(2016, 7, 18), seen=make.seen(office, id))
        case "case.recommend":
            return make.recommend(office, id, Verdict.NOT_RECOMMENDED)
        case _:
            return make.do(office, decisions.approve, id, make.decision(office), seen=make.seen(office, id))


@pytest.mark.parametrize("name", ["case.receive", "case.recommend", "case.approve"])
def test_an_act_of_its_own_starts_only_where_it_is_declared(office: Office, name: str) -> None:
    for stage in set(Stage) - {one.start for one in ACTS[name].transitions}:
        with pytest.raises(NotReady):
            start(office, name, make.historic(office, stage=stage))


def test_the_ways_with_acts_of_their_own_end_where_they_are_declared(office: Office) -> None:
    taken = {("case.receive", Stage.ENQUIRY, make.received(office, stage=Stage.ENQUIRY).id)}
    taken |= {("case.receive", Stage.DRAFT, make.received(office).id)}
    taken |= {("case.recommend", Stage.ASSESSMENT, make.at(office, Stage.RECOMMENDED).id)}
    taken |= {("case.recommend", Stage.ASSESSMENT, scenarios.not_recommended(office))}
    taken |= {("case.approve", Stage.SCHEDULED, make.at(office, Stage.DECISION).id)}
    for name, start, id in taken:
        found = way(start, make.read(office, Case, id).stage)
        assert found is not None
        assert found.act == name


@pytest.mark.parametrize("outcome", Outcome)
def test_a_confirmed_decision_ends_where_it_is_declared(office: Office, outcome: Outcome) -> None:
    id = make.at(office, Stage.SCHEDULED).id
    decided = make.decision(office, outcome=outcome, conditions="Report each quarter")
    make.do(office, decisions.approve, id, decided, seen=make.seen(office, id))
    with make.signed(office, Role.SUPERVISOR):
        make.confirm(office, id)
    found = way(Stage.DECISION, make.read(office, Case, id).stage)
    assert found is not None
    assert found.act == "case.confirm_decision"


def test_every_right_that_is_declared_is_held_by_somebody() -> None:
    for one in ACTS.values():
        assert isinstance(one, Act)
        assert any(holds(role, one.right) for role in Role)
