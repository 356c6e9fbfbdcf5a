"""A batch of certificates in the window: how far it is, stopped between two, refused by name; the window goes on."""

from __future__ import annotations

import errno
import shutil
import threading
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QSettings
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from app import applicants, awards, batch
from app.applicants import ApplicantFields
from app.office import Office
from models.kinds import Category, OfficeKind, Role
from tests import make
from tests.ui import real_office
from tests.ui.awards.test_page import sums
from ui import ending, printing
from ui.awards.page import AwardsPage
from ui.desk import Desk
from ui.jobs import JobLine
from ui.lane import ThreadLane
from ui.window import MainWindow

NAMES = ["HGCP-2024-EX-0001.pdf", "HGCP-2024-PM-0001.pdf", "HGCP-2024-TS-0001.pdf"]


def files(folder: Path) -> list[str]:
    return sorted(file.name for file in folder.iterdir()) if folder.exists() else []


def told(page: AwardsPage) -> str:
    """How far the batch is, or how it ended."""
    errand = page.batch.errand
    assert errand is not None
    line = JobLine(errand)
    said = line.words.text()
    line.deleteLater()
    return said


def at_each_step(page: AwardsPage, then: Callable[[int, int], object]) -> None:
    """Call for each paper of the batches to come: how many are done, of how many."""
    page.errand.connect(lambda errand: errand.moved.connect(lambda: errand.running and then(errand.done, errand.total)))


def test_a_batch_makes_all_of_the_year_and_says_where(
    three: Office, desk: Desk, page_of: Callable[[Desk], AwardsPage], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    make.approved(three, year=2023)
    page = page_of(desk)
    heard: list[tuple[int, int]] = []
    at_each_step(page, lambda *at: heard.append(at))
    out = tmp_path / "out"
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_given: str(out))
    page.year.put(frozenset({2024}))
    page.make_all.click()
    assert files(out) == NAMES
    assert heard == [(1, 3), (2, 3), (3, 3)]
    assert told(page) == f"3 certificates are made, whole, in {out}. Each is recorded as a print."
    assert [one.prints for one in page.table.model.rows] == [1, 1, 1]
    assert page.make_all.isEnabled()
    assert not page.batch.running


def test_nothing_is_made_when_the_dialog_is_closed(
    three: Office, page: AwardsPage, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(QFileDialog, "getExistingDirectory", lambda *_given: "")
    monkeypatch.setattr(printing, "choose", lambda *_given, **_more: None)
    page.make_all.click()
    page.print_all.click()
    assert sums(three) == []
    assert page.batch.errand is None


def test_a_full_disk_at_the_third_says_what_is_whole(
    three: Office, page: AwardsPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    plain = Path.write_bytes

    def full(file: Path, data: bytes) -> int:
        if file.name.startswith(NAMES[2]):
            raise OSError(errno.ENOSPC, "No space left on device")
        return plain(file, data)

    monkeypatch.setattr(Path, "write_bytes", full)
    page.batch.make(tmp_path / "out", None)
    assert told(page).startswith("2 of 3 certificates are made and whole. ")
    assert "No space left on device" in told(page)
    assert files(tmp_path / "out") == NAMES[:2]
    assert len(sums(three)) == 2
    assert [one.prints for one in page.table.model.rows] == [1, 1, 0]


def test_a_certificate_that_cannot_be_drawn_says_what_is_whole(three: Office, page: AwardsPage, tmp_path: Path) -> None:
    whose = make.do(three, applicants.register, ApplicantFields(name_tc="永\U00020000廠", br_number="99000002"))
    make.approved(three, whose, category=Category.PSC)
    page.batch.make(tmp_path / "out", None)
    assert told(page).startswith(f"2 of 4 certificates are made and whole, in {tmp_path / 'out'}. ")
    assert "U+20000" in told(page)


def test_an_award_revoked_meanwhile_is_named_and_the_others_are_made(
    three: Office, page: AwardsPage, tmp_path: Path
) -> None:
    fallen = page.table.model.rows[1]

    def meanwhile(*at: int) -> None:
        if at == (1, 3):
            with make.signed(three, Role.SUPERVISOR):
                make.do(three, awards.revoke, fallen.id, seen=2, reason="penalised")

    at_each_step(page, meanwhile)
    page.batch.make(tmp_path / "out", None)
    assert told(page) == (
        f"2 certificates are made, whole, in {tmp_path / 'out'}. Each is recorded as a print. "
        f"The award {fallen.number} is revoked. No certificate is made of it."
    )
    assert files(tmp_path / "out") == [NAMES[0], NAMES[2]]
    assert len(sums(three)) == 2
    page.batch.make(tmp_path / "again", None)  # and nothing of it is left in the next sentence
    assert told(page) == f"2 certificates are made, whole, in {tmp_path / 'again'}. Each is recorded as a print."


def test_a_folder_that_is_lost_is_not_made_again_and_not_boasted_of(
    three: Office, page: AwardsPage, tmp_path: Path
) -> None:
    out = tmp_path / "out"

    def meanwhile(done: int, _total: int) -> None:
        if done == 2:
            shutil.rmtree(out)

    at_each_step(page, meanwhile)
    page.batch.make(out, None)
    assert told(page).startswith(
        "0 of 3 certificates are made and whole. Others were made and recorded as prints, but are not found in "
        f"{out} any more. "
    )
    assert not out.exists()


# --- with threads


class Gate:
    """Holds a batch before its second paper, so that a test knows where it is."""

    def __init__(self) -> None:
        self.go = threading.Event()
        self.held = threading.Event()

    def drawn(self, *given: Any) -> Iterator[Any]:
        """As `batch.drawn`."""
        for at, paper in enumerate(_drawn(*given)):
            if at == 1:
                self.held.set()
                assert self.go.wait(10)
            yield paper


_drawn = batch.drawn


@pytest.fixture
def gate(monkeypatch: pytest.MonkeyPatch) -> Iterator[Gate]:
    made = Gate()
    monkeypatch.setattr(batch, "drawn", made.drawn)
    yield made
    made.go.set()


@pytest.fixture
def busy(tmp_path: Path, clock: Any) -> Iterator[Office]:
    """An office in a folder with three awards, for threads."""
    with real_office.opened(tmp_path / "office", clock, OfficeKind.SAMPLE) as made:
        for category in (Category.EXM, Category.PM, Category.PTS):
            one = make.award(made, category=category)
            make.do(made, awards.approve, one, seen=1)
        yield made


@pytest.fixture
def window(busy: Office, tmp_path: Path, qtbot: QtBot) -> Iterator[MainWindow]:
    desk = Desk(busy, ThreadLane())
    made = MainWindow(desk, QSettings(str(tmp_path / "window.ini"), QSettings.Format.IniFormat))
    qtbot.addWidget(made)
    made.show()
    made.show_awards()
    qtbot.waitUntil(lambda: len(awards_page(made).table.model.rows) == 3)
    yield made
    desk.close()


def awards_page(window: MainWindow) -> AwardsPage:
    found = window.page()
    assert isinstance(found, AwardsPage)
    return found


def test_stopped_between_two_papers_the_first_stays(
    window: MainWindow, busy: Office, gate: Gate, tmp_path: Path, qtbot: QtBot
) -> None:
    page = awards_page(window)
    page.batch.make(tmp_path / "out", None)
    qtbot.waitUntil(lambda: told(page) == "Making certificates… 1 of 3" and gate.held.is_set())
    (line,) = window.jobs.lines
    assert (line.bar.value(), line.bar.maximum()) == (1, 3)
    assert not page.make_all.isEnabled()  # one batch at a time
    line.stop.click()
    gate.go.set()
    qtbot.waitUntil(lambda: not page.batch.running)
    whole = len(files(tmp_path / "out"))
    assert whole in (1, 2)  # the paper in hand is finished
    assert (
        told(page)
        == f"{page.batch._at[0]} of 3 certificates are made and whole, in {tmp_path / 'out'}. You stopped the others."
    )
    assert len(sums(busy)) == whole
    assert line.words.text() == told(page)  # and stays until it is put away
    assert line.bar.isHidden()
    line._away.click()
    assert window.jobs.isHidden()


def test_the_window_can_be_used_while_a_batch_runs(
    window: MainWindow, gate: Gate, tmp_path: Path, qtbot: QtBot
) -> None:
    page = awards_page(window)
    page.batch.make(tmp_path / "out", None)
    qtbot.waitUntil(gate.held.is_set)
    page.table.choose(page.table.model.rows[2].id)
    qtbot.waitUntil(lambda: page.view.page_count == 1)  # a certificate is drawn beside the batch
    window.show_cases()
    qtbot.waitUntil(lambda: bool(window.cases.table.model.rows))
    assert not window.jobs.isHidden()  # still told of
    gate.go.set()
    qtbot.waitUntil(lambda: not page.batch.running)
    assert files(tmp_path / "out") == NAMES
    window.show_awards()
    qtbot.waitUntil(lambda: [one.prints for one in page.table.model.rows] == [1, 1, 1])


@pytest.mark.parametrize("stop", [False, True])
def test_closing_the_window_asks_and_leaves_what_is_whole(
    window: MainWindow,
    busy: Office,
    gate: Gate,
    tmp_path: Path,
    qtbot: QtBot,
    monkeypatch: pytest.MonkeyPatch,
    stop: bool,
) -> None:
    monkeypatch.setattr(ending.EndQuestion, "ask", lambda _self: stop)
    page = awards_page(window)
    page.batch.make(tmp_path / "out", None)
    qtbot.waitUntil(gate.held.is_set)
    assert window.close() is stop
    gate.go.set()
    if stop:
        window.desk.close()
        assert len(files(tmp_path / "out")) in (1, 2)
    else:
        qtbot.waitUntil(lambda: not page.batch.running)
        assert files(tmp_path / "out") == NAMES
        assert window.close()  # nothing runs any more, nothing is asked
    assert not list((tmp_path / "out").glob("*.new"))
    assert len(sums(busy)) == len(files(tmp_path / "out"))


def test_the_question_keeps_the_window_unless_told_otherwise(window: MainWindow, qtbot: QtBot) -> None:
    from app.texts import Message

    asked = ending.EndQuestion(window, Message("Making certificates…"))
    asked.show()
    assert asked.keep.isDefault()
    asked.reject()
    assert not asked.result()
    asked.stop.click()
    assert asked.result()


# --- printing them all


class Jobs(QPrinter):
    """A printer of the system, as far as a test has one: each job lies in a file of its own."""

    def __init__(self, folder: Path) -> None:
        super().__init__()
        self.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
        self.setResolution(60)
        self.folder, self.names = folder, list[str]()

    def setDocName(self, name: str) -> None:
        self.names.append(name)
        self.setOutputFileName(str(self.folder / name))


def test_all_are_printed_each_a_job_and_a_record(three: Office, page: AwardsPage, tmp_path: Path) -> None:
    printer = Jobs(tmp_path)
    page.batch.print_on(printer, None)
    assert printer.names == NAMES
    assert set(NAMES) <= set(files(tmp_path))
    assert len(sums(three)) == 3
    assert told(page).startswith("3 certificates are printed on ")
    assert [one.prints for one in page.table.model.rows] == [1, 1, 1]


def test_a_printer_that_writes_one_file_is_refused_for_several(three: Office, page: AwardsPage, tmp_path: Path) -> None:
    printer = QPrinter()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "all.pdf"))
    page.batch.print_on(printer, None)
    assert told(page).startswith(f"This printer writes into one file, {tmp_path / 'all.pdf'}, in which each")
    assert files(tmp_path).count("all.pdf") == 0
    assert sums(three) == []
    page.batch.print_on(printer, 2023)  # none at all
    make.approved(three, year=2023)
    page.batch.print_on(printer, 2023)  # a single one fits
    assert "all.pdf" in files(tmp_path)
    assert len(sums(three)) == 1


def test_a_printer_that_vanishes_at_the_third_has_printed_two(
    three: Office, page: AwardsPage, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    printer = Jobs(tmp_path)
    monkeypatch.setattr(printing, "there", lambda one: len(one.names) < 3)
    page.batch.print_on(printer, None)
    assert set(NAMES[:2]) <= set(files(tmp_path))
    assert NAMES[2] not in files(tmp_path)
    assert len(sums(three)) == 2
    assert told(page).startswith("2 of 3 certificates are printed on ")
    assert "did not take the paper" in told(page)
