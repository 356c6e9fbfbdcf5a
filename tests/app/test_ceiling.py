"""The ceiling of a factory is asked again when money is granted: entered, confirmed, or taken up again."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from contextlib import suppress
from datetime import date
from decimal import Decimal
from threading import Barrier, BrokenBarrierError
from uuid import UUID

import pytest
from sqlalchemy.orm import Session

from app import calculations, cases, ceiling, decisions, undo
from app.office import Office
from app.refusal import NotReady
from models import Case
from models.kinds import ProjectType, Role
from models.stages import Stage
from tests import make

#: Phase 2 set HK$25,000 for all on-site assessments of a factory.
DAY = date(2014, 3, 11)


@pytest.fixture
def site(office: Office) -> tuple[UUID, UUID]:
    """An applicant and its factory."""
    whose = make.applicant(office)
    return whose, make.factory(office, whose)


def scheduled(office: Office, site: tuple[UUID, UUID], cost: str = "40000", day: date = DAY) -> UUID:
    """An assessment of the factory before the committee, half of its cost endorsed."""
    whose, where = site
    terms = {"type": ProjectType.OA, "origin": None, "applicant_id": whose, "factory_id": where, "cost": cost}
    id = make.received(office, day, **terms).id
    make.do(office, cases.move, id, Stage.COMPLETENESS, seen=make.seen(office, id))
    return to_committee(office, id)


def to_committee(office: Office, id: UUID) -> UUID:
    if make.read(office, Case, id).stage is Stage.COMPLETENESS:
        make.do(office, cases.move, id, Stage.ASSESSMENT, seen=make.seen(office, id))
    make.do(office, calculations.record, id, seen=make.seen(office, id))
    make.recommend(office, id)
    with make.signed(office, Role.SUPERVISOR):
        make.endorse(office, id)
    make.do(office, cases.move, id, Stage.SCHEDULED, seen=make.seen(office, id))
    return id


def enter(office: Office, id: UUID, amount: int = 20_000) -> None:
    decided = make.decision(office, amount=Decimal(amount), decided_on=office.clock.today())
    make.do(office, decisions.approve, id, decided, seen=make.seen(office, id))


def confirm(office: Office, id: UUID) -> None:
    with make.signed(office, Role.SUPERVISOR):
        make.confirm(office, id)


def reference(office: Office, id: UUID) -> str:
    return str(make.read(office, Case, id).reference)


def test_an_entry_above_what_is_left_names_the_other_case_and_the_rest(office: Office, site: tuple[UUID, UUID]) -> None:
    first, second = scheduled(office, site), scheduled(office, site)
    enter(office, first)
    confirm(office, first)
    with pytest.raises(NotReady) as caught:
        enter(office, second)
    assert str(caught.value) == (
        f"Other cases of this factory count against its ceiling: {reference(office, first)}. This case may still get "
        "HK$5,000, not HK$20,000. Take the case back to vetting, record the sum again, then recommend anew."
    )
    make.do(office, cases.move, second, Stage.ASSESSMENT, seen=make.seen(office, second), reason="less is left")
    to_committee(office, second)
    enter(office, second, 5_000)
    confirm(office, second)
    assert make.read(office, Case, second).approved == Decimal(5_000)


def test_what_still_fits_is_entered_though_the_sum_was_higher(office: Office, site: tuple[UUID, UUID]) -> None:
    first, second = scheduled(office, site), scheduled(office, site)
    enter(office, first)
    confirm(office, first)
    enter(office, second, 5_000)
    confirm(office, second)
    assert make.read(office, Case, second).approved == Decimal(5_000)


def test_of_two_entries_the_second_cannot_be_confirmed(office: Office, site: tuple[UUID, UUID]) -> None:
    first, second = scheduled(office, site), scheduled(office, site)
    enter(office, first)
    enter(office, second)
    confirm(office, first)
    with pytest.raises(NotReady, match="Send the entry back"):
        confirm(office, second)
    kept = make.read(office, Case, second)
    assert (kept.stage, kept.approved) == (Stage.DECISION, None)


def test_a_ceiling_for_each_project_counts_no_other(office: Office) -> None:
    whose = make.applicant(office)
    where = make.factory(office, whose)
    for _ in range(2):
        id = make.at(office, Stage.APPROVED, applicant_id=whose, factory_id=where).id
        assert make.read(office, Case, id).approved == Decimal(500_000)


def test_an_offer_that_lapsed_is_taken_up_again_only_while_the_money_is_there(
    office: Office, site: tuple[UUID, UUID]
) -> None:
    first = scheduled(office, site)
    enter(office, first)
    confirm(office, first)
    for stage in (Stage.LETTER, Stage.LAPSED):
        make.do(office, cases.move, first, stage, seen=make.seen(office, first), reason="no answer")
    with make.signed(office, Role.ADMINISTRATOR):
        second = scheduled(office, site)
        enter(office, second)
        confirm(office, second)
    with make.signed(office, Role.SUPERVISOR), pytest.raises(NotReady, match="stays as it is"):
        make.do(office, cases.reopen, first, seen=make.seen(office, first), reason="the answer was found")
    with pytest.raises(NotReady, match="stays as it is"), office.work() as work:
        undo.undo_last(work)
    assert make.read(office, Case, first).stage is Stage.LAPSED


@pytest.mark.one_engine("postgresql", "a file has one writer at a time")
def test_of_two_confirmed_at_the_same_moment_one_is_refused(
    office: Office, site: tuple[UUID, UUID], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Two officers, each in a session of their own; whoever has read what was granted lets the other read it too."""
    ids = scheduled(office, site), scheduled(office, site)
    for id in ids:
        enter(office, id)
    entries = {id: make.entered(office, id) for id in ids}
    seats = [_seat(office, role) for role in (Role.SUPERVISOR, Role.ADMINISTRATOR)]
    both_have_read, grants_beside = Barrier(2), calculations.grants_beside

    def read_together(session: Session, case: Case) -> list[tuple[str, Decimal]]:
        found = grants_beside(session, case)
        with suppress(BrokenBarrierError):  # the other waits for the factory, as it should
            both_have_read.wait(timeout=0.5)
        return found

    def settle(seat: Office, id: UUID) -> bool:
        try:
            make.do(seat, decisions.confirm, entries[id].id, seen=entries[id].version)
        except NotReady:
            return False
        return True

    monkeypatch.setattr(ceiling, "grants_beside", read_together)
    with ThreadPoolExecutor(2) as threads:
        settled = list(threads.map(settle, seats, ids))
    assert sorted(settled) == [False, True]
    assert sum(make.read(office, Case, id).approved or 0 for id in ids) == Decimal(20_000)


def _seat(office: Office, role: Role) -> Office:
    seat = Office(store=office.store, blobs=office.blobs, rules=office.rules, clock=office.clock, kind=office.kind,
                  name=office.name)  # fmt: skip
    make.sign_in(seat, role)
    return seat
