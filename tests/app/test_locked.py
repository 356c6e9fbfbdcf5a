"""What was approved is read, and corrected only once somebody has said why."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any
from uuid import UUID

import pytest

from app import calculations, case_sheet, cases, costs, decisions, engagements, items, locked, technologies, undo
from app import tasks as case_tasks
from app.case_sheet import CaseSheet
from app.cases import CaseFields
from app.costs import CostFields
from app.engagements import EngagementFields
from app.kept import kept
from app.office import Office
from app.refusal import Invalid, NotPermitted, NotReady
from app.tasks import TaskFields
from models import Case, CostLine, Engagement
from models.kinds import CostKind, DocumentKind, ItemKind, Origin, ProjectType, Role
from models.stages import Stage
from tests import make

LOCKED = "locked since its approval on 4 May 2026"
LINE = CostFields(CostKind.TESTING, "Tests", Decimal(9_000))


def sheet(office: Office, id: UUID) -> CaseSheet:
    with office.reading() as session:
        return case_sheet.read(session, id, office.rules, office.clock.today())


def fields(office: Office, id: UUID, **changed: Any) -> CaseFields:
    return replace(kept(make.read(office, Case, id), CaseFields).fields, **changed)


def correct(office: Office, id: UUID, **changed: Any) -> None:
    make.do(office, cases.correct, id, fields(office, id, **changed), seen=make.seen(office, id))


def unlock(office: Office, id: UUID, reason: str = "The title has a slip") -> None:
    with make.signed(office, Role.SUPERVISOR):
        make.do(office, locked.unlock, id, seen=make.seen(office, id), reason=reason)


def attempts(office: Office, id: UUID, line: UUID, provider: UUID, technology: UUID) -> list[Callable[[], object]]:
    """One try of each kind of act that what was approved rests on."""
    return [
        lambda: correct(office, id, title_en="Another title"),
        lambda: correct(office, id, origin=Origin.OTHER),
        lambda: make.do(office, costs.correct, line, LINE, seen=make.version(office, CostLine, line)),
        lambda: make.do(office, costs.add, id, LINE),
        lambda: make.do(office, engagements.add, id, EngagementFields(name_en="Another")),
        lambda: make.do(
            office, engagements.correct, provider, EngagementFields(name_en="Renamed"),
            seen=make.version(office, Engagement, provider),
        ),
        lambda: make.do(office, technologies.choose, id, technology, seen=make.seen(office, id)),
        lambda: make.utility(office, id),
        lambda: make.do(office, calculations.record, id, seen=make.seen(office, id)),
        lambda: make.do(office, cases.choose_edition, id, "P5", seen=make.seen(office, id), reason="Minute"),
    ]  # fmt: skip


@pytest.fixture
def approved(office: Office) -> tuple[UUID, list[Callable[[], object]]]:
    """A case that the committee approved, and what may no longer be done to it."""
    id = make.case(office, cost=None).id
    line = make.add_cost(office, id)
    provider = make.do(office, engagements.add, id, EngagementFields(name_en="Provider"))
    technology = make.technology(office)
    make.bring(office, id, Stage.APPROVED)
    return id, attempts(office, id, line, provider, technology)


def test_what_was_decided_on_is_locked_until_it_is_unlocked(office: Office, approved: Any) -> None:
    id, tries = approved
    assert sheet(office, id).locked
    for one in tries:
        with pytest.raises(NotReady, match=LOCKED):
            one()
    unlock(office, id)
    found = sheet(office, id)
    assert not found.locked
    assert found.sum_open
    for one in tries:
        one()
    assert make.read(office, Case, id).approved == Decimal("500000.00")


def test_work_goes_on_while_it_is_locked(office: Office, approved: Any) -> None:
    id, _ = approved
    make.do(office, cases.note, id, "Rang the applicant")
    make.do(office, case_tasks.add, id, TaskFields("Send the letter"))
    make.do(office, items.ask, id, ItemKind.PERMITS)
    make.document(office, id, DocumentKind.PERMITS)
    make.do(office, cases.set_due, id, date(2026, 6, 1), "Letter", seen=make.seen(office, id))
    correct(office, id, completed_on=date(2026, 5, 1), ends_on=date(2027, 5, 1), measure_implemented=True)
    make.do(office, cases.move, id, Stage.LETTER, seen=make.seen(office, id))
    assert sheet(office, id).locked


def test_row_38_unlocking_says_who_when_and_why(office: Office, approved: Any) -> None:
    id, _ = approved
    unlock(office, id, "The title has a slip")
    lock = sheet(office, id).lock
    assert lock is not None
    assert (lock.approved_on, lock.closed, lock.why) == (date(2026, 5, 4), False, "The title has a slip")
    assert make.entries(office)[-1].reason == "The title has a slip"


def test_row_38_unlocking_needs_a_reason_and_the_right(office: Office, approved: Any) -> None:
    id, _ = approved
    with pytest.raises(Invalid, match="why"):
        unlock(office, id, " ")
    with make.signed(office, Role.CASEWORKER), pytest.raises(NotPermitted):
        make.do(office, locked.unlock, id, seen=make.seen(office, id), reason="A slip")


def test_it_is_locked_again_by_an_act_and_by_the_next_move(office: Office, approved: Any) -> None:
    id, _ = approved
    unlock(office, id)
    make.do(office, locked.lock, id, seen=make.seen(office, id))
    assert sheet(office, id).locked
    unlock(office, id)
    make.do(office, cases.move, id, Stage.LETTER, seen=make.seen(office, id))
    assert sheet(office, id).locked


def test_only_what_is_locked_is_unlocked_and_the_other_way_round(office: Office) -> None:
    id = make.at(office, Stage.DECISION).id
    assert sheet(office, id).lock is None
    with pytest.raises(NotReady, match="not locked"):
        unlock(office, id)
    with pytest.raises(NotReady, match="not unlocked"):
        make.do(office, locked.lock, id, seen=make.seen(office, id))


def test_a_correction_is_not_taken_back_once_the_case_is_locked_again(office: Office) -> None:
    id = make.case(office).id
    provider = make.do(office, engagements.add, id, EngagementFields(name_en="Provider"))
    make.bring(office, id, Stage.APPROVED)
    unlock(office, id)
    make.do(office, engagements.correct, provider, EngagementFields(name_en="Renamed"), seen=1)
    with make.signed(office, Role.SUPERVISOR):
        make.do(office, locked.lock, id, seen=make.seen(office, id))
    with office.reading() as session:
        assert undo.last(session, office.officer) is None


def test_a_historic_case_is_locked_once_its_amount_is_confirmed(office: Office) -> None:
    waiting, confirmed = make.historic(office, confirmed=False), make.historic(office)
    correct(office, waiting, title_en="From the file")
    with pytest.raises(NotReady, match=LOCKED):
        correct(office, confirmed, title_en="From the file")
    unlock(office, confirmed)
    correct(office, confirmed, title_en="From the file")
    assert not sheet(office, confirmed).sum_open


def test_an_approved_case_does_not_move_to_a_factory_whose_ceiling_is_used_up(office: Office) -> None:
    """Phase 2 set HK$25,000 for all on-site assessments of a factory."""
    whose = make.applicant(office)
    full, other = make.factory(office, whose), make.factory(office, whose)
    granted(office, whose, full)
    id = granted(office, whose, other)
    unlock(office, id)
    with pytest.raises(NotReady, match="count against its ceiling"):
        correct(office, id, factory_id=full)


def test_a_correction_is_not_taken_back_where_the_ceiling_has_no_room_any_more(office: Office) -> None:
    whose = make.applicant(office)
    first, other = make.factory(office, whose), make.factory(office, whose)
    id = granted(office, whose, first)
    unlock(office, id)
    rival = granted(office, whose, make.factory(office, whose))
    unlock(office, rival)
    with make.signed(office, Role.SUPERVISOR):
        correct(office, id, factory_id=other)
    correct(office, rival, factory_id=first)
    make.sign_in(office, Role.SUPERVISOR)
    with pytest.raises(NotReady, match="count against its ceiling"), office.work() as work:
        undo.undo_last(work)


def granted(office: Office, whose: UUID, where: UUID) -> UUID:
    """An assessment of phase 2 that was granted HK$20,000 at a factory."""
    terms: dict[str, Any] = {"type": ProjectType.OA, "origin": None, "applicant_id": whose, "factory_id": where}
    id = make.received(office, date(2014, 3, 11), cost="40000", **terms).id
    for step in (Stage.COMPLETENESS, Stage.ASSESSMENT):
        make.do(office, cases.move, id, step, seen=make.seen(office, id))
    make.do(office, calculations.record, id, seen=make.seen(office, id))
    make.recommend(office, id)
    with make.signed(office, Role.SUPERVISOR):
        make.endorse(office, id)
    make.do(office, cases.move, id, Stage.SCHEDULED, seen=make.seen(office, id))
    decided = make.decision(office, amount=Decimal(20_000))
    make.do(office, decisions.approve, id, decided, seen=make.seen(office, id))
    with make.signed(office, Role.SUPERVISOR):
        make.confirm(office, id)
    return id
