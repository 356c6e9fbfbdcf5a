"""One route of a factory: the verdict, the drawing of who holds what, and the reasons with their sources beside it."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QWidget

from app.factory_routes import FactoryStanding, LinkStanding
from app.rules.eligibility import Reason
from app.texts import N_, Message
from app.words import word
from ui import theme
from ui.applicants.graph import Drawing
from ui.casefile.parts import told
from ui.icons import IconLabel
from ui.theme import Tone
from ui.widgets.basic import Label, column, row
from ui.widgets.chip import Chip, Look
from ui.widgets.graph_view import GraphView

_SIGNS: Final[dict[bool | None, tuple[str, Tone]]] = {
    True: ("check-circle", "ok"),
    False: ("x-circle", "danger"),
    None: ("question", "warn"),
}
_VERDICTS: Final = {
    True: (N_("Met"), Look("green", "check-circle")),
    False: (N_("Not met"), Look("red", "x-circle")),
    None: (N_("Cannot say yet"), Look("amber", "question")),
}
_TOP: Final = Qt.AlignmentFlag.AlignTop


class LinkView(QWidget):
    """A route that is judged; `buttons` stand at the right of its heading."""

    def __init__(
        self, standing: LinkStanding, whole: FactoryStanding, graph: GraphView, evidence: str,
        buttons: Sequence[QWidget],
    ) -> None:  # fmt: skip
        super().__init__()
        words, look = _VERDICTS[standing.verdict.met]
        name = Label(word(standing.route), bold=True)
        head = row(name, Chip(words, look), None, *buttons, gap=theme.S8)
        reasons = column(*(_reason(one) for one in standing.verdict.reasons), gap=theme.S4)
        if evidence:
            reasons.addWidget(told(Message("Evidence: {text}", text=evidence), tone="muted"))
        reasons.addWidget(_sources(standing, whole))
        reasons.addStretch(1)
        beside = row(graph, reasons, gap=theme.S24)
        beside.setAlignment(graph, _TOP)
        beside.setStretch(1, 1)
        self.setLayout(column(head, beside, gap=theme.S8))


def drawn(drawing: Drawing, about: Message) -> GraphView:
    """A drawing as a widget; `about` says of which connection it is."""
    graph = GraphView()
    graph.says(graph.setAccessibleName, Message("{button} {about}", button=Message("Shareholding"), about=about))
    graph.put(drawing.nodes, drawing.edges)
    size = graph.sizePolicy()
    size.setHorizontalPolicy(size.Policy.Fixed)
    graph.setSizePolicy(size)
    return graph


def _reason(reason: Reason) -> QWidget:
    icon, tone = _SIGNS[reason.met]
    sign = IconLabel(icon, tone, 16)
    laid = row(sign, told(reason.text, tone="plain" if reason.met else tone), gap=theme.S8)
    laid.setAlignment(sign, _TOP)
    made = QWidget()
    made.setLayout(laid)
    return made


def _sources(standing: LinkStanding, whole: FactoryStanding) -> Label:
    """Where the rules stand that were asked, each once, and the edition."""
    if whole.edition is None and whole.no_edition is not None:
        return Label(whole.no_edition, tone="muted", size="caption", wrap=True)
    found = dict.fromkeys(
        Message("{source} ({mark})", source=one.source, mark=word(one.mark)) for one in standing.verdict.reasons
    )
    label = whole.edition.label if whole.edition else ""
    text = Message("By the rules of {edition}, as on today. Sources: {sources}", edition=label, sources=tuple(found))
    return Label(text, tone="muted", size="caption", wrap=True)
