"""The line of the next step: what is to be done, the button that does it, and the other ways."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QMenu

from app import case_tasks, due
from app.act import ACTS
from app.case_sheet import CaseSheet
from app.office import SignedIn
from app.texts import N_, Message
from models.stages import ENDED, Stage, Transition
from ui import theme
from ui.casefile.next_step import ENDORSE, Next, barred, next_step, onward, way_words, whose
from ui.casefile.parts import snug
from ui.casefile.tasks import URGENT
from ui.widgets.basic import Button, Label, column, row, tip
from ui.words import tr


class NextLine(QFrame):
    """What is next, with its button; then the other ways. Signals as `CaseHeader` passes them on."""

    act = Signal(str, object)
    go = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("surface", "panel")
        self._words = Label(wrap=True)
        self.main = Button(kind="primary", then=self._take, about=Message("Next step"))
        self._second = Button(then=self._take_second, about=Message("Another step"))
        self._more = Button(N_("More"))
        self._menu = QMenu(self)
        self._menu.setToolTipsVisible(True)
        self._more.setMenu(self._menu)
        self._who = Label(tone="muted", size="caption")
        self._when = Label(tone="muted", size="caption", wrap=True)
        self.tasks = Button(kind="link", then=lambda: self.go.emit("tasks"))
        under = row(self._who, self._when, self.tasks, None, gap=theme.S12)
        under.setStretch(1, 1000)
        said = column(self._words, under, gap=0)
        laid = row(Label(N_("Next:"), bold=True), said, self.main, self._second, self._more, gap=theme.S8)
        laid.setStretch(1, 1)
        laid.setContentsMargins(theme.S24, theme.S8, theme.S24, theme.S8)
        self.setLayout(laid)
        self._target: tuple[str, Stage | None, str] = ("", None, "")
        self._aside: tuple[str, Stage | None] = ("", None)

    def put(self, sheet: CaseSheet, me: SignedIn, may: Callable[..., bool]) -> None:
        """Show what is next in a case for the officer at the desk."""
        step = next_step(sheet, me.id)
        self._words.say(step.text)
        self._target = (step.act, step.to, step.section)
        why_not = barred(sheet, step.act, me, may, step.to) if step.act else None
        self.main.say(_button_words(step, sheet))
        self.main.setVisible(bool(step.act or step.section))
        self.main.setEnabled(why_not is None)
        _say_why(self.main, why_not)
        if why_not is not None and why_not != step.text:
            self._words.say(Message("{step} {why}", step=step.text, why=why_not))
        self._say_whose(sheet, step)
        self._others(sheet, me, may)

    def _say_whose(self, sheet: CaseSheet, step: Next) -> None:
        """Who takes the next step and by when, and what else is to be done."""
        owner = whose(sheet, step)
        ended = sheet.stage in ENDED
        self._who.setVisible(owner is not None)
        self._who.say(owner or Message(""))
        self._when.setVisible(not ended and sheet.due_on is not None)
        self._when.say(_when(sheet))
        tone = URGENT.get(due.urgency(sheet.due_on, sheet.today), "muted")
        self._when.set_tone(tone)
        snug(self._when, "caption")
        waiting = case_tasks.told(sheet.tasks, sheet.today)
        self.tasks.setVisible(waiting is not None)
        self.tasks.say(waiting or Message(""))

    def _others(self, sheet: CaseSheet, me: SignedIn, may: Callable[..., bool]) -> None:
        """The ways that the main button does not take: the one along the road as a button, the rest in the menu."""
        ways = _different(sheet, self._target)
        road = onward(sheet)
        second = road if road is not None and road in ways else None
        self._second.setVisible(second is not None)
        if second is not None:
            self._aside = (second.act, second.end)
            self._second.say(way_words(second))
            why_not = barred(sheet, second.act, me, may, second.end)
            self._second.setEnabled(why_not is None)
            _say_why(self._second, why_not)
        self._menu.clear()
        for way in ways:
            if way is second:
                continue
            taken = self._menu.addAction(tr(way_words(way)))
            why_not = barred(sheet, way.act, me, may, way.end)
            taken.setEnabled(why_not is None)
            taken.setToolTip("" if why_not is None else tip(tr(why_not)))
            taken.triggered.connect(lambda _on=False, way=way: self.act.emit(way.act, way.end))
        self._menu.addSeparator()
        for name, text in (("case.assign", N_("Assign…")), ("case.set_due", N_("Set a due date…"))):
            taken = self._menu.addAction(tr(text))
            taken.setEnabled(may(ACTS[name]))
            taken.triggered.connect(lambda _on=False, name=name: self.act.emit(name, None))

    def _take(self) -> None:
        act, to, section = self._target
        if act:
            self.act.emit(act, to)
        else:
            self.go.emit(section)

    def _take_second(self) -> None:
        self.act.emit(*self._aside)


def _when(sheet: CaseSheet) -> Message:
    words = due.in_words(sheet.due_on, sheet.today)
    return Message("{due}: {what}", due=words, what=sheet.due_for) if sheet.due_for else words


_GO = {
    "eligibility": N_("Show the reasons"),
    "calculator": N_("Go to the calculator"),
    "items": N_("Show the items"),
}


def _say_why(button: Button, why_not: Message | None) -> None:
    """A grey button says why, to eyes and to screen readers."""
    words = "" if why_not is None else tr(why_not)
    button.setToolTip(tip(words) if words else "")
    button.setAccessibleDescription(words)


def _button_words(step: Next, sheet: CaseSheet) -> str:
    if step.act == ENDORSE:
        return N_("Endorse…")
    if step.act == "case.confirm_historic":
        return N_("Confirm the recorded amount…")
    if step.act == "case.choose_edition":
        return N_("Choose the edition…")
    way = next((one for one in sheet.ways if one.act == step.act and one.end is step.to), None)
    return _GO.get(step.section, "") if way is None else way_words(way)


def _different(sheet: CaseSheet, target: tuple[str, Stage | None, str]) -> list[Transition]:
    """Every way but the main button's; the four outcomes of a confirmation are one way."""
    found: list[Transition] = []
    for way in sheet.ways:
        same = way.act == target[0] and (way.end is target[1] or way.act == "case.confirm_decision")
        if not same and not (way.act == "case.confirm_decision" and any(one.act == way.act for one in found)):
            found.append(way)
    return found
