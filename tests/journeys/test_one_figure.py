"""Change one figure in a rules file: screen, paper and command line all say the new one; nothing is written twice."""

from __future__ import annotations

import io
import json
import shutil
from pathlib import Path

import pytest
from pypdf import PdfReader
from pytestqt.qtbot import QtBot

from app import command, summaries
from app.office import Office
from app.rules.book import CPPP, RuleBook
from app.texts import say
from models.stages import Stage
from tests import make
from ui.widgets.working_view import WorkingView

OLD, NEW = "750000", "620000"


@pytest.fixture
def changed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> RuleBook:
    """The rule book with one figure changed: the higher ceiling of phase 5."""
    folder = tmp_path / "cppp"
    shutil.copytree(CPPP, folder)
    file = folder / "2025-04-01.toml"
    text = file.read_text("utf-8")
    assert text.count(f'"{OLD}"') == 2, "the figure stands once for each origin that it is for"
    file.write_text(text.replace(f'"{OLD}"', f'"{NEW}"'), "utf-8")
    book = RuleBook.load(folder)
    monkeypatch.setattr(RuleBook, "load", staticmethod(lambda *_: book))
    return book


def test_screen_paper_and_command_line_follow_the_file(
    changed: RuleBook, office: Office, qtbot: QtBot, capsys: pytest.CaptureFixture[str]
) -> None:
    asked = ["calculate", "--received", "2026-05-04", "--type", "NT", "--cost", "2000000", "--origin", "hk", "--json"]
    assert command.main(asked) == 0
    printed = json.loads(capsys.readouterr().out)
    assert (printed["ceiling"], printed["subsidy"]) == ("620000.00", "620000.00")

    office._rules = changed
    case = make.at(office, Stage.RECOMMENDED, cost="2000000")
    with office.reading() as session:
        sheet = summaries.sheet(office, session, case.id)
        paper = summaries.make(office, session, case.id, "en")
    assert sheet.calculation is not None
    text = " ".join(page.extract_text() for page in PdfReader(io.BytesIO(paper)).pages)
    assert "HK$620,000" in text
    assert "HK$750,000" not in text

    view = WorkingView()
    qtbot.addWidget(view)
    view.put(sheet.calculation)
    shown = view.as_text("en")
    assert "HK$620,000" in shown
    assert "HK$750,000" not in shown
    for line in sheet.calculation.working:
        assert say(line.text, "en") in shown
