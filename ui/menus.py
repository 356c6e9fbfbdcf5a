"""The menus as one table: what each line says, its keys, the right it needs and which method of the window it calls."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, TypeVar

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QActionGroup
from PySide6.QtWidgets import QMenu

from app.rights import Right
from app.texts import LANGUAGES, N_, Message
from ui import keys, theme, words
from ui.icons import icon
from ui.words import tr

if TYPE_CHECKING:
    from ui.window import MainWindow

#: What is chosen among: languages, themes.
C = TypeVar("C", bound=str)


@dataclass(frozen=True, slots=True)
class Line:
    """A line of a menu. `does` is a method of the window; `right` greys the line for who does not hold it.

    `keys` are those of the beginning, and may be several, as in "Ctrl+/; F1"; the menu shows the first.
    """

    menu: str
    text: str
    does: str
    keys: str = ""
    right: Right | None = None
    icon: str = ""
    #: A quiet line stands above this one.
    apart: bool = False


MENUS: Final = {
    "file": N_("&File"),
    "edit": N_("&Edit"),
    "view": N_("&View"),
    "case": N_("&Case"),
    "window": N_("&Window"),
    "help": N_("&Help"),
}

LINES: Final = (
    Line("file", N_("New case…"), "new_case", "Ctrl+N", Right.ENTER, "plus"),
    Line("file", N_("Switch officer…"), "switch_officer", "", None, "user-switch", apart=True),
    Line("file", N_("Open office…"), "open_office", "Ctrl+O", None, "folder-open"),
    Line("file", N_("Officers…"), "show_officers", "", Right.APPOINT, "users"),
    Line("file", N_("Kept drafts…"), "show_drafts", "", None, "note-pencil", apart=True),
    Line("file", N_("Bring in a list…"), "bring_in", "Ctrl+Shift+I", Right.ENTER, "download-simple", apart=True),
    Line("file", N_("Bring in what was copied"), "bring_in_copied", "Ctrl+Shift+V", Right.ENTER),
    Line("file", N_("Export to Excel…"), "export", "Ctrl+Shift+E", None, "upload-simple"),
    Line("file", N_("Back up…"), "back_up", "", None, "download-simple", apart=True),
    Line("file", N_("Check the office"), "check_office", "", None, "seal-check"),
    Line("file", N_("Quit"), "quit", "Ctrl+Q", None, "sign-out", apart=True),
    Line("edit", N_("Undo the last act"), "undo", "", Right.ENTER, "arrow-counter-clockwise"),
    Line("edit", N_("Search or run a command…"), "find_anything", "Ctrl+K", None, "magnifying-glass", apart=True),
    Line("edit", N_("Opened last"), "find_recent", "Ctrl+E", None, "clock-counter-clockwise"),
    Line("edit", N_("Find on this page"), "search_here", "Ctrl+F"),
    Line("edit", N_("Filter the list"), "filter_list", "F3", None, "funnel"),
    Line("view", N_("Home"), "show_home", "Ctrl+1", None, "house"),
    Line("view", N_("Cases"), "show_cases", "Ctrl+2", None, "folder-open"),
    Line("view", N_("Applicants"), "show_applicants", "Ctrl+3", None, "buildings"),
    Line("view", N_("Calculator"), "show_calculator", "Ctrl+4", None, "calculator"),
    Line("view", N_("Awards"), "show_awards", "Ctrl+5", None, "seal-check"),
    Line("view", N_("Technology register"), "show_technologies", "", None, "list", apart=True),
    Line("view", N_("Likely duplicates"), "show_duplicates", "", None, "users"),
    Line("view", N_("Back"), "back", "Alt+Left", None, "arrow-left", apart=True),
    Line("view", N_("Forward"), "forward", "Alt+Right", None, "arrow-right"),
    Line("view", N_("Refresh"), "refresh", "F5", None, "arrow-clockwise"),
    Line("view", N_("Preview of the chosen row"), "turn_preview", "", None, "eye"),
    Line("view", N_("Next region"), "next_region", "F6", apart=True),
    Line("view", N_("Previous region"), "previous_region", "Shift+F6"),
    Line("view", N_("Next language"), "next_language", "Ctrl+Shift+L", None, "translate", apart=True),
    Line("case", N_("Open the chosen case"), "open_chosen", "", None, "folder-open"),
    Line("case", N_("Open it in a window of its own"), "open_beside", "Ctrl+Return"),
    Line("case", N_("Go to the calculator"), "calculate", "Ctrl+L", None, "calculator"),
    Line("case", N_("Next case of the list"), "next_case", "Ctrl+PgDown"),
    Line("case", N_("Previous case of the list"), "previous_case", "Ctrl+PgUp"),
    Line("window", N_("New window"), "new_window", "Ctrl+Shift+N"),
    Line("window", N_("Next window"), "next_window", "Ctrl+Tab"),
    Line("window", N_("Close this window"), "close", "Ctrl+W"),
    Line("help", N_("Help on this page"), "show_help", "F1", None, "question"),
    Line("help", N_("Keys, and other keys…"), "show_keys", "Ctrl+/", None, "list"),
    Line("help", N_("About CP Desk"), "show_about", "", None, "info"),
)

keys.current.know(*(keys.Key(line.does, line.text, line.keys) for line in LINES))

_THEMES: Final[Mapping[theme.Mode, str]] = {"system": N_("As the computer"), "light": N_("Light"), "dark": N_("Dark")}


@dataclass(frozen=True, slots=True)
class Needs:
    """What `Desk.may` is asked when only a right is known."""

    right: Right


class Said(QAction):
    """A line that knows its words before they were put into a language, so that it is found in each."""

    def __init__(self, words: str | Message, parent: QObject) -> None:
        super().__init__(tr(words), parent)
        self.words = words


class Menus(QObject):
    """The menu bar of a window."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window
        self._menus: dict[str, QMenu] = {}
        self.actions: dict[str, QAction] = {}
        self._choices: list[tuple[QAction, str]] = []
        self._titles: list[tuple[QMenu, str]] = []
        bar = window.menuBar()
        for name, title in MENUS.items():
            self._menus[name] = bar.addMenu("")
            self._titles.append((self._menus[name], title))
        for line in LINES:
            self._add(line)
        self._languages, self._themes = self._add_choices()
        self._menus["edit"].aboutToShow.connect(window.ask_undoable)
        self._menus["case"].aboutToShow.connect(self._offer_page_actions)
        self._page_actions: list[QAction] = []
        keys.current.changed.connect(self._take_keys)
        self._take_keys()
        self.retranslate()

    def choices(self) -> list[tuple[str, str, QAction]]:
        """What is chosen among, languages and themes: title, name in English or in its own words, and the line."""
        found = [(N_("Language"), LANGUAGES[code], action) for code, action in self._languages.items()]
        return found + [(N_("Theme"), _THEMES[mode], action) for mode, action in self._themes.items()]

    def retranslate(self) -> None:
        """Every line in the screen's language; the language's and the theme's own line is ticked."""
        for menu, title in self._titles:
            menu.setTitle(tr(title))
        for line in LINES:
            self.actions[line.does].setText(tr(line.text))
        for action, text in self._choices:
            action.setText(tr(text))
        self._languages[words.language()].setChecked(True)
        self._themes[theme.current.mode].setChecked(True)

    def allow(self) -> None:
        """Grey what the officer may not do."""
        for line in LINES:
            if line.right is not None:
                self.actions[line.does].setEnabled(self._window.desk.may(Needs(line.right)))

    def offer_undo(self, title: str | None) -> None:
        """Name the act that would be taken back, or grey the line."""
        action = self.actions["undo"]
        action.setEnabled(title is not None)
        action.setText(tr("Undo: {act}", act=Message(title)) if title else tr("Undo the last act"))

    def _add(self, line: Line) -> None:
        menu = self._menus[line.menu]
        if line.apart:
            menu.addSeparator()
        action = QAction(self._window)
        if line.icon:
            action.setIcon(icon(line.icon))
        does = line.does
        action.triggered.connect(lambda _checked=False: getattr(self._window, does)())
        menu.addAction(action)
        self.actions[line.does] = action

    def _take_keys(self) -> None:
        """The keys that the person at this computer has chosen."""
        for line in LINES:
            self.actions[line.does].setShortcuts(keys.sequences(keys.current.of(line.does)))

    def _add_choices(self) -> tuple[dict[str, QAction], dict[theme.Mode, QAction]]:
        view = self._menus["view"]
        languages = self._group(view, N_("Language"), LANGUAGES, self._window.choose_language, translated=False)
        return languages, self._group(view, N_("Theme"), _THEMES, self._window.choose_theme, translated=True)

    def _group(
        self, under: QMenu, title: str, choices: Mapping[C, str], then: Callable[[C], object], *, translated: bool
    ) -> dict[C, QAction]:
        menu = under.addMenu("")
        self._titles.append((menu, title))
        group = QActionGroup(menu)
        made: dict[C, QAction] = {}
        for value, text in choices.items():
            action = QAction(text, menu)
            action.setCheckable(True)
            action.triggered.connect(lambda _checked=False, value=value: then(value))
            group.addAction(action)
            menu.addAction(action)
            if translated:
                self._choices.append((action, text))
            made[value] = action
        return made

    def _offer_page_actions(self) -> None:
        """The page in front may have lines of its own, such as the ways a case can go."""
        menu = self._menus["case"]
        for old in self._page_actions:
            menu.removeAction(old)
        offered = getattr(self._window.page(), "case_actions", None)
        self._page_actions = list(offered()) if offered is not None else []
        if self._page_actions:
            apart = QAction(menu)
            apart.setSeparator(True)
            self._page_actions.insert(0, apart)
        menu.addActions(self._page_actions)
