"""Documents on the case page: dropped, asked about once, kept, looked at, corrected, struck out; the checklist."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from uuid import UUID

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QApplication, QDialog, QWidget

from app import cases, intake, items
from app.case_sheet import CaseSheet
from app.cases import CaseFields
from app.documents import DocumentFields
from app.office import Office
from models import Document
from models.kinds import DocumentKind, ItemKind, ItemState, ProjectType, Role
from tests import make
from tests.app.inside import files
from tests.ui import looking
from ui.casefile.dialogs import ReasonDialog
from ui.casefile.documents import DocumentsSection
from ui.casefile.page import CaseFilePage
from ui.desk import Desk
from ui.documents import outside
from ui.documents.checklist_view import ChecklistView
from ui.documents.drop import files_in
from ui.documents.keep_dialog import CorrectDialog, KeepDialog
from ui.documents.view import DocumentDialog
from ui.widgets.basic import Label
from ui.widgets.editors import Line

PageOf = Callable[[UUID], CaseFilePage]
SheetOf = Callable[[UUID], CaseSheet]


def section(page: CaseFilePage) -> DocumentsSection:
    found = page.sections["documents"]
    assert isinstance(found, DocumentsSection)
    return found


@pytest.fixture
def agree(monkeypatch: pytest.MonkeyPatch) -> list[KeepDialog]:
    """Answers the question about files with “Quotation”; gives the dialogs that asked."""
    asked: list[KeepDialog] = []

    def answer(dialog: KeepDialog) -> int:
        asked.append(dialog)
        dialog.form.field("kind").put(DocumentKind.QUOTATION)
        dialog.take()
        return dialog.result()

    monkeypatch.setattr(KeepDialog, "exec", answer)
    return asked


@pytest.fixture
def incoming(tmp_path: Path) -> list[Path]:
    """A quotation, a photograph and an empty file."""
    made = {"報價單.pdf": files.pdf(2), "roof.jpg": files.photograph(), "empty.txt": b""}
    for name, data in made.items():
        (tmp_path / name).write_bytes(data)
    return [tmp_path / name for name in made]


def carried(paths: list[Path]) -> QMimeData:
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    return data


def drop(on: QWidget, paths: list[Path]) -> None:
    """Let files hover over a widget and fall."""
    data, keys, buttons = carried(paths), Qt.KeyboardModifier.NoModifier, Qt.MouseButton.LeftButton
    copy = Qt.DropAction.CopyAction
    QApplication.sendEvent(on, QDragEnterEvent(QPoint(9, 9), copy, data, buttons, keys))
    QApplication.sendEvent(on, QDropEvent(QPointF(9, 9), copy, data, buttons, keys))


# --- dropped


def test_row_44_files_dropped_anywhere_on_the_page_are_asked_about_once_and_kept(
    office: Office, page_of: PageOf, sheet_of: SheetOf, agree: list[KeepDialog], incoming: list[Path]
) -> None:
    case = make.received(office).id
    page = page_of(case)
    said: list[object] = []
    page.said.connect(said.append)
    drop(page, incoming)
    assert len(agree) == 1
    assert [tick.wanted for tick in agree[0].ticks] == [True, True, False]
    assert [one.name for one in sheet_of(case).documents] == ["報價單.pdf", "roof.jpg"]
    assert [str(one) for one in said] == ["2 documents are kept."]
    assert [row.name for row in section(page).table.model.rows] == ["roof.jpg", "報價單.pdf"]


def test_a_file_over_a_field_is_for_the_page(office: Office, page_of: PageOf, incoming: list[Path]) -> None:
    page = page_of(make.received(office).id)
    line = page.findChildren(Line)[0]
    data = carried(incoming)  # the event does not hold it
    event = QDragEnterEvent(QPoint(2, 2), Qt.DropAction.CopyAction, data, Qt.MouseButton.LeftButton,
                            Qt.KeyboardModifier.NoModifier)  # fmt: skip
    line.dragEnterEvent(event)
    assert not event.isAccepted()
    assert not section(page).filing.busy


def test_words_and_addresses_that_are_dragged_are_no_files() -> None:
    data = QMimeData()
    data.setUrls([QUrl("http://example.invalid/a.pdf")])
    assert files_in(data) == []


def test_an_auditor_drops_nothing(desk: Desk, office: Office, page_of: PageOf, incoming: list[Path]) -> None:
    case = make.received(office).id
    make.officer(office, "aud", Role.AUDITOR)
    make.sign_in(office, Role.AUDITOR)
    page = page_of(case)
    drop(page, incoming)
    assert section(page).table.model.rows == ()
    assert not section(page).add.isEnabled()


def test_what_cannot_be_kept_is_said_and_asks_nothing(
    office: Office, page_of: PageOf, agree: list[KeepDialog], incoming: list[Path]
) -> None:
    found = section(page_of(make.received(office).id))
    found.take(incoming[2:])
    assert agree == []
    shown = [label.text() for label in found.filing.findChildren(Label) if label.isVisibleTo(found)]
    assert "empty.txt is empty: it has no bytes at all. It is not kept." in shown


def test_the_same_file_again_is_left_out_unless_ticked(
    office: Office, page_of: PageOf, sheet_of: SheetOf, incoming: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    other, case = make.received(office).id, make.received(office).id
    make.document(office, other, data=files.pdf(2))
    found = section(page_of(case))

    def answer(dialog: KeepDialog) -> int:
        (tick,) = dialog.ticks
        assert not tick.wanted
        assert not dialog.ok.isEnabled()
        assert any("Case CP-26-0001 has the same file" in label.text() for label in tick.findChildren(Label))
        tick.box.click()
        dialog.form.field("kind").put(DocumentKind.QUOTATION)
        dialog.take()
        return dialog.result()

    monkeypatch.setattr(KeepDialog, "exec", answer)
    found.take(incoming[:1])
    assert len(sheet_of(case).documents) == 1


def test_without_a_kind_nothing_is_kept(
    office: Office, page_of: PageOf, sheet_of: SheetOf, incoming: list[Path], monkeypatch: pytest.MonkeyPatch
) -> None:
    case = make.received(office).id

    def answer(dialog: KeepDialog) -> int:
        dialog.take()
        assert dialog.form.problems() == ("Choose what kind of document it is.",)
        return dialog.result()

    monkeypatch.setattr(KeepDialog, "exec", answer)
    section(page_of(case)).take(incoming[:1])
    assert sheet_of(case).documents == ()


def test_a_photograph_proposes_the_day_it_was_taken(
    office: Office, page_of: PageOf, agree: list[KeepDialog], incoming: list[Path], sheet_of: SheetOf
) -> None:
    case = make.received(office).id
    section(page_of(case)).take(incoming[1:2])
    assert str(sheet_of(case).documents[0].dated) == "2026-03-04"


# --- looked at


def keep(office: Office, case: UUID, tmp_path: Path, name: str, data: bytes) -> None:
    """A document kept as people do, its inside looked at."""
    file = tmp_path / name
    file.write_bytes(data)
    form = DocumentFields(DocumentKind.OTHER, office.clock.today())
    assert all(step.ids for step in intake.keep(office, case, list(intake.look(office, [file])), form))


def viewer(desk: Desk, sheet: CaseSheet) -> DocumentDialog:
    return DocumentDialog(None, desk, sheet.documents[0])


def test_row_45_a_pdf_is_looked_at_page_by_page_and_says_its_hash(
    desk: Desk, office: Office, sheet_of: SheetOf, tmp_path: Path, qapp: QApplication
) -> None:
    case = make.received(office).id
    keep(office, case, tmp_path, "a.pdf", files.pdf(3))
    dialog = viewer(desk, sheet_of(case))
    assert (dialog.shown, dialog.page) == ("picture", 0)
    dialog.turn(5)
    assert dialog.page == 2
    told = [label.text() for label in dialog.findChildren(Label)]
    assert "Page 3 of 3" in told
    sha256 = sheet_of(case).documents[0].sha256
    assert f"{sha256[:32]}\n{sha256[32:]}" in told
    dialog.deleteLater()


@pytest.mark.parametrize(
    ("name", "data", "says"),
    [
        ("a.eml", files.mail(), "請查收附件。"),
        ("a.txt", "電費單".encode("big5hkscs"), "電費單"),
        ("a.pdf", files.locked_pdf(), "it has a password"),
        ("a.pdf", files.pdf()[:300], "the file is damaged"),
        ("a.svg", files.SVG, "Files of this kind are kept and are not shown here."),
    ],
    ids=["mail", "text", "locked", "half", "svg"],
)
def test_what_is_no_picture_is_words(
    desk: Desk, office: Office, sheet_of: SheetOf, tmp_path: Path, name: str, data: bytes, says: str
) -> None:
    case = make.received(office).id
    keep(office, case, tmp_path, name, data)
    dialog = viewer(desk, sheet_of(case))
    assert says in dialog.shown
    dialog.deleteLater()


def test_a_copy_is_saved_byte_for_byte(desk: Desk, office: Office, sheet_of: SheetOf, tmp_path: Path) -> None:
    case = make.received(office).id
    make.document(office, case, data=b"byte for byte")
    dialog = viewer(desk, sheet_of(case))
    dialog.save(tmp_path / "copy.txt")
    assert (tmp_path / "copy.txt").read_bytes() == b"byte for byte"
    dialog.save(tmp_path / "no such folder" / "copy.txt")
    assert any("copy.txt was not saved" in label.text() for label in dialog.findChildren(Label))
    dialog.deleteLater()


def test_another_program_gets_only_a_copy_and_only_after_yes(
    desk: Desk, office: Office, sheet_of: SheetOf, monkeypatch: pytest.MonkeyPatch
) -> None:
    case = make.received(office).id
    make.document(office, case, name="photo.jpg.exe", data=b"only words")
    started: list[Path] = []

    def start(file: Path) -> bool:
        started.append(file)
        return True

    monkeypatch.setattr(outside, "start", start)
    monkeypatch.setattr(outside.OutsideDialog, "exec", lambda dialog: dialog.DialogCode.Rejected)
    dialog = viewer(desk, sheet_of(case))
    dialog.open_outside()
    assert started == []

    def yes(asked: outside.OutsideDialog) -> int:
        assert "without encryption" in asked.why.text()
        asked.take()
        return asked.result()

    monkeypatch.setattr(outside.OutsideDialog, "exec", yes)
    dialog.open_outside()
    assert [(file.name, file.read_bytes()) for file in started] == [("photo.jpg.exe.txt", b"only words")]
    dialog.deleteLater()


def test_what_no_program_should_open_is_not_offered(
    desk: Desk, office: Office, sheet_of: SheetOf, tmp_path: Path
) -> None:
    case = make.received(office).id
    keep(office, case, tmp_path, "a.svg", files.SVG)
    dialog = viewer(desk, sheet_of(case))
    assert not dialog._open.isEnabled()
    dialog.deleteLater()


# --- corrected and struck out


def test_the_chosen_document_is_corrected_and_struck_out(
    office: Office, page_of: PageOf, sheet_of: SheetOf, monkeypatch: pytest.MonkeyPatch
) -> None:
    case = make.received(office).id
    id = make.document(office, case)
    found = section(page_of(case))
    assert not found._strike.isEnabled()
    found.table.choose(id)

    def other(dialog: CorrectDialog) -> int:
        dialog.form.field("kind").put(DocumentKind.TECHNOLOGY)
        dialog.take()
        return dialog.result()

    monkeypatch.setattr(CorrectDialog, "exec", other)
    found._correct.click()
    assert sheet_of(case).documents[0].kind is DocumentKind.TECHNOLOGY

    def because(dialog: ReasonDialog) -> int:
        dialog.form.field("reason").put("Of another applicant")
        dialog.take()
        return dialog.result()

    monkeypatch.setattr(ReasonDialog, "exec", because)
    found._strike.click()
    assert sheet_of(case).documents[0].struck_out_why == "Of another applicant"
    assert not found._strike.isEnabled()
    assert make.version(office, Document, id) == 3


# --- the checklist


def test_row_43_the_checklist_says_what_is_here_and_asks_for_the_rest(
    office: Office, page_of: PageOf, sheet_of: SheetOf
) -> None:
    case = make.received(office).id
    make.document(office, case, DocumentKind.PERMITS)
    view = section(page_of(case)).checklist
    assert heading(view) == f"Checklist: 1 of {len(sheet_of(case).checklist)}"
    view.ask.click()
    assert {line.asked for line in sheet_of(case).checklist if line.state is ItemState.MISSING} == {True}
    assert view.ask.isHidden()


def test_row_43_a_line_is_waived_with_a_reason(
    office: Office, page_of: PageOf, sheet_of: SheetOf, monkeypatch: pytest.MonkeyPatch
) -> None:
    case = make.received(office).id
    view = section(page_of(case)).checklist
    line = next(one for one in sheet_of(case).checklist if one.kind is ItemKind.PERMITS)

    def because(dialog: ReasonDialog) -> int:
        dialog.form.field("reason").put("Sighted on site")
        dialog.take()
        return dialog.result()

    monkeypatch.setattr(ReasonDialog, "exec", because)
    view.marked.emit(line, ItemState.WAIVED)
    assert "Waived: Sighted on site" in [label.text() for label in view.findChildren(Label)]
    assert [one.reason for one in sheet_of(case).items] == ["Sighted on site"]


def test_each_line_offers_what_it_is_not(office: Office, page_of: PageOf, sheet_of: SheetOf) -> None:
    case = make.received(office).id
    make.do(office, items.mark, case, ItemKind.PERMITS, ItemState.RECEIVED)
    view = section(page_of(case)).checklist
    line = next(one for one in sheet_of(case).checklist if one.kind is ItemKind.PERMITS)
    menu = view._menu(view, line)
    assert [(one.text(), one.isEnabled()) for one in menu.actions()] == [
        ("It has come in", False),
        ("Missing: ask for it", True),
        ("Waive…", True),
    ]


def test_organisation_support_says_that_nothing_is_inferred(office: Office, page_of: PageOf) -> None:
    case = make.do(office, cases.open_case, CaseFields(make.association(office), ProjectType.OSI))
    view = section(page_of(case)).checklist
    assert not view._none.isHidden()
    assert view.ask.isHidden()


def heading(view: ChecklistView) -> str:
    return view._heading.text()


# --- looks


@pytest.mark.parametrize("look", looking.LOOKS, ids=str)
def test_the_dialogs_read_well_in_any_look(
    desk: Desk, office: Office, sheet_of: SheetOf, qapp: QApplication, incoming: list[Path], look: looking.Look
) -> None:
    looking.dress(qapp, look)
    case = make.received(office).id
    make.document(office, case, data=files.pdf(2), name="A very long name of a quotation that goes on and on.pdf")
    found = list(intake.look(office, incoming))
    row = sheet_of(case).documents[0]
    dialogs: list[QDialog] = [
        KeepDialog(None, found, case, office.clock),
        CorrectDialog(None, row, office.clock),
        DocumentDialog(None, desk, row),
        outside.OutsideDialog(None, row),
    ]
    for dialog in dialogs:
        dialog.show()
        for _round in range(3):
            qapp.processEvents()
        assert looking.faults(dialog) == [], type(dialog).__name__
        assert dialog.height() <= 720
        dialog.deleteLater()


def test_a_document_that_is_damaged_in_the_office_is_not_shown(desk: Desk, office: Office, sheet_of: SheetOf) -> None:
    case = make.received(office).id
    make.document(office, case)
    row = replace(sheet_of(case).documents[0], sha256="0" * 64)
    dialog = DocumentDialog(None, desk, row)
    assert "no longer what was put there" in dialog.shown
    dialog.deleteLater()
