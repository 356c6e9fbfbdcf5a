"""Before and after as bars, one pair for each utility, each as a part of its own baseline: 100% is what would have been
used for the same output. The same is told in words to a screen reader.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.money import Percent
from app.rules.benefit import Benefit, Measured
from app.texts import N_, Message
from ui import theme
from ui.words import Speaking, shown, tr

_BAR: Final = 14
_PAIR: Final = 2 * _BAR + 4
_GAP: Final = 12
_TOP: Final = 28
_FOOT: Final = 8
_NAMES: Final = 200
_FIGURES: Final = 210
#: Bars longer than this part of the baseline are cut and say so by their figure.
_MOST: Final = 1.5


@dataclass(frozen=True, slots=True)
class Pair:
    """One utility: its name; in words what would have been used and what was; that as a part of the other; and the part
    that was saved (below zero: more was used).
    """

    name: Message
    level: Message
    after: Message
    part: Decimal
    share: Decimal | None


class BeforeAfterChart(Speaking, QWidget):
    """Pairs of bars with their figures beside them; nothing hangs on telling two colours apart."""

    def __init__(self) -> None:
        super().__init__()
        self._pairs: tuple[Pair, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.says(self.setAccessibleName, N_("Before and after, for the same output"))

    def put(self, benefit: Benefit) -> None:
        """Show what can be compared; nothing is drawn when nothing can."""
        self._pairs = pairs(benefit)
        self.setVisible(bool(self._pairs))
        self.setAccessibleDescription(self.description())
        self.updateGeometry()
        self.update()

    def description(self) -> str:
        """The chart in sentences, one for each pair."""
        return "\n".join(tr(_sentence(pair)) for pair in self._pairs)

    def retranslate(self) -> None:
        """The description is in the screen's language."""
        super().retranslate()
        self.setAccessibleDescription(self.description())
        self.update()

    def sizeHint(self) -> QSize:
        """As high as its pairs."""
        return QSize(600, _TOP + len(self._pairs) * (_PAIR + _GAP) + _FOOT)

    def minimumSizeHint(self) -> QSize:
        """Narrow enough for a small window."""
        return QSize(480, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt's call to draw."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        room = self.width() - _NAMES - _FIGURES
        whole = room / max(1.0, *(min(float(pair.part), _MOST) for pair in self._pairs), 1.0)
        self._draw_key(painter)
        for at, pair in enumerate(self._pairs):
            top = _TOP + at * (_PAIR + _GAP)
            self._draw_pair(painter, pair, top, whole)
        painter.setPen(QPen(theme.colour("border"), 1))
        painter.drawLine(_NAMES, _TOP - 4, _NAMES, _TOP + len(self._pairs) * (_PAIR + _GAP) - _GAP + 4)
        if self.hasFocus():
            painter.setPen(QPen(theme.colour("focus"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(self.rect().adjusted(1, 1, -1, -1), theme.RADIUS, theme.RADIUS)
        painter.end()

    def _draw_key(self, painter: QPainter) -> None:
        """What the two bars are, over the first pair."""
        left = float(_NAMES)
        for solid, text in ((False, N_("Baseline at this output")), (True, N_("After"))):
            square = QRectF(left, 4, 12, 12)
            _bar(painter, square, solid=solid)
            painter.setPen(theme.colour("muted"))
            words = tr(text)
            painter.drawText(QRectF(left + 18, 0, 400, 20), Qt.AlignmentFlag.AlignVCenter, words)
            left += 18 + QFontMetrics(painter.font()).horizontalAdvance(words) + theme.S24

    def _draw_pair(self, painter: QPainter, pair: Pair, top: int, whole: float) -> None:
        painter.setPen(theme.colour("text"))
        room = QRectF(0, top, _NAMES - theme.S12, _PAIR)
        name = QFontMetrics(painter.font()).elidedText(tr(pair.name), Qt.TextElideMode.ElideRight, int(room.width()))
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignRight, name)
        for at, (part, words) in enumerate(((1.0, pair.level), (float(pair.part), pair.after))):
            bar = QRectF(_NAMES, top + at * (_BAR + 4), max(whole * min(part, _MOST), 1.0), _BAR)
            _bar(painter, bar, solid=bool(at))
            painter.setPen(theme.colour("text"))
            beside = QRectF(bar.right() + theme.S8, bar.top() - 3, _FIGURES - theme.S8, _BAR + 6)
            painter.drawText(beside, Qt.AlignmentFlag.AlignVCenter, _figure(words, pair.share if at else None))


def _bar(painter: QPainter, place: QRectF, *, solid: bool) -> None:
    """The baseline is an outline, what was used is filled."""
    accent = theme.colour("accent")
    fill = QColor(accent)
    if not solid:
        fill = theme.colour("line")
    painter.setPen(QPen(accent if solid else theme.colour("border"), 1))
    painter.setBrush(fill)
    painter.drawRect(place.adjusted(0.5, 0.5, -0.5, -0.5))


def _figure(words: Message, saved: Decimal | None) -> str:
    """The amount at a bar; how much less it is, unless that is beyond all reason."""
    if saved is None or abs(saved) >= 10:
        return tr(words)
    sign = "−" if saved > 0 else "+" if saved < 0 else "±"
    return f"{tr(words)}   {sign}{shown(Percent(abs(saved)))}"


def _pair(one: Measured) -> Pair:
    level, after = one.level or Decimal(1), one.after or Decimal(0)
    return Pair(
        one.name,
        Message("{n} {unit}", n=level, unit=one.unit),
        Message("{n} {unit}", n=after, unit=one.unit),
        after / level,
        one.share,
    )


def _sentence(pair: Pair) -> Message:
    """What a pair of bars shows."""
    share = pair.share or Decimal(0)
    values = {"name": pair.name, "level": pair.level, "after": pair.after, "share": Percent(abs(share))}
    if share >= 0:
        return Message("{name}: {level} would have been used, {after} was: {share} less", **values)
    return Message("{name}: {level} would have been used, {after} was: {share} more", **values)


def pairs(benefit: Benefit) -> tuple[Pair, ...]:
    """What the chart of a benefit shows: whatever can be compared, the CO2 of it last."""
    found = [*benefit.measured, *([benefit.carbon] if benefit.carbon is not None else [])]
    return tuple(_pair(one) for one in found if one.level and one.after is not None)
