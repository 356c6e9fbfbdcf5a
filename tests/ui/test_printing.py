"""Papers on a printer: whole, one after the other, recorded when they are out; a printer that fails leaves nothing."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage, QPageLayout, QPageSize, qGray
from PySide6.QtPrintSupport import QPrintDialog, QPrinter
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app import summaries
from app.exports import finish
from app.office import Office, Work
from app.pdf import summary
from app.preview import page_count, pages
from app.refusal import CannotSave, NotReady
from app.texts import say
from tests import make
from tests.app.pdf.sheets import long
from tests.ui.furnished import office
from ui import printing
from ui.printing import Printout
from ui.widgets.pdf_view import image

__all__ = ["office"]


@pytest.fixture(scope="module")
def pdf() -> bytes:
    """Three pages."""
    return summary.draw(long(30), "en")


def into(file: Path, kind: type[QPrinter] = QPrinter) -> QPrinter:
    """A printer whose sheets lie in a file; coarse, so that tests are quick."""
    made = kind()
    made.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    made.setOutputFileName(str(file))
    made.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    made.setResolution(100)
    return made


class Vanishing(QPrinter):
    """A printer that is gone after its first page."""

    def newPage(self) -> bool:
        return False


def noted(heard: list[bytes]) -> Callable[[Work, bytes], object]:
    """A record that notes the file in the journal and in a list."""

    def record(work: Work, pdf: bytes) -> None:
        heard.append(pdf)
        summaries.printed(work, reason=summaries.named("CP-26-0001", "en", pdf))

    return record


def test_every_page_is_printed_and_the_print_recorded_after_the_last(
    office: Office, pdf: bytes, tmp_path: Path
) -> None:
    heard: list[bytes] = []
    steps = list(printing.task(office, into(tmp_path / "a.pdf"), [Printout("a", pdf, noted(heard))], 1))
    assert page_count((tmp_path / "a.pdf").read_bytes()) == page_count(pdf) == 3
    assert [(step.done, step.total) for step in steps] == [(0, 1)] * 3 + [(1, 1)]
    assert heard == [pdf]
    entry = make.entries(office)[-1]
    assert (entry.act, entry.reason[:23]) == ("summary.print", "CP-26-0001, en, SHA-256")
    assert [file.name for file in tmp_path.iterdir() if file.suffix == ".pdf"] == ["a.pdf"]


def blurred(page: tuple[int, int, bytes]) -> list[int]:
    """The page in coarse dots, left to right and down: where it is dark."""
    coarse = image(page).scaled(40, 56, mode=Qt.TransformationMode.SmoothTransformation)
    return [qGray(coarse.pixel(x, y)) for y in range(56) for x in range(40)]


def test_what_is_printed_is_what_is_looked_at(office: Office, pdf: bytes, tmp_path: Path) -> None:
    finish(printing.task(office, into(tmp_path / "a.pdf"), [Printout("a", pdf)], 1))
    out = (tmp_path / "a.pdf").read_bytes()
    for shown, printed in zip(pages(pdf, 1), pages(out, 1), strict=True):
        apart = [abs(a - b) for a, b in zip(blurred(shown), blurred(printed), strict=True)]
        assert max(apart) < 40
        assert sum(apart) / len(apart) < 2


def test_copies_are_whole_papers(office: Office, pdf: bytes, tmp_path: Path) -> None:
    printer = into(tmp_path / "a.pdf")
    printer.setCopyCount(2)
    finish(printing.task(office, printer, [Printout("a", pdf)], 1))
    assert page_count((tmp_path / "a.pdf").read_bytes()) == 6


def test_the_printers_own_fineness_up_to_a_bound(office: Office, pdf: bytes, tmp_path: Path) -> None:
    fine = into(tmp_path / "a.pdf")
    fine.setResolution(2400)
    for printer, dots in ((fine, printing.FINEST), (into(tmp_path / "b.pdf"), 100)):
        next(printing.task(office, printer, [Printout("a", pdf)], 1))
        assert printer.resolution() == dots


def test_never_more_than_a_strip_of_a_page_is_in_memory(
    office: Office, pdf: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    sizes: list[int] = []
    plain = printing._picture

    def weighed(strip: Any) -> QImage:
        sizes.append(len(strip.pixels))
        return plain(strip)

    monkeypatch.setattr(printing, "_picture", weighed)
    printer = into(tmp_path / "a.pdf")
    printer.setResolution(300)
    finish(printing.task(office, printer, [Printout("a", pdf)], 1))
    whole = 2480 * 3508 * 3
    assert max(sizes) < whole / 20
    assert sum(sizes) >= 3 * whole * 0.99


def test_a_printer_that_is_gone_records_nothing_and_leaves_no_file(office: Office, pdf: bytes, tmp_path: Path) -> None:
    heard: list[bytes] = []
    with pytest.raises(CannotSave, match="did not take the paper"):
        finish(printing.task(office, into(tmp_path / "a.pdf", Vanishing), [Printout("a", pdf, noted(heard))], 1))
    assert heard == []
    assert [file for file in tmp_path.iterdir() if file.suffix == ".pdf"] == []


def test_a_printer_that_never_was_is_a_sentence(office: Office, pdf: bytes, qapp: object) -> None:
    heard: list[bytes] = []
    nobody = QPrinter()
    nobody.setPrinterName("Nobody knows this one")
    nobody.setOutputFileName("")
    with pytest.raises(CannotSave, match="did not take the paper"):
        finish(printing.task(office, nobody, [Printout("a", pdf, noted(heard))], 1))
    assert heard == []


@pytest.mark.qt_log_ignore("QPainter::begin")
def test_a_printer_that_cannot_be_begun_is_a_sentence(office: Office, pdf: bytes, tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    heard: list[bytes] = []
    with pytest.raises(CannotSave, match="did not take the paper"):
        finish(printing.task(office, into(tmp_path / "file" / "a.pdf"), [Printout("a", pdf, noted(heard))], 1))
    assert heard == []


def test_a_printer_that_vanishes_at_the_end_records_nothing(
    office: Office, pdf: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    heard: list[bytes] = []
    answers = iter([True, False])
    monkeypatch.setattr(printing, "there", lambda _printer: next(answers))
    with pytest.raises(CannotSave):
        finish(printing.task(office, into(tmp_path / "a.pdf"), [Printout("a", pdf, noted(heard))], 1))
    assert heard == []


def test_a_full_disk_under_a_printed_file_is_seen(
    office: Office, pdf: bytes, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Qt writes on and says nothing; the file is read back."""
    old = tmp_path / "a.pdf"
    old.write_bytes(b"what was there")
    plain = Path.read_bytes
    monkeypatch.setattr(Path, "read_bytes", lambda file: plain(file)[:2_000])
    heard: list[bytes] = []
    with pytest.raises(CannotSave, match="cannot be written"):
        finish(printing.task(office, into(old), [Printout("a", pdf, noted(heard))], 1))
    monkeypatch.undo()
    assert heard == []
    assert old.read_bytes() == b"what was there"


def test_stopped_in_the_middle_of_a_paper_it_is_dropped(office: Office, pdf: bytes, tmp_path: Path) -> None:
    heard: list[bytes] = []
    steps = printing.task(office, into(tmp_path / "a.pdf"), [Printout("a", pdf, noted(heard))], 1)
    next(steps)
    steps.close()
    assert heard == []
    assert not (tmp_path / "a.pdf").exists()


def test_a_print_that_cannot_be_recorded_is_told_as_printed(office: Office, pdf: bytes, tmp_path: Path) -> None:
    def refused(_work: Work, _pdf: bytes) -> None:
        raise NotReady("The award {number} is revoked. No certificate is made of it.", number="HGCP-2024-PM-0001")

    with pytest.raises(CannotSave) as caught:
        finish(printing.task(office, into(tmp_path / "a.pdf"), [Printout("one.pdf", pdf, refused)], 1))
    assert say(caught.value.message, "en") == (
        "one.pdf is printed, but the print is not recorded: "
        "The award HGCP-2024-PM-0001 is revoked. No certificate is made of it."
    )
    assert (tmp_path / "a.pdf").exists()


@pytest.mark.parametrize("agreed", [True, False])
def test_the_dialog_offers_a4_as_the_paper_lies_and_no_pages(
    qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, agreed: bool
) -> None:
    seen: list[QPrintDialog.PrintDialogOption] = []

    def answered(dialog: QPrintDialog) -> bool:
        seen.append(dialog.options())
        return agreed

    monkeypatch.setattr(QPrintDialog, "exec", answered)
    over = QWidget()
    qtbot.addWidget(over)
    printer = printing.choose(over, "Certificates", landscape=True, files=False)
    assert not seen[0] & QPrintDialog.PrintDialogOption.PrintPageRange
    assert not seen[0] & QPrintDialog.PrintDialogOption.PrintToFile
    assert (printer is not None) is agreed
    if printer is not None:
        layout = printer.pageLayout()
        assert layout.pageSize().id() == QPageSize.PageSizeId.A4
        assert layout.orientation() == QPageLayout.Orientation.Landscape
        assert printer.docName() == "Certificates"


def test_the_program_starts_without_printing() -> None:
    """Qt's printing costs time and asks the system for its printers; it is loaded when it is wanted."""
    code = "import sys, ui.awards.page, ui.casefile.paper; print('PySide6.QtPrintSupport' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, timeout=60, check=True)
    assert done.stdout.strip() == "False"
