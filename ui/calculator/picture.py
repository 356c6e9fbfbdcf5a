"""The subsidy against the cost as a picture: the line, its bend, and where this sum stands; in words beside it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from typing import Final

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.money import Amount, Percent
from app.refusal import Refusal
from app.rules.curve import Curve, curve
from app.rules.edition import Edition
from app.rules.request import Request
from app.rules.working import Calculation
from app.texts import N_, Message, amount
from ui import theme
from ui.calculator.worked import Outcome
from ui.widgets.basic import Label, column
from ui.words import Speaking, tr

_HEIGHT: Final = 232
#: Wider than this the line would look flatter than it is.
_MOST_WIDTH: Final = 720
_LEFT, _RIGHT, _TOP, _FOOT = 96, 32, 40, 44
_DOT: Final = 5
#: The line of each sum that is compared: its colour, and its strokes for who tells no colours apart.
_STROKES: Final = (
    ("accent", Qt.PenStyle.SolidLine), ("warn", Qt.PenStyle.DashLine), ("link", Qt.PenStyle.DashDotLine),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Drawn:
    """A sum and the line it lies on; `name` is a letter where several are compared."""

    name: str
    curve: Curve
    result: Calculation


def drawn(name: str, edition: Edition | None, request: Request, outcome: Outcome) -> Drawn | None:
    """What is drawn of a question and its answer; nothing where there is no sum."""
    if edition is None or not isinstance(outcome, Calculation):
        return None
    try:
        return Drawn(name, curve(edition, request), outcome)
    except Refusal:
        return None


class SubsidyPicture(QWidget):
    """The picture under its heading, with what it shows in sentences."""

    def __init__(self) -> None:
        super().__init__()
        self._words = [Label(tone="muted", wrap=True, copyable=True) for _stroke in _STROKES]
        self.chart = _Chart()
        heading = Label(N_("Subsidy against cost"), size="section", bold=True)
        self.setLayout(column(heading, *self._words, self.chart, gap=theme.S4))
        self.hide()

    def put(self, sums: Sequence[Drawn]) -> None:
        """Show sums; without any the picture is not there."""
        self.setVisible(bool(sums))
        said = [in_words(one) for one in sums]
        for at, words in enumerate(self._words):
            words.say(said[at] if at < len(said) else "")
            words.setVisible(at < len(said))
        self.chart.put(sums, said)


def in_words(one: Drawn) -> Message:
    """What the picture shows of a sum: the line, then where the sum stands on it."""
    found = {"line": _line(one.curve), "standing": _standing(one)}
    if one.name:
        return Message("{name}: {line} {standing}", name=one.name, **found)
    return Message("{line} {standing}", **found)


def _line(of: Curve) -> Message:
    values = {"rate": Percent(of.rate), "most": Amount(of.most), "bend": Amount(of.bend or Decimal(0))}
    if of.bend is None:
        return Message("The subsidy is {rate} of the cost; no ceiling bends it.", **values)
    if not of.most:
        return Message("Earlier grants have used up the ceiling: there is no subsidy at any cost.")
    return Message("The subsidy is {rate} of the cost up to {bend}; from there on it stays at {most}.", **values)


def _standing(one: Drawn) -> Message:
    cost, subsidy, bend = one.result.eligible_cost, one.result.subsidy, one.curve.bend
    values = {"cost": Amount(cost), "subsidy": Amount(subsidy), "by": Amount(abs(cost - (bend or Decimal(0))))}
    if one.result.cap == "override":
        return Message("The cost is {cost}; the subsidy was lowered by hand to {subsidy}.", **values)
    if bend is None or not one.curve.most:
        return Message("The cost is {cost}, the subsidy {subsidy}.", **values)
    if cost > bend:
        return Message("The cost is {cost}, {by} beyond the bend: the subsidy is {subsidy}.", **values)
    if cost < bend:
        return Message("The cost is {cost}, {by} short of the bend: the subsidy is {subsidy}.", **values)
    return Message("The cost is {cost}, right at the bend: the subsidy is {subsidy}.", **values)


class _Chart(Speaking, QWidget):
    """The drawing itself."""

    def __init__(self) -> None:
        super().__init__()
        self._sums: tuple[Drawn, ...] = ()
        self._said: tuple[Message, ...] = ()
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setMaximumWidth(_MOST_WIDTH)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.says(self.setAccessibleName, N_("Subsidy against cost"))

    def put(self, sums: Sequence[Drawn], said: Sequence[Message]) -> None:
        self._sums, self._said = tuple(sums), tuple(said)
        self._describe()
        self.update()

    def retranslate(self) -> None:
        """The description is in the screen's language."""
        super().retranslate()
        self._describe()
        self.update()

    def _describe(self) -> None:
        self.setAccessibleDescription("\n".join(tr(one) for one in self._said))

    def sizeHint(self) -> QSize:
        """Qt's question."""
        return QSize(640, _HEIGHT)

    def minimumSizeHint(self) -> QSize:
        """Qt's question."""
        return QSize(420, _HEIGHT)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Qt's call to draw."""
        if not self._sums:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        frame = _Frame(self._sums, QRectF(_LEFT, _TOP, self.width() - _LEFT - _RIGHT, self.height() - _TOP - _FOOT))
        _draw_axes(painter, frame)
        for at, one in enumerate(self._sums):
            _draw_line(painter, frame, one, *_STROKES[at])
        for at, one in enumerate(self._sums):
            _draw_point(painter, frame, one, _STROKES[at][0])
        if self.hasFocus():
            painter.setPen(QPen(theme.colour("focus"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(self.rect().adjusted(1, 1, -1, -1), theme.RADIUS, theme.RADIUS)
        painter.end()


class _Frame:
    """Where amounts lie in the drawing, and the words already along its axes."""

    def __init__(self, sums: Sequence[Drawn], place: QRectF) -> None:
        self.place = place
        bends = [one.curve.bend or Decimal(0) for one in sums]
        self.widest = max([*(bend * 4 / 3 for bend in bends), *(one.result.eligible_cost * 10 / 9 for one in sums)])
        self.highest = max(one.curve.height(self.widest) for one in sums) or self.widest
        self._along: list[QRectF] = []

    def at(self, cost: Decimal, subsidy: Decimal) -> QPointF:
        across = float(cost / self.widest) if self.widest else 0.0
        up = float(subsidy / self.highest)
        return QPointF(self.place.left() + across * self.place.width(), self.place.bottom() - up * self.place.height())

    def take(self, room: QRectF) -> bool:
        """Whether no other words stand there yet; from now on these do."""
        free = not any(one.intersects(room) for one in self._along)
        if free:
            self._along.append(room)
        return free


def _draw_axes(painter: QPainter, frame: _Frame) -> None:
    place = frame.place
    painter.setPen(QPen(theme.colour("border"), 1))
    painter.drawLine(place.bottomLeft(), place.bottomRight())
    painter.drawLine(place.bottomLeft(), QPointF(place.left(), place.top() - theme.S8))
    painter.setPen(theme.colour("muted"))
    right = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
    painter.drawText(QRectF(0, 6, _LEFT - theme.S8, 18), right, tr("Subsidy"))
    painter.drawText(QRectF(0, place.bottom() + 4, _LEFT - theme.S8, 18), right, tr("Eligible cost"))


def _draw_line(painter: QPainter, frame: _Frame, one: Drawn, colour: str, strokes: Qt.PenStyle) -> None:
    """The line with its bend, and the amounts of the bend along both axes."""
    bend = one.curve.bend
    costs = [Decimal(0), *([bend] if bend else []), frame.widest]
    if bend:
        corner = frame.at(bend, one.curve.most)
        painter.setPen(QPen(theme.colour("border"), 1, Qt.PenStyle.DotLine))
        painter.drawLine(corner, QPointF(corner.x(), frame.place.bottom()))
        painter.drawLine(corner, QPointF(frame.place.left(), corner.y()))
        _below(painter, frame, corner.x(), bend, "muted", 0)
        _beside(painter, frame, corner.y(), one.curve.most, "muted")
    painter.setPen(QPen(theme.colour(colour), 2, strokes))
    painter.drawPolyline(QPolygonF([frame.at(cost, one.curve.height(cost)) for cost in costs]))
    if bend:
        painter.setPen(QPen(theme.colour(colour), 1.5))
        painter.setBrush(theme.colour("base"))
        painter.drawEllipse(frame.at(bend, one.curve.most), 3, 3)


def _draw_point(painter: QPainter, frame: _Frame, one: Drawn, colour: str) -> None:
    """Where the sum stands: a dot with its amount, or its letter where several are compared, and the cost under it."""
    here = frame.at(one.result.eligible_cost, one.result.subsidy)
    painter.setPen(QPen(theme.colour(colour), 1, Qt.PenStyle.DashLine))
    painter.drawLine(here, QPointF(here.x(), frame.place.bottom()))
    _draw_words(painter, frame, one.name or amount(one.result.subsidy), here)
    painter.setPen(QPen(theme.colour("base"), 2))
    painter.setBrush(theme.colour(colour))
    painter.drawEllipse(here, _DOT, _DOT)
    painter.setBrush(Qt.BrushStyle.NoBrush)
    _below(painter, frame, here.x(), one.result.eligible_cost, "text", 18)


def _draw_words(painter: QPainter, frame: _Frame, words: str, here: QPointF) -> None:
    """Words above a dot; where others stand there already, beside them."""
    width = painter.fontMetrics().horizontalAdvance(words) + 4
    room = QRectF(min(here.x() - width / 2, frame.place.right() + _RIGHT - width), here.y() - _DOT - 20, width, 18)
    while not frame.take(room) and room.left() > frame.place.left():
        room.translate(-width - 2, 0)
    painter.setPen(theme.colour("text"))
    painter.drawText(room, Qt.AlignmentFlag.AlignCenter, words)


def _below(painter: QPainter, frame: _Frame, x: float, value: Decimal, colour: str, deeper: float) -> None:
    """An amount under the axis of costs, unless something stands there."""
    words = amount(value)
    width = painter.fontMetrics().horizontalAdvance(words) + 2
    left = max(frame.place.left() - theme.S4, min(x - width / 2, frame.place.right() + _RIGHT - width))
    room = QRectF(left, frame.place.bottom() + 4 + deeper, width, 18)
    if frame.take(room):
        painter.setPen(theme.colour(colour))
        painter.drawText(room, Qt.AlignmentFlag.AlignCenter, words)


def _beside(painter: QPainter, frame: _Frame, y: float, value: Decimal, colour: str) -> None:
    room = QRectF(0, y - 9, frame.place.left() - theme.S8, 18)
    if frame.take(room):
        painter.setPen(theme.colour(colour))
        painter.drawText(room, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, amount(value))
