"""The page of one case: head, section list, and all sections in one scroll. A page may exist several times."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QMenu, QMessageBox, QWidget

from app import case_sheet, sum_export
from app.act import ACTS
from app.case_sheet import CaseSheet
from app.refusal import Refusal
from app.texts import Message
from ui.assessment.section import AssessmentSection
from ui.calculator.section import CalculatorSection
from ui.casefile import save_bar
from ui.casefile.actions import CaseActions
from ui.casefile.application import ApplicationSection
from ui.casefile.decision import DecisionSection
from ui.casefile.documents import DocumentsSection
from ui.casefile.eligibility import EligibilitySection
from ui.casefile.header import CaseHeader
from ui.casefile.history import HistorySection
from ui.casefile.items import ItemsSection
from ui.casefile.lock_line import LOCK, UNLOCK
from ui.casefile.next_step import barred, way_words
from ui.casefile.notes import NotesSection
from ui.casefile.overview import OverviewSection
from ui.casefile.paper import PaperSection
from ui.casefile.parts import names
from ui.casefile.reopening import reopen
from ui.casefile.save_bar import SaveBar
from ui.casefile.section import Done, Section
from ui.casefile.tasks import TasksSection
from ui.casefile.visits import VisitsSection
from ui.desk import Desk
from ui.documents.drop import FileDrop
from ui.exporting import Export
from ui.keys import Follower
from ui.menus import Said
from ui.widgets.basic import column
from ui.widgets.fit import come_to_rest
from ui.widgets.reading import Reading
from ui.widgets.sections import SectionsView
from ui.words import Speaking, tr


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
        self.actions_ = CaseActions(desk, self, self._settled)
        self.header = CaseHeader(desk)
        self.sections: dict[str, Section] = self._sections()
        self.view: SectionsView[CaseSheet] = SectionsView(self.sections, desk.soon)
        self.bar = SaveBar()
        self._was_dirty = False
        self._beginning = ""
        self._lay_out()
        self._drop = FileDrop(self)
        self._connect()
        self._keys()

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
            self._layers.wait()
            self.view.lay_in()
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
        self.view.finish()
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
                self.view.finish()
                return save_bar.saved_now(list(self.sections.values()))
            case QMessageBox.StandardButton.Discard:
                self.discard()
                return True
        return False

    def first(self) -> QWidget:
        """Where one begins. A focus proxy would do the same, but Tab from elsewhere would skip the head of the page."""
        return self.view.list.first()

    def regions(self) -> list[QWidget]:
        """Where F6 goes."""
        return [self.header, self.view.list, self.view.area, self.bar]

    def shown_text(self) -> str:
        """What stands instead of the case when it cannot be shown; "" while it is."""
        return self._layers.refusal_text()

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
            made.append(self._action(way_words(way), does, barred(sheet, way.act, me, may, way.end) is None))
            made[-1].setData(way.act)
        made.append(self._action("Assign…", self.actions_.assign, barred(sheet, "case.assign", me, may) is None))
        due = barred(sheet, "case.set_due", me, may) is None
        made.append(self._action("Set a due date…", self.actions_.set_due, due))
        made.append(self._action("Add a task…", self._task, may(ACTS["task.add"])))
        if sheet.lock is not None:
            turn, words = (UNLOCK, "Unlock…") if sheet.locked else (LOCK, "Lock again")
            made.append(self._action(words, lambda: self.actions_.perform(turn), may(ACTS[turn])))
        return made

    def export(self) -> Export | None:
        """The calculation, as it is in the office: what is unsaved is asked about first."""
        if self.sheet is None or not self.may_leave():
            return None
        named = self.sheet.reference or self.sheet.fields.legacy_file_no or str(self.case_id)
        name = "".join(one if one.isalnum() else "-" for one in named)
        return Export(f"{name}-calculation.xlsx", partial(sum_export.of_case, case_id=self.case_id))

    def go_to(self, key: str) -> None:
        """Bring a section into sight."""
        self.view.go_to(key)

    def begin(self, key: str) -> None:
        """Bring a section into sight and put the keyboard where one begins in it, as soon as the case is read."""
        if self.sheet is None:
            self._beginning = key
            return
        self._beginning = ""
        self.view.begin(key)

    def reopen(self, form: str, about: str) -> bool:
        """Open a dialog of this page by its name; gives whether the page knows how."""
        return reopen(self.actions_, form, about)

    # reading

    def _take(self, sheet: CaseSheet) -> None:
        self._layers.done()
        if sheet == self.sheet:
            return
        self.sheet = self.actions_.sheet = sheet
        self.setUpdatesEnabled(False)
        self.header.put(sheet)
        self.view.put(sheet)
        self._drop.allowed = self.desk.may(ACTS["document.keep"])
        self._edited()
        come_to_rest(self.header)
        self.setUpdatesEnabled(True)
        self.title_changed.emit()
        if self._beginning:
            self.begin(self._beginning)

    def _settled(self, then: Callable[[], None]) -> None:
        """Go on once nothing is unsaved; asks first, and what was saved then is read before anything rests on it."""
        if not self.dirty:
            then()
        elif self.may_leave():

            def taken(sheet: CaseSheet) -> None:
                self._take(sheet)
                then()

            office = self.desk.office
            self.desk.read(case_sheet.read, self.case_id, office.rules, office.clock.today(), then=taken)

    def _fail(self, refusal: Refusal) -> None:
        if self.sheet is None:
            self._layers.refuse(refusal, self.refresh)
        else:
            self.desk.refused.emit(refusal)

    def _changed(self, _touched: object) -> None:
        """Something in the office has changed, perhaps on this case; a hidden page reads when it is shown."""
        if self.isVisible():
            self.refresh()

    # building

    def _sections(self) -> dict[str, Section]:
        desk, actions = self.desk, self.actions_
        return {
            "overview": OverviewSection(desk),
            "tasks": TasksSection(desk),
            "application": ApplicationSection(desk, actions),
            "eligibility": EligibilitySection(desk),
            "assessment": AssessmentSection(desk),
            "visits": VisitsSection(desk),
            "calculator": CalculatorSection(desk),
            "decision": DecisionSection(desk, actions),
            "documents": DocumentsSection(desk),
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
        self._layers = Reading(self._content)
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
        self._drop.dropped.connect(self._dropped)
        calculator = self.sections["calculator"]
        if isinstance(calculator, CalculatorSection):
            calculator.go.connect(self.go_to)

    def by_key(self) -> dict[str, Callable[[], object]]:
        """What is done here by a key, by the names of `ui.keys`."""
        return {
            "save": self.save,
            "case.note": self._note,
            "case.task": self._task,
            "case.due": self.actions_.set_due,
            "case.assign": self.actions_.assign,
            "case.paper": lambda: self.go_to("paper"),
            "case.stage": self._offer_ways,
        }

    def _keys(self) -> None:
        for name, does in self.by_key().items():
            Follower(name, self, does, Qt.ShortcutContext.WidgetWithChildrenShortcut)

    # small things

    def _act(self, act: str, to: object) -> None:
        match act:
            case "case.assign":
                self.actions_.assign()
            case "case.set_due":
                self.actions_.set_due()
            case _:
                self.actions_.perform(act, to)  # type: ignore[arg-type]  # a stage out of a signal

    def calculate(self) -> None:
        """Go to the sum of this case."""
        self.go_to("calculator")

    def _dropped(self, files: list[Path]) -> None:
        """Files fell on the page, wherever: they are documents of this case."""
        self.go_to("documents")
        found = self.sections["documents"]
        if isinstance(found, DocumentsSection):
            found.take(files)

    def _offer_ways(self) -> None:
        """Every way to another stage, as a menu under the button of the next step."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for way in self.case_actions():
            way.setParent(menu)
            menu.addAction(way)
        menu.popup(self.header.main.mapToGlobal(self.header.main.rect().bottomLeft()))

    def _note(self) -> None:
        self.go_to("notes")
        notes = self.sections["notes"]
        if isinstance(notes, NotesSection):
            notes.write()

    def _task(self) -> None:
        self.go_to("tasks")
        tasks = self.sections["tasks"]
        if isinstance(tasks, TasksSection):
            tasks.write()

    def _to_applicant(self) -> None:
        if self.sheet is not None:
            self.open_applicant.emit(self.sheet.applicant.id)

    def _edited(self) -> None:
        unsaved = self._unsaved()
        dirty = bool(unsaved)
        self.bar.put(unsaved)
        self.view.list.say_unsaved([key for key, one in self.sections.items() if one.dirty])
        if dirty != self._was_dirty:
            self._was_dirty = dirty
            self.dirty_changed.emit(dirty)

    def _unsaved(self) -> list[str]:
        return [one.called for one in self.sections.values() if one.dirty]

    def _action(self, words: str | Message, does: Callable[[], object], enabled: bool) -> QAction:
        made = Said(words, self)
        made.setEnabled(enabled)
        made.triggered.connect(lambda _on=False: does())
        return made
