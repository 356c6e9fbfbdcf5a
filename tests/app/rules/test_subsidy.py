"""The subsidy: derived a second time from the rules files alone, and its steps one by one."""

from __future__ import annotations

import tomllib
from dataclasses import replace
from datetime import date
from decimal import Decimal
from fractions import Fraction
from math import floor
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.refusal import Invalid, NotPermitted, NotSet
from app.rules.book import CPPP, RuleBook
from app.rules.edition_file import read_edition
from app.rules.lines import bare
from app.rules.request import CostLine, Override, Request, Supplied
from app.rules.subsidy import calculate
from app.rules.working import Calculation, WorkingLine
from models.kinds import CostKind, Mark, Origin, ProjectType

BOOK = RuleBook.load()
P2, P4, P5 = (BOOK.edition(id) for id in ("P2", "P4", "P5"))
FILES = {edition.id: (CPPP / edition.file).read_bytes() for edition in BOOK.editions}


def cost(amount: str, **more: Any) -> CostLine:
    return CostLine(CostKind.EQUIPMENT, "", Decimal(amount), **more)


def asked(kind: ProjectType, *lines: CostLine, **more: Any) -> Request:
    return Request(kind, lines or (cost("1000.00"),), **more)


def line(calculation: Calculation, rule: str) -> WorkingLine:
    found = [each for each in calculation.working if each.rule == rule]
    assert len(found) == 1, [each.rule for each in calculation.working]
    return found[0]


# ---- the same result from the rules file alone


def derived(content: bytes, kind: str, origin: str, granted: Fraction, amounts: list[Fraction]) -> int | None:
    """The subsidy in whole dollars worked with fractions from the TOML alone; None when a figure is missing."""
    rule = tomllib.loads(content.decode())["types"].get(kind, {"published": False})
    if not rule["published"]:
        return None
    ceiling = rule["ceiling_by_origin"][origin] if "ceiling_by_origin" in rule else rule["ceiling"]
    if "value" not in rule["rate"] or "value" not in ceiling:
        return None
    room = Fraction(ceiling["value"]) - (granted if rule["ceiling_basis"] in ("factory", "applicant") else 0)
    return floor(max(Fraction(0), min(sum(amounts) * Fraction(rule["rate"]["value"]), room)))


cents = st.integers(1, 3_000_000_00)


@st.composite
def cases(draw: st.DrawFn) -> tuple[str, ProjectType, Origin, int, list[int]]:
    published = [(edition.id, kind) for edition in BOOK.editions[1:] for kind in edition.types]
    edition, kind = draw(st.sampled_from(published))
    granted = draw(st.one_of(st.just(0), st.integers(1, 40_000_00)))
    return edition, kind, draw(st.sampled_from(Origin)), granted, draw(st.lists(cents, min_size=1, max_size=5))


@given(cases())
def test_the_result_follows_from_the_rules_file_alone(case: tuple[str, ProjectType, Origin, int, list[int]]) -> None:
    edition, kind, origin, granted, amounts = case
    lines = [CostLine(CostKind.OTHER, "", Decimal(amount) / 100) for amount in amounts]
    request = asked(kind, *lines, origin=origin, already_granted=Decimal(granted) / 100)
    fractions = [Fraction(amount, 100) for amount in amounts]
    expected = derived(FILES[edition], kind, origin, Fraction(granted, 100), fractions)
    if expected is None:
        with pytest.raises(NotSet):
            calculate(BOOK.edition(edition), request)
    else:
        assert calculate(BOOK.edition(edition), request).subsidy == expected


@given(st.integers(1, 99), st.integers(1, 90_000_00), cents)
def test_a_figure_changed_in_the_file_changes_the_result(percent: int, ceiling: int, amount: int) -> None:
    text = FILES["P4"].decode().replace('value = "45000"', f'value = "{Decimal(ceiling) / 100}"', 1)
    before, after = text.split("[types.OA]", 1)
    content = f"{before}[types.OA]{after.replace('0.50', f'0.{percent:02}', 1)}".encode()
    calculation = calculate(
        read_edition(content, "trial.toml"), asked(ProjectType.OA, cost(str(Decimal(amount) / 100)))
    )
    assert calculation.subsidy == derived(content, "OA", "", Fraction(0), [Fraction(amount, 100)])
    assert calculation.rate == Decimal(percent) / 100


@given(cents, cents, st.sampled_from(Origin))
def test_more_cost_never_gives_less_and_never_more_than_the_ceiling(one: int, more: int, origin: Origin) -> None:
    less = calculate(P5, asked(ProjectType.NT, cost(str(Decimal(one) / 100)), origin=origin))
    line_of_more = cost(str(Decimal(one + more) / 100))
    greater = calculate(P5, asked(ProjectType.NT, line_of_more, origin=origin))
    assert less.subsidy <= greater.subsidy
    assert less.ceiling is not None
    assert greater.subsidy <= less.ceiling


@given(st.lists(st.tuples(cents, st.booleans()), min_size=1, max_size=6), st.sampled_from(Origin))
def test_what_is_not_paid_adds_up_and_every_part_says_why(rows: list[tuple[int, bool]], origin: Origin) -> None:
    lines = [cost(str(Decimal(amount) / 100), eligible=eligible, why="other") for amount, eligible in rows]
    calculation = calculate(P5, asked(ProjectType.NT, *lines, origin=origin))
    assert calculation.eligible_cost == sum(Decimal(amount) / 100 for amount, eligible in rows if eligible)
    assert calculation.subsidy + calculation.not_paid == calculation.eligible_cost
    parts = [each.amount for each in calculation.working if each.rule.startswith("not-paid.")]
    ineligible = sum(Decimal(amount) / 100 for amount, eligible in rows if not eligible)
    assert sum(filter(None, parts)) == calculation.not_paid + ineligible


# ---- the steps


def test_every_sentence_is_full_and_plain() -> None:
    calculation = calculate(
        P5, asked(ProjectType.NT, cost("1120000.00"), origin=Origin.OTHER, received=date(2026, 5, 4))
    )
    assert [(each.rule, str(each.text)) for each in calculation.working] == [
        (
            "edition",
            "Received on 4 May 2026, within the provisional dates of Phase 5 (2025–2027): its rules are used. "
            "INFERRED: our reading, not published",
        ),
        ("cost.1", "Equipment: HK$1,120,000"),
        ("eligible-cost", "The eligible cost (project cost) is HK$1,120,000"),
        ("rate", "The rate is up to 50%; the sum takes all of it"),
        ("share", "50% of HK$1,120,000 is HK$560,000"),
        ("origin", "The technology: Developed elsewhere"),
        ("ceiling", "HK$560,000 is within the ceiling of HK$650,000 (per project)"),
        (
            "rounding",
            "HK$560,000 is in whole dollars; there is nothing to round down. INFERRED: our reading, not published",
        ),
        ("subsidy", "The subsidy is up to HK$560,000"),
        ("not-paid.share", "HK$560,000 is the applicant’s own share"),
        ("not-paid", "Of the eligible cost, the applicant bears HK$560,000"),
    ]


def test_limits_that_were_not_published_are_said_and_not_checked() -> None:
    calculation = calculate(P5, asked(ProjectType.NT, origin=Origin.HK))
    assert [str(message) for message in calculation.not_set] == [
        "Ceiling for one applicant over all projects: not published, not checked",
        "Ceiling for one factory over all projects: not published, not checked",
        "Ceiling for one technology over all projects: not published, not checked",
        "Number of applications of this type: not published, not checked",
        "Length of the project: not published, not checked",
    ]


def test_a_published_length_is_a_line_of_the_working() -> None:
    calculation = calculate(P4, asked(ProjectType.DP1))
    assert str(line(calculation, "limit.months").text) == "The project may take at most 12 months"
    assert not any("Length" in str(message) for message in calculation.not_set)


def test_a_foreign_cost_is_converted_line_by_line_half_up_to_the_cent() -> None:
    foreign = cost("1000.05", currency="CNY", rate=Decimal("1.1"), rate_source="HKAB", rate_on=date(2026, 5, 4))
    calculation = calculate(P5, asked(ProjectType.NT, foreign, cost("100.00"), origin=Origin.HK))
    assert line(calculation, "cost.1").amount == Decimal("1100.06")  # 1100.055
    assert str(line(calculation, "cost.1").text).startswith(
        "Equipment: RMB 1,000.05 at 1.1 is HK$1,100.06, rounded half up to the cent; "
        "the rate is from HKAB of 4 May 2026"
    )
    assert line(calculation, "cost.1").mark is Mark.INFERRED
    assert calculation.eligible_cost == Decimal("1200.06")


def test_a_foreign_cost_that_comes_out_in_whole_cents_says_nothing_of_rounding() -> None:
    foreign = cost("1000.00", currency="CNY", rate=Decimal("1.09"), rate_source="HKAB", rate_on=date(2026, 5, 4))
    text = line(calculate(P5, asked(ProjectType.NT, foreign, origin=Origin.HK)), "cost.1").text
    assert str(bare(text)) == "Equipment: RMB 1,000 at 1.09 is HK$1,090; the rate is from HKAB of 4 May 2026"


def test_the_word_inferred_comes_off_inside_a_sentence_too() -> None:
    foreign = cost("1.00", currency="CNY", rate=Decimal("1.1"), rate_source="HKAB", rate_on=date(2026, 5, 4),
                   eligible=False, why="bought before")  # fmt: skip
    text = line(calculate(P5, asked(ProjectType.NT, cost("9.00"), foreign, origin=Origin.HK)), "not-eligible.2").text
    assert "INFERRED" in str(text)
    assert str(bare(text)).endswith("of 4 May 2026. It does not count: bought before")
    assert "INFERRED" not in str(bare(text))


def test_a_share_that_is_not_in_whole_cents_says_so() -> None:
    calculation = calculate(P4, asked(ProjectType.OA, cost("200.01")))
    assert str(line(calculation, "share").text) == "50% of HK$200.01 is HK$100, cut to the cent"
    assert calculation.subsidy == 100


def test_a_cost_that_is_not_eligible_does_not_count_and_says_why() -> None:
    lines = (cost("1000.00"), cost("500.00", eligible=False, why="bought before"))
    calculation = calculate(P4, asked(ProjectType.DP1, *lines))
    assert calculation.eligible_cost == 1000
    assert str(line(calculation, "not-eligible.2").text) == "Equipment: HK$500. It does not count: bought before"
    assert (
        str(line(calculation, "not-paid.not-eligible").text)
        == "Besides, the applicant bears HK$500 that is not eligible"
    )


def test_when_no_cost_is_eligible_the_answer_is_nothing() -> None:
    calculation = calculate(P4, asked(ProjectType.DP1, cost("500.00", eligible=False, why="overheads")))
    assert calculation.eligible_cost == calculation.subsidy == calculation.not_paid == 0
    assert calculation.cap is None
    assert (
        str(line(calculation, "eligible-cost").text)
        == "None of the cost lines is eligible, so the eligible cost is HK$0"
    )


def test_an_earlier_grant_counts_where_the_ceiling_is_per_factory() -> None:
    calculation = calculate(P2, asked(ProjectType.OA, cost("60000.00"), already_granted=Decimal("10000.00")))
    assert str(line(calculation, "earlier-grants").text) == (
        "HK$10,000 was granted to this factory before: the ceiling of HK$25,000 less HK$10,000 leaves HK$15,000"
    )
    assert (str(calculation.subsidy), calculation.cap) == ("15000.00", "earlier-grants")
    assert calculation.ceiling == 25000  # the published one


def test_an_earlier_grant_is_mentioned_where_it_does_not_count() -> None:
    calculation = calculate(P4, asked(ProjectType.OA, cost("60000.00"), already_granted=Decimal("45000.00")))
    assert "does not count" in str(line(calculation, "earlier-grants").text)
    assert (str(calculation.subsidy), calculation.cap) == ("30000.00", None)


def test_evidence_of_the_origin_is_named_or_asked_for() -> None:
    without = calculate(P5, asked(ProjectType.NT, origin=Origin.HK))
    assert "only when evidence of this is on the case" in str(line(without, "origin").text)
    with_evidence = calculate(P5, asked(ProjectType.NT, origin=Origin.HK, origin_evidence="Patent HK30012345"))
    assert str(line(with_evidence, "origin").text).endswith("Evidence: Patent HK30012345")


def test_an_edition_chosen_against_the_day_of_receipt_says_so() -> None:
    calculation = calculate(P4, asked(ProjectType.OA, received=date(2013, 2, 1)))
    assert str(line(calculation, "edition").text) == (
        "Received on 1 February 2013, outside the dates of Phase 4 (2020–2025): an officer chose its rules"
    )


def test_the_calculation_names_its_edition_and_hash() -> None:
    calculation = calculate(P4, asked(ProjectType.OA))
    assert (calculation.edition, calculation.edition_sha256) == ("P4", P4.sha256)


@given(cases())
def test_inferred_lines_carry_the_word(case: tuple[str, ProjectType, Origin, int, list[int]]) -> None:
    edition, kind, origin, _, amounts = case
    request = asked(
        kind, cost(str(Decimal(amounts[0]) / 100)), origin=origin, received=BOOK.edition(edition).period.first
    )
    try:
        calculation = calculate(BOOK.edition(edition), request)
    except NotSet:
        return
    for each in calculation.working:
        assert (each.mark is Mark.INFERRED) == ("INFERRED" in str(each.text)), each.rule


def test_an_analog_figure_is_labelled_where_it_is_used() -> None:
    content = FILES["P4"].replace(
        b'"45000", source = "M1", mark = "confirmed"', b'"45000", source = "B1", mark = "analog"'
    )
    calculation = calculate(read_edition(content, "trial.toml"), asked(ProjectType.OA))
    assert line(calculation, "ceiling").mark is Mark.ANALOG
    assert "ANALOG: taken from a sister scheme" in str(line(calculation, "ceiling").text)


def test_another_rounding_step_is_a_change_of_the_file_only() -> None:
    content = FILES["P4"].replace(b'step = { value = "1"', b'step = { value = "100"')
    calculation = calculate(read_edition(content, "trial.toml"), asked(ProjectType.OA, cost("1999.00")))
    assert calculation.subsidy == 900
    assert "HK$999.50 is rounded down to a multiple of HK$100: HK$900" in str(line(calculation, "rounding").text)


# ---- lowering


def test_an_override_lowers_with_its_reason() -> None:
    calculation = calculate(
        P4, asked(ProjectType.OA, cost("60000.00"), override=Override(Decimal(20000), "budget line"))
    )
    assert (str(calculation.subsidy), calculation.cap) == ("20000.00", "override")
    assert calculation.not_paid == 40000
    assert str(line(calculation, "override").text) == "An officer lowered HK$30,000 to HK$20,000: budget line"


def test_an_override_never_raises() -> None:
    with pytest.raises(NotPermitted, match="allow HK\\$30,000") as refused:
        calculate(P4, asked(ProjectType.OA, cost("60000.00"), override=Override(Decimal(30001), "generous")))
    assert refused.value.field == "override.amount"


@pytest.mark.parametrize(
    ("override", "field"),
    [
        (Override(Decimal("10.50"), "x"), "override.amount"),
        (Override(Decimal(-1), "x"), "override.amount"),
        (Override(Decimal("NaN"), "x"), "override.amount"),
        (Override(Decimal(10), "  "), "override.reason"),
    ],
)
def test_an_override_that_cannot_be_used(override: Override, field: str) -> None:
    with pytest.raises(Invalid) as refused:
        calculate(P4, asked(ProjectType.OA, override=override))
    assert refused.value.field == field


# ---- figures supplied by hand

GIVEN = Supplied(Decimal("0.50"), "Secretariat’s letter of 3 May 2014", "not published", "Lee W.S.")
VP = asked(ProjectType.VP, cost("30000.00"))


def test_a_figure_that_is_not_set_may_be_supplied() -> None:
    calculation = calculate(P2, replace(VP, supplied={"P2.VP.rate": GIVEN}))
    assert calculation.subsidy == 15000
    rate = line(calculation, "rate")
    assert (rate.mark, rate.source.en) == (Mark.ENTERED, "Secretariat’s letter of 3 May 2014")
    assert str(rate.text) == (
        "The rate is 50%. ENTERED by hand, not published: from Secretariat’s letter of 3 May 2014; not published; "
        "second officer Lee W.S."
    )


def test_every_figure_that_is_missing_must_be_supplied() -> None:
    request = asked(ProjectType.OA, cost("1000.00"), supplied={"P1.OA.rate": GIVEN})
    with pytest.raises(NotSet) as refused:
        calculate(BOOK.edition("P1"), request)
    assert refused.value.figure == "P1.OA.ceiling"
    both = {"P1.OA.rate": GIVEN, "P1.OA.ceiling": replace(GIVEN, value=Decimal(300))}
    calculation = calculate(BOOK.edition("P1"), replace(request, supplied=both, already_granted=Decimal(100)))
    assert (str(calculation.subsidy), calculation.cap) == ("300.00", "ceiling")
    assert calculation.ceiling_basis is None
    assert "was not counted" in str(line(calculation, "earlier-grants").text)


def test_nobody_replaces_a_published_figure() -> None:
    with pytest.raises(NotPermitted, match=r"P2\.VP\.ceiling is published"):
        calculate(P2, replace(VP, supplied={"P2.VP.rate": GIVEN, "P2.VP.ceiling": replace(GIVEN, value=Decimal(10))}))


def test_a_second_officer_is_needed() -> None:
    with pytest.raises(NotPermitted, match="second officer"):
        calculate(P2, replace(VP, supplied={"P2.VP.rate": replace(GIVEN, second_officer=" ")}))


@pytest.mark.parametrize(
    "given",
    [
        replace(GIVEN, value=Decimal(50)),
        replace(GIVEN, value=Decimal(0)),
        replace(GIVEN, value=Decimal("NaN")),
        replace(GIVEN, source=""),
        replace(GIVEN, reason=""),
    ],
)
def test_a_supplied_figure_that_cannot_be_used(given: Supplied) -> None:
    with pytest.raises(Invalid) as refused:
        calculate(P2, replace(VP, supplied={"P2.VP.rate": given}))
    assert refused.value.field == "supplied.P2.VP.rate"


def test_a_supplied_figure_of_another_sum_is_left_alone() -> None:
    request = asked(ProjectType.OA, supplied={"P2.VP.rate": GIVEN})
    assert calculate(P4, request) == calculate(P4, replace(request, supplied=None))
