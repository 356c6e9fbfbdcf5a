"""The quiet line under the names of an applicant that is being typed: who it may be, and a way there.

It is asked for when typing pauses, never in the middle of composing; the newest question wins. Its room is kept free,
so that nothing moves under the pointer when it comes and goes.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final
from uuid import UUID

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent, QResizeEvent
from PySide6.QtWidgets import QApplication, QSizePolicy, QWidget

from app.applicants import ApplicantFields
from app.texts import Message
from models.kinds import ApplicantKind
from ui import fonts, theme
from ui.desk import Desk
from ui.icons import IconLabel
from ui.names import company
from ui.theme import Tone
from ui.widgets.basic import Button, Label, column, row, tip
from ui.widgets.form import Form
from ui.words import Speaking, tr

if TYPE_CHECKING:
    from app.likely import Likely

#: Milliseconds after the last key.
PAUSE: Final = 300

#: What a form may ask for that is compared.
_COMPARED: Final = ("name_en", "name_tc", "name_sc", "br_number", "address_en", "address_zh")


class LikelyLine(Speaking, QWidget):
    """Follows a form with the names of an applicant; `but` is the applicant that it corrects.

    Signal: `wanted(id, number or name)` somebody wants that applicant instead.
    """

    wanted = Signal(UUID, str)

    def __init__(self, desk: Desk, form: Form, button: str, *, but: UUID | None = None) -> None:
        super().__init__()
        self._desk, self._form, self._does, self._but = desk, form, button, but
        self._asked: ApplicantFields | None = None
        self._found: tuple[Likely, ...] = ()
        self._sign = IconLabel("warning", "warn", 16)
        self.who = _Cut()
        self.why = _Cut(tone="muted", size="caption")
        self.button = Button(button, kind="link", then=self._take)
        said = column(self.who, self.why, gap=0)
        laid = row(self._sign, said, self.button, gap=theme.S8)
        laid.setStretch(1, 1)
        self.setLayout(laid)
        self.setFixedHeight(max(self.button.sizeHint().height(), 2 * theme.S24 - theme.S4))
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(PAUSE)
        self._pause.timeout.connect(self.ask)
        form.changed.connect(self._wait)
        self._show(())

    def _wait(self) -> None:
        """Ask when typing pauses; of what nobody has touched nothing is asked."""
        if self._form.dirty or self._found:
            self._pause.start()

    def ask(self) -> None:
        """Ask who this may be, unless that was asked already; while somebody composes it waits."""
        if getattr(QApplication.focusWidget(), "composing", False):
            self._pause.start()
            return
        typed = self._typed()
        if typed == self._asked:
            return
        self._asked = typed
        from app import likely  # not before somebody types

        self._desk.read(likely.of_form, typed, but=self._but, then=self._show, slot=f"likely-{id(self)}")

    def retranslate(self) -> None:
        """Say it again."""
        super().retranslate()
        self._say()

    def _typed(self) -> ApplicantFields:
        """What is typed now; what cannot be read yet is empty."""
        values = self._form.peek()
        name_en, name_tc, name_sc, br_number, address_en, address_zh = (values.get(name) or "" for name in _COMPARED)
        return ApplicantFields(
            kind=values.get("kind") or ApplicantKind.BUSINESS,
            name_en=name_en,
            name_tc=name_tc,
            name_sc=name_sc,
            br_number=br_number,
            address_en=address_en,
            address_zh=address_zh,
        )

    def _show(self, found: tuple[Likely, ...]) -> None:
        before = [one.id for one in self._found]
        self._found = found
        if not found and self.button.hasFocus():
            self.focusPreviousChild()
        for part in (self._sign, self.who, self.why, self.button):
            part.setVisible(bool(found))
        self._say()
        if found and [one.id for one in found] != before:
            QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, self.whole))

    @property
    def whole(self) -> str:
        """All that the line has to say; "" where it has nothing."""
        return "\n".join(text for text in (self.who.whole, self.why.whole) if text) if self._found else ""

    def _say(self) -> None:
        if not self._found:
            return
        one, more = self._found[0], len(self._found) - 1
        who = Message("This may be {who}, or {n} more", who=_name(one), n=more)
        self.who.put_whole(tr(who if more else Message("This may be {who}", who=_name(one))))
        self.why.put_whole(_why(one))
        self.setToolTip(tip("\n".join(tr(_line(each)) for each in self._found)))
        self.button.setAccessibleName(tr(Message("{button} {about}", button=Message(self._does), about=_name(one))))

    def _take(self) -> None:
        if self._found:
            one = self._found[0]
            self.wanted.emit(one.id, one.br_number or one.name_en or one.name_tc or one.name_sc)


class _Cut(Label):
    """Words that end in "…" where the room does; a screen reader is told all of them."""

    def __init__(self, *, tone: Tone = "plain", size: fonts.Size = "body") -> None:
        super().__init__(tone=tone, size=size)
        self.whole = ""
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)

    def put_whole(self, text: str) -> None:
        """Show as much of this as there is room for."""
        self.whole = text
        self.setAccessibleName(text)
        self._cut()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Qt's call: the room has changed."""
        super().resizeEvent(event)
        self._cut()

    def _cut(self) -> None:
        room = self.contentsRect().width() - 2
        self.put(self.fontMetrics().elidedText(self.whole, Qt.TextElideMode.ElideRight, room))


def _line(one: Likely) -> Message:
    return Message("{who}: {why}", who=_name(one), why=_why(one))


def _why(one: Likely) -> str:
    """Its number, by which it is known, and the reasons, in the language of the screen."""
    number = (Message("BR {number}", number=one.br_number),) if one.br_number else ()
    return " · ".join(tr(each) for each in (*number, *one.reasons))


def _name(one: Likely) -> str:
    return " ".join(name for name in company(one.name_en, one.name_tc, one.name_sc) if name)
