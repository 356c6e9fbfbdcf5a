"""A wrong day of receipt is corrected: the number stays, the edition is proposed anew, a recorded sum is overtaken."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from uuid import UUID

import pytest

from app import calculations, case_sheet, cases, checking, history, locked, receipt
from app.office import Office
from app.refusal import Invalid, NotReady, Refusal, Stale
from app.rules.request import Override
from app.texts import say
from models import Calculation, Case
from models.kinds import ProjectType, Role
from models.stages import Stage
from tests import make

#: In phase 4, five phases before none of it; the day that was meant.
EARLIER = date(2025, 3, 31)
#: Between two phases: no edition is proposed.
GAP = date(2015, 5, 4)


def correct(office: Office, id: UUID, day: date, reason: str = "The stamp says so") -> None:
    make.do(office, receipt.correct, id, day, seen=make.seen(office, id), reason=reason)


def refused(kind: type[Refusal], office: Office, id: UUID, day: date, reason: str = "why") -> str | None:
    before = make.read(office, Case, id)
    with pytest.raises(kind) as caught:
        correct(office, id, day, reason)
    assert make.read(office, Case, id).version == before.version
    return caught.value.field


def sheet_of(office: Office, id: UUID) -> case_sheet.CaseSheet:
    with office.reading() as session:
        return case_sheet.read(session, id, office.rules, office.clock.today())


def test_the_number_stays_and_the_office_is_sound(office: Office) -> None:
    id = make.received(office).id
    correct(office, id, EARLIER)
    case = make.read(office, Case, id)
    assert (case.received_on, case.reference) == (EARLIER, "CP-26-0001")
    assert list(checking.check(office)) == []
    assert make.read(office, Case, make.received(office).id).reference == "CP-26-0002"


def test_the_day_proposes_the_edition_anew(office: Office) -> None:
    id = make.received(office, type=ProjectType.OA, origin=None, origin_evidence="").id
    make.do(office, cases.choose_edition, id, "P3", seen=make.seen(office, id), reason="Minute of the committee")
    correct(office, id, EARLIER)
    sheet = sheet_of(office, id)
    assert sheet.edition is not None
    assert (sheet.edition.id, sheet.chosen_edition, sheet.edition_reason) == ("P4", None, "")
    correct(office, id, GAP)
    assert sheet_of(office, id).edition is None


def test_a_recorded_sum_must_be_recorded_again(office: Office) -> None:
    id = make.at(office, Stage.ASSESSMENT).id
    make.do(office, calculations.record, id, seen=make.seen(office, id))
    correct(office, id, date(2026, 5, 1))
    assert make.read(office, Case, id).calculated is None
    with pytest.raises(NotReady, match="Record it again"):
        make.recommend(office, id)
    make.do(office, calculations.record, id, seen=make.seen(office, id))
    assert make.read(office, Case, id).calculated == Decimal("560000.00")
    make.recommend(office, id)
    assert list(checking.check(office)) == []


def test_a_sum_that_waits_for_its_second_officer_is_overtaken(office: Office) -> None:
    id = make.received(office).id
    lower = Override(Decimal(400_000), "Less")
    made = make.do(office, calculations.record, id, seen=make.seen(office, id), override=lower)
    correct(office, id, date(2026, 5, 1))
    with make.signed(office, Role.SUPERVISOR), pytest.raises(NotReady, match="has changed"):
        make.do(office, calculations.confirm, made, seen=make.version(office, Calculation, made))
    assert make.read(office, Case, id).calculated is None


def test_no_committee_approves_what_was_worked_for_another_day(office: Office) -> None:
    """Recommended against without a sum, the old one must not stand in for it."""
    from app import decisions
    from models.kinds import Verdict

    id = make.at(office, Stage.ASSESSMENT).id
    make.do(office, calculations.record, id, seen=make.seen(office, id))
    correct(office, id, date(2026, 5, 1))
    make.recommend(office, id, Verdict.NOT_RECOMMENDED)
    with make.signed(office, Role.SUPERVISOR):
        make.endorse(office, id)
    make.do(office, cases.move, id, Stage.SCHEDULED, seen=make.seen(office, id), reason="as planned")
    with pytest.raises(Invalid) as caught:
        make.do(office, decisions.approve, id, make.decision(office), seen=make.seen(office, id))
    assert caught.value.field == "amount"


def test_the_history_says_it_in_a_sentence(office: Office) -> None:
    id = make.received(office).id
    correct(office, id, date(2026, 5, 1))
    with office.reading() as session:
        entry = history.of_case(session, id, office.rules)[0]
    assert say(entry.what, "en") == "Correct the day of receipt; the number stays"
    assert entry.reason == "The stamp says so"
    (change,) = entry.changes
    assert change.before is not None
    assert change.after is not None
    told = [say(one, "en") for one in (change.field, change.before, change.after)]
    assert told == ["Received on", "4 May 2026", "1 May 2026"]


@pytest.mark.parametrize("day", [date(2026, 5, 5), date(2008, 4, 17), date(2026, 5, 4)])
def test_days_that_cannot_be_are_refused(office: Office, day: date) -> None:
    assert refused(Invalid, office, make.received(office).id, day) == "received_on"


def test_a_reason_is_asked(office: Office) -> None:
    assert refused(Invalid, office, make.received(office).id, EARLIER, " ") == "reason"


def test_what_has_not_come_in_has_no_day_to_correct(office: Office) -> None:
    refused(NotReady, office, make.case(office).id, EARLIER)


def test_once_recommended_the_day_stands(office: Office) -> None:
    refused(NotReady, office, make.at(office, Stage.RECOMMENDED).id, EARLIER)


def test_a_historic_case_stays_one(office: Office) -> None:
    id = make.historic(office)
    refused(NotReady, office, id, date(2016, 7, 19))  # its amount is confirmed
    with make.signed(office, Role.SUPERVISOR):
        make.do(office, locked.unlock, id, seen=make.seen(office, id), reason="The old file has another day")
    assert refused(Invalid, office, id, date(2026, 5, 1)) == "received_on"
    correct(office, id, date(2016, 7, 19))
    assert make.read(office, Case, id).received_on == date(2016, 7, 19)
    assert list(checking.check(office)) == []


def test_a_page_that_saw_an_older_version_is_told(office: Office) -> None:
    id = make.received(office).id
    with pytest.raises(Stale):
        make.do(office, receipt.correct, id, EARLIER, seen=1, reason="why")
