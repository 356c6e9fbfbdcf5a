"""Ctrl+K: what is typed in the box is looked for, what is chosen is opened or done."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from itertools import chain
from typing import TYPE_CHECKING, Any, Final
from uuid import UUID

import shiboken6
from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication, QWidget

from app import officers
from app.choosing import Fit, choose
from app.finding import Found, Kind, find
from app.names import fold
from app.recent import recent
from app.texts import N_, Message
from app.tokens import heard
from ui import words
from ui.find.commands import Command, Takers, commands, names
from ui.find.lines import Heading, Line, spans
from ui.find.panel import FindPanel
from ui.words import language, tr

if TYPE_CHECKING:
    from ui.find.box import FindBox
    from ui.window import MainWindow

_KINDS: Final = {
    Kind.CASE: (N_("Cases"), "folder-open"),
    Kind.APPLICANT: (N_("Applicants"), "buildings"),
    Kind.FACTORY: (N_("Factories"), "factory"),
    Kind.CERTIFICATE: (N_("Awards"), "seal-check"),
}
#: So many records and commands are shown for one search.
_RECORDS: Final = 30
_COMMANDS: Final = 8
#: A command that begins with so many letters typed stands before what was found.
_PLAIN: Final = 3


@dataclass(frozen=True, slots=True)
class Answer:
    """What was found for a text: records, and commands with how they fit."""

    text: str
    found: tuple[Found, ...]
    commands: tuple[tuple[Command, Fit], ...] = ()


class Finder(QObject):
    """The box, the panel under it, and what stands between them and the office."""

    def __init__(self, window: MainWindow, box: FindBox) -> None:
        super().__init__(window)
        self._window, self._box = window, box
        self._panel: FindPanel | None = None
        self._officers: Takers = []
        self._commands: list[Command] = []
        self._answer: Answer | None = None
        self._waits: bool | None = None
        self._before: QWidget | None = None
        box.asked.connect(self._ask)
        box.stepped.connect(lambda by: self.panel.step(by))
        box.paged.connect(self._page)
        box.entered.connect(self._enter)
        box.escaped.connect(self.give_up)
        box.left.connect(self.close)
        words.screen.retranslated.connect(self._again)

    @property
    def panel(self) -> FindPanel:
        """The panel, made when it is first wanted: the first page does not wait for it."""
        if self._panel is None:
            self._panel = FindPanel(self._window)
            self._panel.taken.connect(self._take)
        return self._panel

    def focus(self) -> None:
        """Go to the box and open the panel."""
        self._note_before()
        self._box.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._box.selectAll()
        self.open()

    def recents(self) -> None:
        """What was open last."""
        self._box.clear()
        self.focus()

    def open(self) -> None:
        """Show the panel for what stands in the box."""
        if self._box.open:
            return
        self._note_before()
        self._box.open = True
        self._commands = commands(self._window, self._officers)
        self._window.desk.read(_officers, then=self._take_officers, slot="find-officers")
        self._answer = None
        self._ask(self._box.text().strip())
        QApplication.instance().installEventFilter(self)  # type: ignore[union-attr]  # there is one

    def close(self) -> None:
        """Hide the panel."""
        if self._box.open:
            self._box.open = False
            self._waits = None
            QApplication.instance().removeEventFilter(self)  # type: ignore[union-attr]
            self.panel.hide()

    def give_up(self) -> None:
        """Esc: back to where one was."""
        self.close()
        self._box.clear()
        self._go_back()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Qt's call: a press of the mouse elsewhere closes the panel; in a window of another size it moves along."""
        if event.type() == QEvent.Type.Resize and watched is self._window:
            self.panel.open_under(self._box)
        if event.type() == QEvent.Type.MouseButtonPress and isinstance(event, QMouseEvent):
            inside = isinstance(watched, QWidget) and any(
                watched is one or one.isAncestorOf(watched) for one in (self._box, self.panel)
            )
            if isinstance(watched, QWidget) and not inside:
                self.close()
        return False

    # asking

    def _ask(self, text: str) -> None:
        self._waits = None
        if not self._box.open:
            return
        desk = self._window.desk
        if text:
            desk.read(_look, text, self._commands, then=self._show, failed=self._fail, slot="find")
        else:
            officer = desk.office.officer.id
            desk.read(_recent, officer, desk.recents.last(), then=self._show, failed=self._fail, slot="find")

    def _take_officers(self, found: Takers) -> None:
        changed, self._officers = found != self._officers, found
        if changed:
            self._again()

    def _again(self) -> None:
        """Other officers, or another language: the same text finds other words."""
        if self._box.open:
            waits = self._waits
            self._commands = commands(self._window, self._officers)
            self._ask(self._box.text().strip())
            self._waits = waits

    def _fail(self, _refusal: object) -> None:
        self._show(Answer(self._box.text().strip(), ()))

    def _show(self, answer: Answer) -> None:
        if not self._box.open or answer.text != self._box.text().strip():
            return
        self._answer = answer
        lines = self._recent_lines(answer) if not answer.text else self._lines(answer)
        none: str | Message = ""
        if not answer.text and not answer.found:
            none = N_("Type a number, a name, how it sounds, or what to do.")
        elif answer.text and not answer.found and not answer.commands:
            none = Message("Nothing is called “{text}”.", text=answer.text)
        self.panel.open_under(self._box)
        self.panel.put(lines, none)
        if self._waits is not None:
            self._enter(self._waits)

    # lines

    def _recent_lines(self, answer: Answer) -> list[Heading | Line]:
        lines = [self._line(one, "") for one in answer.found]
        return [Heading(tr("Opened last")), *lines] if lines else []

    def _lines(self, answer: Answer) -> list[Heading | Line]:
        """What begins so, what is written so, and only then what sounds so or is nearly so."""
        doing, text = answer.commands[:_COMMANDS], answer.text
        plain = [one for one, fit in doing if fit is Fit.START and len(text) >= _PLAIN]
        meant = [one for one, fit in doing if fit <= Fit.SPOKEN and one not in plain]
        rest = [one for one, fit in doing if fit > Fit.SPOKEN]
        sure = [one for one in answer.found if one.sure or not meant]  # with nothing between, one group of a kind
        loose = [one for one in answer.found if one not in sure]
        if not sure:
            plain, meant = plain + meant, []
        if not loose:
            meant, rest = meant + rest, []
        blocks = (self._doing(plain, text), self._records(sure, text), self._doing(meant, text),
                  self._records(loose, text), self._doing(rest, text))  # fmt: skip
        return [*chain(*blocks), Heading(tr("Case list")), self._in_the_list(text)]

    def _records(self, found: Sequence[Found], text: str) -> list[Heading | Line]:
        lines: list[Heading | Line] = []
        for kind in dict.fromkeys(one.kind for one in found):  # the group of the surest first
            lines += [Heading(tr(_KINDS[kind][0])), *(self._line(one, text) for one in found if one.kind is kind)]
        return lines

    def _doing(self, wanted: Sequence[Command], text: str) -> list[Heading | Line]:
        lines = [Line(one.icon, one.text, one.where, one.keys, one.does, bold=spans(one.text, text)) for one in wanted]
        return [Heading(tr("Commands")), *lines] if lines else []

    def _line(self, one: Found, text: str) -> Line:
        first, second = _both(one)
        ref = one.ref if one.kind in (Kind.CASE, Kind.CERTIFICATE) else ""
        name = f"{ref}  {first}" if ref else first
        beside = partial(self._window.window_asked.emit, one.case_id) if one.case_id is not None else None
        icon = _KINDS[one.kind][1]
        why = [value for _name, value in one.matched.values if isinstance(value, str) and value in name]
        bold = spans(name, " ".join([text, *why]))  # found by its sound, the characters that sound so are bold
        return Line(icon, name, second, tr(one.matched), partial(self._open, one), beside, bold)

    def _in_the_list(self, text: str) -> Line:
        said = tr("Search the case list for “{text}”", text=text)
        return Line("magnifying-glass", said, "", "", partial(self._window.search_list, text))

    # choosing

    def _page(self, by: int) -> None:
        self.panel.step(by * self.panel.page())

    def _enter(self, beside: bool) -> None:
        """Do what the line says; when the answer is still on its way, as soon as it is here."""
        if self._answer is None or self._answer.text != self._box.text().strip():
            self._waits = beside
            return
        self._waits = None
        line = self.panel.current()
        if line is not None:
            self._take(line, beside)

    def _take(self, line: Line, beside: bool) -> None:
        self.close()
        self._box.clear()
        self._go_back()
        (line.beside if beside and line.beside is not None else line.does)()

    def _open(self, one: Found) -> None:
        if one.kind is Kind.CERTIFICATE:
            self._window.open_award(one.id)
        elif one.case_id is not None:
            self._window.open_case(one.case_id)
        else:
            self._window.open_applicant(one.applicant_id)

    def _note_before(self) -> None:
        focused: QWidget | None = QApplication.focusWidget()
        if focused is not None and focused is not self._box:
            self._before = focused

    def _go_back(self) -> None:
        """The keyboard goes where it was before the box."""
        before, self._before = self._before, None
        if before is not None and shiboken6.isValid(before) and before.isVisible():
            before.setFocus(Qt.FocusReason.OtherFocusReason)


def _both(one: Found) -> tuple[str, str]:
    """The name in the language of the screen, and the one in the other script."""
    first = one.name.in_(language())
    other = one.name.zh_HK if language() == "en" else one.name.en
    return first, "" if other == first else other


def _officers(session: Any) -> Takers:
    heard(fold("電"))  # what folds Chinese and knows its sounds is loaded while nobody waits for it yet
    return list(officers.rows(session))


def _look(session: Any, text: str, offered: Sequence[Command]) -> Answer:
    chosen = choose(text, [names(one) for one in offered])
    return Answer(text, find(session, text, limit=_RECORDS), tuple((offered[at], fit) for at, fit in chosen))


def _recent(session: Any, officer_id: UUID, opened: Any) -> Answer:
    return Answer("", recent(session, officer_id, opened))
