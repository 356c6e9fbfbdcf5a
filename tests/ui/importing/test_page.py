"""A list is read, its columns are named, its rows looked at, and only then brought in."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QMimeData, QPoint, Qt, QUrl
from PySide6.QtGui import QDropEvent, QGuiApplication
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from app import exports, list_export
from app.case_filter import CaseFilter
from app.importing.fields import Kind
from app.importing.layout import remembered
from app.importing.plan import Fate
from app.office import Office
from app.refusal import NotPermitted, Refusal
from app.texts import LANGUAGES, Message
from models import Applicant, Case, Factory
from models.kinds import Role
from tests import make
from tests.app.inside import workbooks
from ui import words
from ui.desk import Desk
from ui.importing.owner_dialog import OwnerDialog
from ui.importing.page import ImportPage
from ui.importing.preview import REMARKS
from ui.widgets import copying
from ui.widgets.grid import Grid
from ui.widgets.table import Table

FACTORIES = (
    "Factory\tIndustry\tCity\nKwong Fat Plant\tApparel\tDongguan\nYingde Mill\tApparel\tYingde, Guangdong\n#N/A\t\t\n"
)


def part(page: ImportPage) -> QWidget:
    return page.first()


def put_on_clipboard(text: str) -> None:
    QGuiApplication.clipboard().setText(text)


def test_row_67_a_copied_block_is_previewed_and_nothing_is_written_until_confirmed(
    page: ImportPage, office: Office
) -> None:
    put_on_clipboard(FACTORIES)
    page.take_copied()
    assert part(page) is page.columns
    assert page.columns.layout_ is not None
    assert (page.columns.layout_.kind, page.columns.layout_.columns) == (Kind.FACTORIES, ("name", "sector", "district"))
    before = len(make.entries(office))
    page.go_on()
    assert part(page) is page.preview
    plan = page.preview.plan
    assert plan is not None
    assert [row.fate for row in plan.rows] == [Fate.IN, Fate.IN, Fate.OUT]
    assert len(make.entries(office)) == before
    page.go_on()
    assert part(page) is page.done
    assert "2 factories were brought in" in page.done.text()
    assert len(make.entries(office)) == before + 1


def test_row_67_each_cell_that_needs_a_look_says_why(page: ImportPage) -> None:
    page.open_block(FACTORIES)
    page.go_on()
    table = page.preview.table
    assert table is not None
    table.choose(4)
    assert "Factory: The cell shows #N/A" in page.preview.about.text()
    column = next(one for one in table.model.columns if one.name == "c0")
    assert column.tone is not None
    assert column.icon is not None
    row = table.model.rows[2]
    assert (column.text(row), column.tone(row), column.icon(row)) == ("#N/A", "danger", "warning")


def test_row_67_a_block_is_pasted_into_any_grid(qtbot: QtBot, desk: Desk) -> None:
    class Window(QWidget):
        taken = 0

        def bring_in_copied(self) -> None:
            self.taken += 1

    window = Window()
    qtbot.addWidget(window)
    table: Table[Any] = Table([], lambda one: one, title="Cases")
    table.setParent(window)
    assert isinstance(table.view, Grid)
    put_on_clipboard("a single word")
    qtbot.keyClick(table.view, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert window.taken == 0
    put_on_clipboard("a\tb\nc\td")
    qtbot.keyClick(table.view, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert window.taken == 1


def test_row_67_a_table_of_a_page_is_taken_where_the_text_beside_it_has_no_cells(
    qtbot: QtBot, page: ImportPage
) -> None:
    copied = QMimeData()
    copied.setHtml("<div>1 July</div><table><tr><td>Factory<td>City<tr><td>Kwong Fat Plant<td>Dongguan</table>")
    QGuiApplication.clipboard().setMimeData(copied)
    page.take_copied()
    assert part(page) is page.columns
    assert page.columns.layout_ is not None
    assert page.columns.layout_.columns == ("name", "district")
    assert copying.is_table(copying.block(QGuiApplication.clipboard().mimeData()))


def test_a_file_that_cannot_be_read_leaves_nothing_of_the_list_before(
    page: ImportPage, desk: Desk, tmp_path: Path
) -> None:
    page.open_block(FACTORIES)
    page.go_on()
    file = tmp_path / "list.xlsx"
    file.write_text(FACTORIES, "utf-8")
    refused: list[Refusal] = []
    desk.refused.connect(refused.append)
    page.open_file(file)
    assert [str(one.message).partition(",")[0] for one in refused] == ["list.xlsx is a text file"]
    assert part(page) is page.source
    assert not page._next.isVisible()


def test_files_that_were_copied_are_no_rows(qtbot: QtBot, page: ImportPage, tmp_path: Path) -> None:
    copied = QMimeData()
    copied.setUrls([QUrl.fromLocalFile(str(tmp_path / "list\tx.csv"))])
    assert copying.block(copied) == ""


def test_nothing_copied_is_said(qtbot: QtBot, page: ImportPage) -> None:
    put_on_clipboard("")
    with qtbot.waitSignal(page.said):
        page.take_copied()
    assert part(page) is page.source


def test_only_rows_with_remarks_are_shown_when_asked_for(page: ImportPage) -> None:
    page.open_block(FACTORIES)
    page.go_on()
    table = page.preview.table
    assert table is not None
    for wanted, numbers in ((REMARKS, [3, 4]), (Fate.OUT, [4]), (Fate.KNOWN, [])):
        page.preview.filter.put(frozenset({wanted}))
        assert [row.number for row in table.model.rows] == numbers


def test_a_column_is_given_another_field_and_that_is_remembered(page: ImportPage, tmp_path: Path) -> None:
    page.open_block("Plant,Where\nA,Dongguan\n")
    columns = page.columns
    columns.kind.put(Kind.FACTORIES)
    first, second = columns._choices
    first.put("name")
    second.put("address")
    assert columns.layout_ is not None
    assert columns.layout_.columns == ("name", "address")
    page.go_on()
    page.go_on()
    assert page._grid is not None
    kept = remembered(tmp_path / "settings", page._grid, Kind.FACTORIES, 0)
    assert kept == {"Plant": "name", "Where": "address"}
    page.open_block("Plant,Where\nB,Foshan\n")
    page.columns.kind.put(Kind.FACTORIES)
    assert page.columns.layout_ is not None
    assert page.columns.layout_.columns == ("name", "address")


def test_what_is_missing_is_said_beside_the_button(page: ImportPage) -> None:
    page.open_block("Colour,Size\nred,9\n")
    page.go_on()
    assert part(page) is page.columns
    assert "No column is given as the name" in page._line.text()


def test_another_row_is_taken_for_the_headings(page: ImportPage) -> None:
    page.open_block("Alpha,Beta\nFactory,City\nA,Dongguan\n")
    page.columns.kind.put(Kind.FACTORIES)
    assert page.columns.layout_ is not None
    assert page.columns.layout_.header == 1
    page.columns.header.put(0)
    assert page.columns.layout_.columns == ("", "")


def test_another_encoding_reads_the_file_again(page: ImportPage, tmp_path: Path) -> None:
    file = tmp_path / "list.csv"
    file.write_bytes("公司名称\n东莞广发\n".encode("gb18030"))
    page.open_file(file)
    assert page.columns.encoding.read() == "gb18030"
    page.columns.encoding.put("big5hkscs")
    assert page._grid is not None
    assert page._grid.encoding == "big5hkscs"
    assert page._grid.rows[1] != ("东莞广发",)


def test_a_file_that_cannot_be_read_is_a_sentence(page: ImportPage, desk: Desk, tmp_path: Path) -> None:
    heard: list[Refusal] = []
    desk.refused.connect(heard.append)
    file = tmp_path / "list.xlsx"
    file.write_bytes(workbooks.encrypted())
    page.open_file(file)
    page.open_file(tmp_path / "none.xlsx")
    assert ["has a password" in str(heard[0]), "There is no file" in str(heard[1])] == [True, True]
    assert part(page) is page.source


def test_a_file_is_dropped_on_the_page(page: ImportPage, tmp_path: Path) -> None:
    file = tmp_path / "list.csv"
    file.write_text("name\nA\n")
    dragged = QMimeData()
    dragged.setUrls([QUrl.fromLocalFile(str(file))])
    page.source.dropEvent(
        QDropEvent(QPoint(5, 5), Qt.DropAction.CopyAction, dragged, Qt.MouseButton.LeftButton,
                   Qt.KeyboardModifier.NoModifier)
    )  # fmt: skip
    assert part(page) is page.columns


def test_row_69_a_changed_list_is_recognised_compared_and_taken_over(
    page: ImportPage, office: Office, tmp_path: Path
) -> None:
    made = make.received(office)
    shown = list_export.Shown(Message("All cases"), CaseFilter())
    file = exports.finish(list_export.export(office, tmp_path / "list.xlsx", "zh_HK", shown))
    page.open_file(file)
    assert part(page) is page.differences
    assert _differing(page) == 0
    page.open_block(_edited(file))
    (line,) = page.differences.table.model.rows
    assert line.difference is not None
    assert (line.difference.field, str(line.difference.said[1])) == ("legacy_file_no", "EP 1/26")
    page.go_on()
    assert "One case was changed" in page.done.text()
    assert make.read(office, Case, made.id).legacy_file_no == "EP 1/26"


def _differing(page: ImportPage) -> int:
    return len(page.differences.table.model.rows)


def _edited(file: Path) -> str:
    """The list as somebody copies it out of Excel, with one cell changed."""
    from app.importing.cells import shown
    from app.inside import sheets
    from app.inside.grid import Grid as Cells

    found = sheets.read(file.read_bytes())
    assert isinstance(found, Cells)
    rows = [[shown(cell) for cell in row] for row in found.rows]
    rows[-1][1] = "EP 1/26"
    return "\n".join("\t".join(row) for row in rows)


def test_who_may_not_enter_is_told(page: ImportPage, desk: Desk, office: Office) -> None:
    heard: list[Refusal] = []
    desk.refused.connect(heard.append)
    make.officer(office, "aud", Role.AUDITOR)
    make.sign_in(office, Role.AUDITOR)
    page.open_block("name\nA\n")
    page.go_on()
    assert isinstance(heard[0], NotPermitted)
    assert part(page) is page.columns


def test_the_pages_hear_of_what_was_brought_in(page: ImportPage, desk: Desk, office: Office) -> None:
    heard: list[Any] = []
    desk.changed.connect(heard.append)
    page.open_block("name\nA Limited\n")
    page.go_on()
    page.go_on()
    assert heard[-1].kinds >= {"applicants"}
    with office.reading() as session:
        assert session.query(Applicant).count() == 1


def test_the_outcome_leads_on(page: ImportPage, qtbot: QtBot) -> None:
    page.open_block(FACTORIES)
    page.go_on()
    page.go_on()
    with qtbot.waitSignal(page.open_applicant):
        page.done._act()
    page.begin()
    page.open_block("name\nA Limited\n")
    page.columns.kind.put(Kind.APPLICANTS)
    page.go_on()
    page.go_on()
    with qtbot.waitSignal(page.place_wanted) as heard:
        page.done._act()
    assert heard.args == ["applicants"]


@pytest.mark.parametrize("language", list(LANGUAGES))
def test_the_page_speaks_every_language(page: ImportPage, language: str) -> None:
    page.open_block(FACTORIES)
    page.go_on()
    words.set_language(language)
    assert page.title() == words.tr("Bring in a list")
    page.begin()
    page.open_block(FACTORIES)
    assert part(page) is page.columns


def test_the_applicant_of_factories_that_name_none_is_chosen(page: ImportPage, office: Office) -> None:
    whose = make.applicant(office)
    page.open_block(FACTORIES)
    page.columns.choose_owner.click()
    dialog = page.findChild(OwnerDialog)
    assert dialog is not None
    dialog.take()  # nobody is chosen yet where several are there; here the only one is
    assert "Kwong Fat" in page.columns.owner.text() or "廣發" in page.columns.owner.text()
    page.go_on()
    page.go_on()
    with office.reading() as session:
        assert {one.applicant_id for one in session.query(Factory)} == {whose}


def test_a_long_remark_about_a_changed_cell_is_shown_whole(page: ImportPage, office: Office, tmp_path: Path) -> None:
    make.historic(office)
    shown = list_export.Shown(Message("All cases"), CaseFilter())
    file = exports.finish(list_export.export(office, tmp_path / "list.xlsx", "en", shown))
    page.open_block(_edited(file))
    assert "This case is locked" in page.differences.about.text()
    assert page.stack.currentWidget() is page.differences
