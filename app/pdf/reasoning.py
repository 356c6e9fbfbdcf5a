"""The reasons on a summary: eligibility and working, each line with its source and its mark.

A publication has a long title and is named often, so it is numbered where it is used and listed once below.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Final

from app.money import Amount, to_cent
from app.pdf import looks
from app.pdf.lines import Joined
from app.pdf.looks import Style
from app.pdf.paper import Paper
from app.pdf.parts import Cell, Column, Part, Row, Sign
from app.pdf.sheet import Advice, SummarySheet
from app.rules.figure import UNPUBLISHED
from app.rules.lines import bare
from app.rules.verdict import Eligibility, Reason, RouteVerdict, claimed
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
#: Of a case whose grant was decided already: what is known of it may say less than the committee saw.
_STANDS: Final = {
    True: _ELIGIBLE[True],
    False: N_(
        "By what is on file the applicant is not eligible under {edition}. The decision stands as it was taken;"
        " what is not met is marked below."
    ),
    None: N_(
        "What is on file does not show whether the applicant is eligible under {edition}. The decision stands as it"
        " was taken; what is not known is marked below."
    ),
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
            return Part(Joined((Message("{source}", source=source), word(mark))), mark_style(mark))
        if source not in self.titles:
            self.titles.append(source)
        number = self.titles.index(source) + 1
        return Part(Message("[{number}] {mark}", number=number, mark=word(mark)), mark_style(mark))

    def listed(self, paper: Paper) -> None:
        """Set the list of the publications, run on as in a footnote."""
        if self.titles:
            paper.heading(3, Message("Sources"))
            numbered = enumerate(self.titles, 1)
            listed = (Message("[{number}] {source}", number=number, source=title) for number, title in numbered)
            paper.paragraph(Joined(tuple(listed)), looks.SMALL, above=0.0)


def eligibility(paper: Paper, sheet: SummarySheet, sources: Sources) -> None:
    """Set the verdict, then each route and each check with its reasons."""
    found = sheet.eligibility
    if found is None:
        paper.paragraph(Message("Eligibility has not been checked yet."))
        return
    _, style, _ = RESULTS[found.eligible]
    granted = sheet.approved is not None or sheet.recommendation.advice is Advice.ON_RECORD
    text = (_STANDS if granted else _ELIGIBLE)[found.eligible]
    paper.paragraph(Message(text, edition=sheet.edition_words), style)
    columns = (
        Column(Message("Question"), 9.5),
        Column(Message("Result"), 5.6),
        Column(Message("Why"), 19.7),
        Column(Message("Source"), 7.2),
    )
    paper.space(0.25)
    paper.table(columns, list(_weighed(found, sources)))


def _weighed(found: Eligibility, sources: Sources) -> Iterator[Row]:
    named = claimed(found.routes)
    aside = [verdict for verdict in found.routes if verdict not in named]
    for reasons, verdicts in _alike(named):
        title = word(verdicts[0].route)
        if len(verdicts) > 1:
            title = Message("Routes {routes}", routes=_numbers(verdicts))
        yield _reasons(sources, title, _result(verdicts[0].met), reasons)
    if aside:
        yield _reasons(
            sources,
            Message("Other routes"),
            Part(Message("Not claimed"), FAINT),
            tuple(_together(aside)),
            weighed=False,
        )
    for check in found.checks:
        if not check.reasons:
            continue
        if check.information:
            yield _reasons(sources, check.title, Part(Message("Information"), FAINT), check.reasons, weighed=False)
        else:
            yield _reasons(sources, check.title, _result(check.met), check.reasons)


def _alike(verdicts: Iterable[RouteVerdict]) -> list[tuple[tuple[Reason, ...], list[RouteVerdict]]]:
    """The routes by their reasons, those of the same reasons together."""
    found: dict[tuple[Reason, ...], list[RouteVerdict]] = {}
    for verdict in verdicts:
        found.setdefault(verdict.reasons, []).append(verdict)
    return list(found.items())


def _together(aside: list[RouteVerdict]) -> Iterator[Reason]:
    """The routes that fell at their first reason; those of one sentence together, whatever it names."""
    found: dict[tuple[str, Words, Mark], list[RouteVerdict]] = {}
    for verdict in aside:
        reason = verdict.reasons[0]
        found.setdefault((reason.text.text, reason.source, reason.mark), []).append(verdict)
    for verdicts in found.values():
        texts = [dict(verdict.reasons[0].text.values) for verdict in verdicts]
        values = {name: tuple(dict.fromkeys(one[name] for one in texts)) for name in texts[0]}
        first = verdicts[0].reasons[0]
        why = Message(first.text.text, **values)
        yield replace(first, text=Message("{routes}: {why}", routes=_numbers(verdicts), why=why))


def _numbers(verdicts: Iterable[RouteVerdict]) -> tuple[str, ...]:
    return tuple(verdict.route.value.lower() for verdict in verdicts)


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
            Column(Message("Step"), 28),
            Column(Message("Source"), 7.8),
            Column(Message("Amount (HK$)"), 6.2, right=True),
        )
        paper.table(columns, [_line(line, found, sources) for line in found.working])
        if found.not_set:
            limits = Joined(tuple(dict(message.values).get("limit", message) for message in found.not_set))
            paper.heading(3, Message("Not published, so not checked"))
            paper.paragraph(limits, above=0.0)


def _line(line: WorkingLine, found: Calculation, sources: Sources) -> Row:
    total = line.rule == "subsidy"
    style = looks.STRONG if total else looks.BODY
    text: Cell = (Part(bare(line.text), style),)
    if found.cap is not None and line.rule == found.cap:
        text += (Part(Message("This limit decided the amount"), replace(looks.SMALL, colour=looks.ACCENT, bold=True)),)
    amount = () if line.amount is None else (Part(Message("{number}", number=to_cent(line.amount)), style),)
    return Row((text, (sources.part(line.source, line.mark),), amount), total=total)
