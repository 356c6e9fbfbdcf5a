"""A second on-site improvement assessment: published for phase 3 only; in other phases the same points only ask."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from app.rules.edition import Edition, RepeatRule
from app.rules.facts import EarlierAssessment, Facts
from app.rules.verdict import Reason, all_of, ask, by, no, unset, yes
from app.texts import Message
from app.words import word


def reasons(edition: Edition, facts: Facts) -> Iterator[Reason]:
    """Whether an earlier assessment stands in the way of this one."""
    rule = edition.repeat
    if facts.had_assessment is None and facts.earlier is None:
        yield ask(rule.clause, Message("Whether the factory had a subsidised assessment before is not known yet"))
    elif facts.earlier is None and not facts.had_assessment:
        yield yes(rule.clause, Message("No earlier subsidised assessment of the factory is on file"))
    elif rule.rule is RepeatRule.PUBLISHED:
        yield from _points(edition, facts, facts.earlier or EarlierAssessment())
    else:
        yield from _questions(edition, facts, facts.earlier or EarlierAssessment())


def _questions(edition: Edition, facts: Facts, earlier: EarlierAssessment) -> Iterator[Reason]:
    """Outside phase 3 the points say what to ask; they decide nothing."""
    yield unset(
        Message(
            "The factory had an assessment before. The rule on that was published for phase 3 only; see "
            "the Secretariat’s files on whether it applies in {edition}",
            edition=edition.label,
        )
    )
    for point in _points(edition, facts, earlier):
        yield Reason(point.text, None, point.source, point.mark)


def _points(edition: Edition, facts: Facts, earlier: EarlierAssessment) -> Iterator[Reason]:
    yield _years(edition, facts.received, earlier)
    yield _approved(edition, facts.received, earlier)
    yield _measure(edition, earlier)
    yield _grounds(edition, earlier)


def _years(edition: Edition, received: date | None, earlier: EarlierAssessment) -> Reason:
    """Years since the earlier assessment was completed, counted to the day of receipt (INFERRED); the day counts."""
    figure, clause = edition.repeat.min_years, edition.repeat.clause
    if figure.value is None:
        return unset(
            Message("How many years must pass between two assessments was not published; see the Secretariat’s files")
        )
    years = int(figure.value)
    if earlier.completed_on is None or received is None:
        return ask(
            clause,
            Message("When the earlier assessment was completed is not known yet; {years} years must pass", years=years),
        )
    ready = _years_later(earlier.completed_on, years)
    values = {"completed": earlier.completed_on, "years": years, "ready": ready}
    if received >= ready:
        return yes(
            clause,
            Message(
                "The earlier assessment was completed on {completed}, at least {years} years before receipt", **values
            ),
        )
    return no(
        clause,
        Message(
            "The earlier assessment was completed on {completed}; {years} years have passed only on {ready}", **values
        ),
    )


def _approved(edition: Edition, received: date | None, earlier: EarlierAssessment) -> Reason:
    clause, approved = edition.repeat.clause, earlier.report_approved_on
    if approved is None or received is None:
        return ask(clause, Message("When the report of the earlier assessment was approved is not known yet"))
    if approved > received:
        return no(clause, Message("The earlier report was approved on {day}, after receipt", day=approved))
    return yes(clause, Message("The report of the earlier assessment was approved on {day}", day=approved))


def _measure(edition: Edition, earlier: EarlierAssessment) -> Reason:
    """At least one measure of the approved report, with investment in facilities."""
    clause = edition.repeat.clause
    met = all_of((earlier.measure_implemented, earlier.with_investment))
    match met:
        case None:
            text = Message(
                "Whether a measure of that report was implemented with investment in facilities is not known yet"
            )
        case True:
            text = Message("At least one measure of that report was implemented with investment in facilities")
        case _:
            text = Message("No measure of that report was implemented with investment in facilities")
    return by(clause, text, met)


def _grounds(edition: Edition, earlier: EarlierAssessment) -> Reason:
    """A changed process, changed materials, or recognition pursued: one with evidence is enough."""
    rule = edition.repeat
    for ground, evidence in earlier.grounds.items():
        if ground in rule.any_of and evidence.strip():
            return yes(
                rule.clause,
                Message(
                    "A second assessment rests on this: {ground} ({evidence})",
                    ground=word(ground),
                    evidence=evidence.strip(),
                ),
            )
    if earlier.grounds:
        return ask(rule.clause, Message("The evidence for a second assessment is missing"))
    return ask(
        rule.clause,
        Message(
            "What a second assessment would rest on is not known yet: a changed process, changed "
            "materials, or recognition pursued"
        ),
    )


def _years_later(day: date, years: int) -> date:
    """The same day of a later year; 29 February becomes 1 March."""
    try:
        return day.replace(year=day.year + years)
    except ValueError:
        return date(day.year + years, 3, 1)
