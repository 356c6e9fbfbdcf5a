"""The history of a case as a sheet for its paper."""

from __future__ import annotations

from datetime import date

import pytest

from app import cases, timelines
from app.office import Office
from app.refusal import NotFound
from app.texts import say
from models.base import new_id
from models.stages import Stage
from tests import make


def test_it_holds_every_act_newest_first_with_its_reason_and_what_it_changed(office: Office) -> None:
    id = make.received(office).id
    make.do(office, cases.move, id, Stage.COMPLETENESS, seen=make.seen(office, id), reason="All here")
    with office.reading() as session:
        sheet = timelines.read(office, session, id)
    newest = sheet.done[0]
    assert (str(newest.what), newest.why, newest.who) == ("Move a case", "All here", office.officer.initials)
    assert [str(one) for one in newest.changes] == ["Stage: Received → Completeness check"]
    assert say(sheet.title, "en") == "History of case CP-26-0001"
    assert (sheet.total, sheet.made_at) == (len(sheet.done), newest.at)


def test_it_holds_only_what_was_asked_for_and_says_of_how_much(office: Office) -> None:
    id = make.received(office).id
    with office.reading() as session:
        whole = timelines.read(office, session, id)
        wanted = make.entries(office, "case.receive")[-1].id
        some = timelines.read(office, session, id, {wanted})
    assert [str(one.what) for one in some.done] == ["Receive an application"]
    assert (some.total, some.made_at) == (len(whole.done), whole.made_at)


def test_a_case_without_a_number_and_none_at_all(office: Office) -> None:
    id = make.case(office).id
    with office.reading() as session:
        assert say(timelines.read(office, session, id).title, "en") == "History of a case without a number"
        with pytest.raises(NotFound):
            timelines.read(office, session, new_id())


def test_the_same_history_gives_the_same_bytes_on_another_day(office: Office, clock) -> None:
    id = make.received(office).id
    with office.reading() as session:
        first = timelines.make(office, session, id, "zh_HK")
    clock.moment = clock.moment.replace(year=clock.moment.year + 1)
    with office.reading() as session:
        assert timelines.make(office, session, id, "zh_HK") == first


def test_what_was_empty_and_stays_empty_is_not_told(office: Office) -> None:
    id = make.case(office).id
    make.do(office, cases.set_due, id, date(2026, 5, 20), "", seen=make.seen(office, id))
    with office.reading() as session:
        newest = timelines.read(office, session, id).done[0]
    assert [str(one) for one in newest.changes] == ["Due on: 20 May 2026 entered"]
