"""Drafts as values, in their file, and beside what stands in the office now."""

from __future__ import annotations

import threading
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app import cases, costs, draft_standing, merging, opening
from app.applicants import ApplicantFields
from app.draft_file import DRAFTS, DraftFile
from app.draft_standing import Standing
from app.drafts import Basis, Draft, Part, Place, Typed, read, text_of, written
from app.office import Office
from app.refusal import CannotSave
from app.texts import Message
from models import Applicant, Case, CostLine
from models.base import new_id
from models.kinds import OfficeKind
from models.stages import Stage
from tests import make
from tests.app.conftest import folder_office

AT = datetime(2026, 5, 4, 2, 24, 7, tzinfo=UTC)
KEY = bytes(range(32))
WHO = UUID(int=7)
TITLE = Message("Application")


def word(name: str = "title_en", text: str = "Plasma line", **more: str) -> Typed:
    return Typed(name, Message("Title (English)"), text, more.get("seen", text), more.get("was", ""))


def draft(*parts: Part, place: Place | None = None, at: datetime = AT) -> Draft:
    place = place or Place("case", UUID(int=5), "ApplicationSection")
    return Draft(new_id(), place, "CP-26-0016 永發電鍍廠", TITLE, parts or (Part((word(),)),), AT, at)


def drafts_in(path: Path) -> DraftFile:
    return DraftFile(path / DRAFTS, KEY, WHO)


@given(st.text(), st.text(), st.text())
def test_a_draft_comes_back_as_it_was_written(text: str, about: str, whose: str) -> None:
    one = draft(
        Part((word(text=text), word("requested", "", was="HK$5")), "cost 1", Basis("cases", UUID(int=3), 4)),
        place=Place("case", UUID(int=5), "CalculatorSection", about),
    )
    one = replace(one, whose=whose)
    assert read(written(one)) == one


def test_half_a_character_is_kept_too(tmp_path: Path) -> None:
    file = drafts_in(tmp_path)
    one = draft(Part((word(text="\ud800 \x00 永"),)))
    file.keep(one)
    file.close()
    assert drafts_in(tmp_path).left() == (one,)


def test_words_as_lines_to_be_copied() -> None:
    assert text_of(draft(Part((word(), word("requested", "1.2m")))), "en") == (
        "Title (English): Plasma line\nTitle (English): 1.2m"
    )


def test_a_draft_is_there_for_the_next_sitting_and_not_for_its_own(tmp_path: Path) -> None:
    first = drafts_in(tmp_path)
    older, newer = draft(), draft(at=AT + timedelta(minutes=1))
    first.keep(older)
    first.keep(newer)
    assert first.left() == ()
    first.close()
    assert drafts_in(tmp_path).left() == (newer, older)


def test_a_draft_takes_the_place_of_itself_and_of_what_it_was_restored_from(tmp_path: Path) -> None:
    first = drafts_in(tmp_path)
    old, one = draft(), draft()
    first.keep(old)
    first.keep(one)
    later = replace(one, parts=(Part((word(text="Plasma line, longer"),)),))
    first.keep(later, [old.id])
    first.close()
    assert drafts_in(tmp_path).left() == (later,)


def test_what_another_open_program_is_typing_was_not_left(tmp_path: Path) -> None:
    """The same officer has opened the office twice."""
    first, second = drafts_in(tmp_path), drafts_in(tmp_path)
    one = draft()
    first.keep(one)
    assert second.left() == ()
    first.close()
    assert second.left() == (one,)
    second.close()
    assert [one.name for one in tmp_path.glob("*.lock")] == []


def test_a_lock_that_a_crash_has_left_holds_nobody_up(tmp_path: Path) -> None:
    first = drafts_in(tmp_path)
    one = draft()
    first.keep(one)
    lock = tmp_path / f"drafts-{first.sitting}.lock"
    assert lock.exists()
    first.close()
    lock.touch()
    (tmp_path / "drafts-somebody.lock").touch()
    second = drafts_in(tmp_path)
    assert second.left() == (one,)
    assert not lock.exists()
    second.close()


def test_a_dropped_draft_is_gone_and_nothing_is_made_to_drop_it(tmp_path: Path) -> None:
    file = drafts_in(tmp_path)
    file.drop(uuid4())
    assert not (tmp_path / DRAFTS).exists()
    one = draft()
    file.keep(one)
    file.drop(one.id)
    file.close()
    assert drafts_in(tmp_path).left() == ()


def test_each_officer_has_his_own(tmp_path: Path) -> None:
    file = drafts_in(tmp_path)
    file.keep(draft())
    file.close()
    assert DraftFile(tmp_path / DRAFTS, KEY, UUID(int=8)).left() == ()


def test_a_draft_of_a_later_program_is_left_where_it_is(tmp_path: Path) -> None:
    file = drafts_in(tmp_path)
    file.keep(draft())
    opened = file._open()
    opened.keep(uuid4(), WHO, uuid4(), '{"format": 99}')
    opened.keep(uuid4(), WHO, uuid4(), written(draft()).replace('"format": 1', '"format": 2'))
    file.close()
    assert len(drafts_in(tmp_path).left()) == 1
    assert len(drafts_in(tmp_path)._open().of(WHO)) == 3


def test_a_folder_that_cannot_be_written_is_a_refusal(tmp_path: Path) -> None:
    file = DraftFile(tmp_path / "nowhere" / DRAFTS, KEY, WHO)
    with pytest.raises(CannotSave, match="cannot be kept as a draft at the moment"):
        file.keep(draft())


def test_drafts_do_not_wait_for_the_one_writer_of_the_office(tmp_path: Path) -> None:
    office = folder_office(tmp_path / "office")
    file = DraftFile.beside(office)
    assert file is not None
    done = threading.Event()

    def keep() -> None:
        file.keep(draft())
        done.set()

    with office.work():
        thread = threading.Thread(target=keep)
        thread.start()
        assert done.wait(timeout=4)
    thread.join()
    file.close()
    office.close()


def test_drafts_are_no_part_of_a_backup_and_an_office_opens_without_them(tmp_path: Path) -> None:
    office = folder_office(tmp_path / "office", OfficeKind.SAMPLE)
    file = DraftFile.beside(office)
    assert file is not None
    file.keep(draft())
    file.close()
    office.close()
    for one in (tmp_path / "office").glob(DRAFTS + "*"):
        one.unlink()
    opening.open_office(tmp_path / "office", login="kth", password="").close()


# --- beside what stands in the office


def standing(office: Office, one: Draft) -> Standing:
    with office.reading() as session:
        return draft_standing.standings(session, [one], office.rules)[one.id]


def of_case(id: UUID, version: int, *words: Typed) -> Draft:
    return draft(
        Part(words or (word(),), basis=Basis("cases", id, version)), place=Place("case", id, "ApplicationSection")
    )


def test_a_record_as_it_was(office: Office) -> None:
    made = make.received(office, title_en="Old title")
    found = standing(office, of_case(made.id, make.version(office, Case, made.id), word(), word("no such", was="5")))
    assert (found.gone, found.locked, found.changed_by, found.changed_at) == (False, False, "", None)
    assert [str(one) for one in found.now] == ["Old title", "5"]


def test_a_record_that_somebody_has_changed_since(office: Office, clock: object) -> None:
    made = make.received(office)
    before = make.version(office, Case, made.id)
    with office.work() as work:
        cases.set_due(work, made.id, None, "Ring", seen=before)
    found = standing(office, of_case(made.id, before))
    assert (found.changed_by, found.changed_at) == (office.officer.initials, office.clock.now())


def test_a_case_that_was_locked_meanwhile(office: Office) -> None:
    made = make.at(office, Stage.APPROVED)
    assert standing(office, of_case(made.id, 1)).locked
    assert not standing(office, of_case(made.id, 1, word("starts_on", "5/3/2026"))).locked
    assert not standing(office, draft(place=Place("case", made.id, "NotesSection"))).locked


def test_a_line_that_was_struck_out_and_a_case_that_is_not_there(office: Office) -> None:
    made = make.received(office)
    line = make.add_cost(office, made.id)
    part = Part((word("amount", "5"),), f"cost {line}", Basis("cost_lines", line, 1))
    one = draft(part, place=Place("case", made.id, "CalculatorSection"))
    assert not standing(office, one).gone
    with office.work() as work:
        costs.strike_out(work, line, seen=make.version(office, CostLine, line), reason="Twice")
    assert standing(office, one).gone
    assert standing(office, of_case(uuid4(), 1)).gone


def test_an_applicant_that_was_merged_into_another(office: Office) -> None:
    one, other = make.applicant(office), make.applicant(office, name_en="Wing Fat Plating", br_number="99000002")
    typed = draft(
        Part((word("name_en", "X"),), "", Basis("applicants", other, 1)), place=Place("applicant", other, "X")
    )
    assert standing(office, typed).merged is None
    form = make.read(office, Applicant, one)
    fields = ApplicantFields(form.kind, form.name_en, br_number=form.br_number)
    make.do(office, merging.merge, one, other, fields, seen=1, other_seen=1)
    found = standing(office, typed)
    assert found.gone
    assert found.merged is not None
    assert found.merged.en.startswith(form.name_en)


@pytest.mark.parametrize("page", ["", "applicants", "awards"])
def test_a_page_without_a_record_is_never_gone(office: Office, page: str) -> None:
    assert not standing(office, draft(place=Place(page, None, "NewCaseDialog"))).gone
