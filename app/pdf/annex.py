"""The annex of a summary: the environmental benefit, measured and promised, with a chart; then the site visits.

It stands on pages of its own behind the signatures, so that the summary keeps its two pages.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from decimal import Decimal
from typing import Final

from app.money import Percent
from app.pdf import looks
from app.pdf.chart import Bars, bars
from app.pdf.lines import Joined, Text
from app.pdf.paper import Paper
from app.pdf.parts import Cell, Column, Part, Row
from app.pdf.reasoning import FAINT
from app.pdf.sheet import Visit
from app.pdf.visits import visits
from app.rules.benefit import Benefit, Measured, MeasureLine
from app.texts import Message
from app.words import word

#: More pairs of bars than these crowd the chart; the table has them all.
_BARS: Final = 8


def annex(paper: Paper, benefit: Benefit | None, found: Sequence[Visit], pictures: Mapping[str, bytes]) -> None:
    """Set the annex on a new page, if there is anything to set; `pictures` are the photographs by their SHA-256."""
    paper.new_page()
    if benefit is not None:
        _benefit(paper, benefit)
    if found:
        visits(paper, found, pictures)


def _benefit(paper: Paper, found: Benefit) -> None:
    paper.heading(2, Message("Annex: environmental benefit"))
    if found.baseline is not None and found.after is not None:
        paper.paragraph(Message("Baseline: {baseline}. After: {after}.", baseline=found.baseline, after=found.after))
    lines = (*((found.output,) if found.output else ()), *found.measured, *((found.carbon,) if found.carbon else ()))
    if lines:
        _measured(paper, lines)
    if found.measures:
        paper.heading(3, Message("Measures"))
        paper.table(_measure_columns(), [_measure(one) for one in found.measures])
    for note in found.notes:
        paper.paragraph(note, looks.SMALL)
    factors = [(one.source, one.mark) for one in found.factors if one.value is not None]
    if factors:
        parts = tuple(Message("{source}, {mark}", source=source, mark=word(mark)) for source, mark in factors)
        paper.paragraph(Joined((Message("Emission factors"), *parts)), looks.SMALL)


def _measured(paper: Paper, lines: tuple[Measured, ...]) -> None:
    drawn = [Bars(one.name, one.unit, one.level, one.after) for one in lines if one.level and one.after is not None]
    if drawn:
        paper.figure(bars(drawn[:_BARS], paper.language, paper.width), _told(drawn[:_BARS]))
    columns = (
        Column(Message("Measured"), 13),
        Column(Message("Before"), 7, right=True),
        Column(Message("Before, at the output of after"), 8.5, right=True),
        Column(Message("After"), 7, right=True),
        Column(Message("Saved"), 6.5, right=True),
    )
    paper.table(columns, [_line(one) for one in lines])


def _told(drawn: list[Bars]) -> Message:
    """The chart in words, for who cannot see it."""
    each = tuple(
        Message("{name}: {before} before, {after} after, in {unit}", name=one.name, before=one.before, after=one.after,
                unit=one.unit)
        for one in drawn
    )  # fmt: skip
    return Message("Bars of what was used before and after. {lines}", lines=each)


def _line(one: Measured) -> Row:
    saved: Cell = _number(one.saved)
    if one.share is not None:
        saved += (Part(Message("{share}", share=Percent(one.share)), looks.SMALL),)
    name: Cell = (Part(one.name, looks.STRONG), Part(one.unit, looks.SMALL))
    if one.why is not None:
        name += (Part(one.why, looks.SMALL),)
    return Row((name, _number(one.before), _number(one.level), _number(one.after), saved))


def _number(value: Decimal | None) -> Cell:
    return () if value is None else (Part(Message("{number}", number=value)),)


def _measure_columns() -> tuple[Column, ...]:
    return (
        Column(Message("Measure"), 16),
        Column(Message("Investment"), 7, right=True),
        Column(Message("Saved in a year"), 7, right=True),
        Column(Message("Payback, years"), 5.5, right=True),
        Column(Message("Less in a year"), 6.5, right=True),
    )


def _measure(one: MeasureLine) -> Row:
    name: Cell = (Part(one.name, looks.STRONG),)
    if one.kind != one.name:
        name += (Part(one.kind, looks.SMALL),)
    name += (Part(word(one.state), FAINT),)
    effects = tuple(Part(text, looks.SMALL) for text in _effects(one))
    amounts = tuple(
        () if amount is None else (Part(Message("{amount}", amount=amount)),) for amount in (one.investment, one.saving)
    )
    return Row((name, *amounts, _number(one.payback), effects))


def _effects(one: MeasureLine) -> Iterator[Text]:
    for effect in one.effects:
        yield Message("{name}: {value} {unit}", name=effect.name, value=effect.value, unit=effect.unit)
