"""Eligibility and working on a summary."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from app.pdf.summary import draw
from app.rules.lines import labelled
from app.rules.verdict import Check, Eligibility, RouteVerdict, no
from app.rules.working import WorkingLine
from app.texts import Message
from models.kinds import Mark, Route
from tests.app.pdf.seen import lines_of, text_of
from tests.app.pdf.sheets import ORDINARY, PAGE, UNDECIDED
from tests.app.rules.cases import BOOK, FACTS, judged


def test_routes_that_are_not_claimed_are_named_together_and_not_called_unmet() -> None:
    text = lines_of(replace(ORDINARY, eligibility=judged()))
    claimed, _, others = text.partition("Other routes")
    assert "Route 1d: Hong Kong resident" in claimed
    assert others.startswith("|Not claimed|1a, 1b, 1c: The application does not rest on this route|Entered")
    assert "2, 3: This route is for another kind of site: Factory in Hong Kong, Workshop in Hong Kong" in others
    assert "Not met" not in text


def test_routes_of_one_reason_are_judged_in_one_row() -> None:
    gap = judged(replace(FACTS, received=date(2015, 5, 4)))
    text = lines_of(replace(UNDECIDED, eligibility=gap))
    assert text.count("The route cannot be judged before the edition is known") == 1
    assert "Routes 1a, 1b, 1c, 1d, 2, 3" in text


def test_a_route_that_was_claimed_and_fails_is_not_set_aside() -> None:
    clause = BOOK.edition("P5").routes[Route.R2].clause
    wrong = RouteVerdict(Route.R2, False, (no(clause, Message("No")),))
    text = lines_of(replace(ORDINARY, eligibility=Eligibility(False, "P5", (wrong,), ())))
    assert "Route 2: factory in Hong Kong|Not met|No|" in text


def test_a_check_that_asks_nothing_has_no_row() -> None:
    workshop = judged(replace(FACTS, factory=None))
    assert not [check for check in workshop.checks if not check.reasons]
    kept = Eligibility(None, "P5", (), (Check("identifiers", Message("Numbers of the factory"), True, True, ()),))
    assert "Numbers of the factory" not in text_of(draw(replace(ORDINARY, eligibility=kept), "en"))


def test_the_mark_of_a_step_stands_in_its_column_and_not_in_its_sentence_too() -> None:
    line = WorkingLine("x", PAGE, Mark.INFERRED, labelled(Message("Half of it"), Mark.INFERRED), None)
    assert ORDINARY.calculation is not None
    sheet = replace(ORDINARY, calculation=replace(ORDINARY.calculation, working=(line,)), eligibility=None)
    text = lines_of(sheet)
    assert "|Half of it|[1] Inferred|" in text
    assert "INFERRED" not in text
