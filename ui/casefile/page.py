"""The page of one case: head, section list, and all sections in one scroll. A page may exist several times."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final
from uuid import UUID

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QAction, QKeySequence, QShortcut
from PySide6.QtWidgets import QMessageBox, QStackedWidget, QWidget

from app import case_sheet
from app.case_sheet import CaseSheet
from app.refusal import Refusal
from ui.calculator.section import CalculatorSection
from ui.casefile import save_bar
from ui.casefile.actions import CaseActions
from ui.casefile.application import ApplicationSection
from ui.casefile.decision import DecisionSection
from ui.casefile.eligibility import EligibilitySection
from ui.casefile.header import CaseHeader
from ui.casefile.history import HistorySection
from ui.casefile.items import ItemsSection
from ui.casefile.next_step import barred, way_words
from ui.casefile.notes import NotesSection
from ui.casefile.overview import OverviewSection
from ui.casefile.paper import PaperSection
from ui.casefile.parts import names
from ui.casefile.save_bar import SaveBar
from ui.casefile.section import Done, Section
from ui.casefile.sections_view import SectionsView
from ui.desk import Desk
from ui.widgets.basic import column
from ui.widgets.fit import come_to_rest
from ui.widgets.state import Skeleton, StatePage, refused
from ui.words import Speaking, tr

#: Nothing is shown as loading before so many milliseconds.
BLINK: Final = 300


class CaseFilePage(Speaking, QWidget):
    """Signals as `ui.page_stack` describes them."""

    open_case = Signal(object)
    open_applicant = Signal(object)
    title_changed = Signal()
    dirty_changed = Signal(bool)
    said = Signal(object)

    def __init__(self, desk: Desk, case_id: UUID) -> None:
        super().__init__()
        self.desk, self.case_id = desk, case_id
        self.sheet: CaseSheet | None = None
        self.actions_ = CaseActions(desk, self)
        self.header = CaseHeader(desk)
        self.sections: dict[str, Section] = self._sections()
        self.view = SectionsView(self.sections)
        self.bar = SaveBar()
        self._state = StatePage()
        self._skeleton = Skeleton()
        self._layers = QStackedWidget()
        self._was_dirty = False
        self._lay_out()
        self._connect()
        self._keys()
        self.setFocusProxy(self.view.list.first())

    # what the window asks

    def title(self) -> str:
        """The case number and the applicant."""
        if self.sheet is None:
            return ""
        return f"{self.sheet.reference or tr('No number yet')} {names(self.sheet.applicant.fields)[0]}"

    def shown(self) -> None:
        """The page has come to the front."""
        self.refresh()

    def refresh(self) -> None:
        """Read the case again; what is being typed stays."""
        if self.sheet is None:
            QTimer.singleShot(BLINK, self._skeleton, self._wait)
        office = self.desk.office
        self.desk.read(
            case_sheet.read, self.case_id, office.rules, office.clock.today(),
            then=self._take, failed=self._fail, slot=f"case-{id(self)}",
        )  # fmt: skip

    @property
    def dirty(self) -> bool:
        """Whether something typed is not saved."""
        return any(one.dirty for one in self.sections.values())

    def save(self, done: Done | None = None) -> None:
        """Save what is unsaved; errors stand beside their fields. `done` is told whether all was saved."""
        save_bar.save_all(list(self.sections.values()), done)

    def discard(self) -> None:
        """Forget all that is unsaved."""
        for one in self.sections.values():
            if one.dirty:
                one.discard()
        self._edited()

    def may_leave(self) -> bool:
        """Whether the page can be left; asks when something is unsaved, and stays when it cannot be saved."""
        if not self.dirty:
            return True
        match save_bar.ask(self, self._unsaved()):
            case QMessageBox.StandardButton.Save:
                return save_bar.saved_now(list(self.sections.values()))
            case QMessageBox.StandardButton.Discard:
                self.discard()
                return True
        return False

    def regions(self) -> list[QWidget]:
        """Where F6 goes."""
        return [self.header, self.view.list.first(), self.view.area]

    def shown_text(self) -> str:
        """What stands instead of the case when it cannot be shown; "" while it is."""
        return "" if self._layers.currentWidget() is not self._state else self._state.text()

    def case_actions(self) -> list[QAction]:
        """The lines of the Case menu."""
        sheet = self.sheet
        if sheet is None:
            return []
        me, may = self.desk.office.officer, self.desk.may
        made: list[QAction] = []
        confirm = "case.confirm_decision"
        for way in sheet.ways:
            if way.act == confirm and any(one.data() == confirm for one in made):
                continue  # the four outcomes of a confirmation are one way
            does = lambda way=way: self.actions_.perform(way.act, way.end)  # noqa: E731 – bound for each way
            made.append(self._action(tr(way_words(way)), does, barred(sheet, way.act, me, may) is None))
            made[-1].setData(way.act)
        made.append(self._action(tr("Assign…"), self.actions_.assign, barred(sheet, "case.assign", me, may) is None))
        due = barred(sheet, "case.set_due", me, may) is None
        made.append(self._action(tr("Set a due date…"), self.actions_.set_due, due))
        return made

    def go_to(self, key: str) -> None:
        """Bring a section into sight."""
        self.view.go_to(key)

    # reading

    def _take(self, sheet: CaseSheet) -> None:
        self._layers.setCurrentWidget(self._content)
        if sheet == self.sheet:
            return
        self.sheet = self.actions_.sheet = sheet
        self.setUpdatesEnabled(False)
        self.header.put(sheet)
        self.view.put(sheet)
        self._edited()
        come_to_rest(self._content)
        self.setUpdatesEnabled(True)
        self.title_changed.emit()

    def _fail(self, refusal: Refusal) -> None:
        if self.sheet is None:
            self._state.put(refused(refusal, self.refresh))
            self._layers.setCurrentWidget(self._state)
        else:
            self.desk.refused.emit(refusal)

    def _wait(self) -> None:
        if self.sheet is None and self._layers.currentWidget() is self._blank:
            self._layers.setCurrentWidget(self._skeleton)

    def _changed(self, _touched: object) -> None:
        """Something in the office has changed, perhaps on this case; a hidden page reads when it is shown."""
        if self.isVisible():
            self.refresh()

    # building

    def _sections(self) -> dict[str, Section]:
        desk, actions = self.desk, self.actions_
        return {
            "overview": OverviewSection(desk),
            "application": ApplicationSection(desk, actions),
            "eligibility": EligibilitySection(desk),
            "calculator": CalculatorSection(desk),
            "decision": DecisionSection(desk, actions),
            "items": ItemsSection(desk),
            "notes": NotesSection(desk),
            "paper": PaperSection(desk),
            "history": HistorySection(desk),
        }

    def _lay_out(self) -> None:
        self._content = QWidget()
        whole = column(self.header, self.view, self.bar, gap=0)
        whole.setStretch(1, 1)
        self._content.setLayout(whole)
        self._content.setMinimumHeight(1)  # wrapped names would ask for the height of their narrowest shape
        self._blank = QWidget()
        for layer in (self._blank, self._skeleton, self._state, self._content):
            self._layers.addWidget(layer)
        self.setLayout(column(self._layers, gap=0))

    def _connect(self) -> None:
        self.desk.changed.connect(self._changed)
        self.header.act.connect(self._act)
        self.header.go.connect(self.go_to)
        self.header.applicant.connect(self._to_applicant)
        self.bar.save.connect(self.save)
        self.bar.discard.connect(self.discard)
        self.actions_.said.connect(self.said)
        self.actions_.stale.connect(self.refresh)
        for section in self.sections.values():
            section.said.connect(self.said)
            section.edited.connect(self._edited)
            section.stale.connect(self.refresh)
            section.open_case.connect(self.open_case)
            section.open_applicant.connect(self.open_applicant)
        calculator = self.sections["calculator"]
        if isinstance(calculator, CalculatorSection):
            calculator.go.connect(self.go_to)

    def _keys(self) -> None:
        keys: dict[str, Callable[[], object]] = {
            "Ctrl+S": self.save,
            "Ctrl+M": self._note,
            "Ctrl+D": self.actions_.set_due,
            "Ctrl+Shift+A": self.actions_.assign,
            "Ctrl+P": lambda: self.go_to("paper"),
            "Ctrl+L": lambda: self.go_to("calculator"),
        }
        for key, does in keys.items():
            shortcut = QShortcut(QKeySequence(key), self)
            shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
            shortcut.activated.connect(does)

    # small things

    def _act(self, act: str, to: object) -> None:
        match act:
            case "case.assign":
                self.actions_.assign()
            case "case.set_due":
                self.actions_.set_due()
            case _:
                self.actions_.perform(act, to)  # type: ignore[arg-type]  # a stage out of a signal

    def _note(self) -> None:
        self.go_to("notes")
        notes = self.sections["notes"]
        if isinstance(notes, NotesSection):
            notes.write()

    def _to_applicant(self) -> None:
        if self.sheet is not None:
            self.open_applicant.emit(self.sheet.applicant.id)

    def _edited(self) -> None:
        dirty = self.dirty
        self.bar.put(self._unsaved())
        if dirty != self._was_dirty:
            self._was_dirty = dirty
            self.dirty_changed.emit(dirty)

    def _unsaved(self) -> list[str]:
        return [one.called for one in self.sections.values() if one.dirty]

    def _action(self, text: str, does: Callable[[], object], enabled: bool) -> QAction:
        made = QAction(text, self)
        made.setEnabled(enabled)
        made.triggered.connect(lambda _on=False: does())
        return made
