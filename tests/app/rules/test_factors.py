"""Emission factors: what was published with a source, and nothing else."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from app.refusal import Damaged, NotFound
from app.rules import factors
from app.rules.factors import FOLDER, factor_set, factor_sets, proposed_area, proposed_set
from models.assessment_kinds import Area
from models.kinds import FactoryKind, Mark


@pytest.mark.parametrize(
    ("id", "area", "value", "mark"),
    [
        ("EF-2023", Area.NATIONAL, "0.5306", Mark.CONFIRMED),
        ("EF-2023", Area.SOUTHERN, "0.4042", Mark.CONFIRMED),
        ("EF-2022", Area.NATIONAL, "0.5366", Mark.CONFIRMED),
        ("EF-2022", Area.SOUTHERN, "0.387", Mark.INFERRED),
    ],
)
def test_the_published_factors(id: str, area: Area, value: str, mark: Mark) -> None:
    found = factor_set(id).electricity[area]
    assert (found.value, found.mark) == (Decimal(value), mark)


@pytest.mark.parametrize("area", [Area.GUANGDONG, Area.HONG_KONG])
def test_a_factor_without_a_source_is_not_set(area: Area) -> None:
    for one in factor_sets():
        assert (one.electricity[area].value, one.electricity[area].mark) == (None, Mark.NOT_SET)


def test_the_derived_factor_is_the_published_rise() -> None:
    """0.4042 is 4.5% above the year before."""
    assert (Decimal("0.4042") / Decimal("1.045")).quantize(Decimal("0.001")) == Decimal("0.387")


def test_the_set_of_the_baseline_is_proposed() -> None:
    assert proposed_set(None).id == "EF-2023"
    assert proposed_set(date(2022, 12, 31)).id == "EF-2022"
    assert proposed_set(date(2026, 3, 31)).id == "EF-2023"
    assert proposed_set(date(2012, 3, 31)).id == "EF-2022"


def test_the_grid_of_a_factory_is_proposed() -> None:
    assert proposed_area(FactoryKind.GUANGDONG) is Area.SOUTHERN
    assert proposed_area(FactoryKind.WORKSHOP) is Area.HONG_KONG
    assert proposed_area(None) is Area.SOUTHERN


def test_factors_are_kept_without_loss() -> None:
    for one in factor_sets():
        for area in one.electricity:
            assert factors.from_json(factors.to_json(one.taken(area))) == one.taken(area)


def test_a_set_that_is_not_there_is_refused() -> None:
    with pytest.raises(NotFound, match="EF-1999"):
        factor_set("EF-1999")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ('value = "0.5306"', 'value = "0"'),
        ('value = "0.5306"', 'value = "5.306"'),
        ('mark = "confirmed"', 'mark = "sure"'),
        ('guangdong = { mark = "not-set" }', ""),
        ("[electricity]", "[electric]"),
        ("year = 2023", "year = 2023\nnobody = 1"),
    ],
)
def test_a_file_that_says_something_else_is_refused_by_name(tmp_path: Path, old: str, new: str) -> None:
    text = (FOLDER / "2023.toml").read_text("utf-8")
    assert old in text
    (tmp_path / "2023.toml").write_text(text.replace(old, new), "utf-8")
    with pytest.raises(Damaged, match=r"2023\.toml"):
        factor_sets(tmp_path)
