"""The main window: stripe, top bar, rail, one page in front, notices and the line at the bottom."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from PySide6.QtCore import QSettings, Qt, Signal
from PySide6.QtGui import QCloseEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QDialog, QLineEdit, QPlainTextEdit, QWidget

from app.office import Touched
from app.refusal import Refusal
from app.texts import LANGUAGES, N_, Message
from ui import theme, words
from ui.cases.list_page import CaseListPage
from ui.cases.saved_views import SavedViews
from ui.cases.views import views_of
from ui.desk import Desk
from ui.going import Going
from ui.jobs import JobStrip
from ui.keys import Follower
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

if TYPE_CHECKING:
    from app.undo import Undoable

#: The rail shows icons only in a window narrower than this.
FOLD = 1100

#: So much lower and further right stands a window opened beside another.
_LOWER = 32


class MainWindow(Speaking, Going):
    """The window of one officer in one office.

    Signals: `switch_asked()` another officer wants to sign in, `open_asked()` another office is wanted,
    `window_asked(id or None)` one more window is wanted, on a case or on the list, `next_asked()` the next window,
    `drafts_asked(window)` what was left unsaved is to be shown in it,
    `quit_asked()` every window is to be closed, `language_chosen(code)`, `theme_chosen(mode)` to be remembered,
    `left()` after the window was closed. One opened `beside` another stands a little lower, and its
    place is not remembered.
    """

    switch_asked = Signal()
    open_asked = Signal()
    window_asked = Signal(object)
    next_asked = Signal()
    drafts_asked = Signal(object)
    quit_asked = Signal()
    language_chosen = Signal(str)
    theme_chosen = Signal(str)
    left = Signal()

    def __init__(self, desk: Desk, settings: QSettings, beside: QWidget | None = None) -> None:
        super().__init__()
        self.desk = desk
        self._settings = settings
        self._begun = False
        self._remembered = beside is None
        #: A line over the whole window, if there is something to say.
        self.band: QWidget | None = None
        self.notices = Notices()
        self.rail = Rail(views_of(desk.office.officer))
        self.top = TopBar(desk)
        self.status = StatusBar(desk)
        self.jobs = JobStrip(self.status, self.notices)
        self.cases = CaseListPage(desk, settings)
        self.cases.settled.connect(self.count, Qt.ConnectionType.SingleShotConnection)
        self.saved = SavedViews(desk, self.rail, self.cases)
        self.cases.shown()  # its rows are read while the rest of the window is built
        self.stack = PageStack(desk, self.cases, settings)
        self._lay_out()
        self.menus = Menus(self)
        self.menus.allow()
        self._connect()
        self.setMinimumSize(960, 600)
        self._take_place(beside)
        self._mark()

    # what the window is asked by the menus

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

    def new_window(self) -> None:
        """One more window, on the list."""
        self.window_asked.emit(None)

    def open_beside(self) -> None:
        """The case in front, or the one chosen in the list, in a window of its own."""
        spot, chosen = self.stack.spot, self.cases.table.current()
        if spot.kind == "case":
            self.window_asked.emit(spot.id)
        elif self.page() is self.cases and chosen is not None:
            self.window_asked.emit(chosen.id)

    def next_window(self) -> None:
        """The next window, if there are several."""
        self.next_asked.emit()

    def may_close(self) -> bool:
        """Ask about unsaved work, and whether what is being made here is to be stopped; then it is."""
        return self.stack.may_leave() and self.jobs.may_end(self)

    def quit(self) -> None:
        """Close every window."""
        self.quit_asked.emit()

    def show_drafts(self) -> None:
        """What was typed and never saved, and was kept all the same."""
        self.drafts_asked.emit(self)

    def show_band(self, band: QWidget) -> None:
        """A line over the whole window, until somebody puts it away."""
        self.band = band
        self._laid.insertWidget(self._laid.indexOf(self.status) - 1, band)

    def reopen(self, form: str, _about: str) -> bool:
        """Open a form of the window itself by its name; gives whether there is such a one."""
        if form != "NewCaseDialog":
            return False
        self.new_case()
        return True

    def export(self) -> None:
        """What the page in front shows, as a file for Excel."""
        from ui.exporting import export

        export(self)

    def refresh(self) -> None:
        """Read again what is shown."""
        again = getattr(self.page(), "refresh", None)
        if again is not None:
            again()
        self.count()

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
        from app.undo import undo_last

        self.desk.do(undo_last, then=self._undone)

    def ask_undoable(self) -> None:
        """Find out which act would be taken back, for the menu."""
        from app import undo

        self.desk.read(undo.last, self.desk.office.officer, then=self._offer_undo, slot="undo")

    def back_up(self) -> None:
        """Copy the office into one file."""
        from ui.admin.upkeep import back_up

        back_up(self)

    def check_office(self) -> None:
        """Look whether the office still says what was written into it."""
        from ui.admin.upkeep import check

        check(self)

    def show_help(self) -> None:
        """Help on the page in front."""
        from ui.help_window import show

        show(self, self.stack.spot.kind)

    def show_keys(self) -> None:
        """The list of keys, and other keys for who wants them."""
        from ui.keys_dialog import KeysDialog

        self._open_dialog(KeysDialog(self))

    def show_about(self) -> None:
        """Version and licences."""
        from ui.help import AboutDialog

        self._open_dialog(AboutDialog(self))

    # going about

    def _mark(self) -> None:
        spot = self.stack.spot
        if spot.id is not None and spot.kind in ("case", "applicant"):
            self.desk.recents.note(spot.kind, spot.id)
        self.rail.mark(PLACE_OF.get(spot.kind, ""), spot.view if spot.kind == "cases" else "")
        self.menus.actions["back"].setEnabled(self.stack.can_travel(-1))
        self.menus.actions["forward"].setEnabled(self.stack.can_travel(1))
        self.menus.actions["export"].setEnabled(hasattr(self.page(), "export"))
        self._say_saved()

    def _say_saved(self) -> None:
        """What the page in front says of itself: a hidden one was asked when it was left."""
        self.status.unsaved(bool(getattr(self.page(), "dirty", False)))
        self.status.speak_of_saving(bool(getattr(self.page(), "saves", True)))
        self._say_title()

    # what happens

    def _connect(self) -> None:
        self.rail.place_asked.connect(self._go_to_place)
        self.rail.view_asked.connect(self._go_to_view)
        self.top.search.begun.connect(lambda: self.finder.open())
        self.top.language_chosen.connect(self.choose_language)
        self.top.theme_chosen.connect(self.choose_theme)
        self.top.switch_asked.connect(self.switch_officer)
        self.top.new_case_asked.connect(self.new_case)
        self.stack.moved.connect(self._mark)
        self.stack.stayed.connect(self._mark)
        self.stack.query_asked.connect(self._show_query)
        self.stack.title_changed.connect(self._say_title)
        self.stack.dirty_changed.connect(lambda _dirty: self._say_saved())
        self.stack.said.connect(self.notices.say)
        self.stack.errand.connect(self.jobs.take)
        self.stack.place_wanted.connect(self._go_to_place)
        self.cases.new_case.connect(self.new_case)
        self.cases.window_wanted.connect(self.window_asked)
        self.cases.view_asked.connect(self._look_in_view)
        self.saved.said.connect(self.notices.say)
        self.saved.show_asked.connect(self._go_to_view)
        self.desk.changed.connect(self._changed)
        self.desk.refused.connect(self._refused)
        # Ctrl+Z is a shortcut of its own: the menu's line is renamed as one goes, and text fields come first.
        Follower("take-back", self, self.undo)

    def _changed(self, touched: Touched) -> None:
        if getattr(self.page(), "dirty", False):  # what was saved was saved in another window
            self._say_saved()

    def _refused(self, refusal: Refusal) -> None:
        self.notices.refuse(refusal)

    def count(self) -> None:
        """The numbers of the rail."""
        self.saved.count()

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
        right = column(self.top, self.stack, notices, self.jobs, gap=0)
        right.setStretch(1, 1)
        middle = row(self.rail, right, gap=0)
        middle.setStretch(1, 1)
        parts = [SampleStripe()] if self.desk.office.is_sample else []
        self._laid = column(*parts, middle, self.status, gap=0)
        self._laid.setStretch(len(parts), 1)
        inside.setLayout(self._laid)
        self.setCentralWidget(inside)

    def _take_place(self, beside: QWidget | None) -> None:
        self.resize(1440, 900)
        geometry = self._settings.value("window/geometry")
        if beside is not None:
            self.setGeometry(beside.normalGeometry().translated(_LOWER, _LOWER))
        elif geometry is not None:
            self.restoreGeometry(geometry)

    def retranslate(self) -> None:
        """The menus and the title."""
        super().retranslate()
        if hasattr(self, "menus"):
            self.menus.retranslate()
            self._say_title()

    def _say_title(self) -> None:
        title = getattr(self.page(), "title", None)
        page = title() if title is not None else ""
        named = " – ".join(part for part in (page, self.desk.office.name, tr("CP Desk")) if part)
        self.setWindowTitle(f"● {named}" if getattr(self.page(), "dirty", False) else named)

    def _open_dialog(self, dialog: QDialog) -> None:
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()

    def showEvent(self, event: QShowEvent) -> None:
        """Qt's call: the first showing asks for the rows."""
        super().showEvent(event)
        if not self._begun:
            self._begun = True
            self.stack.begin()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt's call: a narrow window folds the rail."""
        super().resizeEvent(event)
        self.rail.fold(self.width() < FOLD)

    def closeEvent(self, event: QCloseEvent) -> None:
        """Qt's call: unsaved work may stop it, and work that is going on."""
        if not self.may_close():
            event.ignore()
            return
        if self._remembered:
            self._settings.setValue("window/geometry", self.saveGeometry())
        event.accept()
        self.left.emit()
