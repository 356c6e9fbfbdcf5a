"""Long work in the window: nothing is said of a moment, something soon, a line of its own later, and how it ended."""

from __future__ import annotations

import threading
from collections.abc import Generator, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from app import list_export
from app.clock import HeldClock
from app.exports import Step
from app.office import Office
from app.refusal import CannotSave
from app.texts import Message
from models.kinds import OfficeKind
from tests import make
from tests.ui import real_office
from ui import ending, exporting, jobs, words
from ui.desk import Desk
from ui.exporting import Export
from ui.jobs import Errand, JobStrip
from ui.lane import Job, ThreadLane
from ui.notices import Notice, Notices
from ui.status_bar import StatusBar
from ui.window import MainWindow


@pytest.fixture
def office(tmp_path: Path, clock: HeldClock) -> Iterator[Office]:
    with real_office.opened(tmp_path / "office", clock, OfficeKind.SAMPLE) as made:
        yield made


@pytest.fixture
def window(office: Office, tmp_path: Path, qtbot: QtBot) -> Iterator[MainWindow]:
    desk = Desk(office, ThreadLane())
    made = MainWindow(desk, QSettings(str(tmp_path / "window.ini"), QSettings.Format.IniFormat))
    qtbot.addWidget(made)
    made.show()
    qtbot.waitUntil(lambda: bool(made.cases.table.model.rows))
    yield made
    desk.close()


@pytest.fixture
def strip(window: MainWindow) -> JobStrip:
    return window.jobs


def job() -> Job:
    return Job(lambda: None, lambda _result: None, lambda _problem: None)


def begun(strip: JobStrip, what: str = "Exporting…") -> Errand:
    errand = Errand(Message(what))
    strip.take(errand)
    errand.may_stop(job())
    return errand


def notice(window: MainWindow) -> str:
    return window.notices._words.text()


# --- rows of ux.md §3


def test_row_70_a_moment_is_not_spoken_of(window: MainWindow, strip: JobStrip, qapp: QApplication) -> None:
    assert (jobs.SOON, jobs.LONG) == (300, 2_000)
    errand = begun(strip)
    qapp.processEvents()
    assert window.status._bar.isHidden()
    assert strip.isHidden()
    errand.end(Message("Exported."))
    assert notice(window) == "Exported."
    assert strip.lines == []


def test_row_70_what_takes_longer_is_told_at_the_bottom_and_then_in_the_strip(
    window: MainWindow, strip: JobStrip, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(jobs, "SOON", 0)
    monkeypatch.setattr(jobs, "LONG", 40)
    errand = begun(strip)
    qtbot.waitUntil(lambda: not window.status._bar.isHidden() or bool(strip.lines))
    errand.step(Step(300, 1_204))
    qtbot.waitUntil(lambda: bool(strip.lines))
    (line,) = strip.lines
    assert line.words.text() == "Exporting… 300 of 1,204"
    assert (line.bar.value(), line.bar.maximum()) == (300, 1_204)
    assert window.status._bar.isHidden()  # told in one place
    errand.end(Message("Exported {n} cases.", n=1_204))
    assert line.words.text() == "Exported 1,204 cases."
    assert line.bar.isHidden()
    assert line.stop.isHidden()
    assert not strip.isHidden()  # until somebody puts it away
    assert window.notices.isHidden()  # and not said twice
    line._away.click()
    assert strip.isHidden()
    assert strip.lines == []


def test_row_70_several_are_told_of_each_in_a_line(strip: JobStrip) -> None:
    errands = [Errand(Message(what), lasting=True) for what in ("Exporting…", "Backing up…")]
    for errand in errands:
        strip.take(errand)
    assert [line.words.text() for line in strip.lines] == ["Exporting…", "Backing up…"]
    errands[0].end(Message("Done."))
    assert [line.words.text() for line in strip.lines] == ["Done.", "Backing up…"]
    for n in range(6):
        strip.take(more := Errand(Message("Checking…"), lasting=True))
        more.end(Message("{n} checked.", n=n))
    assert [line.words.text() for line in strip.lines] == [
        "Backing up…", "2 checked.", "3 checked.", "4 checked.", "5 checked.",
    ]  # fmt: skip


def test_row_71_a_stopped_export_leaves_no_file_and_says_so(
    window: MainWindow, office: Office, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(jobs, "SOON", 0)
    monkeypatch.setattr(jobs, "LONG", 0)
    monkeypatch.setattr(list_export, "_STRIDE", 2)
    held, go = threading.Event(), threading.Event()
    offered = window.cases.export()

    def slow(*given: Any) -> Generator[Step, None, Path]:
        """As the export of the list, held after its first rows."""
        for step in offered.write(*given):
            yield step
            held.set()
            assert go.wait(10)
        raise AssertionError("it was not stopped")

    (tmp_path / "out").mkdir()
    exporting.write(window, Export("list.xlsx", slow), tmp_path / "out/list.xlsx")
    qtbot.waitUntil(lambda: held.is_set() and bool(window.jobs.lines))
    (line,) = window.jobs.lines
    line.stop.click()
    go.set()
    qtbot.waitUntil(lambda: not line.errand.running)
    assert line.words.text() == "The export was stopped. No file was written."
    assert list((tmp_path / "out").iterdir()) == []
    assert not make.entries(office, "office.export")


# --- the rest


def test_a_refusal_of_short_work_stays_until_it_is_put_away(window: MainWindow, strip: JobStrip) -> None:
    errand = begun(strip)
    errand.fail(CannotSave("The disk is full."))
    assert notice(window) == "The disk is full."
    assert not window.notices._leave.isActive()


def test_an_outcome_can_be_acted_on(strip: JobStrip) -> None:
    pressed: list[bool] = []
    errand = Errand(Message("Exporting…"), lasting=True)
    strip.take(errand)
    errand.end(Notice(Message("Exported."), "Show in folder", lambda: pressed.append(True)))
    (line,) = strip.lines
    assert line.act.text() == "Show in folder"
    line.act.click()
    line.act.click()
    assert pressed == [True, True]
    assert strip.lines == [line]


def test_work_whose_page_says_how_it_ended_leaves_nothing(window: MainWindow, strip: JobStrip) -> None:
    errand = Errand(Message("Checking…"), lasting=True)
    strip.take(errand)
    errand.end()
    assert strip.isHidden()
    assert window.notices.isHidden()


def test_what_cannot_be_stopped_offers_no_stop(strip: JobStrip) -> None:
    errand = Errand(Message("Backing up…"), lasting=True)
    strip.take(errand)
    assert strip.lines[0].stop.isHidden()
    errand.may_stop(held := job())
    assert not strip.lines[0].stop.isHidden()
    strip.lines[0].stop.click()
    assert held.stopped.is_set()
    errand.end()


def test_the_bottom_line_tells_the_newest_and_no_other(qtbot: QtBot, window: MainWindow) -> None:
    status = StatusBar(window.desk)
    qtbot.addWidget(status)
    first, second = Errand(Message("Exporting…")), Errand(Message("Checking…"))
    status.tell(first)
    status.tell(second)
    first.step(Step(1, 2))
    assert status._job.text() == "Checking…"
    status.forget(first)
    assert not status._bar.isHidden()
    status.forget(second)
    assert status._bar.isHidden()


@pytest.mark.parametrize("answer", [False, True])
def test_closing_asks_about_what_can_be_stopped(
    window: MainWindow, strip: JobStrip, monkeypatch: pytest.MonkeyPatch, answer: bool
) -> None:
    monkeypatch.setattr(ending.EndQuestion, "ask", lambda _self: answer)
    assert window.may_close()
    one, other = job(), job()
    errands = [Errand(Message("Exporting…")), Errand(Message("Checking…"))]
    for errand, held in zip(errands, (one, other), strict=True):
        strip.take(errand)
        errand.may_stop(held)
    assert window.may_close() is answer
    assert [held.stopped.is_set() for held in (one, other)] == [answer, answer]
    for errand in errands:
        errand.end()
    monkeypatch.setattr(ending.EndQuestion, "ask", lambda _self: pytest.fail("nothing runs any more"))
    assert window.may_close()


def test_it_speaks_the_language_of_the_screen(strip: JobStrip) -> None:
    errand = Errand(Message("Backing up…"), lasting=True)
    strip.take(errand)
    words.set_language("zh_HK")
    assert strip.lines[0].words.text() == "正在備份…"
    assert strip.lines[0].stop.text() == "停止"


def test_a_strip_is_only_as_high_as_its_lines(window: MainWindow, strip: JobStrip, qapp: QApplication) -> None:
    assert isinstance(window.notices, Notices)
    errand = Errand(Message("Backing up…"), lasting=True)
    strip.take(errand)
    qapp.processEvents()
    assert 0 < strip.height() < 60
