"""The main window: stripe, top bar, rail, one page in front, notices and the line at the bottom."""

from __future__ import annotations

from uuid import UUID

from PySide6.QtCore import QSettings, Qt, Signal
from PySide6.QtGui import QCloseEvent, QKeySequence, QResizeEvent, QShortcut, QShowEvent
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QMainWindow, QPlainTextEdit, QWidget

from app import case_list
from app.office import Touched
from app.refusal import Refusal
from app.texts import LANGUAGES, N_, Message
from app.undo import Undoable, undo_last
from app.undo import last as last_act
from ui import theme, words
from ui.cases.list_page import CaseListPage
from ui.desk import Desk
from ui.history import Spot
from ui.menus import Menus
from ui.notices import Notices
from ui.page_stack import PageStack
from ui.pages import PLACE_OF
from ui.rail import Rail
from ui.status_bar import StatusBar
from ui.top_bar import TopBar
from ui.widgets.banner import SampleStripe
from ui.widgets.basic import column, row
from ui.words import Speaking, tr

#: The rail shows icons only in a window narrower than this.
FOLD = 1100


class MainWindow(Speaking, QMainWindow):
    """The window of one officer in one office.

    Signals: `switch_asked()` another officer wants to sign in, `open_asked()` another office is wanted,
    `language_chosen(code)`, `theme_chosen(mode)` to be remembered, `left()` after the window was closed.
    """

    switch_asked = Signal()
    open_asked = Signal()
    language_chosen = Signal(str)
    theme_chosen = Signal(str)
    left = Signal()

    def __init__(self, desk: Desk, settings: QSettings) -> None:
        super().__init__()
        self.desk = desk
        self._settings = settings
        self._begun = False
        self.notices = Notices()
        self.rail = Rail()
        self.top = TopBar(desk)
        self.status = StatusBar(desk)
        self.cases = CaseListPage(desk, settings)
        self.stack = PageStack(desk, self.cases)
        self._lay_out()
        self.menus = Menus(self)
        self.menus.allow()
        self._connect()
        self.setMinimumSize(960, 600)
        self.resize(1440, 900)
        geometry = settings.value("window/geometry")
        if geometry is not None:
            self.restoreGeometry(geometry)
        self._mark()

    # what the window is asked by the menus

    def page(self) -> QWidget:
        """The page in front."""
        return self.stack.page()

    def new_case(self) -> None:
        """Ask for a new case and open it."""
        from ui.cases.new_case import NewCaseDialog

        spot = self.stack.spot
        whose = spot.id if spot.kind == "applicant" else None
        dialog = NewCaseDialog(self.desk, self, applicant_id=whose)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.entered.connect(self._case_entered)
        dialog.open()

    def switch_officer(self) -> None:
        """Another officer sits down."""
        if self.stack.may_leave():
            self.switch_asked.emit()

    def open_office(self) -> None:
        """Another office is wanted."""
        if self.stack.may_leave():
            self.open_asked.emit()

    def show_cases(self) -> None:
        """The list as it was left."""
        self.stack.go(Spot("cases", view=self.cases.view))

    def show_applicants(self) -> None:
        """All applicants."""
        self.stack.go(Spot("applicants"))

    def show_calculator(self) -> None:
        """The calculator without a case."""
        self.stack.go(Spot("calculator"))

    def show_officers(self) -> None:
        """Who works here."""
        self.stack.go(Spot("officers"))

    def open_case(self, case_id: UUID) -> None:
        """The page of a case."""
        self.stack.open_case(case_id)

    def open_applicant(self, applicant_id: UUID) -> None:
        """The page of an applicant."""
        self.stack.open_applicant(applicant_id)

    def open_chosen(self) -> None:
        """Open the case chosen in the list."""
        chosen = self.cases.table.current()
        if chosen is not None:
            self.open_case(chosen.id)

    def next_case(self) -> None:
        """The next case of the list: chosen there, opened where a case is open."""
        self._step_case(1)

    def previous_case(self) -> None:
        """The previous case of the list."""
        self._step_case(-1)

    def back(self) -> None:
        """Where one was before."""
        self.stack.travel(-1)

    def forward(self) -> None:
        """Where one came back from."""
        self.stack.travel(1)

    def refresh(self) -> None:
        """Read again what is shown."""
        again = getattr(self.page(), "refresh", None)
        if again is not None:
            again()
        self.count()

    def search_cases(self) -> None:
        """Search cases, from anywhere."""
        self.top.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.top.search.selectAll()

    def choose_language(self, code: str) -> None:
        """Show everything in a language, at once."""
        words.set_language(code)
        self.language_chosen.emit(code)

    def next_language(self) -> None:
        """English, 繁體中文, 简体中文, and round again."""
        codes = list(LANGUAGES)
        self.choose_language(codes[(codes.index(words.language()) + 1) % len(codes)])

    def choose_theme(self, mode: theme.Mode) -> None:
        """Light, dark, or as the computer."""
        application = QApplication.instance()
        assert isinstance(application, QApplication)
        theme.apply(application, mode)
        self.menus.retranslate()
        self.theme_chosen.emit(mode)

    def undo(self) -> None:
        """Take back one's own last act; in a text field, the typing."""
        focused = QApplication.focusWidget()
        if isinstance(focused, QLineEdit | QPlainTextEdit) and not focused.isReadOnly():
            focused.undo()
            return
        self.desk.do(undo_last, then=self._undone)

    def ask_undoable(self) -> None:
        """Find out which act would be taken back, for the menu."""
        self.desk.read(last_act, self.desk.office.officer, then=self._offer_undo, slot="undo")

    def back_up(self) -> None:
        """Copy the office into one file."""
        from ui.admin.upkeep import back_up

        back_up(self)

    def check_office(self) -> None:
        """Look whether the office still says what was written into it."""
        from ui.admin.upkeep import check

        check(self)

    def show_keys(self) -> None:
        """The list of keys."""
        from ui.help import KeysDialog

        self._open_dialog(KeysDialog(self))

    def show_about(self) -> None:
        """Version and licences."""
        from ui.help import AboutDialog

        self._open_dialog(AboutDialog(self))

    def next_region(self) -> None:
        """To the next part of the window."""
        self._to_region(1)

    def previous_region(self) -> None:
        """To the part before."""
        self._to_region(-1)

    # going about

    def _mark(self) -> None:
        spot = self.stack.spot
        self.rail.mark(PLACE_OF.get(spot.kind, ""), spot.view if spot.kind == "cases" else "")
        self.menus.actions["back"].setEnabled(self.stack.can_travel(-1))
        self.menus.actions["forward"].setEnabled(self.stack.can_travel(1))
        self._say_saved()
        self._say_title()

    def _say_saved(self) -> None:
        """What the page in front says of itself: a hidden one was asked when it was left."""
        self.status.unsaved(bool(getattr(self.page(), "dirty", False)))
        self.status.speak_of_saving(bool(getattr(self.page(), "saves", True)))

    def _go_to_view(self, name: str) -> None:
        if self.stack.go(Spot("cases", view=name)):
            self.top.search.clear()
            if self.cases.view != name or self.cases.narrowed:
                self.cases.show_view(name)

    def _go_to_place(self, name: str) -> None:
        {"cases": self.show_cases, "applicants": self.show_applicants, "calculator": self.show_calculator}[name]()

    def _step_case(self, by: int) -> None:
        spot = self.stack.spot
        if spot.kind == "case" and spot.id is not None:
            self.cases.follow(spot.id)
        found = self.cases.step(by)
        if found is not None and spot.kind == "case":
            self.open_case(found)

    def _search(self, text: str) -> None:
        if text or self.page() is self.cases:
            self.show_cases()
            self.cases.search(text)
            self.top.search.setFocus()

    def _to_region(self, by: int) -> None:
        own = getattr(self.page(), "regions", None)
        regions = [self.top.search, self.rail.first(), *(own() if own is not None else [self.page()])]
        focused = QApplication.focusWidget()
        at = next((n for n, one in enumerate(regions) if focused is not None and _within(one, focused)), -1)
        for step in range(1, len(regions) + 1):
            target = regions[(at + by * step) % len(regions)]
            if _take_focus(target):
                return

    # what happens

    def _connect(self) -> None:
        self.rail.place_asked.connect(self._go_to_place)
        self.rail.view_asked.connect(self._go_to_view)
        self.top.search.asked.connect(self._search)
        self.top.search.entered.connect(lambda _text: self.cases.focus_list())
        self.top.search.left_down.connect(self.cases.focus_list)
        self.top.language_chosen.connect(self.choose_language)
        self.top.theme_chosen.connect(self.choose_theme)
        self.top.switch_asked.connect(self.switch_officer)
        self.top.new_case_asked.connect(self.new_case)
        self.stack.moved.connect(self._mark)
        self.stack.stayed.connect(self._mark)
        self.stack.title_changed.connect(self._say_title)
        self.stack.dirty_changed.connect(lambda _dirty: self._say_saved())
        self.stack.said.connect(self.notices.say)
        self.cases.new_case.connect(self.new_case)
        self.cases.search_changed.connect(self.top.search.setText)
        self.desk.changed.connect(self._changed)
        self.desk.refused.connect(self._refused)
        # Ctrl+Z is a shortcut of its own: the menu's line is renamed as one goes, and text fields come first.
        QShortcut(QKeySequence("Ctrl+Z"), self).activated.connect(self.undo)

    def _changed(self, touched: Touched) -> None:
        if touched.kinds & {"cases", "officers"}:
            self.count()

    def _refused(self, refusal: Refusal) -> None:
        self.notices.refuse(refusal)

    def count(self) -> None:
        """The numbers of the rail."""
        office = self.desk.office
        self.desk.read(case_list.counts, office.clock.today(), office.officer.id, then=self.rail.count, slot="counts")

    def _case_entered(self, case_id: UUID) -> None:
        self.open_case(case_id)
        self.notices.say(N_("The case is open."))

    def _undone(self, title: str) -> None:
        self.notices.say(Message("Taken back: {act}", act=Message(title)))

    def _offer_undo(self, found: Undoable | None) -> None:
        self.menus.offer_undo(None if found is None else found.title)

    # the frame

    def _lay_out(self) -> None:
        inside = QWidget()
        notices = row(self.notices)
        notices.setContentsMargins(theme.S16, 0, theme.S16, theme.S8)
        right = column(self.top, self.stack, notices, gap=0)
        right.setStretch(1, 1)
        middle = row(self.rail, right, gap=0)
        middle.setStretch(1, 1)
        parts = [SampleStripe()] if self.desk.office.is_sample else []
        laid = column(*parts, middle, self.status, gap=0)
        laid.setStretch(len(parts), 1)
        inside.setLayout(laid)
        self.setCentralWidget(inside)

    def retranslate(self) -> None:
        """The menus and the title."""
        super().retranslate()
        if hasattr(self, "menus"):
            self.menus.retranslate()
            self._say_title()

    def _say_title(self) -> None:
        title = getattr(self.page(), "title", None)
        page = title() if title is not None else ""
        self.setWindowTitle(" – ".join(part for part in (page, self.desk.office.name, tr("CP Desk")) if part))

    def _open_dialog(self, dialog: QDialog) -> None:
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    def showEvent(self, event: QShowEvent) -> None:
        """Qt's call: the first showing asks for the rows."""
        super().showEvent(event)
        if not self._begun:
            self._begun = True
            self.stack.begin()
            self.count()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt's call: a narrow window folds the rail."""
        super().resizeEvent(event)
        self.rail.fold(self.width() < FOLD)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Qt's call: unsaved work may stop it."""
        if not self.stack.may_leave():
            event.ignore()
            return
        self._settings.setValue("window/geometry", self.saveGeometry())
        event.accept()
        self.left.emit()


def _within(region: QWidget, widget: QWidget) -> bool:
    return region is widget or region.isAncestorOf(widget)


def _take_focus(region: QWidget) -> bool:
    """Put the focus on a region or on the first thing in it that takes it."""
    for one in (region, *region.findChildren(QWidget)):
        if one.isVisible() and one.isEnabled() and one.focusPolicy() & Qt.FocusPolicy.TabFocus:
            one.setFocus(Qt.FocusReason.ShortcutFocusReason)
            return True
    return False
