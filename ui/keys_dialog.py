"""The list of keys: searched, printed, and changed by pressing others. What is chosen holds at once, on this computer,
for this person."""

from __future__ import annotations

import html
from collections.abc import Callable
from dataclasses import dataclass
from typing import Final

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QTextDocument
from PySide6.QtWidgets import QDialog, QWidget

from app.choosing import choose
from app.texts import LANGUAGES, N_, Message, say
from ui import keys, theme
from ui.menus import LINES, MENUS
from ui.widgets.basic import Button, Label, column, row
from ui.widgets.editors import Line
from ui.widgets.rows import Column, Group
from ui.widgets.search_box import SearchBox
from ui.widgets.table import Table
from ui.words import Speaking, tr

#: Keys that belong to lists and fields and are the same in every program.
FIXED: Final = (
    ("Return", N_("Open the chosen row")),
    ("Home", N_("First row")),
    ("End", N_("Last row")),
    ("Alt+1", N_("Sort by the first column; Alt+2 by the second, and so on")),
    ("Ctrl+C", N_("Copy the chosen rows as a table")),
    ("Alt+Down", N_("Open the calendar of a date field")),
    ("Esc", N_("Close a dialog; what was typed is never lost unasked")),
)
_MODIFIERS: Final = (Qt.Key.Key_Control, Qt.Key.Key_Shift, Qt.Key.Key_Alt, Qt.Key.Key_Meta, Qt.Key.Key_AltGr)


@dataclass(frozen=True, slots=True)
class KeyRow:
    """Something done by a key: `name` is "" where the key cannot be changed."""

    name: str
    text: str
    group: str
    fixed: str = ""

    @property
    def keys(self) -> str:
        """The keys it has now, as they are written here."""
        return keys.shown(self.fixed or keys.current.of(self.name))

    @property
    def changed(self) -> bool:
        """Whether a person has chosen its keys."""
        return self.name in keys.current.chosen


def rows() -> tuple[KeyRow, ...]:
    """Everything that is done by a key, group by group."""
    found = [KeyRow(line.does, line.text, MENUS[line.menu].replace("&", "")) for line in LINES]
    found += [KeyRow(one.name, one.text, N_("On the page of a case")) for one in keys.CASE]
    found += [KeyRow(one.name, one.text, N_("Likely duplicates")) for one in keys.DUPLICATES]
    found += [KeyRow(one.name, one.text, N_("Lists and forms")) for one in keys.FORMS]
    return (*found, *(KeyRow("", text, N_("Lists and forms"), fixed) for fixed, text in FIXED))


def words_of(name: str) -> str:
    """What is done by the key of a name."""
    return next(one.text for one in rows() if one.name == name)


class KeyField(Speaking, Line):
    """Shows the key that is pressed in it. Tab and Esc keep their meaning. Signal: `pressed(keys)`."""

    pressed = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setReadOnly(True)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.NoContextMenu)
        self.says(self.setPlaceholderText, N_("Press the new key here"))
        self.says(self.setAccessibleName, N_("Press the new key here"))

    def event(self, event: QEvent) -> bool:
        """Qt's call: no shortcut fires while a key is chosen."""
        if event.type() == QEvent.Type.ShortcutOverride and isinstance(event, QKeyEvent) and not _leaves(event):
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Qt's call: a key."""
        if _leaves(event):
            event.ignore()
        elif event.key() not in _MODIFIERS and event.key() != Qt.Key.Key_unknown:
            sequence = QKeySequence(event.keyCombination())
            self.setText(sequence.toString(QKeySequence.SequenceFormat.NativeText))
            self.pressed.emit(sequence.toString())


def _leaves(event: QKeyEvent) -> bool:
    plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.ShiftModifier)
    return plain and event.key() in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab, Qt.Key.Key_Escape)


class KeysDialog(Speaking, QDialog):
    """Every key, as the menus have them, and those of lists and forms."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.says(self.setWindowTitle, N_("Keys"))
        self._wanted = ""
        self.search = SearchBox(N_("Search the keys"), width=240)
        self.search.asked.connect(lambda _text: self._fill())
        self.search.left_down.connect(lambda: self.table.view.setFocus(Qt.FocusReason.TabFocusReason))
        self.table: Table[KeyRow] = Table(_columns(), lambda one: one.name or one.text, title=N_("Keys"))
        self.table.chosen.connect(lambda _row: self._choose())
        self.what = Label(bold=True, wrap=True)
        self.field: KeyField = KeyField()
        self.field.pressed.connect(self._pressed)
        self.table.opened.connect(lambda _row: self.field.setFocus(Qt.FocusReason.TabFocusReason))
        self.use = Button(N_("Use this key"), kind="primary", then=self._use)
        self.none = Button(N_("No key"), then=lambda: self._put(""))
        self.reset = Button(N_("As at the beginning"), then=self._reset)
        self.reset_all = Button(N_("All as at the beginning"), then=lambda: keys.current.put({}))
        self.says_why = Label(N_("Choose a line, then press the new key."), tone="muted", wrap=True)
        self._lay_out()
        keys.current.changed.connect(self._changed)
        self._fill()
        self.resize(660, 640)

    def retranslate(self) -> None:
        """The keys in another language."""
        super().retranslate()
        if hasattr(self, "table"):
            self._fill()

    def _lay_out(self) -> None:
        print_ = Button(N_("Print…"), icon_name="printer", then=self._print)
        close = Button(N_("Close"), then=self.accept)
        change = row(self.field, self.use, self.none, self.reset)
        change.setStretch(0, 1)
        laid = column(
            row(self.search, None, print_),
            self.table,
            self.what,
            change,
            self.says_why,
            row(self.reset_all, None, close),
            margins=theme.S16,
        )
        laid.setStretch(1, 1)
        self.setLayout(laid)

    def _fill(self) -> None:
        self.table.fill(_grouped(self.search.text()), filtered=bool(self.search.text()))
        self._choose()

    def _changed(self) -> None:
        self.table.model.say_again()
        self._choose()

    def _choose(self) -> None:
        chosen = self.table.current()
        self._wanted = ""
        self.field.clear()
        self.what.put("" if chosen is None else f"{tr(chosen.text)}  {chosen.keys}")
        can = chosen is not None and bool(chosen.name)
        self.field.setEnabled(can)
        self.use.setEnabled(False)
        self.none.setEnabled(can and chosen is not None and bool(chosen.keys))
        self.reset.setEnabled(can and chosen is not None and chosen.changed)
        self.reset_all.setEnabled(bool(keys.current.chosen))
        fixed = chosen is not None and not chosen.name
        self._say(
            N_("This key is the same in every program and cannot be changed.")
            if fixed
            else N_("Choose a line, then press the new key."),
        )

    def _pressed(self, pressed: str) -> None:
        """Say what would come of it."""
        chosen = self.table.current()
        if chosen is None:
            return
        why = keys.hindrance(QKeySequence(pressed))
        others = [one for one in keys.current.users(pressed) if one != chosen.name]
        self._wanted = "" if why else pressed
        self.use.setEnabled(why is None)
        if why is not None:
            self._say(why, wrong=True)
        elif others:
            self._say(Message("This key is for “{other}” now, which will then have it no longer.",
                              other=Message(words_of(others[0]))), wrong=True)  # fmt: skip
        else:
            self._say(N_("This key is free."))

    def _say(self, text: str | Message, *, wrong: bool = False) -> None:
        self.says_why.set_tone("warn" if wrong else "muted")
        self.says_why.say(text)

    def _use(self) -> None:
        if self._wanted:
            self._put(self._wanted)

    def _put(self, wanted: str) -> None:
        chosen = self.table.current()
        if chosen is not None and chosen.name:
            keys.current.choose(chosen.name, wanted)
            self.table.view.setFocus(Qt.FocusReason.TabFocusReason)

    def _reset(self) -> None:
        chosen = self.table.current()
        if chosen is not None and chosen.name:
            keys.current.reset(chosen.name)

    def _print(self) -> None:
        from ui.printing import choose as ask

        printer = ask(self, tr("Keys"), landscape=False)
        if printer is not None:
            document().print_(printer)


def document() -> QTextDocument:
    """All keys on paper, in the language of the screen."""
    lines = []
    for one in _grouped(""):
        if isinstance(one, Group):
            lines.append(f"<tr><td colspan=2><br><b>{html.escape(tr(one.text))}</b></td></tr>")
        elif one.keys:
            lines.append(f"<tr><td width=180>{html.escape(one.keys)}</td><td>{html.escape(tr(one.text))}</td></tr>")
    made = QTextDocument()
    made.setHtml(f"<h2>{html.escape(tr('Keys'))}</h2><table cellpadding=2>{''.join(lines)}</table>")
    return made


def _grouped(text: str) -> list[KeyRow | Group]:
    """The rows that fit a search, in the order of the menus, under their headings."""
    every = rows()
    if text.strip():
        names = [(*(say(one.text, code) for code in LANGUAGES), one.keys) for one in every]
        wanted = {at for at, _fit in choose(text, names)}
        every = tuple(one for at, one in enumerate(every) if at in wanted)
    found: list[KeyRow | Group] = []
    for one in every:
        heading = Group(Message(one.group))
        if heading not in found:
            found.append(heading)
        found.append(one)
    return found


def _columns() -> tuple[Column[KeyRow], ...]:
    shown: Callable[[KeyRow], str] = lambda one: tr(one.text)  # noqa: E731
    return (
        Column[KeyRow]("text", N_("What it does"), shown, width=330, sort=False, elide=True, stretch=True, jump=True),
        Column[KeyRow]("keys", N_("Keys"), lambda one: one.keys, width=150, sort=False),
        Column[KeyRow](
            "changed", N_("Changed"), lambda one: tr("Changed") if one.changed else "", width=90, sort=False
        ),
    )
