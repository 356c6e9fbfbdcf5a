"""The benefit of a case, worked from plain findings."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from decimal import Decimal

from app.money import Amount
from app.rules.benefit import Benefit, benefit_of
from app.rules.factors import factor_set
from app.rules.findings import Findings, MeasureFound, Output, Period, Use
from app.rules.units import Quantity
from app.texts import LANGUAGES, say
from models.assessment_kinds import Area, Effect, MeasureKind, MeasureState, Unit, UtilityKind
from models.kinds import Mark

YEAR = Period(date(2023, 1, 1), date(2023, 12, 31))
TAKEN = factor_set("EF-2023").taken(Area.SOUTHERN)
ELECTRICITY = Use(
    "e", UtilityKind.ELECTRICITY, "", Quantity(Decimal(1200), Unit.MWH), Quantity(Decimal(980_000), Unit.KWH)
)
OUTPUT = Output("Cloth", Quantity(Decimal(500), Unit.T), Quantity(Decimal(480), Unit.T))
FOUND = Findings(YEAR, Period(date(2025, 1, 1), date(2025, 12, 31)), OUTPUT, (ELECTRICITY,), (), TAKEN)


def measure(key: str, **values: object) -> MeasureFound:
    return MeasureFound(key, MeasureKind.HEAT_RECOVERY, **values)  # type: ignore[arg-type]


def sentences(found: Benefit) -> str:
    return "\n".join(str(line.text) for line in found.working)


def test_carbon_follows_the_measured_electricity_and_names_its_source() -> None:
    found = benefit_of(FOUND)
    assert found.carbon is not None
    assert (found.carbon.level, found.carbon.after, found.carbon.saved) == (
        Decimal("465.6"), Decimal("396.1"), Decimal("69.52"),
    )  # fmt: skip
    line = next(line for line in found.working if line.rule == "carbon.e")
    assert str(line.text) == "CO2 of Electricity: 172,000 kWh × 0.4042 kg ÷ 1,000 = 69.52 t"
    assert line.mark is Mark.CONFIRMED
    assert "emission factors" in line.source.en


def test_the_working_can_be_followed_with_a_pencil() -> None:
    assert sentences(benefit_of(FOUND)) == (
        "Output: 500 t before, 480 t after\n"
        "Electricity: 1,200 MWh before, 980,000 kWh after\n"
        "Electricity in one unit: 1,200 MWh before, 980 MWh after\n"
        "Electricity: 1,200 × 480 ÷ 500 = 1,152 MWh would have been used for the same output\n"
        "Electricity: 1,152 − 980 = 172 MWh saved, 14.9%\n"
        "CO2 of Electricity: 172,000 kWh × 0.4042 kg ÷ 1,000 = 69.52 t"
    )


def test_where_no_factor_is_set_no_carbon_is_told_and_the_reader_is_told_so() -> None:
    for taken in ((), factor_set("EF-2023").taken(Area.HONG_KONG)):
        found = benefit_of(replace(FOUND, factors=taken))
        assert found.carbon is None
        assert any("No CO2 is counted for Electricity" in str(note) for note in found.notes)


def test_a_factor_of_another_year_is_told() -> None:
    found = benefit_of(replace(FOUND, baseline=Period(date(2013, 1, 1), date(2013, 12, 31))))
    assert any("is of 2023; the baseline ends in 2013" in str(note) for note in found.notes)
    assert not any("the baseline ends in" in str(note) for note in benefit_of(FOUND).notes)


def test_the_printing_factory_of_2006() -> None:
    """domain.md §4.3: heat recovery 600,000 / 100,000 is 6 years, lighting 400,000 / 20,000 is 20 years."""
    heat = measure("h", investment=Decimal(600_000), saving=Decimal(100_000))
    lamps = measure("l", investment=Decimal(400_000), saving=Decimal(20_000))
    carbon = measure("c", investment=Decimal(300_000))
    found = benefit_of(Findings(measures=(heat, lamps, carbon)))
    assert [line.payback for line in found.measures] == [Decimal("6.0"), Decimal("20.0"), None]
    assert found.investment == (Amount(Decimal(1_300_000)),)
    assert found.payback is None  # what the adsorption saves in a year is not known
    both = benefit_of(Findings(measures=(heat, lamps)))
    assert both.payback == Decimal("8.3")
    assert "HK$600,000 ÷ HK$100,000 a year = 6.0 years" in sentences(both)


def test_a_tenth_of_the_electricity_as_the_appliance_factories_hoped() -> None:
    """domain.md §4.3, item 7: audits found 10 to 30%."""
    tenth = measure("m", effects={Effect.ELECTRICITY: Decimal(120_000)})
    (electricity, carbon) = benefit_of(replace(FOUND, measures=(tenth,))).promised
    assert (electricity.value, electricity.share) == (Decimal(120_000), Decimal("0.100"))
    assert (carbon.effect, carbon.value) == (Effect.CO2, Decimal("48.5"))


def test_carbon_that_a_measure_states_is_not_worked_out_again() -> None:
    stated = measure("m", effects={Effect.ELECTRICITY: Decimal(1000), Effect.CO2: Decimal(728)})
    found = benefit_of(replace(FOUND, measures=(stated,)))
    assert [one.value for one in found.promised if one.effect is Effect.CO2] == [Decimal(728)]


def test_a_dropped_measure_counts_for_nothing_and_is_still_listed() -> None:
    kept = measure("k", investment=Decimal(10), saving=Decimal(5), effects={Effect.VOC: Decimal("3.2")})
    dropped = replace(kept, key="d", state=MeasureState.DROPPED)
    found = benefit_of(Findings(measures=(kept, dropped)))
    assert [line.counts for line in found.measures] == [True, False]
    assert found.investment == (Amount(Decimal(10)),)
    assert [one.value for one in found.promised] == [Decimal("3.2")]


def test_currencies_are_not_added_together() -> None:
    here, there = measure("a", investment=Decimal(1), saving=Decimal(1)), measure("b", currency="CNY",
                  investment=Decimal(2), saving=Decimal(1))  # fmt: skip
    found = benefit_of(Findings(measures=(here, there)))
    assert found.investment == (Amount(Decimal(1)), Amount(Decimal(2), "CNY"))
    assert found.payback is None


def test_nothing_entered_is_an_empty_benefit() -> None:
    assert benefit_of(Findings()).is_empty
    assert not benefit_of(FOUND).is_empty


def test_every_sentence_can_be_said_in_every_language() -> None:
    m = measure("m", investment=Decimal(5), saving=Decimal(-1), effects={Effect.ELECTRICITY: Decimal(-3)})
    found = benefit_of(replace(FOUND, measures=(m,), after=Period(date(2025, 1, 1), date(2025, 3, 1))))
    for language in LANGUAGES:
        for text in (*(line.text for line in found.working), *found.notes, *(one.text for one in found.questions)):
            assert "{" not in say(text, language)
