"""Where a list comes from: a file that is chosen or dropped, or what was copied in Excel."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import QStandardPaths, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QGuiApplication
from PySide6.QtWidgets import QFileDialog, QWidget

from app.texts import N_
from ui import theme
from ui.icons import IconLabel
from ui.widgets import copying
from ui.widgets.basic import Button, Label, column, row
from ui.words import Speaking, tr


class Source(Speaking, QWidget):
    """Asks for a list. Signals: `file_given(Path)`; `block_given(text)` for what was copied."""

    file_given = Signal(object)
    block_given = Signal(str)
    nothing_copied = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setAcceptDrops(True)
        self.choose = Button(N_("Choose a file…"), icon_name="folder-open", kind="primary", then=self.ask)
        self.paste = Button(N_("Take what was copied"), icon_name="copy", then=self.take_copied)
        title = Label(N_("Bring in a list from Excel"), size="section", bold=True)
        sentences = [
            Label(text, tone="muted", wrap=True)
            for text in (
                N_("Applicants, factories, or cases decided before this program, as an Excel workbook (.xlsx) or a "
                   "text with separators (.csv). You can drop the file here."),
                N_("A list of cases that was exported from here and changed in Excel is recognised; its changes are "
                   "shown cell by cell."),
                N_("Every row is checked first. Nothing is written before you say so."),
            )
        ]  # fmt: skip
        for one in sentences:
            one.setFixedWidth(560)
        inner = column(
            row(IconLabel("download-simple", "muted", 32), None), theme.S4, title, *sentences, theme.S8,
            row(self.choose, self.paste, None), gap=theme.S8,
        )  # fmt: skip
        self.setLayout(column(None, row(None, inner, None), None, None))
        self.setFocusProxy(self.choose)

    def ask(self) -> None:
        """Ask for a file."""
        documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        dialog = QFileDialog(
            self, tr("Bring in a list"), documents, tr("Lists (*.xlsx *.xlsm *.csv *.txt *.tsv *.html *.htm)")
        )
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        chosen = dialog.selectedFiles() if dialog.exec() else []
        dialog.deleteLater()
        if chosen:
            self.file_given.emit(Path(chosen[0]))

    def take_copied(self) -> None:
        """Take the rows that were copied in Excel or anywhere else."""
        if block := copying.block(QGuiApplication.clipboard().mimeData()):
            self.block_given.emit(block)
        else:
            self.nothing_copied.emit()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Qt's call: a file is dragged over the page."""
        if len(event.mimeData().urls()) == 1 and event.mimeData().urls()[0].isLocalFile():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Qt's call: it is dropped."""
        event.acceptProposedAction()
        self.file_given.emit(Path(event.mimeData().urls()[0].toLocalFile()))
