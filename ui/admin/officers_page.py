"""The officers of the office: appointed, corrected, given a password, retired. For administrators."""

from __future__ import annotations

from collections.abc import Generator
from typing import Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from app import officers
from app.field_words import field_word
from app.office import Office
from app.officers import OfficerFields, OfficerRow
from app.refusal import Refusal
from app.texts import N_, Message
from app.words import word
from models.kinds import Role
from ui import theme
from ui.admin.list_page import ListPage
from ui.desk import Desk
from ui.names import person
from ui.passwords import add_passwords, agreed
from ui.widgets.basic import Button, Label, column
from ui.widgets.dialog import FormDialog
from ui.widgets.fields import ChoiceField, LongText, TextField
from ui.widgets.rows import Column
from ui.widgets.state import State
from ui.widgets.table import Table
from ui.words import language, tr

_TEXTS: Final = ("login", "initials", "name_en", "name_zh", "post_en", "post_tc", "post_sc")


class OfficersPage(ListPage[OfficerRow]):
    """The list of officers and what can be done."""

    called = N_("Officers")
    kind = "officers"

    def __init__(self, desk: Desk) -> None:
        table: Table[OfficerRow] = Table(_columns(), lambda one: one.id, title=N_("Officers"), name="officers")
        table.set_empty(State("users", N_("Nobody works here yet")))
        self.appoint = Button(N_("Appoint…"), icon_name="plus", kind="primary", then=self._appoint)
        self.correct = Button(N_("Correct…"), icon_name="pencil-simple", then=self._correct)
        self.password = Button(N_("New password…"), icon_name="lock", then=self._give_password)
        self.retire = Button(N_("Retire…"), icon_name="sign-out", then=self._retire)
        super().__init__(desk, officers.rows, table, self.appoint, [self.correct, self.password, self.retire])

    def allowed(self) -> tuple[bool, bool]:
        """Administrators appoint; who has retired is not changed any more."""
        chosen = self.table.current()
        may = self._desk.may(officers.appoint)
        return may, may and chosen is not None and chosen.active

    def _appoint(self) -> None:
        self._open(OfficerDialog(self._desk, self))

    def _correct(self) -> None:
        chosen = self.table.current()
        if chosen is not None:
            self._open(OfficerDialog(self._desk, self, chosen))

    def _give_password(self) -> None:
        chosen = self.table.current()
        if chosen is not None:
            self._open(PasswordDialog(self._desk, self, chosen))

    def _retire(self) -> None:
        chosen = self.table.current()
        if chosen is not None:
            self._open(RetireDialog(self._desk, self, chosen))

    def _open(self, dialog: _Asking) -> None:
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.said.connect(self.said)
        dialog.open()


class _Asking(FormDialog):
    """A form with what it is for over it. Signal: `said(Message)` for a notice."""

    said = Signal(Message)

    def __init__(self, desk: Desk, parent: QWidget, title: str, button: str, hint: str = "") -> None:
        super().__init__(parent, title, button=button)
        self._desk = desk
        words = [Label(hint, tone="muted", wrap=True)] if hint else []
        heading = Label(title, size="section", bold=True, wrap=True)
        self.setLayout(column(heading, *words, self.form, self.feet, margins=theme.S24, gap=theme.S12))
        self.setMinimumWidth(560)


class OfficerDialog(_Asking):
    """Appoint an officer, or correct one; a new officer is given the first password at once."""

    def __init__(self, desk: Desk, parent: QWidget, officer: OfficerRow | None = None) -> None:
        title = N_("Appoint an officer") if officer is None else N_("Correct an officer")
        super().__init__(desk, parent, title, N_("Appoint") if officer is None else N_("Save"))
        self._officer = officer
        missing = {"login": N_("Enter a sign-in name."), "initials": N_("Enter the initials.")}
        for name in _TEXTS:
            self.form.add(name, field_word(name), TextField(most=120), missing=missing.get(name))
        roles = [(one, word(one)) for one in Role]
        self.form.add("role", field_word("role"), ChoiceField(roles, blank=None))
        if officer is None:
            add_passwords(self.form, N_("At least 10 characters."))
        else:
            self.form.put({name: getattr(officer, name) for name in (*_TEXTS, "role")})
            self.form.field("login").control.setEnabled(False)

    def take(self) -> None:
        """Appoint or correct."""
        values = self.form.read()
        if values is None or (self._officer is None and not agreed(self.form, values)):
            return
        fields = OfficerFields(**{name: values[name] or "" for name in _TEXTS}, role=values["role"])
        self.ok.setEnabled(False)
        if self._officer is None:
            self._password = str(values["password"] or "")
            self._desk.do(officers.appoint, fields, then=lambda _id: self._let_in(fields.login), failed=self.refused)
        else:
            self._desk.do(
                officers.correct,
                self._officer.id,
                fields,
                seen=self._officer.version,
                then=lambda _none: self.accept(),
                failed=self.refused,
            )

    def _let_in(self, login: str) -> None:
        """The officer is appointed; the password opens the office for them."""
        self._desk.run(
            letting_in,
            login,
            self._password,
            then=lambda _none: self.accept(),
            stepped=_nothing,
            failed=self._appointed_without,
        )

    def _appointed_without(self, refusal: Refusal) -> None:
        self.said.emit(Message("The officer is appointed, but has no password yet. {why}", why=refusal.message))
        self.accept()


class PasswordDialog(_Asking):
    """A password for an officer; the old one ends."""

    def __init__(self, desk: Desk, parent: QWidget, officer: OfficerRow) -> None:
        hint = N_("The old password ends at once. Tell the officer the new one yourself.")
        super().__init__(desk, parent, N_("New password"), N_("Give the password"), hint)
        self._officer = officer
        add_passwords(self.form, N_("At least 10 characters."))

    def take(self) -> None:
        """Give it."""
        values = self.form.read()
        if values is None or not agreed(self.form, values):
            return
        self.ok.setEnabled(False)
        self._desk.run(
            letting_in,
            self._officer.login,
            str(values["password"]),
            then=self._given,
            stepped=_nothing,
            failed=self.refused,
        )

    def _given(self, _none: object) -> None:
        self.said.emit(Message("{initials} has a new password.", initials=self._officer.initials))
        self.accept()


class RetireDialog(_Asking):
    """An officer leaves; the name stays on everything done."""

    def __init__(self, desk: Desk, parent: QWidget, officer: OfficerRow) -> None:
        hint = N_("The officer can no longer sign in. Everything done in that name stays.")
        super().__init__(desk, parent, N_("Retire an officer"), N_("Retire"), hint)
        self._officer = officer
        self.form.add("reason", field_word("reason"), LongText(rows=3), missing=N_("Say why."))

    def take(self) -> None:
        """Retire."""
        values = self.form.read()
        if values is None:
            return
        self.ok.setEnabled(False)
        self._desk.do(
            officers.retire,
            self._officer.id,
            seen=self._officer.version,
            reason=values["reason"],
            then=lambda _none: self.accept(),
            failed=self.refused,
        )


def letting_in(office: Office, login: str, password: str) -> Generator[Message, None, None]:
    """Seal the office's key under an officer's password; slow on purpose, so on the back lane."""
    yield Message("Keeping the password…")
    with office.reading() as session:
        officer = next(one for one in officers.rows(session) if one.login == login)
    officers.let_in(office, officer, password)


def _columns() -> list[Column[OfficerRow]]:
    return [
        Column("initials", N_("Initials"), lambda one: one.initials, width=90, sort=False, jump=True),
        Column(
            "name",
            N_("Name"),
            lambda one: _names(one)[0],
            second=lambda one: _names(one)[1],
            width=220,
            sort=False,
            stretch=True,
            elide=True,
            jump=True,
        ),
        Column("post", N_("Post"), _post, width=220, sort=False, elide=True),
        Column("role", N_("Role"), lambda one: tr(word(one.role)), width=140, sort=False),
        Column("login", N_("Sign-in name"), lambda one: one.login, width=120, sort=False),
        Column(
            "active",
            N_("Active"),
            lambda one: tr("Yes") if one.active else tr("Retired"),
            width=100,
            sort=False,
            tone=lambda one: "plain" if one.active else "muted",
        ),
    ]


def _names(one: OfficerRow) -> tuple[str, str]:
    return person(one.name_en, one.name_zh)


def _post(one: OfficerRow) -> str:
    posts = {"en": one.post_en, "zh_HK": one.post_tc or one.post_sc, "zh_CN": one.post_sc or one.post_tc}
    return posts[language()] or one.post_en


def _nothing(_step: object) -> None:
    """The password is kept in one step."""
