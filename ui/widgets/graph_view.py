"""GraphView: who holds what, drawn as boxes and labelled links, the failing link named.

A link that fails is red *and* dashed *and* crossed, one that cannot be judged is amber, dotted and has a
question mark; both carry their words. The same content is the widget's accessible description.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final, Literal

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter, QPen, QPolygonF
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.texts import N_, Message
from ui import icons, theme
from ui.words import Speaking, tr

NodeKind = Literal["person", "company", "factory"]
_ICONS: Final[dict[NodeKind, str]] = {"person": "user", "company": "buildings", "factory": "factory"}
_NODE: Final = 208
_PAD: Final = 10
_ACROSS: Final = 32
_LINE: Final = 40  # of a link, beside the words that stand on it
_ELBOW: Final = 12
_SIGN: Final = 20
_LABEL: Final = 224
_OVER: Final = 60  # room over boxes that are tied to each other
_WRAP: Final = Qt.TextFlag.TextWordWrap.value
_LONGEST: Final = 160  # characters of a name drawn; the whole is in the case


@dataclass(frozen=True, slots=True)
class Node:
    """A person, company or factory; `lines` are its names, shown as they are.

    `note` is a fact about the node itself, and `met` whether that fact stands; a node that fails is drawn so.
    """

    key: str
    kind: NodeKind
    lines: tuple[str, ...]
    note: Message | None = None
    met: bool | None = True


@dataclass(frozen=True, slots=True)
class Edge:
    """A holding or a contract, from holder to held. `met` is False where it fails, None where nobody can say.

    One that is `beside` ties two boxes that hold nothing of each other: a bracket over both, without an arrow.
    """

    start: str
    end: str
    label: Message
    met: bool | None = True
    beside: bool = False


class GraphView(Speaking, QWidget):
    """A small graph, drawn from top to bottom in ranks."""

    def __init__(self) -> None:
        super().__init__()
        self._nodes: dict[str, Node] = {}
        self._edges: tuple[Edge, ...] = ()
        self._places: dict[str, QRect] = {}
        self._passes: dict[Edge, list[QRect]] = {}
        self._whole = QSize(0, 0)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.says(self.setAccessibleName, N_("Shareholding"))

    def put(self, nodes: Sequence[Node], edges: Sequence[Edge]) -> None:
        """Draw other nodes and links; a link to a node that is not given raises KeyError."""
        self._nodes = {node.key: node for node in nodes}
        for edge in edges:
            _ = self._nodes[edge.start], self._nodes[edge.end]
        self._edges = tuple(edges)
        self._arrange()

    def description(self) -> str:
        """The graph in sentences, one for each link."""
        noted = [_noted(node) for node in self._nodes.values() if node.note is not None]
        return "\n".join(tr(sentence) for sentence in [*noted, *map(self._sentence, self._edges)])

    def retranslate(self) -> None:
        """Words have other widths."""
        super().retranslate()
        self._arrange()

    def sizeHint(self) -> QSize:
        """As large as the graph."""
        return self._whole

    def minimumSizeHint(self) -> QSize:
        """A graph is never cut."""
        return self.sizeHint()

    def _sentence(self, edge: Edge) -> Message:
        start, end = (" ".join(self._nodes[key].lines[:1]) for key in (edge.start, edge.end))
        pattern = {
            True: N_("{start} → {end}: {label}"),
            False: N_("{start} → {end}: {label} – not met"),
            None: N_("{start} → {end}: {label} – cannot say yet"),
        }[edge.met]
        return Message(pattern, start=start, end=end, label=edge.label)

    def _label(self, edge: Edge) -> str:
        pattern = {False: N_("{label} – not met"), None: N_("{label} – cannot say yet")}.get(edge.met, "{label}")
        return tr(pattern, label=edge.label)

    # where things stand

    def _levels(self) -> dict[str, int]:
        """Holders above what they hold; a ring of holdings (A holds B holds A) does not hang us."""
        level = dict.fromkeys(self._nodes, 0)
        for _round in self._nodes:
            for edge in self._held():
                level[edge.end] = min(max(level[edge.end], level[edge.start] + 1), len(self._nodes) - 1)
        return level

    def _held(self) -> list[Edge]:
        return [edge for edge in self._edges if not edge.beside]

    def _ranks(self) -> list[list[str | Edge]]:
        """What stands beside each other: boxes, and the links that pass a rank on their way down."""
        level = self._levels()
        ranks: list[list[str | Edge]] = []
        for at in sorted(set(level.values())):
            passing = [edge for edge in self._held() if level[edge.start] < at < level[edge.end]]
            ranks.append([*(key for key in self._nodes if level[key] == at), *passing])
        return ranks

    def _arrange(self) -> None:
        metrics = self.fontMetrics()
        ranks = self._ranks()
        whole = max((_rank_width(rank) for rank in ranks), default=0)
        self._places, self._passes = {}, {}
        top = bottom = theme.S8
        for rank in ranks:
            left = theme.S8 + (whole - _rank_width(rank)) // 2
            top += _OVER if any(edge.beside and edge.start in rank for edge in self._edges) else 0
            high = max(_node_height(metrics, self._nodes[key]) for key in rank if isinstance(key, str))
            for key in rank:
                place = QRect(left, top, _NODE if isinstance(key, str) else _LABEL, high)
                left += place.width() + _ACROSS
                if isinstance(key, str):
                    self._places[key] = place
                else:
                    self._passes.setdefault(key, []).append(place)
            bottom = top + high
            top = bottom + self._gap(rank)
        self._whole = QSize(whole + 2 * theme.S8, bottom + theme.S8)
        self.setAccessibleDescription(self.description())
        self.updateGeometry()
        self.update()

    def _gap(self, rank: Sequence[str | Edge]) -> int:
        """The room under a rank: for the words of the links that leave it, and a piece of each link."""
        sizes = [self._label_size(self.fontMetrics(), edge) for edge in self._held() if edge.start in rank]
        return _LINE + max((size.height() for size in sizes), default=0)

    def _label_size(self, metrics: QFontMetrics, edge: Edge) -> QSize:
        """The words of a link with its sign."""
        sign = 0 if edge.met else _SIGN
        room = QRect(0, 0, _LABEL - sign - 2, 10_000)
        need = metrics.boundingRect(room, _WRAP, self._label(edge)).size()
        return QSize(need.width() + 8 + sign, need.height() + 4)

    # how things look

    def paintEvent(self, event: object) -> None:
        """Qt's call to draw."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        for edge in self._edges:
            self._draw_link(painter, edge)
        for edge in self._edges:
            self._draw_label(painter, edge)
        for key, place in self._places.items():
            _draw_node(painter, place, self._nodes[key])
        if self.hasFocus():
            painter.setPen(QPen(theme.colour("focus"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(self.rect().adjusted(1, 1, -1, -1), theme.RADIUS, theme.RADIUS)
        painter.end()

    def _ends(self, edge: Edge) -> tuple[QPointF, QPointF]:
        """Where a link leaves and arrives; several links of one box spread along its edge."""
        out = [other for other in self._held() if other.start == edge.start]
        into = [other for other in self._held() if other.end == edge.end]
        start, end = QRectF(self._places[edge.start]), QRectF(self._places[edge.end])
        return (
            QPointF(start.left() + start.width() * (out.index(edge) + 1) / (len(out) + 1), start.bottom()),
            QPointF(end.left() + end.width() * (into.index(edge) + 1) / (len(into) + 1), end.top()),
        )

    def _path(self, edge: Edge) -> list[QPointF]:
        """The corners of a link, from its holder past the boxes in between to what is held."""
        if edge.beside:
            return self._bracket(edge)
        start, end = self._ends(edge)
        if edge not in self._passes:
            turn = self._turn(edge)
            return [start, QPointF(start.x(), turn), QPointF(end.x(), turn), end]
        between = [
            point
            for place in map(QRectF, self._passes.get(edge, []))
            for point in (QPointF(place.center().x(), place.top()), QPointF(place.center().x(), place.bottom()))
        ]
        return [start, *between, end]

    def _fans_out(self, edge: Edge) -> bool:
        """Whether the box at the start holds several; then the links part near it, else they meet near the end."""
        return sum(other.start == edge.start for other in self._held()) > 1

    def _turn(self, edge: Edge) -> float:
        """How deep a link turns aside."""
        start, end = self._ends(edge)
        return start.y() + _ELBOW if self._fans_out(edge) else end.y() - _ELBOW - 4

    def _bracket(self, edge: Edge) -> list[QPointF]:
        """From the top of one box up, across, and down to the other."""
        start, end = QRectF(self._places[edge.start]), QRectF(self._places[edge.end])
        high = min(start.top(), end.top()) - _OVER / 2
        corners = ((start, start.top()), (start, high), (end, high), (end, end.top()))
        return [QPointF(place.center().x(), y) for place, y in corners]

    def _draw_link(self, painter: QPainter, edge: Edge) -> None:
        path = self._path(edge)
        styles = {True: Qt.PenStyle.SolidLine, False: Qt.PenStyle.DashLine, None: Qt.PenStyle.DotLine}
        painter.setPen(QPen(theme.colour(_tone(edge)), 2 if edge.met is False else 1.5, styles[edge.met]))
        painter.drawPolyline(QPolygonF(path))
        if edge.beside:
            return
        before, end = path[-2:]
        angle = math.atan2(end.y() - before.y(), end.x() - before.x())
        wings = [end - QPointF(9 * math.cos(angle + turn), 9 * math.sin(angle + turn)) for turn in (0.4, -0.4)]
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour(_tone(edge)))
        painter.drawPolygon(QPolygonF([end, *wings]))

    def _middle(self, edge: Edge) -> QPointF:
        """Where the words of a link stand: in the gap, or beside the boxes it passes."""
        if edge in self._passes:
            return QPointF(self._passes[edge][0].center())
        if edge.beside:
            _down, start, end, _up = self._bracket(edge)
            return (start + end) / 2
        start, end = self._ends(edge)
        across = end.x() if self._fans_out(edge) else start.x()
        return QPointF(across, (start.y() + end.y()) / 2)

    def _draw_label(self, painter: QPainter, edge: Edge) -> None:
        text = self._label(edge)
        sign = {True: "", False: "x-circle", None: "question"}[edge.met]
        whole = QRect(QPoint(0, 0), self._label_size(painter.fontMetrics(), edge))
        whole.moveCenter(self._middle(edge).toPoint())
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(theme.colour("base"))
        painter.drawRoundedRect(whole, 3, 3)
        if sign:
            icons.paint(painter, QRect(whole.x() + 2, whole.center().y() - 8, 16, 16), sign, _hex(edge))
            whole.setLeft(whole.left() + _SIGN)
        painter.setPen(theme.colour("text" if edge.met else _tone(edge)))
        painter.drawText(whole, _WRAP | Qt.AlignmentFlag.AlignCenter.value, text)


def _tone(edge: Edge) -> str:
    return {True: "border", False: "danger", None: "warn"}[edge.met]


def _hex(edge: Edge) -> str:
    return theme.colour(_tone(edge)).name()


def _rank_width(rank: Sequence[str | Edge]) -> int:
    return sum(_NODE if isinstance(each, str) else _LABEL for each in rank) + (len(rank) - 1) * _ACROSS


def _noted(node: Node) -> Message:
    pattern = {
        True: N_("{name}: {note}"),
        False: N_("{name}: {note} – not met"),
        None: N_("{name}: {note} – cannot say yet"),
    }[node.met]
    return Message(pattern, name=" ".join(node.lines[:1]), note=node.note)


def _lines(node: Node) -> list[tuple[str, str]]:
    """What stands in a box, each line with its colour: the names, then the note."""
    names = [(_cut(line), "muted" if at else "text") for at, line in enumerate(node.lines)]
    if node.note is None:
        return names
    colour = {True: "muted", False: "danger", None: "warn"}[node.met]
    return [*names, (tr(node.note), colour)]


def _node_height(metrics: QFontMetrics, node: Node) -> int:
    room = QRect(0, 0, _NODE - 2 * _PAD - 24, 10_000)
    lines = _lines(node)
    return 2 * _PAD + sum(metrics.boundingRect(room, _flags(metrics, line, room), line).height() for line, _ in lines)


def _flags(metrics: QFontMetrics, text: str, room: QRect) -> int:
    """Break lines between words; within one only when it is longer than the room."""
    fits = all(metrics.horizontalAdvance(word) <= room.width() for word in _cut(text).split() if word.isascii())
    return _WRAP if fits else Qt.TextFlag.TextWrapAnywhere.value


def _cut(text: str) -> str:
    return text if len(text) <= _LONGEST else text[:_LONGEST] + "…"


def _draw_node(painter: QPainter, place: QRect, node: Node) -> None:
    failing = node.met is False
    styles = Qt.PenStyle.DashLine if failing else Qt.PenStyle.SolidLine
    painter.setPen(QPen(theme.colour("danger" if failing else "border"), 2 if failing else 1, styles))
    painter.setBrush(theme.colour("base"))
    painter.drawRoundedRect(QRectF(place).adjusted(0.5, 0.5, -0.5, -0.5), theme.RADIUS, theme.RADIUS)
    sign = QRect(place.x() + _PAD, place.y() + _PAD + 1, 18, 18)
    icons.paint(painter, sign, _ICONS[node.kind], theme.colour("accent").name())
    room = place.adjusted(_PAD + 24, _PAD, -_PAD, -_PAD)
    for line, colour in _lines(node):
        painter.setPen(theme.colour(colour))
        flags = _flags(painter.fontMetrics(), line, room)
        drawn = painter.boundingRect(room, flags, line)
        painter.drawText(room, flags, line)
        room.setTop(room.top() + drawn.height())
