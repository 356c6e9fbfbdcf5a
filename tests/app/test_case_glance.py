"""A case at a glance says what its page says, without reading the page."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from uuid import UUID

import pytest

from app import calculations, case_glance, case_sheet, cases, decisions, items
from app.case_glance import CaseGlance
from app.case_sheet import CaseSheet
from app.office import Office
from app.refusal import NotFound
from app.rules.request import Override
from models import Case
from models.kinds import ItemKind, ItemState, ProjectType, Role
from models.stages import Stage
from tests import make


def both(office: Office, id: UUID) -> tuple[CaseGlance, CaseSheet]:
    """The glance and the sheet of a case, which must agree."""
    today = office.clock.today()
    with office.reading() as session:
        sheet = case_sheet.read(session, id, office.rules, today)
        found = case_glance.read(session, make.read(office, Case, id).row_no, office.rules, today)
    place = None if sheet.factory is None else sheet.factory.factory.fields
    assert (found.row.id, found.row.reference, found.today) == (id, sheet.reference, today)
    assert found.edition == (sheet.edition.id if sheet.edition is not None else None)
    assert found.no_edition == sheet.no_edition
    assert found.factory == (None if place is None else (place.name_en, place.name_tc, place.name_sc))
    assert found.missing == len(sheet.missing)
    assert found.recorded_source == sheet.recorded_source
    assert found.decided_on == (sheet.approval.decided_on if sheet.approval is not None else None)
    newest = sheet.standing or sheet.awaiting
    if newest is None:
        assert found.sum is None
    else:
        kept = newest.result.subsidy, newest.recorded_by.initials, newest.recorded_at, newest.result.edition
        assert found.sum == case_glance.Sum(*kept, counts=newest.counts)
    assert (found.note is None) == (sheet.notes == ())
    if found.note is not None:
        assert (found.note.who, found.note.at, found.note.text) == (
            *(sheet.notes[0].who, sheet.notes[0].at),
            sheet.notes[0].text,
        )
    return found, sheet


def test_a_draft_has_nothing_yet(office: Office) -> None:
    found, _ = both(office, make.case(office, cost=None).id)
    assert (found.sum, found.note, found.missing, found.decided_on, found.edition) == (None, None, 0, None, None)


def test_the_last_note_and_what_is_still_owed(office: Office) -> None:
    id = make.received(office).id
    make.do(office, items.ask, id, ItemKind.PERMITS)
    settled = make.do(office, items.ask, id, ItemKind.CAPITAL)
    make.do(office, items.settle, settled, ItemState.WAIVED, seen=1, reason="Seen at the visit")
    for text in ("First", "Second"):
        make.do(office, cases.note, id, text)
    found, _ = both(office, id)
    assert found.note is not None
    assert (found.missing, found.note.text, found.edition) == (1, "Second", "P5")


def test_the_sum_that_counts_stands_before_a_newer_one_that_waits(office: Office) -> None:
    id = make.received(office).id
    make.do(office, calculations.record, id, seen=make.seen(office, id))
    lower = Override(Decimal(400_000), "Less was claimed")
    make.do(office, calculations.record, id, seen=make.seen(office, id), override=lower)
    found, _ = both(office, id)
    assert found.sum is not None
    assert (found.sum.subsidy, found.sum.counts) == (Decimal(560_000), True)


def test_a_sum_that_waits_is_shown_while_none_counts(office: Office) -> None:
    id = make.received(office).id
    lower = Override(Decimal(400_000), "Less was claimed")
    make.do(office, calculations.record, id, seen=make.seen(office, id), override=lower)
    found, _ = both(office, id)
    assert found.sum is not None
    assert (found.sum.subsidy, found.sum.counts) == (Decimal(400_000), False)


def test_a_decided_and_a_recorded_case(office: Office) -> None:
    approved, _ = both(office, make.at(office, Stage.APPROVED).id)
    assert approved.row.approved == Decimal(500_000)
    assert approved.decided_on == office.clock.today()
    recorded, _ = both(office, make.historic(office))
    assert recorded.recorded_source == "File SAMPLE/DP/16"


def test_a_decision_that_was_sent_back_is_none(office: Office) -> None:
    made = make.at(office, Stage.DECISION)
    assert both(office, made.id)[0].decided_on is not None
    with make.signed(office, Role.SUPERVISOR):
        entered = make.entered(office, made.id)
        make.do(office, decisions.send_back, entered.id, seen=1, reason="Another case")
    assert both(office, made.id)[0].decided_on is None


def test_a_day_in_no_edition_says_why(office: Office) -> None:
    found, _ = both(office, make.received(office, date(2015, 5, 4), type=ProjectType.OA, origin=None).id)
    assert found.edition is None
    assert found.no_edition is not None


def test_a_case_that_is_gone(office: Office) -> None:
    with office.reading() as session, pytest.raises(NotFound):
        case_glance.read(session, 10_000, office.rules, office.clock.today())
