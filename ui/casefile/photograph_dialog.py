"""Choosing photographs for a visit: pictures among the case's documents, and files of this computer."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from functools import partial
from pathlib import Path
from typing import Any, Final

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QCheckBox, QFileDialog, QWidget

from app import documents, file_names, intake, picturing
from app.case_parts import DocumentRow
from app.case_sheet import CaseSheet
from app.documents import twin_words
from app.inside.media import PICTURES
from app.intake import Candidate
from app.picturing import Filed, Wanted
from app.texts import N_, Message
from app.visit_sheet import VisitRow
from app.visits import PhotographFields
from ui import theme
from ui.casefile.ask import AskDialog
from ui.casefile.visit_dialogs import add_photograph
from ui.desk import Desk
from ui.documents.thumbnail import Shelf, Thumbnail
from ui.widgets.basic import Button, Label, Sentences, column, mnemonic_free, row
from ui.widgets.form import Form
from ui.widgets.scroll import Scroll
from ui.widgets.stops import in_line, stops
from ui.words import tr

_SMALL: Final = QSize(132, 92)
#: The list is as high as this; more of it scrolls.
_HIGH: Final = 380

Answer = tuple[Wanted, ...]


class PhotographDialog(AskDialog[Answer]):
    """Pictures with a tick each; of those that are ticked it is asked what they show, and when they were taken."""

    def __init__(self, parent: QWidget | None, desk: Desk, sheet: CaseSheet, visit: VisitRow) -> None:
        why = Message("They are printed small in the annex of the summary, each with its words and its day.")
        super().__init__(parent, N_("Put photographs with the visit"), why=why, button=N_("Put with the visit"),
                         width=760)  # fmt: skip
        self._desk, self._sheet = desk, sheet
        self._shelf: Shelf = {}
        self.choices: list[Choice] = []
        self.refusals = Sentences(tone="danger", wrap=True)
        self.refusals.hide()
        self._refused: list[Message] = []
        self._rows = column(gap=theme.S12)
        self._inside = inside = QWidget()
        inside.setProperty("surface", "clear")
        inside.setLayout(column(self._rows, None, gap=0))
        area = Scroll(inside)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the ticks in it take the keyboard
        area.setFixedHeight(_HIGH)
        self._none = Label(N_("No picture is among the documents yet. Choose files of this computer."), tone="muted")
        self.choose = Button(N_("Choose files…"), icon_name="upload-simple", then=self.choose_files)
        self.form.whole_width(area)
        self.form.whole_width(self._none)
        self.form.whole_width(self.refusals)
        self.feet.insertWidget(0, self.choose)
        for one in _pictures(sheet, visit):
            self._add_document(one)
        self._allow()

    @property
    def dirty(self) -> bool:
        """Whether something that was ticked or typed would be lost."""
        return any(one.wanted for one in self.choices)

    def choose_files(self) -> None:
        """Choose files of this computer."""
        chosen, _kind = QFileDialog.getOpenFileNames(self, tr("Choose photographs"))
        self.look([Path(one) for one in chosen])

    def look(self, files: Sequence[Path]) -> None:
        """Look at files, behind; each that is a picture joins the list with a tick."""
        paths = tuple(files)
        if paths:
            self.choose.setEnabled(False)
            self._desk.run(intake.look, paths, stepped=self._add_file, then=self._looked, failed=self.refused)

    def take(self) -> None:
        """Everything that is ticked says what it shows, or nothing is taken."""
        unsaid = [one for one in self.choices if one.wanted and one.read() is None]
        if not unsaid:
            super().take()

    def answer(self, values: dict[str, Any]) -> Answer:
        """The pictures that are ticked."""
        found = [(one, one.read()) for one in self.choices if one.wanted]
        return tuple(Wanted(one.source, form) for one, form in found if form is not None)

    def begins(self) -> QWidget | None:
        """Where the keyboard begins: at the first picture, or where files are chosen."""
        return self.choices[0].tick if self.choices else self.choose

    def _add_document(self, one: DocumentRow) -> None:
        office: Any = self._desk.office
        source = Filed(one.id, one.sha256, one.name)
        read = partial(documents.content, office, one.sha256)
        self._add(Choice(source, one.dated, self._thumbnail(one.sha256, read, one.name), self._desk))

    def _add_file(self, one: Candidate) -> None:
        refusal = picturing.refusal_of(one)
        if refusal is not None:
            self._refused.append(refusal)
            self.refusals.say_all(self._refused)
            return
        dated = one.facts.dated if one.facts is not None else None
        if dated is not None and dated > self._desk.office.clock.today():
            dated = None  # the camera's clock was wrong
        read = partial(intake.read_file, one.path)
        made = Choice(one, dated, self._thumbnail(one.sha256, read, one.name), self._desk)
        for twin in one.twins[:1]:
            made.remark(twin_words(twin, self._sheet.id))
        made.tick.setChecked(True)
        self._add(made)

    def _looked(self, _outcome: object) -> None:
        self.choose.setEnabled(True)
        self.fit()

    def _thumbnail(self, name: str, read: Any, told: str) -> Thumbnail:
        return Thumbnail(self._desk, name, read, self._shelf, size=_SMALL, told=told)

    def _add(self, made: Choice) -> None:
        made.tick.toggled.connect(lambda _on: self._allow())
        self.choices.append(made)
        self._rows.addWidget(made)
        in_line(self, [*stops(self._inside), self.choose, self.cancel, self.ok])  # in the order in which one reads
        self._allow()

    def _allow(self) -> None:
        self._none.setVisible(not self.choices)
        self.ok.setEnabled(any(one.wanted for one in self.choices))


class Choice(QWidget):
    """One picture: what it is, and, once it is ticked, what is said of it."""

    def __init__(self, source: Filed | Candidate, dated: date | None, small: Thumbnail, desk: Desk) -> None:
        super().__init__()
        self.source = source
        name = file_names.shown_name(source.name)
        self.tick = QCheckBox(mnemonic_free(name))
        self.tick.setAccessibleName(name)
        self.form = Form()
        add_photograph(self.form, desk.office.clock)
        self.form.put({"caption": "", "taken_on": dated})
        self.form.hide()
        self._remark = Label(tone="warn", size="caption", wrap=True)
        self._remark.hide()
        words = column(self.tick, self._remark, self.form, None, gap=theme.S8)
        laid = row(small, words, gap=theme.S16)
        laid.setAlignment(small, Qt.AlignmentFlag.AlignTop)
        laid.setStretch(1, 1)
        self.setLayout(laid)
        self.tick.toggled.connect(self.form.setVisible)

    @property
    def wanted(self) -> bool:
        """Whether it is ticked."""
        return self.tick.isChecked()

    def remark(self, text: Message) -> None:
        """A sentence under its name."""
        self._remark.say(text)
        self._remark.show()

    def read(self) -> PhotographFields | None:
        """What is said of it, or None, and then the form says what is missing."""
        values = self.form.read()
        return None if values is None else PhotographFields(values["caption"], values["taken_on"])


def _pictures(sheet: CaseSheet, visit: VisitRow) -> list[DocumentRow]:
    """The pictures among the case's documents that the visit does not have yet, newest first."""
    there = {one.document_id for one in visit.photographs}
    fit = [one for one in sheet.documents if one.media in PICTURES and one.struck_out_on is None and not one.own]
    return [one for one in reversed(fit) if one.id not in there]
