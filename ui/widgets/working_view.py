"""WorkingView: a sum, line by line, as it will be printed: sentence, source, how sure the figure is, and the amount.

The line that lowered the result is on a ground of its own with a flag and words; limits that nobody has
published stand under the sum as "not checked". Widgets are kept between sums, so it follows every keystroke.
"""

from __future__ import annotations

from decimal import Decimal

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFrame, QMenu, QSizePolicy, QVBoxLayout, QWidget

from app.money import Amount
from app.refusal import Refusal
from app.rules.working import Calculation, WorkingLine
from app.texts import LANGUAGES, N_, Message, say, show
from app.words import word
from ui import theme
from ui.icons import IconLabel
from ui.widgets.basic import Button, Label, column, row
from ui.widgets.chip import MARKS, Chip
from ui.words import Speaking, shown

_AMOUNT_WIDTH = 116


class WorkingView(Speaking, QWidget):
    """Shows one `Calculation`, or why there is none; `about` tells it apart where a page has two."""

    def __init__(self, about: str | Message = "") -> None:
        super().__init__()
        self._sum: Calculation | None = None
        self._lines: list[_Line] = []
        self._heading = Label(N_("How the amount is worked out"), size="section", bold=True)
        self._copy = Button(N_("Copy"), icon_name="copy", about=about)
        self._copy.setMenu(self._languages())
        self._copy.setToolTip("")
        self._list = QVBoxLayout()
        self._list.setSpacing(2)
        self._refused = _Refused()
        self._unset = _NotSet()
        self.setLayout(
            column(row(self._heading, None, self._copy), self._list, self._refused, self._unset, gap=theme.S8)
        )
        self.clear()

    def put(self, calculation: Calculation) -> None:
        """Show a sum."""
        self._sum = calculation
        self._refused.hide()
        self._copy.setEnabled(True)
        for at, line in enumerate(calculation.working):
            if at == len(self._lines):
                self._lines.append(_Line())
                self._list.addWidget(self._lines[at])
            self._lines[at].put(line, hit=calculation.cap is not None and line.rule == calculation.cap)
        for spare in self._lines[len(calculation.working) :]:
            spare.hide()
        self._unset.put(calculation.not_set)

    def refuse(self, refusal: Refusal) -> None:
        """There is no sum, and why."""
        self.clear()
        self._refused.put(refusal.message)

    def clear(self) -> None:
        """Nothing has been asked yet."""
        self._sum = None
        self._copy.setEnabled(False)
        self._refused.hide()
        self._unset.put(())
        for line in self._lines:
            line.hide()

    def as_text(self, code: str) -> str:
        """The whole working as text in a language of `LANGUAGES`; "" without a sum."""
        return "" if self._sum is None else working_text(self._sum, code)

    def _languages(self) -> QMenu:
        menu = QMenu(self)
        for code, name in LANGUAGES.items():
            menu.addAction(name).triggered.connect(lambda _on=False, code=code: self._put_on_clipboard(code))
        return menu

    def _put_on_clipboard(self, code: str) -> None:
        QGuiApplication.clipboard().setText(self.as_text(code))


def working_text(calculation: Calculation, code: str) -> str:
    """The lines of a sum as text, each with its amount, mark and source."""
    lines = [_text_line(line, code) for line in calculation.working]
    return "\n".join([*lines, *(say(message, code) for message in calculation.not_set)])


def _text_line(line: WorkingLine, code: str) -> str:
    mark = Message("{mark}: {source}", mark=word(line.mark), source=line.source)
    amount = "" if line.amount is None else f"\t{show(Amount(line.amount), code)}"
    return f"{say(line.text, code)}{amount}\t[{say(mark, code)}]"


class _Line(QFrame):
    """One line of the sum."""

    def __init__(self) -> None:
        super().__init__()
        self._text = Label(wrap=True, copyable=True)
        self._source = Label(tone="muted", size="caption", wrap=True)
        self._mark = Chip(N_("Confirmed"), MARKS[next(iter(MARKS))])
        self._amount = Label(copyable=True)
        self._amount.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop)
        self._amount.setMinimumWidth(_AMOUNT_WIDTH)
        self._amount.setSizePolicy(QSizePolicy.Policy.Minimum, QSizePolicy.Policy.Preferred)
        self._flag = IconLabel("flag", "warn", 16)
        self._bites = Label(N_("This limit lowers the amount"), tone="warn", size="caption", bold=True)
        flagged = row(self._flag, self._bites, None, gap=theme.S4)
        words = column(self._text, self._source, flagged, gap=0)
        laid = row(words, gap=theme.S12)
        laid.addWidget(self._mark, 0, Qt.AlignmentFlag.AlignTop)
        laid.addWidget(self._amount, 0, Qt.AlignmentFlag.AlignTop)
        laid.setContentsMargins(theme.S8, 5, theme.S8, 5)
        self.setLayout(laid)
        self._value: Decimal | None = None

    def put(self, line: WorkingLine, *, hit: bool) -> None:
        self._value = line.amount
        self._text.say(line.text)
        self._source.say(Message("{source}", source=line.source))
        self._mark.show_as(word(line.mark), MARKS[line.mark])
        self._amount.put("" if line.amount is None else shown(Amount(line.amount)))
        result = line.rule == "subsidy"
        for words in (self._text, self._amount):
            words.setFont(theme.sized("section" if result else "body", bold=result))
        self._bites.say(
            N_("An officer lowered the amount") if line.rule == "override" else N_("This limit lowers the amount")
        )
        self._flag.setVisible(hit)
        self._bites.setVisible(hit)
        theme.set_property(self, "surface", "result" if result else "hit" if hit else "plain")
        self.show()


class _Refused(QFrame):
    """Why there is no sum."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("surface", "warn")
        self._words = Label(wrap=True)
        head = Label(N_("There is no amount yet"), bold=True)
        sign = IconLabel("question", "warn", 20)
        laid = row(sign, column(head, self._words, gap=2), margins=theme.S12, gap=theme.S12)
        laid.setAlignment(sign, Qt.AlignmentFlag.AlignTop)
        self.setLayout(laid)
        self.hide()

    def put(self, message: Message) -> None:
        self._words.say(message)
        self.show()


class _NotSet(QFrame):
    """Limits that only restrict and that nobody has published."""

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("surface", "card")
        self._column = column(Label(N_("Not published, so not checked"), bold=True), margins=theme.S12, gap=theme.S4)
        self.setLayout(self._column)
        self._labels: list[Label] = []

    def put(self, messages: tuple[Message, ...]) -> None:
        for at, message in enumerate(messages):
            if at == len(self._labels):
                self._labels.append(Label(tone="muted", wrap=True))
                self._column.addWidget(self._labels[at])
            self._labels[at].say(message)
            self._labels[at].show()
        for spare in self._labels[len(messages) :]:
            spare.hide()
        self.setVisible(bool(messages))
