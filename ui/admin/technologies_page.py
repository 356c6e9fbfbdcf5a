"""The technology register: what the published list holds, entered by an officer, corrected, struck out."""

from __future__ import annotations

from typing import Any, Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from app import technologies
from app.field_words import field_word
from app.kept import Kept
from app.technologies import TechnologyFields
from app.texts import N_, Message
from app.words import word
from models.kinds import Origin, Sector
from ui import theme
from ui.admin.list_page import ListPage
from ui.admin.ticks import TicksField
from ui.casefile.dialogs import ReasonDialog
from ui.desk import Desk
from ui.widgets.basic import Button, Label, column
from ui.widgets.dialog import FormDialog
from ui.widgets.fields import ChoiceField, DateField, LongText, TextField
from ui.widgets.rows import Column
from ui.widgets.state import State
from ui.widgets.table import Table
from ui.words import language, shown, tr

_Row = Kept[TechnologyFields]
_LINES: Final = ("name_en", "name_tc", "name_sc", "developer_en", "developer_zh")


class TechnologiesPage(ListPage[_Row]):
    """The list of technologies and what can be done."""

    called = N_("Technology register")
    kind = "technologies"

    def __init__(self, desk: Desk) -> None:
        table: Table[_Row] = Table(_columns(), lambda one: one.id, title=N_("Technologies"), name="technologies")
        table.set_empty(State("list", N_("No technology is entered yet")))
        self.enter = Button(N_("Enter a technology…"), icon_name="plus", kind="primary", then=self._enter)
        self.correct = Button(N_("Correct…"), icon_name="pencil-simple", then=self._correct)
        self.strike = Button(N_("Strike out…"), icon_name="trash", then=self._strike)
        hint = N_("From the Secretariat’s own copy of the technology list, version by version. A case that chooses an "
                  "entry keeps what it said then.")  # fmt: skip
        super().__init__(desk, technologies.rows, table, self.enter, [self.correct, self.strike], hint)

    def allowed(self) -> tuple[bool, bool]:
        """Who may enter a technology may also correct one."""
        may = self._desk.may(technologies.enter)
        return may, may and self.table.current() is not None

    def _enter(self) -> None:
        self._open(None)

    def _correct(self) -> None:
        chosen = self.table.current()
        if chosen is not None:
            self._open(chosen)

    def _strike(self) -> None:
        chosen = self.table.current()
        if chosen is None:
            return

        def send(reason: str, then: Any, failed: Any) -> None:
            self._desk.do(technologies.strike_out, chosen.id, seen=chosen.version, reason=reason, then=then,
                          failed=failed)  # fmt: skip

        why = Message("{name} can no longer be chosen. Cases that chose it keep it.", name=_name(chosen))
        if ReasonDialog.ask(self, N_("Strike out a technology"), why=why, button=N_("Strike out"), send=send):
            self.said.emit(Message("The technology is struck out."))

    def _open(self, kept: _Row | None) -> None:
        dialog = TechnologyDialog(self._desk, self, kept)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.open()


class TechnologyDialog(FormDialog):
    """Enter a technology, or correct one."""

    def __init__(self, desk: Desk, parent: QWidget, kept: _Row | None) -> None:
        title = N_("Enter a technology") if kept is None else N_("Correct a technology")
        super().__init__(parent, title)
        self._desk, self._kept = desk, kept
        self._add_rows(desk)
        heading = Label(title, size="section", bold=True)
        self.setLayout(column(heading, self.form, self.feet, margins=theme.S24, gap=theme.S12))
        self.setMinimumWidth(920)
        fields = kept.fields if kept is not None else TechnologyFields()
        self.form.put({name: getattr(fields, name) for name in TechnologyFields.__slots__})

    def take(self) -> None:
        """Enter or correct."""
        values = self.form.read()
        if values is None:
            return
        texts = ("code", "list_version", *_LINES, "origin_evidence")
        form = TechnologyFields(**values | {name: values[name] or "" for name in texts})
        self.ok.setEnabled(False)
        if self._kept is None:
            self._desk.do(technologies.enter, form, then=lambda _id: self.accept(), failed=self.refused)
        else:
            self._desk.do(technologies.correct, self._kept.id, form, seen=self._kept.version,
                          then=lambda _none: self.accept(), failed=self.refused)  # fmt: skip

    def _add_rows(self, desk: Desk) -> None:
        form, clock = self.form, desk.office.clock
        form.add(
            "code", field_word("code"), TextField(most=60), missing=N_("Enter the code of the technology on the list.")
        )
        form.add("list_version", field_word("list_version"), TextField(most=100),
                 missing=N_("Enter the version of the list."))  # fmt: skip
        form.add("listed_from", field_word("listed_from"), DateField(clock=clock))
        form.add("listed_until", field_word("listed_until"), DateField(clock=clock), beside=True)
        for name in _LINES:
            form.add(name, field_word(name), TextField(most=300))
        origins = [(each, word(each)) for each in Origin]
        form.add("origin", field_word("origin"), ChoiceField(origins, blank=N_("Not known yet"), width=420))
        hint = N_("An agreement, a patent, a letter: what shows who developed it. The higher ceiling rests on it.")
        form.add("origin_evidence", field_word("origin_evidence"), LongText(most=2000, rows=2), hint=hint)
        sectors = [(each, word(each)) for each in Sector]
        form.add("sectors", field_word("sectors"), TicksField(sectors), hint=N_("None ticked: for any sector."))


def _columns() -> list[Column[_Row]]:
    return [
        Column("code", N_("Code"), lambda one: one.fields.code, width=100, sort=False, jump=True),
        Column("name", N_("Name"), _name, second=_other_name, width=210, sort=False, stretch=True, elide=True,
               jump=True),
        Column("developer", N_("Developer"), _developer, width=170, sort=False, elide=True),
        Column("origin", N_("Who developed the technology"), _origin, width=230, sort=False, elide=True),
        Column("list_version", N_("Version of the technology list"), lambda one: one.fields.list_version, width=200,
               sort=False, elide=True),
        Column("listed_from", N_("On the list from"), _from, width=130, sort=False,
               value=lambda one: one.fields.listed_from),
    ]  # fmt: skip


def _name(one: _Row) -> str:
    names = {"en": one.fields.name_en, "zh_HK": one.fields.name_tc, "zh_CN": one.fields.name_sc}
    return names[language()] or one.fields.name


def _other_name(one: _Row) -> str:
    form = one.fields
    other = (form.name_tc or form.name_sc) if language() == "en" else form.name_en
    return "" if other == _name(one) else other


def _developer(one: _Row) -> str:
    form = one.fields
    return (form.developer_en or form.developer_zh) if language() == "en" else (form.developer_zh or form.developer_en)


def _origin(one: _Row) -> str:
    return tr("Not known yet") if one.fields.origin is None else tr(word(one.fields.origin))


def _from(one: _Row) -> str:
    return "" if one.fields.listed_from is None else shown(one.fields.listed_from)
