"""Export to Excel from the list, a case and the calculator; on the back lane, told in the line and in a notice."""

from __future__ import annotations

import zipfile
from collections.abc import Generator, Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from app.clock import HeldClock
from app.exports import Step
from app.office import Office
from models import Case
from models.kinds import OfficeKind
from tests import make
from tests.app.test_exports import said
from tests.ui import real_office
from ui import exporting, jobs, words
from ui.calculator.page import CalculatorPage
from ui.casefile.page import CaseFilePage
from ui.desk import Desk
from ui.exporting import Export
from ui.lane import InlineLane, ThreadLane
from ui.window import MainWindow


@pytest.fixture
def office(tmp_path: Path, clock: HeldClock) -> Iterator[Office]:
    with real_office.opened(tmp_path / "office", clock, OfficeKind.REAL) as made:
        yield made


@pytest.fixture
def window(office: Office, tmp_path: Path, qtbot: QtBot) -> Iterator[MainWindow]:
    desk = Desk(office, InlineLane())
    made = MainWindow(desk, QSettings(str(tmp_path / "window.ini"), QSettings.Format.IniFormat))
    qtbot.addWidget(made)
    made.show()
    yield made
    desk.close()


@pytest.fixture
def file(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """What a person chooses in the dialog."""
    chosen = tmp_path / "out" / "chosen.xlsx"
    chosen.parent.mkdir()
    proposed: list[str] = []
    monkeypatch.setattr(QFileDialog, "selectFile", lambda _self, name: proposed.append(name))
    monkeypatch.setattr(QFileDialog, "exec", lambda _self: True)
    monkeypatch.setattr(QFileDialog, "selectedFiles", lambda _self: [str(chosen)])
    return chosen


def notice(window: MainWindow) -> str:
    return window.notices._words.text()


def test_the_list_goes_out_as_it_is_filtered_and_sorted(window: MainWindow, office: Office, file: Path) -> None:
    window.rail.views["overdue"].click()
    window.find_anything()
    window.cases.search("wing")
    window.menus.actions["export"].trigger()
    title, filters, totals, _by, _headings, *rows = said(file.read_bytes())
    assert title == ["Overdue"]
    assert "Search: wing" in filters[0]
    assert "Due on: Overdue" in filters[0]
    assert totals[0].startswith(f"{len(rows)} of 9 cases")
    shown = [one.reference for one in window.cases.table.model.rows if hasattr(one, "reference")]
    assert [row[0] for row in rows] == shown
    said_in_the_end = f"Exported {len(rows)} cases: chosen.xlsx. The export is noted in the journal."
    assert notice(window) == said_in_the_end
    assert make.entries(office)[-1].act == "office.export"
    assert window.status._bar.isHidden()


def test_the_file_speaks_the_language_of_the_screen(window: MainWindow, file: Path) -> None:
    words.set_language("zh_HK")
    window.export()
    with zipfile.ZipFile(file) as archive:
        assert "個案" in archive.read("xl/workbook.xml").decode()


def test_a_case_gives_its_calculation(window: MainWindow, office: Office, file: Path) -> None:
    made = make.received(office)
    window.open_case(made.id)
    window.export()
    assert said(file.read_bytes())[0] == ["Subsidy calculation"]
    assert make.entries(office)[-1].reason == make.read(office, Case, made.id).reference


def test_unsaved_work_is_asked_about_before_a_case_goes_out(
    window: MainWindow, office: Office, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    window.open_case(make.received(office).id)
    monkeypatch.setattr(CaseFilePage, "may_leave", lambda _self: False)
    window.export()
    assert not file.exists()


def test_a_case_without_a_sum_says_why(window: MainWindow, office: Office, file: Path) -> None:
    window.open_case(make.case(office).id)
    window.export()
    assert "Enter the day of receipt first" in notice(window)
    assert not file.exists()
    assert window.status._bar.isHidden()


def test_the_calculator_gives_what_is_on_the_screen(window: MainWindow, office: Office, file: Path) -> None:
    window.show_calculator()
    page = window.page()
    assert isinstance(page, CalculatorPage)
    window.export()
    assert not file.exists()  # no cost yet, and the notice says so
    page.lines.rows[0].fields["amount"].put(Decimal(50_000))
    page._work_out()
    page.fields["origin"].put("other")
    page._edited()
    window.export()
    assert said(file.read_bytes())[1] == ["No case"]


def test_a_page_without_anything_to_export_greys_the_line(window: MainWindow) -> None:
    assert window.menus.actions["export"].isEnabled()
    window.show_applicants()
    assert not window.menus.actions["export"].isEnabled()
    window.export()
    window.back()
    assert window.menus.actions["export"].isEnabled()


def test_nothing_is_written_when_the_dialog_is_closed(
    window: MainWindow, office: Office, file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QFileDialog, "exec", lambda _self: False)
    window.export()
    assert not file.exists()
    assert not make.entries(office, "office.export")


def test_a_place_that_takes_no_file_is_a_sentence(window: MainWindow, tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    offered = window.cases.export()
    exporting.write(window, offered, tmp_path / "file" / "list.xlsx")
    assert "cannot be written" in notice(window)
    assert window.status._bar.isHidden()


def test_a_long_export_shows_how_far_it_is_and_can_be_stopped(
    office: Office, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    import threading

    going = threading.Event()
    monkeypatch.setattr(jobs, "SOON", 0)

    def slow(_office: Any, file: Path, _language: str) -> Generator[Step, None, Path]:
        yield Step(300, 1_000)
        going.wait(10)
        yield Step(600, 1_000)
        return file

    desk = Desk(office, ThreadLane())
    window = MainWindow(desk, QSettings(str(tmp_path / "window.ini"), QSettings.Format.IniFormat))
    qtbot.addWidget(window)
    window.show()
    exporting.write(window, Export("x.xlsx", slow), tmp_path / "x.xlsx")
    qtbot.waitUntil(lambda: window.status._bar.value() == 300)
    assert window.status._bar.maximum() == 1_000
    assert window.status._job.text() == "Exporting x.xlsx…"
    window.status._stop.click()
    going.set()
    qtbot.waitUntil(lambda: notice(window) == "The export was stopped. No file was written.")
    assert window.status._bar.isHidden()
    desk.close()
