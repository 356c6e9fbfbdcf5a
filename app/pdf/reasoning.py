"""The reasons on a summary: eligibility and working, each line with its source and its mark.

A publication has a long title and is named often, so it is numbered where it is used and listed once below.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import Final

from app.money import Amount, to_cent
from app.pdf import looks
from app.pdf.looks import Style
from app.pdf.paper import Paper
from app.pdf.parts import Cell, Column, Part, Row, Sign
from app.pdf.sheet import SummarySheet
from app.rules.figure import UNPUBLISHED
from app.rules.verdict import Eligibility, Reason, RouteVerdict
from app.rules.working import Calculation, WorkingLine
from app.texts import N_, Message, Words
from app.words import word
from models.kinds import Mark

FAINT: Final = replace(looks.BODY, colour=looks.MUTED)
CAUTION: Final = replace(looks.SMALL, colour=looks.WARN)

_UNMARKED: Final = (Mark.ENTERED, Mark.ARITHMETIC)  # their source says the same as the mark
RESULTS: Final[dict[bool | None, tuple[str, Style, Sign]]] = {
    True: (N_("Met"), replace(looks.STRONG, colour=looks.ACCENT), "yes"),
    False: (N_("Not met"), replace(looks.STRONG, colour=looks.DANGER), "no"),
    None: (N_("Cannot say yet"), replace(looks.STRONG, colour=looks.WARN), "open"),
}
_ELIGIBLE: Final = {
    True: N_("The applicant is eligible under {edition}."),
    False: N_("The applicant is not eligible under {edition}."),
    None: N_("It cannot be said yet whether the applicant is eligible under {edition}."),
}


def mark_style(mark: Mark) -> Style:
    """Small; in a colour of caution where a figure is not confirmed."""
    return CAUTION if mark in (Mark.ANALOG, Mark.INFERRED, Mark.NOT_SET) else looks.SMALL


class Sources:
    """The publications that a paper has named so far, numbered in the order of their first use."""

    def __init__(self) -> None:
        self.titles: list[Words] = []

    def part(self, source: Words, mark: Mark) -> Part:
        """How a line names its source: `[2] Confirmed`; what was typed or follows from other lines has no number."""
        if mark in _UNMARKED:
            return Part(Message("{source}", source=source), looks.SMALL)
        if source == UNPUBLISHED.title:
            return Part(Message("{source} · {mark}", source=source, mark=word(mark)), mark_style(mark))
        if source not in self.titles:
            self.titles.append(source)
        number = self.titles.index(source) + 1
        return Part(Message("[{number}] {mark}", number=number, mark=word(mark)), mark_style(mark))

    def listed(self, paper: Paper) -> None:
        """Set the list of the publications."""
        if self.titles:
            paper.heading(3, Message("Sources"))
            for number, title in enumerate(self.titles, 1):
                paper.paragraph(Message("[{number}] {source}", number=number, source=title), looks.SMALL, above=0.0)


def eligibility(paper: Paper, sheet: SummarySheet, sources: Sources) -> None:
    """Set the verdict, then each route and each check with its reasons."""
    found = sheet.eligibility
    if found is None:
        paper.paragraph(Message("Eligibility has not been checked yet."))
        return
    _, style, _ = RESULTS[found.eligible]
    paper.paragraph(Message(_ELIGIBLE[found.eligible], edition=sheet.edition_words), style)
    columns = (
        Column(Message("Question"), 11),
        Column(Message("Result"), 7.1),
        Column(Message("Why"), 15.9),
        Column(Message("Source"), 8),
    )
    paper.space(0.25)
    paper.table(columns, list(_weighed(found, sources)))


def _weighed(found: Eligibility, sources: Sources) -> Iterator[Row]:
    aside = [verdict for verdict in found.routes if verdict.met is False and len(verdict.reasons) == 1]
    if len(aside) < 2 or len(aside) == len(found.routes):
        aside = []
    for verdict in found.routes:
        if verdict not in aside:
            yield _reasons(sources, word(verdict.route), _result(verdict.met), verdict.reasons)
    if aside:
        yield _reasons(
            sources, Message("Other routes"), Part(Message("Not met"), FAINT), tuple(_together(aside)), weighed=False
        )
    for check in found.checks:
        if check.information:
            yield _reasons(sources, check.title, Part(Message("Information"), FAINT), check.reasons, weighed=False)
        else:
            yield _reasons(sources, check.title, _result(check.met), check.reasons)


def _together(aside: list[RouteVerdict]) -> Iterator[Reason]:
    """The routes that fell at their first reason, those of one reason in one sentence."""
    for first in dict.fromkeys(verdict.reasons[0] for verdict in aside):
        routes = tuple(verdict.route.value.lower() for verdict in aside if verdict.reasons[0] == first)
        yield replace(first, text=Message("{routes}: {why}", routes=routes, why=first.text))


def _result(met: bool | None) -> Part:
    text, style, sign = RESULTS[met]
    return Part(Message(text), style, sign)


def _reasons(
    sources: Sources, title: Message, result: Part, reasons: tuple[Reason, ...], *, weighed: bool = True
) -> Row:
    """The question and its result beside its reasons, each with its source."""
    more = []
    for reason in reasons:
        sign = RESULTS[reason.met][2] if weighed and len(reasons) > 1 else None
        more.append(((Part(reason.text, looks.BODY, sign),), (sources.part(reason.source, reason.mark),)))
    return Row(((Part(title, looks.STRONG),), (result,)), tuple(more))


def working(paper: Paper, sheet: SummarySheet, sources: Sources) -> None:
    """Set the working line by line, and what was not checked because no limit is published."""
    found = sheet.calculation
    if found is None and sheet.recorded is not None:
        text = N_(
            "{amount} is the amount recorded in the file of the case. It was not calculated, so there is no working."
        )
        paper.paragraph(Message(text, amount=Amount(sheet.recorded)))
    elif found is None:
        paper.paragraph(Message("No calculation is recorded yet."))
    else:
        columns = (
            Column(Message("Step"), 27),
            Column(Message("Source"), 8),
            Column(Message("Amount (HK$)"), 7, right=True),
        )
        paper.table(columns, [_line(line, found, sources) for line in found.working])
        if found.not_set:
            paper.heading(3, Message("Not published: not checked"))
            paper.items(found.not_set)


def _line(line: WorkingLine, found: Calculation, sources: Sources) -> Row:
    total = line.rule == "subsidy"
    style = looks.STRONG if total else looks.BODY
    text: Cell = (Part(line.text, style),)
    if found.cap is not None and line.rule == found.cap:
        text += (Part(Message("This limit decided the amount"), replace(looks.SMALL, colour=looks.ACCENT, bold=True)),)
    amount = () if line.amount is None else (Part(Message("{number}", number=to_cent(line.amount)), style),)
    return Row((text, (sources.part(line.source, line.mark),), amount), total=total)
