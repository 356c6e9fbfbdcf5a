"""The technology register: listed, entered, corrected, struck out; what an auditor may not."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app import technologies
from app.office import Office
from models.kinds import Origin, Role
from tests import make
from tests.ui.furnished import desk, office
from tests.ui.looking import LANGUAGES, LOOKS, Look, dress, faults, settled, show
from ui import words
from ui.admin.technologies_page import TechnologiesPage, TechnologyDialog
from ui.casefile.dialogs import ReasonDialog
from ui.desk import Desk

__all__ = ["desk", "office"]


@pytest.fixture
def page(desk: Desk, office: Office, qtbot: QtBot) -> TechnologiesPage:
    make.technology(office)
    make.technology(office, name_en="Heat pump", name_tc="熱泵", origin=Origin.OTHER, origin_evidence="")
    made = TechnologiesPage(desk)
    qtbot.addWidget(made)
    made.resize(1000, 600)
    made.show()
    made.shown()
    return made


def listed(page: TechnologiesPage) -> list[str]:
    return [one.fields.code for one in page.table.model.rows]


def cells(page: TechnologiesPage, line: int) -> list[str]:
    return [column.text(page.table.model.rows[line]) for column in page.table.model.columns]


def test_the_list_shows_what_is_registered_in_the_language_of_the_screen(page: TechnologiesPage) -> None:
    assert listed(page) == ["T-07", "T-08"]
    assert cells(page, 0)[1] == "Foam dyeing"
    words.set_language("zh_HK")
    assert cells(page, 0)[1] == "泡沫染色"


def test_an_empty_register_says_so(desk: Desk, qtbot: QtBot) -> None:
    made = TechnologiesPage(desk)
    qtbot.addWidget(made)
    made.show()
    made.shown()
    assert listed(made) == []
    assert made.enter.isEnabled()
    assert not made.correct.isEnabled()


def test_a_technology_is_entered_and_listed_at_once(page: TechnologiesPage, desk: Desk, qtbot: QtBot) -> None:
    dialog = TechnologyDialog(desk, page, None)
    qtbot.addWidget(dialog)
    for name, value in {"code": "T-99", "list_version": "List 2", "name_tc": "真空鍍膜"}.items():
        dialog.form.field(name).put(value)
    dialog.take()
    assert dialog.result() == TechnologyDialog.DialogCode.Accepted
    assert "T-99" in listed(page)


def test_what_is_missing_stands_beside_its_field_and_nothing_is_entered(
    page: TechnologiesPage, desk: Desk, qtbot: QtBot
) -> None:
    dialog = TechnologyDialog(desk, page, None)
    qtbot.addWidget(dialog)
    dialog.take()
    assert "Enter the code of the technology on the list." in dialog.form.problems()
    for name, value in {"code": "T-99", "list_version": "List 2", "name_en": "Coating", "origin": Origin.HK}.items():
        dialog.form.field(name).put(value)
    dialog.take()
    assert any("evidence" in one for one in dialog.form.problems())
    assert listed(page) == ["T-07", "T-08"]


def test_an_entry_changed_meanwhile_is_not_overwritten(
    page: TechnologiesPage, desk: Desk, office: Office, qtbot: QtBot
) -> None:
    kept = page.table.model.rows[0]
    dialog = TechnologyDialog(desk, page, kept)
    qtbot.addWidget(dialog)
    make.do(office, technologies.correct, kept.id, replace(kept.fields, name_sc="新名"), seen=kept.version)
    dialog.form.field("name_en").put("Mine")
    dialog.take()
    assert dialog.result() != TechnologyDialog.DialogCode.Accepted
    page.refresh()
    assert page.table.model.rows[0].fields.name_sc == "新名"


def test_striking_out_asks_why_and_takes_it_off_the_list(
    page: TechnologiesPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    def ask(_parent: Any, _title: str, *, send: Any, **_rest: Any) -> bool:
        done: list[object] = []
        send("Not on the list", done.append, lambda refusal: pytest.fail(str(refusal)))
        return bool(done)

    monkeypatch.setattr(ReasonDialog, "ask", ask)
    said: list[str] = []
    page.said.connect(lambda message: said.append(message.text))
    page.table.choose(page.table.model.rows[0].id)
    page.strike.click()
    assert listed(page) == ["T-08"]
    assert said == ["The technology is struck out."]


def test_an_auditor_looks_and_changes_nothing(page: TechnologiesPage, desk: Desk, office: Office, qtbot: QtBot) -> None:
    make.officer(office, "aud", Role.AUDITOR)
    make.sign_in(office, Role.AUDITOR)
    made = TechnologiesPage(desk)
    qtbot.addWidget(made)
    made.show()
    made.shown()
    made.table.choose(made.table.model.rows[0].id)
    assert not any(button.isEnabled() for button in (made.enter, made.correct, made.strike))


@pytest.mark.parametrize("look", LOOKS, ids=str)
def test_the_register_reads_well(page: TechnologiesPage, qapp: QApplication, look: Look) -> None:
    dress(qapp, look)
    show(page, look.size)
    assert faults(page) == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_dialog_reads_well(
    page: TechnologiesPage, desk: Desk, qapp: QApplication, qtbot: QtBot, language: str
) -> None:
    look = next(one for one in LOOKS if one.language == language)
    dress(qapp, look)
    dialog = TechnologyDialog(desk, page, page.table.model.rows[0])
    qtbot.addWidget(dialog)
    dialog.show()
    settled()
    assert faults(dialog) == []
