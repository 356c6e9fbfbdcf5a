"""Fields: what a person types or chooses, read strictly by `app.typed`, and what was understood shown beside it.

Every field has `read()` (its value, None when empty; raises `Invalid` when it cannot be read), `put(value)`,
`state()` (what is in it, to tell whether it was touched) and the signal `changed`. For drafts it has `draft()` (what is
in it as text, readable or not), `redraft(text)`, which puts that back, and `seen()` (what a person reads there). Fields
are safe with input methods: while Chinese is being composed, Enter, Esc and shortcuts belong to the input method and do
nothing here.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from decimal import Decimal
from typing import Any, Final

from PySide6.QtCore import QDate, QPoint, QSignalBlocker, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCalendarWidget, QCheckBox, QMenu, QSizePolicy, QWidgetAction

from app import typed
from app.clock import Clock
from app.money import Amount
from app.refusal import Invalid
from app.texts import N_, Message
from ui.widgets.basic import Tool
from ui.widgets.editors import Choices
from ui.widgets.field import Field, LongText, TextField
from ui.words import shown, tr

__all__ = [
    "AnswerField",
    "CheckField",
    "ChoiceField",
    "DateField",
    "Field",
    "LongText",
    "MoneyField",
    "PercentField",
    "TextField",
    "TypedField",
]

_WEEKDAYS: Final = (
    N_("Monday"),
    N_("Tuesday"),
    N_("Wednesday"),
    N_("Thursday"),
    N_("Friday"),
    N_("Saturday"),
    N_("Sunday"),
)


class TypedField(TextField):
    """A line that is read as something: while typing it shows what was understood, on leaving it writes it so."""

    wide = False

    def __init__(self, *, placeholder: str = "", width: int = 200) -> None:
        super().__init__(placeholder=placeholder)
        self.line.setMinimumWidth(width)
        self.line.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.line.editingFinished.connect(self._tidy)

    def read(self) -> Any:
        text = self.line.text()
        return self.understand(text) if text.strip() else None

    def put(self, value: Any) -> None:
        self.line.setText("" if value is None else self.written(value))
        self.line.setCursorPosition(0)

    def understand(self, text: str) -> Any:
        """What a text means; raises `Invalid`."""
        raise NotImplementedError

    def written(self, value: Any) -> str:
        """The value as it stands in the line."""
        raise NotImplementedError

    def told(self, value: Any) -> str:
        """The value as it is told back under the line."""
        raise NotImplementedError

    def state(self) -> object:
        """The value, or the text while it cannot be read: the language writes a day its own way."""
        value = self._value()
        return super().state() if value is None else value

    def retranslate(self) -> None:
        """Write the value as the new language does, if it can be read."""
        super().retranslate()
        self._tidy()
        self._echo()

    def _value(self) -> Any:
        try:
            return self.read()
        except Invalid:
            return None

    def _edited(self) -> None:
        self._echo()
        super()._edited()

    def _echo(self) -> None:
        """Say what was understood, unless the line says just that already."""
        value = self._value()
        self.explain("" if value is None or self._plain(value) else self.told(value))

    def _plain(self, value: Any) -> bool:
        return self.line.text().strip() == self.written(value)

    def _tidy(self) -> None:
        value = self._value()
        if value is not None and not self._plain(value):
            with_cursor = self.line.cursorPosition()
            self.line.setText(self.written(value))
            self.line.setCursorPosition(with_cursor)


class MoneyField(TypedField):
    """An amount above zero, exact to the cent: reads `1,120,000`, `HK$1.12m`, `112萬`, `１，１２０`."""

    def __init__(self, *, currency: str = "HKD", placeholder: str = "", width: int = 160) -> None:
        self._currency = currency
        super().__init__(placeholder=placeholder, width=width)
        self.line.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)

    def set_currency(self, currency: str) -> None:
        """The currency the amount is in; a sign of another one in the text is refused."""
        self._currency = currency
        self._echo()

    def understand(self, text: str) -> Decimal:
        return typed.amount(text, field=self.name, shorthand=True, currency=self._currency)

    def written(self, value: Decimal) -> str:
        return f"{value:,.2f}" if value != value.to_integral_value() else f"{value:,.0f}"

    def told(self, value: Decimal) -> str:
        return shown(Amount(value, self._currency))


class PercentField(TypedField):
    """A share as the number of per cent: `50.01` and `50.01%` give Decimal("50.01")."""

    def __init__(self, *, placeholder: str = "", width: int = 96) -> None:
        super().__init__(placeholder=placeholder, width=width)
        self.line.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter)

    def understand(self, text: str) -> Decimal:
        return typed.percent(text, field=self.name)

    def written(self, value: Decimal) -> str:
        return f"{value:f}%"

    def told(self, value: Decimal) -> str:
        return self.written(value)


class DateField(TypedField):
    """A day: reads `5/3/2026`, `2026-03-05`, `2026年3月5日`, `5 Mar 2026`, `+14`; a calendar opens with Alt+Down."""

    def __init__(self, *, clock: Clock | None = None, placeholder: str = "", width: int = 160) -> None:
        self._clock = clock or Clock()
        super().__init__(placeholder=placeholder, width=width)
        self._open = Tool("calendar-blank", N_("Choose a day"), then=self.open_calendar)
        self._open.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # Alt+Down does the same from the line
        self.across.addWidget(self._open)

    def understand(self, text: str) -> date:
        return typed.day(text, today=self._clock.today(), field=self.name)

    def written(self, value: date) -> str:
        return shown(value)

    def told(self, value: date) -> str:
        return tr("{day}, {weekday}", day=value, weekday=Message(_WEEKDAYS[value.weekday()]))

    def _plain(self, value: date) -> bool:
        return False if self.line.hasFocus() else super()._plain(value)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Alt+Down opens the calendar; the line passes the key on."""
        if event.key() == Qt.Key.Key_Down and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self.open_calendar()
        else:
            super().keyPressEvent(event)

    def open_calendar(self) -> None:
        """Choose the day from a month; Esc leaves it as it was."""
        if not self.line.isEnabled() or self.line.isReadOnly():
            return
        menu, calendar = self.calendar_menu()
        menu.popup(self.mapToGlobal(QPoint(0, self.line.height() + 2)))
        calendar.setFocus()

    def calendar_menu(self) -> tuple[QMenu, QCalendarWidget]:
        """The calendar as a menu, set to the day in the field or to today."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        calendar = QCalendarWidget()
        calendar.setVerticalHeaderFormat(QCalendarWidget.VerticalHeaderFormat.NoVerticalHeader)
        day = self._value() or self._clock.today()
        calendar.setSelectedDate(QDate(day.year, day.month, day.day))
        action = QWidgetAction(menu)
        action.setDefaultWidget(calendar)
        menu.addAction(action)

        def take(chosen: QDate) -> None:
            self.put(date(chosen.year(), chosen.month(), chosen.day()))
            menu.close()

        calendar.clicked.connect(take)
        calendar.activated.connect(take)
        return menu, calendar


class ChoiceField(Field):
    """One of a list: `options` are (value, words) pairs; `blank` is what stands when nothing is chosen."""

    wide = False

    def __init__(
        self, options: Sequence[tuple[Any, str | Message]] = (), *, blank: str | Message | None = N_("Choose…"),
        width: int = 200,
    ) -> None:  # fmt: skip
        self.choices = Choices()
        super().__init__(self.choices)
        self._blank = blank
        #: What a draft chose, until it is among the options: some are read from the office after the field is shown.
        self._later: str | None = None
        self._options: list[tuple[Any, str | Message]] = []
        self.choices.setMinimumWidth(width)
        self.set_options(options)
        self.choices.currentIndexChanged.connect(self._turned)

    def set_options(self, options: Sequence[tuple[Any, str | Message]]) -> None:
        """Other options; the choice stays if it is still among them."""
        kept = self.read()
        self._options = [*([(None, self._blank)] if self._blank is not None else []), *options]
        with QSignalBlocker(self.choices):
            self.choices.clear()
            self.choices.addItems([tr(text) for _value, text in self._options])
            later = self._later
            self.put(kept)
        if later is not None:
            self.redraft(later)

    def read(self) -> Any:
        index = self.choices.currentIndex()
        return self._options[index][0] if 0 <= index < len(self._options) else None

    def put(self, value: Any) -> None:
        """Choose a value; one that is not among the options chooses the blank."""
        self._later = None
        found = next((at for at, (option, _text) in enumerate(self._options) if option == value), 0)
        self.choices.setCurrentIndex(found if self._options else -1)

    def _turned(self, _index: int) -> None:
        """Another choice, by whomever: what waited for its option waits no more."""
        self._later = None
        self.changed.emit()

    def state(self) -> object:
        return self.read()

    def draft(self) -> str:
        return _named(self.read())

    def redraft(self, text: str) -> None:
        """Choose what was chosen; what is not offered is chosen once it is."""
        at = next((at for at, (option, _text) in enumerate(self._options) if _named(option) == text), -1)
        self._later = text if at < 0 else None
        if at >= 0:
            self.choices.setCurrentIndex(at)

    def seen(self) -> str:
        return "" if self.read() is None else self.choices.currentText()

    def retranslate(self) -> None:
        """Say the options again; the choice stays."""
        super().retranslate()
        for at, (_value, text) in enumerate(self._options):
            self.choices.setItemText(at, tr(text))


class CheckField(Field):
    """Yes or no, with its own words beside the box."""

    wide = False

    def __init__(self, text: str | Message) -> None:
        self.check = QCheckBox()
        super().__init__(self.check)
        self.says(self.check.setText, text)
        self.check.toggled.connect(lambda _on: self.changed.emit())

    def read(self) -> bool:
        return self.check.isChecked()

    def put(self, value: bool | None) -> None:
        self.check.setChecked(bool(value))

    def state(self) -> bool:
        return self.check.isChecked()

    def draft(self) -> str:
        return _named(self.check.isChecked())

    def redraft(self, text: str) -> None:
        self.check.setChecked(text == _named(True))

    def seen(self) -> str:
        return tr("Yes") if self.check.isChecked() else tr("No")


class AnswerField(ChoiceField):
    """Yes, no or not known yet: gives True, False or None."""

    def __init__(self, *, unknown: str = N_("Not known yet")) -> None:
        super().__init__([(True, N_("Yes")), (False, N_("No"))], blank=unknown, width=140)


def _named(value: Any) -> str:
    """A value of a choice as a draft names it."""
    return "" if value is None else str(value)
