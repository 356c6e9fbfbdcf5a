"""Signing in: which officer, and the password. In the sample office an officer is one click.

Whatever cannot be opened says so here, in its own sentence, and nothing that was typed is lost.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFileDialog, QFrame, QWidget

from app.refusal import NotPermitted, Refusal
from app.texts import N_, Message
from app.words import word
from models.kinds import OfficeKind
from ui import theme, words
from ui.icons import IconLabel
from ui.lane import Lane
from ui.names import person
from ui.opening import off_screen
from ui.widgets.basic import Button, Label, column, mnemonic_free, row, rule
from ui.widgets.fields import ChoiceField, TextField
from ui.widgets.fit import Growing
from ui.widgets.languages import Languages
from ui.words import Speaking, tr

if TYPE_CHECKING:
    from app.keys import Holder, Keys
    from app.office import Office


class SignInDialog(Speaking, Growing):
    """Gives `office`, open and signed in, when it is accepted. `new_wanted` says that a new office is wanted.

    Signals: `opened(office)`, `language_chosen(code)`.
    """

    opened = Signal(object)
    language_chosen = Signal(str)

    def __init__(self, lane: Lane, folder: Path, parent: QWidget | None = None, *, login: str = "") -> None:
        super().__init__(parent)
        self.office: Office | None = None
        self.new_wanted = False
        self._lane = lane
        self._folder = folder
        self._login = login
        self._keys: Keys | None = None
        self._named: list[Callable[[], None]] = []
        self._busy = False
        self.says(self.setWindowTitle, N_("Sign in"))
        self._name = Label(size="title", bold=True, wrap=True)
        self._where = Label(tone="muted", size="caption", wrap=True)
        self.problem = Problem()
        self._form = column(gap=theme.S8)
        self._asked = QWidget()
        self._place = column(gap=0)
        self._lay_out()
        self.look()

    @property
    def folder(self) -> Path:
        """The office's folder."""
        return self._folder

    def retranslate(self) -> None:
        """The officers' names change places; other words need other room."""
        super().retranslate()
        for say_name in self._named:
            say_name()
        self.fit()

    def look(self) -> None:
        """See what is in the folder, and ask for an officer of it."""
        from app import opening

        self._clear_form()
        self.problem.hush()
        self._where.put(str(self._folder))
        try:
            self._keys = opening.look(self._folder)
        except Refusal as refusal:
            self._keys = None
            self._name.say(N_("This office cannot be opened"))
            self.problem.say(refusal)
            self._form.addLayout(row(Button(N_("Try again"), icon_name="arrow-clockwise", then=self.look), None))
            self.fit()
            return
        self._name.put(self._keys.name)
        if self._keys.kind is OfficeKind.SAMPLE:
            self._ask_sample(self._keys)
        else:
            self._ask_password(self._keys)
        self.fit()

    def sign_in(self, login: str, password: str) -> None:
        """Open the office for an officer; a refusal stays in the dialog."""
        from app import opening

        if self._busy:
            return
        self._set_busy(busy=True)
        folder = self._folder
        off_screen(
            self._lane,
            lambda: opening.open_office(folder, login=login, password=password),
            self._opened,
            self._refused,
        )

    def choose_folder(self) -> None:
        """Another office of this computer."""
        chosen = QFileDialog.getExistingDirectory(self, tr("Open an office"), str(self._folder.parent))
        if chosen:
            self.take_folder(Path(chosen))

    def take_folder(self, folder: Path) -> None:
        """Look at an office in another folder."""
        self._folder, self._login = folder, ""
        self.look()

    def _lay_out(self) -> None:
        other = Button(N_("Open another office…"), icon_name="folder-open", kind="link", then=self.choose_folder)
        new = Button(N_("New office…"), icon_name="plus", kind="link", then=self._want_new)
        self.setLayout(
            column(
                row(column(IconLabel("buildings", "accent", 32), None), column(self._name, self._where, gap=2), gap=16),
                self.problem,
                self._place,
                None,
                rule(),
                row(other, new, None, self._languages()),
                margins=theme.S24,
                gap=theme.S16,
            )
        )
        self.setMinimumWidth(520)

    def _languages(self) -> Languages:
        made = Languages()
        made.chosen.connect(words.set_language)
        made.chosen.connect(self.language_chosen)
        return made

    def _ask_sample(self, found: Keys) -> None:
        self._form.addWidget(
            Label(N_("Everything here is invented. Choose who you want to be; no password is needed."), wrap=True)
        )
        for holder in found.holders:
            button = Button(icon_name="user", then=partial(self.sign_in, holder.login, ""))
            button.setMinimumHeight(40)
            self._name_it(partial(_say_holder, button, holder))
            self._form.addWidget(button)
            if holder.login == (self._login or found.holders[0].login):
                button.setFocus()

    def _ask_password(self, found: Keys) -> None:
        self.officer = ChoiceField((), blank=None, width=320)
        self._name_it(partial(_offer_holders, self.officer, found))
        self.officer.put(self._login or found.holders[0].login)
        self.password = TextField(secret=True)
        self._sign = Button(N_("Sign in"), kind="primary", then=self._sign_in)
        for text, field in ((N_("Officer"), self.officer), (N_("Password"), self.password)):
            label = Label(text)
            label.setBuddy(field.control)
            self.says(field.control.setAccessibleName, text)
            self._form.addWidget(label)
            self._form.addWidget(field)
        self._form.addLayout(row(None, self._sign))
        self._sign.setDefault(True)
        self.password.setFocus()
        self.password.line.textEdited.connect(lambda _text: self.problem.hush())

    def _sign_in(self) -> None:
        if not self.password.line.text():
            self.problem.say(NotPermitted("Enter the password of {initials}.", initials=self._initials()))
            self.fit()
            self.password.setFocus()
            return
        self.sign_in(str(self.officer.read()), self.password.line.text())

    def _initials(self) -> str:
        assert self._keys is not None
        return self._keys.holder(str(self.officer.read())).initials

    def _opened(self, office: Office) -> None:
        self._set_busy(busy=False)
        self.office = office
        self.accept()
        self.opened.emit(office)

    def _refused(self, refusal: Refusal) -> None:
        self._set_busy(busy=False)
        self.problem.say(refusal)
        self.fit()
        if self._keys is not None and self._keys.kind is not OfficeKind.SAMPLE:
            self.password.setFocus()
            self.password.line.selectAll()

    def _set_busy(self, *, busy: bool) -> None:
        self._busy = busy
        self.setEnabled(not busy)
        if busy:
            self.setCursor(Qt.CursorShape.BusyCursor)
        else:
            self.unsetCursor()

    def _want_new(self) -> None:
        self.new_wanted = True
        self.reject()

    def reject(self) -> None:
        """Qt's call on Esc: not while an office is being opened."""
        if not self._busy:
            super().reject()

    def _name_it(self, say_name: Callable[[], None]) -> None:
        """Say names now, and again in each language."""
        self._named.append(say_name)
        say_name()

    def _clear_form(self) -> None:
        """A fresh place for the questions of this folder."""
        self._named.clear()
        self._asked.hide()
        self._place.removeWidget(self._asked)
        self._asked.deleteLater()
        self._asked, self._form = QWidget(), column(gap=theme.S8)
        self._asked.setLayout(self._form)
        self._place.addWidget(self._asked)


class Problem(QFrame):
    """What is wrong, as a band in a dialog; hidden while nothing is."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("surface", "danger")
        self.words = Label(wrap=True)
        sign = IconLabel("warning-circle", "danger", 20)
        laid = row(sign, self.words, margins=theme.S12, gap=theme.S12)
        laid.setAlignment(sign, Qt.AlignmentFlag.AlignTop)
        self.setLayout(laid)
        self.hide()

    def say(self, refusal: Refusal) -> None:
        """Show a refusal."""
        self.words.say(refusal.message)
        self.show()

    def hush(self) -> None:
        """Nothing is wrong any more."""
        self.hide()


def _say_holder(button: Button, holder: Holder) -> None:
    button.say(Message("{who} – {role}", who=mnemonic_free(_both(holder)), role=word(holder.role)))


def _offer_holders(field: ChoiceField, found: Keys) -> None:
    field.set_options(
        [(one.login, Message("{initials} · {who}", initials=one.initials, who=_both(one))) for one in found.holders]
    )


def _both(holder: Holder) -> str:
    return " ".join(person(holder.name_en, holder.name_zh)).strip()
