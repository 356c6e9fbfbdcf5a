"""Fields of the applicant's forms that read something: numbers recognised while typing, a place found by any name."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from datetime import date
from typing import Final

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtWidgets import QCheckBox, QComboBox, QCompleter, QSizePolicy, QWidget

from app.clock import Clock
from app.districts import District
from app.refusal import Invalid
from app.rules import identifiers
from app.rules.identifiers import BrKind, BrNumber
from app.texts import LANGUAGES, Message, Words
from app.typed import plain_text
from app.words import word
from models.kinds import Process
from ui import theme
from ui.theme import Tone
from ui.widgets.basic import column
from ui.widgets.editors import Choices, Line
from ui.widgets.fields import DateField, Field, TextField
from ui.words import language, tr

#: What a place is found by: its names in every language and its code.
_FOUND_BY: Final = Qt.ItemDataRole.UserRole
_LONGEST_NUMBER: Final = 40


class Telling(TextField):
    """A line that says under itself, while one types, what it was recognised as."""

    def __init__(self, *, most: int = _LONGEST_NUMBER, width: int = 260) -> None:
        super().__init__(most=most)
        self.line.setFixedWidth(width)
        self.across.addStretch(1)  # the words under the line have the whole width

    def recognised(self, text: str) -> tuple[Message, Tone] | None:
        """The sentence and its tone; None for nothing to say."""
        raise NotImplementedError

    def put(self, value: str | None) -> None:
        """Show a text and what it is."""
        super().put(value)
        self.tell()

    def retranslate(self) -> None:
        """Say it again in another language."""
        super().retranslate()
        self.tell()

    def tell(self) -> None:
        """Say what stands in the line."""
        text = self.line.text().strip()
        found = self.recognised(text) if text and len(text) <= _LONGEST_NUMBER else None
        self.note.set_tone(found[1] if found else "muted")
        self.explain(tr(found[0]) if found else "")

    def _edited(self) -> None:
        self.tell()
        super()._edited()


class BrField(Telling):
    """A Business Registration Number, a whole certificate number, or a stand-in of the Companies Registry."""

    def recognised(self, text: str) -> tuple[Message, Tone] | None:
        """Which of the three it is, or how far one has typed."""
        found = br_number(text)
        if found is None:
            digits = sum(one.isdigit() for one in unicodedata.normalize("NFKC", text))
            return Message("{n} of 8 digits", n=digits), "muted"
        return br_words(found)


def br_number(text: str) -> BrNumber | None:
    """The number in a text; None while it is none."""
    try:
        return identifiers.br_number(text)
    except Invalid:
        return None


def br_words(found: BrNumber) -> tuple[Message, Tone]:
    """What a number is, and whether it worries."""
    if found.kind is BrKind.DUMMY:
        text = Message(
            "{number} is a stand-in of the Companies Registry, not a registration under Cap. 310: ask for proof",
            number=found.number,
        )
        return text, "warn"
    if found.certificate:
        return Message("Certificate number; its first 8 digits are the number: {number}", number=found.number), "ok"
    return Message("8 digits, the form of a UBI"), "ok"


class CertificateField(Telling):
    """The whole number on the certificate; what does not look like one is taken, with a question."""

    def recognised(self, text: str) -> tuple[Message, Tone] | None:
        """Whether it has the form of a certificate number."""
        found = br_number(text)
        if found is not None and found.certificate:
            return Message("The form of a certificate number, of {number}", number=found.number), "ok"
        return Message("A certificate number has the form 12345678-000-01-26-1"), "muted"


class ExpiryField(DateField):
    """The day a certificate ends, with a warning when that day is over."""

    def __init__(self, clock: Clock) -> None:
        self._today = clock.today
        super().__init__(clock=clock)
        self.wide = True  # for the words under the line; the line keeps its own width
        self.across.addStretch(1)

    def _echo(self) -> None:
        super()._echo()
        day = self._value()
        over = isinstance(day, date) and day < self._today()
        self.note.set_tone("warn" if over else "muted")
        if over:
            self.explain(tr(Message("The certificate expired on {day}. Ask for the new one.", day=day)))


class UsccField(Telling):
    """A Unified Social Credit Code; a check character that does not fit only warns, because real licences have such."""

    def recognised(self, text: str) -> tuple[Message, Tone] | None:
        """Whether the check character fits, or how far one has typed."""
        try:
            found = identifiers.uscc(text)
        except Invalid:
            return Message("{n} of 18 characters", n=len("".join(text.split()))), "muted"
        if found.remark is not None:
            return found.remark, "warn"
        if found.in_guangdong:
            return Message("The check character fits; registered in Guangdong"), "ok"
        return Message("The check character fits; registered outside Guangdong"), "warn"


class DistrictField(Field):
    """A city or district chosen from a list, found by typing any part of its name in any of the three languages."""

    wide = False

    def __init__(self, places: Sequence[District] = ()) -> None:
        self.choices = Choices()
        super().__init__(self.choices)
        self._places: tuple[District, ...] = ()
        self._other = ""
        self.choices.setEditable(True)
        self.choices.setLineEdit(Line())
        self.choices.setInsertPolicy(self.choices.InsertPolicy.NoInsert)
        self.choices.setMinimumWidth(320)
        self.choices.setCompleter(_Finder(self.choices))
        self.set_places(places)
        self.choices.currentTextChanged.connect(lambda _text: self.changed.emit())

    def set_places(self, places: Sequence[District]) -> None:
        """Offer other places; the choice stays if it is among them."""
        if tuple(places) == self._places:
            return
        kept = self._chosen()
        self._places = tuple(places)
        self._list()
        self.put(kept.code if kept is not None and kept in self._places else None)

    def read(self) -> str | None:
        """The code of the place; raises `Invalid` for a name that no list has."""
        typed = self.choices.currentText().strip()
        if not typed:
            return None
        if typed == self._other:
            return typed
        found = self._chosen()
        if found is None:
            shown = plain_text(typed, field=self.name, most=200)[:24]
            raise Invalid(
                "No place in this list is called “{typed}”. Choose one of the list", field=self.name, typed=shown
            )
        return found.code

    def put(self, value: str | None) -> None:
        """Choose a place by its code; a code that no list has is shown as it is."""
        at = next((at for at, one in enumerate(self._places) if one.code == value), -1)
        self._other = value or "" if at < 0 else ""
        self.choices.setCurrentIndex(at)
        if at < 0:
            self.choices.setEditText(self._other)

    def state(self) -> str:
        found = self._chosen()
        return found.code if found is not None else self.choices.currentText()

    def draft(self) -> str:
        return self.state()

    def redraft(self, text: str) -> None:
        """Choose the place of that code, or write what was written."""
        if text != self._other and any(one.code == text for one in self._places):
            self.put(text)
        else:
            self.choices.setEditText(text)

    def seen(self) -> str:
        return self.choices.currentText()

    def retranslate(self) -> None:
        """Name the places again; what was chosen or typed stays."""
        super().retranslate()
        kept, typed = self._chosen(), self.choices.currentText()
        self._list()
        if kept is not None:
            self.put(kept.code)
        else:
            self.choices.setEditText(typed)

    def _list(self) -> None:
        blocked = self.choices.blockSignals(True)
        self.choices.clear()
        for at, one in enumerate(self._places):
            self.choices.addItem(place_name(one.name))
            self.choices.setItemData(at, " ".join((*_names(one.name), one.code)), _FOUND_BY)
        self.choices.setCurrentIndex(-1)
        self.choices.blockSignals(blocked)

    def _chosen(self) -> District | None:
        """The place that the text names, however it is written."""
        typed = self.choices.currentText().strip().casefold()
        for one in self._places:
            if typed in {place_name(one.name).casefold(), one.code.casefold(), *map(str.casefold, _names(one.name))}:
                return one
        return None


class _Finder(QCompleter):
    """Finds a place by its hidden names and shows the visible one."""

    def __init__(self, box: QComboBox) -> None:
        super().__init__(box)
        self.setModel(box.model())
        self.setCompletionRole(_FOUND_BY)
        self.setFilterMode(Qt.MatchFlag.MatchContains)
        self.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.setCompletionMode(QCompleter.CompletionMode.PopupCompletion)

    def pathFromIndex(self, index: QModelIndex | QPersistentModelIndex) -> str:
        """Qt's question: what to write when a place is taken."""
        return str(index.data(Qt.ItemDataRole.DisplayRole))


def _names(name: Words) -> tuple[str, ...]:
    return tuple(name.in_(code) for code in LANGUAGES)


def place_name(name: Words) -> str:
    """A place in both scripts, that of the screen first."""
    chinese = name.zh_CN if language() == "zh_CN" else name.zh_HK
    return f"{name.en} {chinese}" if language() == "en" else f"{chinese} {name.en}"


class ProcessesField(Field):
    """Which polluting processes a workshop has: a box to tick for each."""

    def __init__(self) -> None:
        self._boxes = {one: QCheckBox() for one in Process}
        whole = QWidget()
        whole.setLayout(column(*self._boxes.values(), gap=0))
        whole.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        super().__init__(whole)
        whole.setFocusProxy(self._boxes[Process.PAINT])
        for one, box in self._boxes.items():
            self.says(box.setText, word(one))
            box.toggled.connect(lambda _on: self.changed.emit())

    def read(self) -> tuple[Process, ...]:
        """The ticked ones, in the order of the list."""
        return tuple(one for one, box in self._boxes.items() if box.isChecked())

    def put(self, value: tuple[Process, ...] | None) -> None:
        for one, box in self._boxes.items():
            box.setChecked(one in (value or ()))

    def state(self) -> object:
        return self.read()

    def draft(self) -> str:
        return " ".join(self.read())

    def redraft(self, text: str) -> None:
        ticked = text.split()
        for one, box in self._boxes.items():
            box.setChecked(one in ticked)

    def seen(self) -> str:
        return "\n".join(box.text() for box in self._boxes.values() if box.isChecked())

    def set_wrong(self, wrong: bool) -> None:
        """Colour the words: a box has no edge of its own."""
        for box in self._boxes.values():
            theme.set_property(box, "tone", "danger" if wrong else "plain")
