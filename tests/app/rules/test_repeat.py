"""A second assessment: a rule in phase 3, questions in every other phase."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from app.rules.facts import EarlierAssessment
from app.rules.verdict import Check
from models.kinds import ProjectType, RepeatGround
from tests.app.rules.cases import check, judged, sentences

EARLIER = EarlierAssessment(
    completed_on=date(2012, 6, 1),
    report_approved_on=date(2012, 9, 1),
    measure_implemented=True,
    with_investment=True,
    grounds={RepeatGround.PROCESS_CHANGED: "new line of 2015"},
)


def asked(earlier: EarlierAssessment | None, received: date = date(2017, 6, 1), had: bool | None = True) -> Check:
    eligibility = judged(type=ProjectType.OA, received=received, had_assessment=had, earlier=earlier)
    return check(eligibility, "repeat-assessment")


def test_all_points_met() -> None:
    assert asked(EARLIER).met is True


@pytest.mark.parametrize(
    ("changes", "met"),
    [
        ({"completed_on": date(2012, 6, 2)}, False),
        ({"completed_on": None}, None),
        ({"report_approved_on": None}, None),
        ({"report_approved_on": date(2017, 6, 2)}, False),
        ({"measure_implemented": False}, False),
        ({"measure_implemented": None}, None),
        ({"with_investment": False}, False),
        ({"with_investment": None}, None),
        ({"grounds": {}}, None),
        ({"grounds": {RepeatGround.NATIONAL: " "}}, None),
        ({"grounds": {RepeatGround.NATIONAL: "application of 2016"}}, True),
    ],
)
def test_each_point_counts(changes: dict[str, Any], met: bool | None) -> None:
    assert asked(replace(EARLIER, **changes)).met is met


def test_five_years_from_a_leap_day() -> None:
    earlier = replace(EARLIER, completed_on=date(2012, 2, 29), report_approved_on=date(2012, 3, 1))
    assert asked(earlier, date(2017, 2, 28)).met is False
    assert asked(earlier, date(2017, 3, 1)).met is True


def test_no_assessment_before() -> None:
    assert asked(None, had=False).met is True


def test_not_known_whether_there_was_one() -> None:
    assert asked(None, had=None).met is None


def test_known_to_exist_and_nothing_more() -> None:
    assert asked(None, had=True).met is None


@pytest.mark.parametrize("received", [date(2009, 6, 1), date(2014, 6, 1), date(2022, 6, 1)])
@pytest.mark.parametrize("earlier", [EARLIER, replace(EARLIER, measure_implemented=False)])
def test_other_phases_only_ask(received: date, earlier: EarlierAssessment) -> None:
    found = asked(earlier, received)
    assert found.met is None
    assert "published for phase 3 only; see the Secretariat’s files" in sentences(found)
    assert asked(None, received, had=False).met is True
