"""The checklist beside the documents: each line with how it stands, and what can be done about it."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QMenu, QWidget

from app.case_sheet import CaseSheet
from app.checklist import Line
from app.texts import N_, Message
from app.words import word
from models.kinds import ItemKind, ItemState
from ui import theme
from ui.casefile.parts import empty, told
from ui.icons import IconLabel
from ui.theme import Tone
from ui.widgets.basic import Button, Label, Tool, column, row, tip
from ui.widgets.stops import drawn_anew
from ui.words import Speaking, tr

WIDTH = 300
#: Words begin so far under the top of their button.
_LEAD = 4

_SIGNS: dict[ItemState, tuple[str, Tone]] = {
    ItemState.MISSING: ("circle", "warn"),
    ItemState.RECEIVED: ("check-circle", "ok"),
    ItemState.WAIVED: ("minus-circle", "muted"),
}


class ChecklistView(Speaking, QFrame):
    """Signals: `marked(line, state)` when a person says how a line stands, `asked(kinds)` to ask for several."""

    marked = Signal(object, object)
    asked = Signal(object)

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("surface", "card")
        self.setFixedWidth(WIDTH)
        self._heading = Label(size="section", bold=True)
        self._none = Label(
            N_("No list of documents can be inferred for Organisation Support. Ask for what is needed."),
            tone="muted", wrap=True,
        )  # fmt: skip
        self._holder = QWidget()
        self._lines = column(gap=theme.S8)
        self._holder.setLayout(self._lines)
        self.ask = Button(N_("Ask for all that is missing"), icon_name="paper-plane-tilt", then=self._ask_all)
        basis = N_("No official list is published. Inferred from the rules each document proves.")
        self._basis = Label(basis, tone="muted", size="caption", wrap=True)
        self.setLayout(
            column(self._heading, self._none, self._holder, self.ask, self._basis, margins=theme.S12, gap=theme.S8)
        )
        self._shown: Sequence[Line] = ()

    def put(self, sheet: CaseSheet, *, may: bool) -> None:
        """Show the checklist of a case; `may` says whether the officer may change it."""
        self._shown = sheet.checklist
        with drawn_anew(self._holder):
            empty(self._lines)
            for line in sheet.checklist:
                self._lines.addWidget(self._line(line, may=may))
        here = sum(line.state is not ItemState.MISSING for line in sheet.checklist)
        self._heading.say(N_("Checklist: {n} of {all}"), n=here, all=len(sheet.checklist))
        self._none.setVisible(not sheet.checklist)
        self._basis.setVisible(any(line.needed for line in sheet.checklist))
        self.ask.setVisible(bool(self._unasked()))
        self.ask.setEnabled(may)

    def _line(self, line: Line, *, may: bool) -> QWidget:
        name, tone = _SIGNS[line.state]
        sign = IconLabel(name, tone, 16)
        made = _Hinted()
        made.says(sign.setAccessibleName, word(line.state))
        text = column(told(line.words), gap=0)
        text.setContentsMargins(0, _LEAD, 0, 0)
        if (more := _more(line)) is not None:
            text.addWidget(told(more, tone="warn" if line.state is ItemState.MISSING else "muted", caption=True))
        text.addStretch(1)
        button = Tool("dots-three", Message("What to do about {what}", what=line.words))
        button.clicked.connect(lambda: self._menu(button, line).popup(button.mapToGlobal(button.rect().bottomLeft())))
        button.setEnabled(may and line.kind is not ItemKind.OTHER)
        laid = row(column(_LEAD + 1, sign, None, gap=0), text, column(button, None, gap=0), gap=theme.S8)
        laid.setStretch(1, 1)
        made.setLayout(laid)
        if line.needed is not None:
            made.hint(Message("Proves: {what} ({mark}. {source})", what=line.needed.proves, mark=word(line.needed.mark),
                              source=line.needed.source))  # fmt: skip
        return made

    def _menu(self, over: QWidget, line: Line) -> QMenu:
        menu = QMenu(over)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        offers = {
            ItemState.RECEIVED: N_("It has come in"),
            ItemState.MISSING: N_("Missing: ask for it") if not line.asked else N_("Missing again"),
            ItemState.WAIVED: N_("Waive…"),
        }
        for state, text in offers.items():
            action = menu.addAction(tr(text))
            action.setEnabled(state is not line.state or (state is ItemState.MISSING and not line.asked))
            action.triggered.connect(lambda _on=False, state=state: self.marked.emit(line, state))
        return menu

    def _unasked(self) -> list[ItemKind]:
        """What is missing and was not asked for."""
        return [line.kind for line in self._shown if line.state is ItemState.MISSING and not line.asked]

    def _ask_all(self) -> None:
        self.asked.emit(self._unasked())


class _Hinted(Speaking, QWidget):
    """A line whose tool tip follows the language."""

    def hint(self, text: Message) -> None:
        """What the tool tip says."""
        self.says(self._set_tip, text)

    def _set_tip(self, text: str) -> None:
        self.setToolTip(tip(text))


def _more(line: Line) -> Message | None:
    """What else there is to say of a line."""
    if line.state is ItemState.WAIVED and line.item is not None:
        return Message("Waived: {reason}", reason=line.item.reason)
    if line.state is ItemState.MISSING:
        missing = tuple(word(kind) for kind in line.lacking) if line.documents else ()
        if missing:
            return Message("Still missing: {list}", list=missing)
        return Message("Asked {day}", day=line.item.asked_on) if line.asked and line.item is not None else None
    return None
