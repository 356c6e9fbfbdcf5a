"""The assessment summary on the case page."""

from __future__ import annotations

from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from uuid import UUID

import pypdfium2
import pytest
from PySide6.QtPrintSupport import QPrinter
from PySide6.QtWidgets import QApplication

from app.case_sheet import CaseSheet
from app.office import Office
from app.preview import page_count
from app.texts import say
from models import Case
from models.kinds import Role
from models.stages import Stage
from tests import make
from ui import theme
from ui.casefile.page import CaseFilePage
from ui.casefile.paper import PaperSection
from ui.desk import Desk
from ui.notices import Notice
from ui.widgets.basic import Button

PageOf = Callable[[UUID], CaseFilePage]
SheetOf = Callable[[UUID], CaseSheet]


def section(page: CaseFilePage) -> PaperSection:
    found = page.sections["paper"]
    assert isinstance(found, PaperSection)
    page.go_to("paper")
    return found


def text_of(found: PaperSection) -> str:
    with pypdfium2.PdfDocument(found.view.pdf) as paper:
        return "\n".join(page.get_textpage().get_text_range() for page in paper)


@pytest.mark.parametrize("code", ["en", "zh_HK", "zh_CN"])
def test_a_draft_says_so_in_each_language(office: Office, page_of: PageOf, code: str) -> None:
    found = section(page_of(make.at(office, Stage.RECOMMENDED).id))
    found.choose(code)
    assert found.view.page_count
    assert say("DRAFT", code) in text_of(found)


def test_row_81_a_paper_is_light_on_a_dark_screen(office: Office, page_of: PageOf, qapp: QApplication) -> None:
    found, printed = section(page_of(make.at(office, Stage.RECOMMENDED).id)), []
    for name in ("light", "dark"):
        theme.apply(qapp, name)
        found.choose("en")
        printed.append(found.view.pdf)
    theme.apply(qapp, "light")
    assert printed[0] == printed[1]
    with pypdfium2.PdfDocument(printed[1]) as paper:
        ground = paper[0].render().to_pil().getpixel((5, 5))
    assert ground == (255, 255, 255)


def test_an_endorsed_summary_is_no_draft_and_is_kept(office: Office, page_of: PageOf, sheet_of: SheetOf) -> None:
    made = make.at(office, Stage.RECOMMENDED)
    with make.signed(office, Role.SUPERVISOR):
        make.endorse(office, made.id)
    found = section(page_of(made.id))
    assert "DRAFT" not in text_of(found)
    keep = next(one for one in found.findChildren(Button) if one.text() == "Keep with the case")
    keep.click()
    kept = sheet_of(made.id).documents
    assert [one.language for one in kept] == ["en"]
    assert office.blobs.read(kept[0].sha256) == found.view.pdf


def test_a_character_without_a_shape_is_named(office: Office, page_of: PageOf) -> None:
    made = make.received(office, applicant_id=make.applicant(office, name_tc="\U0002a6a5記"))
    found = section(page_of(made.id))
    assert "\U0002a6a5" in found.view.problem_text()


def test_a_saved_summary_is_told_with_a_way_to_it(office: Office, page_of: PageOf, tmp_path: Path) -> None:
    page = page_of(make.received(office).id)
    found = section(page)
    said: list[Notice] = []
    page.said.connect(said.append)
    found.view.save(tmp_path / "summary.pdf")
    assert [(str(one.text), one.button) for one in said] == [("Saved: summary.pdf", "Show in folder")]
    assert (tmp_path / "summary.pdf").read_bytes() == found.view.pdf


def test_there_is_no_summary_before_receipt(office: Office, page_of: PageOf) -> None:
    found = section(page_of(make.case(office).id))
    assert found.view.isHidden()


def test_a_printed_summary_is_noted_in_the_journal(office: Office, page_of: PageOf, tmp_path: Path) -> None:
    made = make.received(office)
    page = page_of(made.id)
    found = section(page)
    said: list[str] = []
    page.said.connect(lambda one: said.append(str(one)))
    printer = QPrinter()
    printer.setOutputFormat(QPrinter.OutputFormat.PdfFormat)
    printer.setOutputFileName(str(tmp_path / "printed.pdf"))
    found.view.print_on(printer)
    assert page_count((tmp_path / "printed.pdf").read_bytes()) == page_count(found.view.pdf)
    (entry,) = make.entries(office, "summary.print")
    reference = make.read(office, Case, made.id).reference
    assert entry.reason == f"{reference}, en, SHA-256 {sha256(found.view.pdf).hexdigest()}"
    assert said == ["The printer has taken the paper. The print is noted in the journal."]
    assert found.view._print.isEnabled()


def test_a_summary_that_no_printer_took_is_not_noted(office: Office, desk: Desk, page_of: PageOf) -> None:
    found = section(page_of(make.received(office).id))
    refused: list[str] = []
    desk.refused.connect(lambda one: refused.append(str(one)))
    nobody = QPrinter()
    nobody.setOutputFileName("")
    found.view.print_on(nobody)
    assert refused == ["The printer did not take the paper. Nothing was printed. Look at the printer, then try again."]
    assert make.entries(office, "summary.print") == []
    assert found.view._print.isEnabled()
