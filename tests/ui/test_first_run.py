"""The first start: language, place, person; an office made, and nothing half-made when it is refused."""

from __future__ import annotations

import socket
from pathlib import Path

import pytest
from PySide6.QtCore import QLocale
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app import opening, sample
from tests.ui.looking import LOOKS, Look, dress, faults
from ui import words
from ui.first_run import FirstRunDialog
from ui.lane import InlineLane

PASSWORD = "correct horse"


@pytest.fixture
def dialog(tmp_path: Path, qtbot: QtBot) -> FirstRunDialog:
    made = FirstRunDialog(InlineLane(), offices=tmp_path)
    qtbot.addWidget(made)
    made.show()
    return made


def fill(dialog: FirstRunDialog, **other: str) -> None:
    values = {"name": "CHAN Ka-yan", "name_zh": "陳嘉欣", "initials": "CKY", "password": PASSWORD, "again": PASSWORD}
    for name, value in (values | other).items():
        dialog.form.field(name).put(value)


@pytest.mark.parametrize(
    ("name", "language"),
    [("en_HK", "en"), ("zh_HK", "zh_HK"), ("zh_TW", "zh_HK"), ("zh_CN", "zh_CN"), ("zh_SG", "zh_CN"), ("de_DE", "en")],
)
def test_the_language_comes_from_the_computer(name: str, language: str) -> None:
    assert words.system_language(QLocale(name)) == language


def test_each_language_is_named_in_itself_and_spoken_at_once(dialog: FirstRunDialog, qtbot: QtBot) -> None:
    assert [one.text() for one in dialog._languages.values()] == ["English", "繁體中文（香港）", "简体中文"]
    with qtbot.waitSignal(dialog.language_chosen):
        dialog._languages["zh_HK"].click()
    assert words.language() == "zh_HK"
    assert dialog.steps.currentIndex() == 1


def test_the_proposed_name_of_the_office_follows_the_language_until_another_is_typed(dialog: FirstRunDialog) -> None:
    office = dialog.form.field("office")
    dialog.choose_language("zh_HK")
    assert office.read() == words.tr("Cleaner Production Secretariat") != "Cleaner Production Secretariat"
    office.put("辦事處")
    dialog.choose_language("en")
    assert office.read() == "辦事處"


def test_row_82_an_office_is_made_for_its_first_officer(dialog: FirstRunDialog, tmp_path: Path) -> None:
    dialog.keep_here()
    fill(dialog)
    dialog.make()
    assert dialog.office is not None
    assert dialog.office.officer.name_zh == "陳嘉欣"
    dialog.office.close()
    opening.open_office(tmp_path / "office", login="cky", password=PASSWORD).close()


def test_row_82_three_questions_and_no_network(dialog: FirstRunDialog, monkeypatch: pytest.MonkeyPatch) -> None:
    def never(*_given: object) -> None:
        raise AssertionError("the first run asked the network")

    monkeypatch.setattr(socket.socket, "connect", never)
    asked = [dialog.steps.currentIndex()]
    dialog.choose_language("en")
    asked.append(dialog.steps.currentIndex())
    dialog.keep_here()
    asked.append(dialog.steps.currentIndex())
    fill(dialog)
    dialog.make()
    assert asked == [0, 1, 2]  # the language, the place, the person
    assert dialog.office is not None
    dialog.office.close()


@pytest.mark.parametrize(
    ("field", "wrong", "sentence"),
    [
        ("again", "something else", "The two passwords are not the same."),
        ("password", "short", "Choose a password of at least 10 characters."),
        ("initials", "", "Enter your initials."),
    ],
)
def test_what_is_wrong_is_said_beside_its_field(
    dialog: FirstRunDialog, tmp_path: Path, field: str, wrong: str, sentence: str
) -> None:
    dialog.keep_here()
    fill(dialog, **({"password": wrong, "again": wrong} if field == "password" else {field: wrong}))
    dialog.make()
    assert dialog.form._rows[field].sentence.text() == sentence
    assert not (tmp_path / "office").exists()
    assert dialog.form.field("name").read() == "CHAN Ka-yan"


def test_a_folder_that_holds_something_is_refused_and_what_was_typed_stays(
    dialog: FirstRunDialog, tmp_path: Path
) -> None:
    (tmp_path / "office").mkdir()
    (tmp_path / "office" / "letter.txt").write_text("mine", encoding="utf-8")
    dialog.keep_here()
    fill(dialog)
    dialog.make()
    assert "There is something in" in dialog.problem.words.text()
    assert dialog.steps.currentIndex() == 2
    assert dialog.form.field("initials").read() == "CKY"
    assert (tmp_path / "office" / "letter.txt").read_text(encoding="utf-8") == "mine"


def test_a_chosen_folder_with_something_in_it_gets_a_folder_within(dialog: FirstRunDialog, tmp_path: Path) -> None:
    (tmp_path / "documents").mkdir()
    (tmp_path / "documents" / "letter.txt").touch()
    dialog.take_folder(tmp_path / "documents")
    assert dialog._folder == tmp_path / "documents" / "office"


def test_the_sample_office_is_made_once_and_found_again(
    dialog: FirstRunDialog, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[Path] = []

    def build(folder: Path) -> None:
        folder.mkdir()
        (folder / "keys.toml").touch()
        made.append(folder)

    monkeypatch.setattr(sample, "build", build)
    dialog.open_sample()
    assert dialog.existing == tmp_path / "sample-office"
    dialog.open_sample()
    assert made == [tmp_path / "sample-office"]


@pytest.mark.parametrize("step", range(4))
@pytest.mark.parametrize("look", [one for one in LOOKS if one.size.width() == 1280], ids=str)
def test_no_text_is_cut(dialog: FirstRunDialog, look: Look, step: int, qapp: QApplication) -> None:
    dress(qapp, look)
    if step == 2:
        dialog.keep_here()
        dialog.make()
    elif step == 3:
        dialog._wait("Making the office…")
    else:
        dialog.steps.setCurrentIndex(step)
    qapp.processEvents()
    assert faults(dialog) == []
