"""After a crash: a quiet list of what was kept; each draft restored, compared or discarded."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QDialog
from pytestqt.qtbot import QtBot

from app import cases
from app.drafts import Draft
from app.engagements import EngagementFields
from models import Case
from tests import make
from tests.ui.drafts.conftest import Seat, type_into
from ui import words
from ui.applicants.forms import ApplicantDialog
from ui.applicants.page import ApplicantPage
from ui.casefile.dialogs import DueDialog, ProviderDialog
from ui.cases.new_case import NewCaseDialog
from ui.drafts.band import DraftsBand
from ui.drafts.list_dialog import DraftsDialog
from ui.widgets.basic import Label

SitDown = Callable[..., Seat]


def words_of(dialog: QDialog) -> str:
    return "\n".join(one.text() for one in dialog.findChildren(Label))


def draft_of(seat: Seat) -> Draft:
    """The one draft that was left."""
    (draft,) = seat.left
    return draft


def a_note_and_a_title(sit_down: SitDown) -> Seat:
    """A crash while a note and the application of the first case were being typed; who comes back."""
    first = sit_down()
    page = first.case_page()
    page.sections["notes"].form.field("text").redraft("Rang the factory")  # type: ignore[attr-defined]
    form = page.sections["application"].form  # type: ignore[attr-defined]
    form.field("title_en").redraft("Plasma line")
    form.field("requested").redraft("about 1.2m?")
    assert len(first.kept()) == 2
    first.crash()
    return sit_down()


def test_row_31_after_a_crash_the_drafts_are_offered_quietly(sit_down: SitDown) -> None:
    seat = a_note_and_a_title(sit_down)
    band = seat.window.band
    assert isinstance(band, DraftsBand)
    said = [one.text() for one in band.findChildren(Label)]
    assert "2 drafts were kept: words that were typed and never saved." in said
    assert QApplication.activeModalWidget() is None
    dialog = seat.sitting.show_list(seat.window)
    listed = words_of(dialog)
    assert "Wing Fat Electroplating Company Limited  永發電鍍廠有限公司 – Application" in listed
    assert "Kept 4 November 2026 11:00: Project title in English, Requested subsidy" in listed
    dialog.accept()


def test_row_31_a_draft_is_called_by_both_names_the_one_of_the_screen_first(sit_down: SitDown) -> None:
    seat = a_note_and_a_title(sit_down)
    dialog = seat.sitting.show_list(seat.window)
    words.set_language("zh_HK")
    assert "永發電鍍廠有限公司  Wing Fat Electroplating Company Limited – " in words_of(dialog)
    dialog.accept()


def test_row_31_restoring_puts_the_words_back_unsaved(sit_down: SitDown, qtbot: QtBot) -> None:
    seat = a_note_and_a_title(sit_down)
    draft = next(one for one in seat.left if one.place.form == "ApplicationSection")
    seat.sitting.restoring.restore(draft, seat.window)
    page = seat.window.page()
    qtbot.waitUntil(lambda: bool(getattr(page, "dirty", False)))
    form = page.sections["application"].form  # type: ignore[attr-defined]
    assert form.field("title_en").read() == "Plasma line"
    assert form.field("requested").draft() == "about 1.2m?"
    assert make.read(seat.office, Case, seat.cases[0]).title_en == ""
    # It is one draft from now on: the new one, which the next sitting would find.
    assert [one.place.form for one in seat.left] == ["NotesSection"]
    assert sorted(one.place.form for one in seat.kept()) == ["ApplicationSection", "NotesSection"]
    form.field("requested").redraft("1.2m")
    page.save()  # type: ignore[attr-defined]
    assert make.read(seat.office, Case, seat.cases[0]).title_en == "Plasma line"
    assert [one.place.form for one in seat.kept()] == ["NotesSection"]


def test_what_waits_is_not_lost_by_opening_its_form(sit_down: SitDown) -> None:
    seat = a_note_and_a_title(sit_down)
    page = seat.case_page()
    page.sections["notes"].form.field("text").redraft("Another note")  # type: ignore[attr-defined]
    page.discard()
    assert len(seat.kept()) == 2


def test_words_that_stand_unsaved_in_the_form_are_not_typed_over(sit_down: SitDown, qtbot: QtBot) -> None:
    seat = a_note_and_a_title(sit_down)
    page = seat.case_page()
    field = page.sections["notes"].form.field("text")  # type: ignore[attr-defined]
    field.redraft("Something else")
    draft = next(one for one in seat.left if one.place.form == "NotesSection")
    seat.sitting.restoring.restore(draft, seat.window)
    qtbot.waitUntil(seat.window.notices.isVisible)
    assert field.read() == "Something else"
    assert draft in seat.left


def test_row_31_compare_shows_draft_and_office_and_who_changed_it(sit_down: SitDown) -> None:
    seat = a_note_and_a_title(sit_down)
    case = make.read(seat.office, Case, seat.cases[0])
    with seat.office.work() as work:
        cases.set_due(work, case.id, None, "", seen=case.version)
    dialog = seat.sitting.show_list(seat.window)
    assert isinstance(dialog, DraftsDialog)
    assert "CKY changed this on 4 November 2026 11:00, after the words were typed." in words_of(dialog)
    draft = next(one for one in seat.left if one.place.form == "ApplicationSection")
    compared = dialog.compare(draft)
    said = words_of(compared)
    assert "Plasma line" in said
    assert "about 1.2m?" in said
    assert "Empty" in said
    compared.copy.click()
    assert "Project title in English: Plasma line" in QGuiApplication.clipboard().text()
    compared.reject()
    dialog.accept()


def test_row_31_discarding_asks_once_and_can_be_taken_back(sit_down: SitDown) -> None:
    seat = a_note_and_a_title(sit_down)
    dialog = seat.sitting.show_list(seat.window)
    assert isinstance(dialog, DraftsDialog)
    draft = seat.left[0]
    dialog.discard(draft).keep.click()
    assert draft in seat.left
    dialog.discard(draft).drop.click()
    assert draft not in seat.kept()
    assert "Discarded. Until you sign out it can be taken back." in words_of(dialog)
    seat.sitting.keeper.take_back(draft)
    assert draft in seat.kept()
    assert draft in seat.left
    dialog.accept()


def test_a_dialog_of_the_case_page_is_opened_again(sit_down: SitDown, qtbot: QtBot) -> None:
    first = sit_down()
    sheet = first.case_page().sheet
    assert sheet is not None
    dialog = DueDialog(first.window.page(), first.office.clock, sheet.due_on, sheet.due_for)
    dialog.show()
    type_into(dialog.form, "due_for", "Ring the factory")
    assert len(first.kept()) == 1
    first.crash()
    seat = sit_down()
    found: list[tuple[object, bool]] = []

    def look() -> None:
        again = seat.window.page().findChild(DueDialog)
        if not isinstance(again, DueDialog) or not again.isVisible():
            QTimer.singleShot(10, look)
            return
        found.append((again.form.field("due_for").read(), again.dirty))
        again.leave()

    look()
    seat.sitting.restoring.restore(draft_of(seat), seat.window)
    qtbot.waitUntil(lambda: bool(found))
    assert found == [("Ring the factory", True)]
    assert seat.left == seat.kept() == ()


def test_a_dialog_that_needs_a_person_takes_its_words_when_it_is_opened(sit_down: SitDown, qtbot: QtBot) -> None:
    first = sit_down()
    dialog = ProviderDialog(first.case_page().sections["application"], None)
    dialog.show()
    type_into(dialog.form, "name_en", "Green Works")
    assert len(first.kept()) == 1
    first.crash()
    seat = sit_down()
    seat.sitting.restoring.restore(draft_of(seat), seat.window)
    qtbot.waitUntil(seat.window.notices.isVisible)
    assert "Open “Add a provider” again" in seat.window.notices._words.text()
    section = seat.window.page().sections["application"]  # type: ignore[attr-defined]
    corrected = ProviderDialog(section, EngagementFields(name_en="Another"))
    corrected.show()
    assert not corrected.dirty
    corrected.leave()
    again = ProviderDialog(section, None)
    again.show()
    assert again.form.field("name_en").read() == "Green Works"
    assert again.dirty
    assert seat.left == ()
    again.leave()
    assert seat.kept() == ()


def test_a_new_case_comes_back_with_its_applicant(sit_down: SitDown, qtbot: QtBot) -> None:
    first = sit_down()
    first.window.new_case()
    dialog = first.window.findChild(NewCaseDialog)
    assert isinstance(dialog, NewCaseDialog)
    dialog._toggle_new()
    type_into(dialog.form, "name_en", "Wai Tat Dyeing")
    type_into(dialog.form, "title_en", "Low-temperature dyeing")
    assert len(first.kept()) == 1
    first.crash()
    seat = sit_down()
    (draft,) = seat.left
    assert str(draft.title) == "New case"
    seat.sitting.restoring.restore(draft, seat.window)
    qtbot.waitUntil(lambda: seat.window.findChild(NewCaseDialog) is not None)
    again = seat.window.findChild(NewCaseDialog)
    assert isinstance(again, NewCaseDialog)
    qtbot.waitUntil(lambda: again.dirty)
    assert again.form.field("name_en").read() == "Wai Tat Dyeing"
    assert again.form.field("name_en").isVisible()
    assert again.form.field("title_en").read() == "Low-temperature dyeing"
    again.leave()


def test_a_form_of_the_applicant_is_opened_again_with_what_was_saved_meanwhile(sit_down: SitDown, qtbot: QtBot) -> None:
    first = sit_down()
    page = first.case_page()
    assert page.sheet is not None
    whose = page.sheet.applicant.id
    first.window.open_applicant(whose)
    here = first.window.page()
    assert isinstance(here, ApplicantPage)
    dialog = here.editing.ask("applicant")
    assert dialog is not None
    type_into(dialog.form, "remarks", "Prefers letters")
    assert len(first.kept()) == 1
    first.crash()
    seat = sit_down()
    seat.sitting.restoring.restore(draft_of(seat), seat.window)
    qtbot.waitUntil(lambda: bool(seat.window.page().findChildren(ApplicantDialog)))
    (again,) = seat.window.page().findChildren(ApplicantDialog)
    qtbot.waitUntil(lambda: again.dirty)
    assert again.form.field("remarks").read() == "Prefers letters"
    again.leave()
