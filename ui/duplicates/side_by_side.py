"""The two columns of a merge: at the head which one stays, below a row for each field in which they differ."""

from __future__ import annotations

from dataclasses import replace
from typing import Any, Final

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QButtonGroup, QGridLayout, QHBoxLayout, QRadioButton, QWidget

from app.applicants import ApplicantFields
from app.clock import HONG_KONG
from app.field_words import field_word
from app.merge_preview import At, Preview, Side, both_remarks
from app.names import company_name
from app.texts import N_, Message, Words
from app.words import word
from models.kinds import ApplicantKind
from ui import theme
from ui.names import company
from ui.widgets.basic import Label, column, rule
from ui.words import Speaking, tr

_TOP: Final = Qt.AlignmentFlag.AlignTop
#: Besides left (0) and right (1): the remarks of both.
_BOTH: Final = 2
_LABEL: Final = 190
#: Words beside a round button stand so much lower than its frame.
_DOWN: Final = 3


class Pick(Speaking, QWidget):
    """A round button with words that wrap; a click on the words chooses it too."""

    def __init__(self, group: QButtonGroup, at: int, words: QWidget, says: Message) -> None:
        super().__init__()
        self.button = QRadioButton()
        self.says(self.button.setAccessibleName, says)
        group.addButton(self.button, at)
        laid = QHBoxLayout(self)
        laid.setContentsMargins(0, 0, 0, 0)
        laid.setSpacing(theme.S4)
        laid.addWidget(self.button, 0, _TOP)
        laid.addLayout(column(_DOWN, words, None, gap=0), 1)
        words.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Qt's call: the words are as good as the button."""
        if event.type() == QEvent.Type.MouseButtonPress and isinstance(event, QMouseEvent):
            self.button.setFocus(Qt.FocusReason.MouseFocusReason)
            self.button.click()
            return True
        return super().eventFilter(watched, event)


class SideBySide(Speaking, QWidget):
    """Shows a preview and takes the choices. Signal: `turned(at)`: another one stays."""

    turned = Signal(int)

    def __init__(self) -> None:
        super().__init__()
        self.setProperty("surface", "clear")
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, theme.S8, 0)
        self._grid.setHorizontalSpacing(theme.S16)
        self._grid.setVerticalSpacing(theme.S12)
        self._grid.setColumnMinimumWidth(0, _LABEL)
        self._grid.setColumnStretch(1, 1)
        self._grid.setColumnStretch(2, 1)
        self.heads = QButtonGroup(self)
        self.heads.idClicked.connect(self._turn)
        self.fields: dict[str, QButtonGroup] = {}
        self._preview: Preview | None = None
        #: Fields that a person chose; the others follow the one that stays.
        self._touched: set[str] = set()
        #: The next row of the grid: Qt forgets none that there ever was.
        self._line = 0

    @property
    def stays(self) -> At:
        """Which one stays."""
        return 1 if self.heads.checkedId() == 1 else 0

    def begin(self) -> None:
        """Put the keyboard on which one stays."""
        if (chosen := self.heads.checkedButton()) is not None:
            chosen.setFocus(Qt.FocusReason.OtherFocusReason)

    def need(self, wide: int) -> int:
        """How high its rows are at a width; Qt's own guess reckons with narrower words."""
        self.resize(wide, 0)
        self._grid.activate()
        return self.childrenRect().bottom() + theme.S8

    def put(self, found: Preview, stays: At | None = None) -> None:
        """Draw two applicants; what was chosen of the same fields before stays chosen."""
        before = {name: group.checkedId() for name, group in self.fields.items()}
        self._empty()
        self._preview = found
        self._head(found)
        differing = [name for name in ApplicantFields.__slots__ if name not in found.same]
        for name in differing:
            self._field(name, found)
        self._same(found)
        self._touched &= set(differing)
        for name in self._touched:
            self._choose(self.fields[name], before[name])
        self._choose(self.heads, found.suggested if stays is None else stays)
        self._follow()

    def chosen(self) -> ApplicantFields:
        """The fields as they are chosen."""
        assert self._preview is not None
        sides = [one.applicant.fields for one in self._preview.sides]
        values = {name: _value(sides, name, group.checkedId()) for name, group in self.fields.items()}
        return replace(sides[self.stays], **values)

    def retranslate(self) -> None:
        """Days and the order of names are the language's."""
        super().retranslate()
        if getattr(self, "_preview", None) is not None and self._preview is not None:
            self.put(self._preview, self.stays)

    # inside

    def _head(self, found: Preview) -> None:
        self._grid.addWidget(_caption(N_("Which record stays")), 0, 0, _TOP)
        for at, side in enumerate(found.sides):
            says = Message("{name} stays. {about}", name=_name(side), about=_about(side))
            words = _who(side, found.why if at == found.suggested else None)
            self._grid.addWidget(Pick(self.heads, at, words, says), 0, at + 1, _TOP)
        self._grid.addWidget(rule(), 1, 0, 1, 3)
        self._line = 2

    def _field(self, name: str, found: Preview) -> None:
        line, self._line = self._line, self._line + 2
        group = self.fields[name] = QButtonGroup(self)
        group.idClicked.connect(lambda _at, name=name: self._touched.add(name))
        self._grid.addWidget(_caption(field_word(name)), line, 0, _TOP)
        sides = [one.applicant.fields for one in found.sides]
        for at in (0, 1):
            self._grid.addWidget(_pick(group, name, at, getattr(sides[at], name)), line, at + 1, _TOP)
        if name == "remarks" and all(one.remarks for one in sides):
            words = Label(N_("Both, one under the other"))
            says = Message("{field}: {value}", field=field_word(name), value=Message("Both, one under the other"))
            self._grid.addWidget(Pick(group, _BOTH, words, says), line + 1, 1, 1, 2, _TOP)

    def _same(self, found: Preview) -> None:
        """What both have alike, quietly; what both have nothing of is not worth a word."""
        fields = found.sides[0].applicant.fields
        told = [(name, getattr(fields, name)) for name in ApplicantFields.__slots__ if name in found.same]
        lines = [tr("{field}: {value}", field=field_word(name), value=_said(value)) for name, value in told if value]
        line = self._line
        if lines:
            words = Label(tone="muted", size="caption", wrap=True)
            words.put("   ·   ".join(" ".join(one.split()) for one in lines))
            self._grid.addWidget(_caption(N_("The same in both")), line, 0, _TOP)
            self._grid.addWidget(words, line, 1, 1, 2, _TOP)
        self._grid.setRowStretch(line + 1, 1)

    def _turn(self, _at: int) -> None:
        self._follow()
        self.turned.emit(self.stays)

    def _follow(self) -> None:
        """What nobody chose is what the one that stays says, and where that is nothing, what the other one says."""
        assert self._preview is not None
        stays = self.stays
        for name, group in self.fields.items():
            if name not in self._touched:
                own, other = (getattr(self._preview.sides[at].applicant.fields, name) for at in (stays, 1 - stays))
                both = group.button(_BOTH) is not None
                self._choose(group, _BOTH if both else stays if own or not other else 1 - stays)

    def _choose(self, group: QButtonGroup, at: int) -> None:
        """Choose without a click; Tab stops at what is chosen, as after one."""
        button = group.button(at)
        if button is not None:
            button.setChecked(True)
            for one in group.buttons():
                one.setFocusPolicy(Qt.FocusPolicy.StrongFocus if one is button else Qt.FocusPolicy.ClickFocus)

    def _empty(self) -> None:
        for group in self.fields.values():
            group.deleteLater()
        self.fields = {}
        for line in range(self._grid.rowCount()):
            self._grid.setRowStretch(line, 0)
        for button in self.heads.buttons():
            self.heads.removeButton(button)
        while (item := self._grid.takeAt(0)) is not None:
            if (widget := item.widget()) is not None:
                widget.setParent(None)
                widget.deleteLater()


def _who(side: Side, why: Message | None) -> QWidget:
    """Both names, its cases and since when it is there, and why it may best stay."""
    of = side.applicant.fields
    first, second = company(of.name_en, of.name_tc, of.name_sc)
    name, other = Label(bold=True, wrap=True), Label(wrap=True)
    name.put(first)
    other.put(second)
    lines = [name, other, Label(_about(side), tone="muted", size="caption", wrap=True)]
    lines += [] if why is None else [Label(why, tone="muted", size="caption", wrap=True)]
    words = QWidget()
    words.setLayout(column(*(one for one in lines if one.text()), gap=2))
    return words


def _value(sides: list[ApplicantFields], name: str, at: int) -> Any:
    if at == _BOTH:
        return both_remarks(*(one.remarks for one in sides))
    return getattr(sides[at], name)


def _pick(group: QButtonGroup, name: str, at: int, value: Any) -> Pick:
    words = Label(wrap=True, tone="plain" if value else "muted")
    said = _said(value)
    if isinstance(said, str):
        words.put(said)
    else:
        words.say(said)
    side = Message("left column") if at == 0 else Message("right column")
    return Pick(group, at, words, Message("{field}, {side}: {value}", field=field_word(name), side=side, value=said))


def _said(value: Any) -> Message | str:
    if not value:
        return Message("Empty")
    if isinstance(value, ApplicantKind):
        return word(value)
    return value if isinstance(value, str) else Message("{day}", day=value)


def _about(side: Side) -> Message:
    counted = {0: Message("No cases"), 1: Message("1 case")}
    cases = counted.get(side.cases, Message("{n} cases", n=side.cases))
    if side.registered_at is None:
        return cases
    day = side.registered_at.astimezone(HONG_KONG).date()
    return Message("{cases} · registered on {day}", cases=cases, day=day)


def _name(side: Side) -> Words:
    of = side.applicant.fields
    return company_name(of.name_en, of.name_tc, of.name_sc)


def _caption(text: str | Message) -> Label:
    said = Label(text, tone="muted", wrap=True)
    said.setContentsMargins(0, _DOWN, 0, 0)
    said.setFixedWidth(_LABEL)
    return said
