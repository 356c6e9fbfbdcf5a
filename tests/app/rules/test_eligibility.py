"""The whole verdict: how routes and checks come together, and which edition is judged by."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.rules import lines
from app.rules.eligibility import because
from app.rules.facts import Applicant, Technology
from app.rules.request import Request
from app.rules.verdict import all_of, any_of
from app.texts import say
from models.kinds import ApplicantKind, Characteristic, FactoryKind, Mark, ProjectType, Sector
from tests.app.rules.cases import APPLICANT, BOOK, FACTORY, FACTS, LISTED, R1D, check, judged, sentences

GAP = date(2013, 2, 1)


def test_a_complete_application_is_eligible() -> None:
    eligibility = judged()
    assert (eligibility.eligible, eligibility.edition) == (True, "P5")
    assert because(eligibility) == ()


def test_every_reason_has_a_source_in_three_languages() -> None:
    eligibility = judged()
    parts = [*(verdict.reasons for verdict in eligibility.routes), *(each.reasons for each in eligibility.checks)]
    for reason in (reason for reasons in parts for reason in reasons):
        assert reason.source.en
        assert reason.source.zh_HK
        assert reason.source.zh_CN


truths = st.lists(st.sampled_from([True, False, None]), max_size=4)


@given(truths)
def test_yes_no_and_unknown(parts: list[bool | None]) -> None:
    assert all_of(parts) is (False if False in parts else None if None in parts else True)
    assert any_of(parts) is (True if True in parts else None if None in parts else False)


# ---- the edition


def test_a_day_in_a_gap_belongs_to_no_edition_until_an_officer_says_which() -> None:
    eligibility = judged(type=ProjectType.DP, received=GAP)
    assert (eligibility.eligible, eligibility.edition) == (None, None)
    assert "an officer must say which applies, with a reason" in sentences(check(eligibility, "edition"))
    assert {verdict.met for verdict in eligibility.routes} == {None}


def test_an_officers_choice_counts_with_its_reason() -> None:
    without = judged(type=ProjectType.DP, received=GAP, edition="P2")
    assert (without.eligible, without.edition) == (None, None)
    chosen = judged(
        type=ProjectType.DP, received=GAP, edition="P2", edition_reason="Secretariat’s minute of 5 March 2013"
    )
    assert (chosen.eligible, chosen.edition) == (True, "P2")
    assert check(chosen, "edition").reasons[0].mark is Mark.ENTERED


def test_the_day_of_receipt_only_proposes() -> None:
    assert check(judged(), "edition").reasons[0].mark is Mark.INFERRED


@pytest.mark.parametrize("received", [None, date(2008, 4, 17), date(2027, 7, 1)])
def test_a_day_without_an_edition_gives_no_verdict(received: date | None) -> None:
    assert (judged(received=received).eligible, judged(received=received).edition) == (None, None)


def test_an_edition_that_is_not_in_the_book() -> None:
    assert judged(edition="P9", edition_reason="a slip").eligible is None


def test_a_type_without_a_published_rule_gives_no_verdict() -> None:
    eligibility = judged(type=ProjectType.OA, had_assessment=False)
    assert eligibility.eligible is None
    assert "see the Secretariat’s files" in sentences(check(eligibility, "project-type"))


# ---- the applicant


@pytest.mark.parametrize(
    ("number", "met"),
    [
        ("12345678", True),
        ("12345678-000-01-11-1", True),
        ("C0012345", None),
        ("F0001234", None),
        ("", None),
        ("123", None),
    ],
)
def test_registration_under_cap_310(number: str, met: bool | None) -> None:
    eligibility = judged(applicant=replace(APPLICANT, br_number=number))
    assert check(eligibility, "applicant").met is met
    assert eligibility.eligible is met


def test_a_dummy_number_asks_for_proof() -> None:
    eligibility = judged(applicant=replace(APPLICANT, br_number="C0012345"))
    assert "prove Cap. 310 registration" in sentences(check(eligibility, "applicant"))


def test_an_expired_certificate_warns_and_decides_nothing() -> None:
    eligibility = judged(applicant=replace(APPLICANT, br_expires_on=date(2026, 5, 3)))
    assert check(eligibility, "certificate").met is False
    assert eligibility.eligible is True
    assert check(judged(applicant=replace(APPLICANT, br_expires_on=date(2026, 5, 4))), "certificate").met is True


@pytest.mark.parametrize("answer", [True, False, None])
def test_organisation_support_is_for_associations(answer: bool | None) -> None:
    applicant = Applicant(ApplicantKind.ASSOCIATION, hong_kong_association=answer)
    eligibility = judged(
        type=ProjectType.OSI, received=date(2022, 3, 1), applicant=applicant, factory=None, connections=()
    )
    assert eligibility.eligible is answer


def test_a_business_cannot_have_organisation_support_nor_an_association_the_rest() -> None:
    assert judged(type=ProjectType.OSI, received=date(2022, 3, 1)).eligible is False
    assert judged(applicant=Applicant(ApplicantKind.ASSOCIATION, hong_kong_association=True)).eligible is False


@pytest.mark.parametrize("answer", [True, False, None])
def test_whether_the_association_is_non_profit_decides_nothing(answer: bool | None) -> None:
    applicant = Applicant(ApplicantKind.ASSOCIATION, hong_kong_association=True, non_profit=answer)
    assert judged(type=ProjectType.OSI, received=date(2022, 3, 1), applicant=applicant, factory=None).eligible is True


# ---- the project


@pytest.mark.parametrize(
    ("technology", "met"),
    [
        (LISTED, True),
        (Technology(meets_criteria=True, criteria_version="2025-04", criteria_evidence="paper 7/2026"), True),
        (Technology(on_list=False, meets_criteria=True, criteria_version="1", criteria_evidence="e"), True),
        (replace(LISTED, list_version=""), None),
        (replace(LISTED, list_evidence=" "), None),
        (Technology(meets_criteria=True), None),
        (Technology(on_list=False), None),
        (Technology(), None),
        (Technology(on_list=False, meets_criteria=False), False),
    ],
)
def test_phase_5_asks_for_a_new_technology(technology: Technology, met: bool | None) -> None:
    eligibility = judged(technology=technology)
    assert check(eligibility, "technology").met is met
    assert eligibility.eligible is met


def test_earlier_phases_have_no_technology_test() -> None:
    eligibility = judged(type=ProjectType.DP1, received=date(2022, 3, 1))
    assert "technology" not in [each.name for each in eligibility.checks]


@pytest.mark.parametrize(
    ("ticked", "met"),
    [
        ({Characteristic.AIR: "permit"}, True),
        ({Characteristic.AIR: "permit", Characteristic.ENERGY: ""}, True),
        ({Characteristic.ENERGY: " "}, None),
        ({}, None),
        ({Characteristic.IMPROVEMENT_POTENTIAL: "report"}, None),  # not in the text of phase 5
    ],
)
def test_target_characteristics_in_phase_5(ticked: dict[Characteristic, str], met: bool | None) -> None:
    assert check(judged(characteristics=ticked), "characteristics").met is met


def test_the_fourth_characteristic_counts_up_to_phase_4() -> None:
    ticked = {Characteristic.IMPROVEMENT_POTENTIAL: "report"}
    eligibility = judged(type=ProjectType.DP1, received=date(2025, 3, 31), characteristics=ticked)
    assert eligibility.eligible is True


def test_another_industry_goes_to_the_committee_and_is_no_obstacle() -> None:
    eligibility = judged(factory=replace(FACTORY, sector=Sector.OTHER, sector_text="Motor repair"))
    assert eligibility.eligible is True
    assert sentences(check(eligibility, "sector")) == (
        "Motor repair is not a priority industry; the Project Management Committee decides case by case"
    )


@pytest.mark.parametrize("known", [{"commonly_adopted": True}, {"demonstrated_before": ("CP-12-0031",)}])
def test_novelty_is_information(known: dict[str, Any]) -> None:
    eligibility = judged(technology=replace(LISTED, **known))
    assert check(eligibility, "novelty").met is False
    assert eligibility.eligible is True


@pytest.mark.parametrize(
    ("found", "answer", "said", "met"),
    [
        (("CP-12-0031",), True, "The officer’s answer: demonstrated before", False),
        ((), False, "The officer’s answer: not demonstrated before", True),
        (None, True, "The officer’s answer: demonstrated before", False),
        (None, False, "The officer’s answer: not demonstrated before", True),
        (("CP-12-0031",), False, "is that it was not demonstrated; these cases say that it was", None),
        ((), True, "is that it was demonstrated; no case here says so", None),
    ],
)
def test_the_officers_answer_stands_beside_what_was_looked_up(
    found: tuple[str, ...] | None, answer: bool, said: str, met: bool | None
) -> None:
    eligibility = judged(technology=replace(LISTED, demonstrated_before=found, demonstrated=answer))
    *_, looked_up, answered = check(eligibility, "novelty").reasons
    assert said in say(answered.text, "en")
    assert (answered.met, answered.mark) == (met, Mark.ENTERED)
    assert all(reference in say(looked_up.text, "en") for reference in found or ())
    assert eligibility.eligible is True


def test_an_answer_that_nobody_gave_is_not_shown() -> None:
    assert "officer" not in sentences(check(judged(technology=replace(LISTED, demonstrated_before=())), "novelty"))


# ---- the factory's numbers: questions, never refusals


@pytest.mark.parametrize(
    ("changes", "said"),
    [
        ({"uscc": ""}, "may have none"),
        ({"uscc": "91350211M0000XUF46"}, "does not fit"),
        ({"uscc": "440301501123456"}, "before October 2015"),
        ({"uscc": "1234"}, "is not a Unified Social Credit Code"),
        ({"uscc_shared_with": ("东莞二厂",)}, "on file for 东莞二厂; ask whether"),
        ({}, "was not registered in Guangdong"),
    ],
)
def test_numbers_of_the_factory(changes: dict[str, Any], said: str) -> None:
    eligibility = judged(factory=replace(FACTORY, **changes))
    assert said in sentences(check(eligibility, "identifiers"))
    assert eligibility.eligible is True


def test_a_check_that_has_nothing_to_say_is_left_out() -> None:
    hong_kong = judged(factory=replace(FACTORY, kind=FactoryKind.HONG_KONG, district="", uscc=""))
    assert all(each.reasons for each in hong_kong.checks)
    assert "identifiers" not in {each.name for each in hong_kong.checks}


@pytest.mark.parametrize(
    ("received", "said"),
    [(date(2026, 5, 4), "within the provisional dates of"), (date(2021, 5, 4), "within the dates of")],
)
def test_the_dates_are_called_provisional_where_the_working_calls_them_so(received: date, said: str) -> None:
    told = sentences(check(judged(received=received), "edition"))
    assert said in told
    worked = lines.edition(BOOK.edition_for(received), Request(ProjectType.NT, (), received))
    assert str(lines.bare(worked.text)) == f"{told}: its rules are used"


# ---- why not


def test_a_no_says_because_of_what() -> None:
    link = replace(R1D, share_in_factory=Decimal(50))
    assert "50% of the factory is not more than 50%" in [str(text) for text in because(judged(connections=(link,)))]


def test_cannot_say_yet_says_because_of_what() -> None:
    eligibility = judged(connections=(replace(R1D, share_in_factory=None),), technology=Technology())
    told = [str(text) for text in because(eligibility)]
    assert "The share in the factory is not known yet; it must be more than 50%" in told
    assert "Whether the technology is on the technology list or meets the vetting criteria is not known yet" in told
    assert not any("does not rest on this route" in text for text in told)


def test_the_facts_are_not_changed() -> None:
    before = replace(FACTS)
    judged()
    assert before == FACTS
