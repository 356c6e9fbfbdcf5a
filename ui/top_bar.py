"""The top bar: the box of Ctrl+K, a new case, language, theme, and who sits here."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QMenu, QSizePolicy

from app.office import SignedIn
from app.rights import Right
from app.texts import N_
from app.words import word
from ui import theme
from ui.desk import Desk
from ui.find.box import FindBox
from ui.icons import icon
from ui.menus import Needs
from ui.names import person
from ui.widgets.basic import ICON, Button, Tool, ToolButton, mnemonic_free, row
from ui.widgets.languages import Languages
from ui.words import Speaking, tr


class TopBar(Speaking, QFrame):
    """The bar. Signals: `language_chosen(code)`, `theme_chosen(mode)`, `switch_asked()`, `new_case_asked()`."""

    language_chosen = Signal(str)
    theme_chosen = Signal(str)
    switch_asked = Signal()
    new_case_asked = Signal()

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self.search = FindBox()
        self.new = Button(N_("New case"), icon_name="plus", kind="primary", then=self.new_case_asked.emit)
        self.languages = Languages()
        self.languages.chosen.connect(self.language_chosen)
        self._theme = Tool("moon", N_("Light or dark"), then=self._turn)
        self._user = ToolButton()
        self._user.setIcon(icon("user"))
        self._user.setIconSize(ICON)
        self._user.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonTextBesideIcon)
        self._user.setPopupMode(ToolButton.ToolButtonPopupMode.InstantPopup)
        self._user.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self._menu = QMenu(self._user)
        self._menu.aboutToShow.connect(self._fill_menu)
        self._user.setMenu(self._menu)
        laid = row(self.search, None, self.new, theme.S8, self.languages, self._theme, self._user, gap=2)
        laid.setStretch(0, 1)
        laid.setContentsMargins(theme.S16, theme.S8, theme.S12, theme.S8)
        self.setLayout(laid)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)  # a page never squeezes it
        theme.current.changed.connect(self._show_theme)
        self.allow()

    def allow(self) -> None:
        """What the officer at the desk may do, and who it is."""
        self.new.setEnabled(self._desk.may(Needs(Right.ENTER)))
        self.retranslate()

    def retranslate(self) -> None:
        """The officer's name."""
        super().retranslate()
        officer = self._desk.office.officer
        self._user.setText(mnemonic_free(officer.initials))
        self._user.setAccessibleName(tr("Signed in: {who}", who=_name(officer)))
        self._show_theme()

    def _show_theme(self) -> None:
        self._theme.setIcon(icon("sun" if theme.colours().name == "dark" else "moon"))

    def _turn(self) -> None:
        self.theme_chosen.emit("light" if theme.colours().name == "dark" else "dark")

    def _fill_menu(self) -> None:
        self._menu.clear()
        officer = self._desk.office.officer
        who = self._menu.addAction(mnemonic_free(_name(officer)))
        who.setEnabled(False)
        role = self._menu.addAction(tr(word(officer.role)))
        role.setEnabled(False)
        self._menu.addSeparator()
        switch = self._menu.addAction(icon("user-switch"), tr("Switch officer…"))
        switch.triggered.connect(lambda _checked=False: self.switch_asked.emit())


def _name(officer: SignedIn) -> str:
    """Both names of an officer, the language's own first."""
    return " ".join(person(officer.name_en, officer.name_zh)).strip()
