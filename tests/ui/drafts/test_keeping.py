"""What is typed is a draft on the disk before two seconds have passed, and is none once it was saved or discarded."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app.drafts import Basis, Draft, Place
from tests.conftest import Noise
from tests.ui.drafts.conftest import Seat, type_into
from ui.casefile.dialogs import DueDialog
from ui.drafts import keeping
from ui.drafts.hub import hub


def test_row_30_typing_is_kept_within_two_seconds_of_the_last_key(seat: Seat, qtbot: QtBot) -> None:
    assert keeping.PAUSE <= 1000
    page = seat.case_page()
    kept: list[object] = []
    hub.kept.connect(lambda _place, at: kept.append(at))
    page.sections["notes"].form.field("text").redraft("Rang the factory")  # type: ignore[attr-defined]
    qtbot.waitUntil(lambda: bool(kept), timeout=2000)


def test_a_draft_says_where_what_since_when_and_over_which_version(seat: Seat) -> None:
    page = seat.case_page()
    form = page.sections["application"].form  # type: ignore[attr-defined]
    form.field("requested").redraft("twelve")
    (draft,) = seat.kept()
    assert draft.place == Place("case", seat.cases[0], "ApplicationSection")
    assert draft.whose == page.title()
    assert str(draft.title) == "Application"
    (part,) = draft.parts
    assert page.sheet is not None
    assert part.basis == Basis("cases", seat.cases[0], page.sheet.version)
    assert [(one.name, one.text, one.was) for one in part.words] == [("requested", "twelve", "")]
    assert draft.at == seat.office.clock.now()


def test_a_saved_form_leaves_no_draft(seat: Seat) -> None:
    page = seat.case_page()
    form = page.sections["application"].form  # type: ignore[attr-defined]
    form.field("title_en").redraft("A new line")
    assert len(seat.kept()) == 1
    page.save()
    assert not page.dirty
    assert seat.kept() == ()


def test_a_discarded_form_leaves_no_draft(seat: Seat) -> None:
    page = seat.case_page()
    page.sections["notes"].form.field("text").redraft("Rang")  # type: ignore[attr-defined]
    assert len(seat.kept()) == 1
    page.discard()
    assert seat.kept() == ()


def test_a_dialog_keeps_a_draft_until_it_is_closed(seat: Seat, clock: object) -> None:
    page = seat.case_page()
    dialog = DueDialog(page, seat.office.clock, None, "")
    dialog.show()
    type_into(dialog.form, "due_for", "Ring the factory")
    (draft,) = seat.kept()
    assert (draft.place.form, str(draft.title)) == ("DueDialog", "Set a due date")
    dialog.leave()
    assert seat.kept() == ()


def test_two_forms_of_a_page_are_two_drafts(seat: Seat) -> None:
    page = seat.case_page()
    page.sections["notes"].form.field("text").redraft("A note")  # type: ignore[attr-defined]
    page.sections["tasks"].form.field("text").redraft("A task")  # type: ignore[attr-defined]
    assert {one.place.form for one in seat.kept()} == {"NotesSection", "TasksSection"}


def test_what_was_typed_is_nowhere_plain_on_the_disk(seat: Seat, folder: Path) -> None:
    page = seat.case_page()
    page.sections["notes"].form.field("text").redraft("Mr Secretive of Dongguan")  # type: ignore[attr-defined]
    assert len(seat.kept()) == 1
    found = [one.read_bytes() for one in folder.iterdir() if one.name.startswith("drafts.db")]
    assert found
    assert all(b"Secretive" not in one for one in found)
    assert not found[0].startswith(b"SQLite format 3")


def test_a_password_is_never_kept(seat: Seat) -> None:
    from ui.admin.officers_page import OfficerDialog

    dialog = OfficerDialog(seat.desk, seat.window)
    dialog.show()
    type_into(dialog.form, "login", "new")
    dialog.form.field("password").control.setText("correct battery")  # type: ignore[attr-defined]
    (draft,) = seat.kept()
    assert [one.name for _part, one in draft.words] == ["login"]
    dialog.leave()


def test_trouble_with_the_disk_is_said_once_and_typing_goes_on(seat: Seat, folder: Path) -> None:
    said: list[str] = []
    seat.sitting.keeper.troubled.connect(lambda text: said.append(str(text)))
    (folder / "drafts.db").mkdir()
    page = seat.case_page()
    field = page.sections["notes"].form.field("text")  # type: ignore[attr-defined]
    for text in ("R", "Ra", "Rang"):
        field.redraft(text)
        seat.sitting.keeper.look()
    assert said == ["What you type cannot be kept as a draft at the moment. Save often."]
    assert field.read() == "Rang"
    (folder / "drafts.db").rmdir()
    seat.sitting.keeper.look()
    assert len(seat.kept()) == 1


def test_a_mistake_of_ours_is_told_and_logged_without_the_words(
    seat: Seat, monkeypatch: pytest.MonkeyPatch, noise: Noise, caplog: pytest.LogCaptureFixture
) -> None:
    noise.expect("a draft could not be kept: ValueError$")
    said: list[str] = []
    seat.sitting.keeper.troubled.connect(lambda text: said.append(str(text)))

    def wrong(draft: Draft, _gone: object) -> None:
        raise ValueError(str(draft))

    monkeypatch.setattr(seat.sitting.keeper._file, "keep", wrong)
    page = seat.case_page()
    page.sections["notes"].form.field("text").redraft("Mr Secretive")  # type: ignore[attr-defined]
    seat.sitting.keeper.look()
    assert said == ["What you type cannot be kept as a draft at the moment. Save often."]
    assert "Secretive" not in caplog.text
    page.discard()


def test_a_file_that_the_key_does_not_open_is_set_aside(
    sit_down: Callable[..., Seat], folder: Path, noise: Noise
) -> None:
    noise.expect("draft file could not be read")
    (folder / "drafts.db").write_bytes(b"no database at all, whatever opens it" * 100)
    seat = sit_down()
    page = seat.case_page()
    page.sections["notes"].form.field("text").redraft("Rang")  # type: ignore[attr-defined]
    assert len(seat.kept()) == 1
    assert list(folder.glob("drafts-unreadable-*.db"))


def test_the_drafts_of_another_officer_are_not_shown(sit_down: Callable[..., Seat]) -> None:
    first = sit_down()
    first.case_page().sections["notes"].form.field("text").redraft("Mine")  # type: ignore[attr-defined]
    assert len(first.kept()) == 1
    first.crash()
    other = sit_down("lky")
    assert other.left == ()
    other.leave()
    assert len(sit_down().left) == 1


def test_row_32_what_is_not_saved_is_said_in_title_section_and_status_bar(seat: Seat, qapp: QApplication) -> None:
    page = seat.case_page()
    assert not seat.window.windowTitle().startswith("●")
    page.sections["notes"].form.field("text").redraft("Rang")  # type: ignore[attr-defined]
    assert seat.window.windowTitle().startswith("● ")
    assert seat.window.status._saved.text() == "Not saved yet"
    assert page.view.list._lines["notes"].text() == "Notes •"
    seat.sitting.keeper.look()
    assert page.bar._kept.text() == "Draft kept 11:00:00"
    page.discard()
    assert not seat.window.windowTitle().startswith("●")
    assert page.view.list._lines["notes"].text() == "Notes"


def test_an_edit_by_nobody_is_no_draft(seat: Seat) -> None:
    seat.case_page()
    assert seat.kept() == ()


def test_the_last_word_is_written_when_the_keeper_is_closed(sit_down: Callable[..., Seat]) -> None:
    """Also before its pause is over: the computer is being switched off."""
    first = sit_down()
    first.case_page().sections["notes"].form.field("text").redraft("Rang")  # type: ignore[attr-defined]
    first.leave()
    (draft,) = sit_down().left
    assert [one.seen for _part, one in draft.words] == ["Rang"]
