"""Signing in: the right password opens; everything else says why, in its own sentence, and loses nothing."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from app import keys, opening
from app.clock import HeldClock
from app.refusal import CannotOpen
from models.kinds import OfficeKind
from tests.ui import real_office
from tests.ui.looking import LANGUAGES, LOOKS, Look, dress, faults
from ui.lane import InlineLane
from ui.sign_in import SignInDialog
from ui.widgets.languages import Languages


@pytest.fixture
def folder(tmp_path: Path, clock: HeldClock) -> Path:
    return real_office.copied(tmp_path / "office", clock)


def dialog_for(folder: Path, qtbot: QtBot) -> SignInDialog:
    dialog = SignInDialog(InlineLane(), folder)
    qtbot.addWidget(dialog)
    dialog.show()
    return dialog


def test_the_right_password_opens(folder: Path, qtbot: QtBot) -> None:
    dialog = dialog_for(folder, qtbot)
    dialog.officer.put("cky")
    dialog.password.put(real_office.PASSWORD)
    dialog._sign_in()
    assert dialog.office is not None
    assert dialog.office.officer.initials == "CKY"
    assert not dialog.isVisible()
    dialog.office.close()


def test_a_wrong_password_says_so_and_keeps_the_officer(folder: Path, qtbot: QtBot) -> None:
    dialog = dialog_for(folder, qtbot)
    dialog.officer.put("lky")
    dialog.password.put("not this one")
    dialog._sign_in()
    assert dialog.problem.words.text() == "This is not the password of LKY. Nothing was opened."
    assert dialog.officer.read() == "lky"
    assert dialog.isVisible()
    assert dialog.isEnabled()
    assert dialog.office is None


def test_an_empty_password_is_not_tried(folder: Path, qtbot: QtBot) -> None:
    dialog = dialog_for(folder, qtbot)
    dialog._sign_in()
    assert dialog.problem.words.text() == "Enter the password of CKY."


def test_what_is_typed_after_a_wrong_password_takes_its_place(folder: Path, qtbot: QtBot) -> None:
    dialog = dialog_for(folder, qtbot)
    dialog.activateWindow()
    qtbot.keyClicks(dialog.password.line, "not this one")
    qtbot.keyClick(dialog.password.line, Qt.Key.Key_Return)
    qtbot.waitUntil(dialog.password.line.hasFocus)
    assert dialog.password.line.selectedText() != ""
    qtbot.keyClicks(dialog.password.line, real_office.PASSWORD)
    qtbot.keyClick(dialog.password.line, Qt.Key.Key_Return)
    assert dialog.office is not None
    dialog.office.close()


def test_caps_lock_is_told(folder: Path, qtbot: QtBot) -> None:
    dialog = dialog_for(folder, qtbot)
    line, note, shift = dialog.password.line, dialog.password.note, Qt.KeyboardModifier.ShiftModifier
    told = []
    for letter, held in (("a", False), ("A", True), ("A", False), ("1", False), ("a", True), ("b", False)):
        line.keyPressEvent(QKeyEvent(QEvent.Type.KeyPress, 0, shift if held else Qt.KeyboardModifier(0), letter))
        told.append(note.isVisible() and note.text() == "Caps Lock is on.")
    assert told == [False, False, True, True, True, False]


@pytest.mark.parametrize("kind", OfficeKind)
def test_the_names_follow_the_language_chosen_there(
    tmp_path: Path, clock: HeldClock, kind: OfficeKind, qtbot: QtBot
) -> None:
    dialog = dialog_for(real_office.copied(tmp_path / "other", clock, kind), qtbot)
    heard: list[str] = []
    dialog.language_chosen.connect(heard.append)
    if kind is OfficeKind.REAL:
        dialog.officer.put("lky")
    shown = []
    for code in ("zh_HK", "en"):
        dialog.findChild(Languages).buttons[code].click()  # type: ignore[union-attr]
        if kind is OfficeKind.REAL:
            assert dialog.officer.read() == "lky"
            shown.append(dialog.officer.choices.currentText())
        else:
            shown.append(next(one.text() for one in dialog.findChildren(QPushButton) if "LAU" in one.text()))
    assert "劉潔縈 LAU Kit-ying" in shown[0]
    assert "LAU Kit-ying 劉潔縈" in shown[1]
    assert heard == ["zh_HK", "en"]


def _missing(folder: Path) -> None:
    shutil.rmtree(folder)


def _incomplete(folder: Path) -> None:
    (folder / "files.db").unlink()


def _damaged(folder: Path) -> None:
    (folder / keys.FILE).write_text("this is not TOML =", encoding="utf-8")


def _newer(folder: Path) -> None:
    path = folder / keys.FILE
    path.write_text(path.read_text(encoding="utf-8").replace("format = 1", "format = 2"), encoding="utf-8")


def _read_only(folder: Path) -> None:
    (folder / "office.db").chmod(0o444)


@pytest.mark.parametrize(
    ("harm", "sentence"),
    [
        (_missing, "There is no office in"),
        (_incomplete, "is incomplete: files.db is missing"),
        (_damaged, "The file keys.toml is damaged"),
        (_newer, "made by a newer CP Desk"),
        (_read_only, "is read-only"),
    ],
)
def test_what_cannot_be_opened_says_why(folder: Path, harm: object, sentence: str, qtbot: QtBot) -> None:
    assert callable(harm)
    harm(folder)
    dialog = dialog_for(folder, qtbot)
    assert sentence in dialog.problem.words.text()
    assert dialog._name.text() == "This office cannot be opened"


def test_a_network_drive_is_refused(folder: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(_folder: Path) -> None:
        raise CannotOpen("This folder is on a network drive.")

    monkeypatch.setattr(opening, "refuse_network", refuse)
    assert "network drive" in dialog_for(folder, qtbot).problem.words.text()


def test_a_damaged_database_says_so_after_the_password(folder: Path, qtbot: QtBot) -> None:
    whole = (folder / "office.db").read_bytes()
    (folder / "office.db").write_bytes(b"\0" * 4096 + whole[4096:])
    dialog = dialog_for(folder, qtbot)
    dialog.password.put(real_office.PASSWORD)
    dialog._sign_in()
    assert "is damaged" in dialog.problem.words.text()
    assert dialog.isVisible()


def test_put_right_outside_it_can_be_tried_again(folder: Path, tmp_path: Path, qtbot: QtBot) -> None:
    aside = tmp_path / "aside"
    folder.rename(aside)
    dialog = dialog_for(folder, qtbot)
    aside.rename(folder)
    dialog.look()
    assert not dialog.problem.isVisible()
    assert dialog._name.text() == "Test office"


def test_the_sample_office_takes_one_click(tmp_path: Path, clock: HeldClock, qtbot: QtBot) -> None:
    folder = real_office.copied(tmp_path / "sample", clock, OfficeKind.SAMPLE)
    dialog = dialog_for(folder, qtbot)
    button = next(one for one in dialog.findChildren(QPushButton) if "LAU Kit-ying" in one.text())
    button.click()
    assert dialog.office is not None
    assert dialog.office.officer.login == "lky"
    dialog.office.close()


def test_another_office_in_the_same_dialog(folder: Path, tmp_path: Path, qtbot: QtBot) -> None:
    dialog = dialog_for(tmp_path / "nothing", qtbot)
    dialog.take_folder(folder)
    assert dialog._name.text() == "Test office"
    assert not dialog.problem.isVisible()


@pytest.mark.parametrize("look", [one for one in LOOKS if one.size.width() == 1280], ids=str)
def test_no_text_is_cut(folder: Path, look: Look, qapp: QApplication, qtbot: QtBot) -> None:
    assert look.language in LANGUAGES
    dress(qapp, look)
    dialog = dialog_for(folder, qtbot)
    dialog.password.put("not this one")
    dialog._sign_in()
    qapp.processEvents()
    assert faults(dialog) == []
