"""The editions say what the client's table of rules says, row for row."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
import yaml

from app.refusal import NotPublished, NotSet
from app.rules.book import RuleBook
from app.rules.edition import Region
from app.rules.request import CostLine, Request
from app.rules.subsidy import calculate
from models.kinds import Characteristic, CostKind, Mark, Origin, ProjectType, Route, Sector

BOOK = RuleBook.load()


class _Texts(yaml.SafeLoader):
    """Reads every scalar as its text, so that 0.50 is 0.50 and not a float."""


_Texts.yaml_implicit_resolvers = {}

TABLE: dict[str, Any] = yaml.load(
    (Path(__file__).parents[2] / "data" / "scheme_rules.yaml").read_text(encoding="utf-8"), _Texts
)
ROWS: list[dict[str, str]] = TABLE["funding_rules"]
MARKS = {"C": Mark.CONFIRMED, "I": Mark.INFERRED, "A": Mark.ANALOG}
REGIONS = {"HK": Region.HONG_KONG, "GD_ALL": Region.GUANGDONG, "GD_PRD": Region.PEARL_RIVER_DELTA}
ORIGINS = {"STANDARD": (Origin.OTHER,), "HK_OR_HKGD_DEVELOPED": (Origin.HK, Origin.HK_GD)}
CONFIRMED = [row for row in ROWS if row["mark"] == "C"]


def number(text: str | None) -> Decimal | None:
    return None if text in (None, "null") else Decimal(str(text))


def name(row: dict[str, str]) -> str:
    return "-".join(filter(None, (row["phase"], row["type"], row.get("variant"))))


def request(row: dict[str, str], cost: Decimal, origin: Origin | None = None) -> Request:
    return Request(ProjectType(row["type"]), (CostLine(CostKind.OTHER, "", cost),), origin=origin)


@pytest.mark.parametrize("phase", TABLE["phases"], ids=lambda phase: phase["id"])
def test_phases(phase: dict[str, Any]) -> None:
    edition = BOOK.edition(phase["id"])
    assert edition.period.first == date.fromisoformat(phase["from"])
    assert edition.period.last == date.fromisoformat(phase["to"])
    assert edition.allocation.value == Decimal(phase["budget_hkd"])
    assert edition.period.provisional is (phase.get("provisional_dates") == "true")
    assert edition.period.until_is == ("end-of-term" if phase.get("to_is") else "last-application-day")
    assert set(edition.geography.regions) == {REGIONS[region] for region in phase["geography"]}


@pytest.mark.parametrize("row", ROWS, ids=name)
def test_every_row_has_the_same_figures(row: dict[str, str]) -> None:
    rule = BOOK.edition(row["phase"]).types.get(ProjectType(row["type"]))
    if "offered" in row:
        assert rule is None
        return
    assert rule is not None
    assert rule.clause.mark is MARKS[row["mark"]]
    ceilings = (
        [rule.ceiling_by_origin[origin] for origin in ORIGINS[row["variant"]]] if "variant" in row else [rule.ceiling]
    )
    for figure, told in [(rule.rate, row["rate"]), *((ceiling, row["ceiling"]) for ceiling in ceilings)]:
        assert figure is not None
        assert figure.value == number(told)
        assert figure.mark is (Mark.CONFIRMED if figure.is_set else Mark.NOT_SET)
    assert rule.max_months.value == number(row["max_months"])
    assert rule.ceiling_basis == ("not-set" if row["ceiling_basis"] == "null" else row["ceiling_basis"])
    assert rule.rate_is_maximum is (row.get("rate_is_maximum") == "true")
    if "eligible_cost" in row:
        told_cost = {"consultancy_fee": "consultancy-fee", "total_project_expenditure": "project-expenditure"}
        assert rule.eligible_cost == told_cost[row["eligible_cost"]]


def test_no_edition_has_a_type_that_the_table_does_not_have() -> None:
    told = {(row["phase"], row["type"]) for row in ROWS if "offered" not in row}
    assert {(edition.id, str(kind)) for edition in BOOK.editions for kind in edition.types} == told


@pytest.mark.parametrize("row", [row for row in CONFIRMED if "null" not in (row["rate"], row["ceiling"])], ids=name)
@pytest.mark.parametrize("beside", [Decimal("-2.00"), Decimal("0.00"), Decimal("2.00")], ids=["below", "at", "above"])
def test_calculate_agrees_with_every_confirmed_row(row: dict[str, str], beside: Decimal) -> None:
    rate, ceiling = Decimal(row["rate"]), Decimal(row["ceiling"])
    cost = ceiling / rate + beside
    for origin in ORIGINS.get(row.get("variant", ""), (None,)):
        calculation = calculate(BOOK.edition(row["phase"]), request(row, cost, origin))
        assert calculation.subsidy == min(cost * rate, ceiling)
        assert calculation.cap == ("ceiling" if beside > 0 else None)
        assert (calculation.rate, calculation.ceiling) == (rate, ceiling)


@pytest.mark.parametrize("row", [row for row in ROWS if "null" in (row["rate"], row["ceiling"])], ids=name)
def test_calculate_refuses_what_is_not_set_or_not_published_by_name(row: dict[str, str]) -> None:
    missing = "rate" if row["rate"] == "null" else "ceiling"
    kind, figure = (NotPublished, "") if "offered" in row else (NotSet, f".{missing}")
    with pytest.raises(kind) as refused:
        calculate(BOOK.edition(row["phase"]), request(row, Decimal(1000)))
    assert refused.value.figure == f"{row['phase']}.{row['type']}{figure}"


def test_types_without_a_row_are_refused_as_not_published() -> None:
    told = {(row["phase"], row["type"]) for row in ROWS}
    for edition in BOOK.editions:
        for kind in ProjectType:
            if (edition.id, str(kind)) not in told:
                with pytest.raises(NotPublished) as refused:
                    calculate(edition, request({"type": kind}, Decimal(1000)))
                assert refused.value.figure == f"{edition.id}.{kind}"


@pytest.mark.parametrize("edition", BOOK.editions, ids=lambda edition: edition.id)
def test_who_may_apply(edition: Any) -> None:
    routes = {row["id"].removeprefix("R"): row for row in TABLE["eligibility"]["routes"]}
    thresholds = edition.routes[Route.R1D]
    assert thresholds.percent_in_factory_above.value == Decimal(routes["1D"]["share_in_factory_pct_gt"])
    assert thresholds.percent_in_applicant_at_least.value == Decimal(routes["1D"]["share_in_applicant_pct_gte"])
    if Route.R3 in edition.routes:
        assert list(edition.routes[Route.R3].types) == routes["3"]["types_allowed"]
        assert list(edition.routes[Route.R3].types_not_set) == routes["3"]["types_unset"]
    assert (Route.R3 in edition.routes) is (edition.period.first >= date.fromisoformat(routes["3"]["from"]))
    assert edition.priority_sectors == tuple(Sector(code) for code in TABLE["priority_industries"]["codes"])
    told = [row["id"] for row in TABLE["target_characteristics"] if edition.id in row["phases"]]
    assert edition.characteristics == tuple(Characteristic(word) for word in told)
    assert all(not limit.is_set for limit in edition.limits.values())


def test_repeat_assessment_and_technology() -> None:
    told = TABLE["repeat_assessment"]
    for edition in BOOK.editions:
        assert edition.repeat.min_years.value == Decimal(told["min_years_since_completion"])
        assert list(edition.repeat.any_of) == told["requires_any_of"]
        assert (edition.repeat.rule == "published") is (edition.id in told["known_in_phases"])
        assert (edition.technology is not None) is (edition.id == "P5")


def test_sister_schemes_figures_are_marked_as_theirs() -> None:
    names = {
        "final_report_months": "final_report_months_after_completion",
        "progress_report_over_months": "progress_report_if_duration_months_gt",
        "initial_payment": "initial_payment_pct",
        "upfront_payment": "upfront_payment_pct_max",
        "decision_months": "decision_months_max",
    }
    for edition in BOOK.editions:
        for key, figure in edition.defaults.items():
            told = Decimal(TABLE["sister_defaults"][names[key]]["value"])
            assert figure.value == (told / 100 if names[key].endswith(("pct", "pct_max")) else told)
            assert figure.mark is Mark.ANALOG
