"""Rules files that are not what a rules file must be: each is refused, and the file and the key are named."""

from __future__ import annotations

import hashlib

import pytest

from app.refusal import Damaged
from app.rules.book import CPPP
from app.rules.edition_file import read_edition
from models.kinds import Mark, ProjectType

GOOD = (CPPP / "2020-04-01.toml").read_text(encoding="utf-8")
OA_RATE = 'rate = { value = "0.50", source = "M1", mark = "confirmed" }'
OA_CEILING = 'ceiling = { value = "45000", source = "M1", mark = "confirmed" }'
NOT_SET = '{ mark = "not-set" }'
UNTIL = "until = { value = 2025-03-31"
STEP = 'step = { value = "1", source = "PRACTICE", mark = "inferred" }'


def changed(old: str, new: str) -> str:
    assert old in GOOD
    return GOOD.replace(old, new, 1)


def refused(text: str | bytes) -> str:
    content = text if isinstance(text, bytes) else text.encode()
    with pytest.raises(Damaged) as refusal:
        read_edition(content, "trial.toml")
    assert "trial.toml" in str(refusal.value)
    return str(refusal.value)


@pytest.mark.parametrize(
    ("old", "new", "key", "problem"),
    [
        (OA_RATE, OA_RATE.replace("0.50", "50"), "types.OA.rate.value", "a fraction: 0.50, not 50"),
        (OA_RATE, OA_RATE.replace("0.50", "-0.50"), "types.OA.rate.value", "“-0.50” is not a plain number above zero"),
        (OA_RATE, OA_RATE.replace("0.50", "0.00"), "types.OA.rate.value", "the figure is zero"),
        (OA_RATE, OA_RATE.replace("0.50", "5e-1"), "types.OA.rate.value", "is not a plain number"),
        (OA_RATE, OA_RATE.replace('"0.50"', "0.50"), "types.OA.rate.value", "a text is expected"),
        (OA_RATE, OA_RATE.replace('source = "M1", ', ""), "types.OA.rate.source", "this key is missing"),
        (OA_RATE, OA_RATE.replace("M1", "M9"), "types.OA.rate.source", "there is no source “M9”"),
        (OA_RATE, OA_RATE.replace("confirmed", "sure"), "types.OA.rate.mark", "“sure” is not one of: confirmed"),
        (OA_RATE, OA_RATE.replace("confirmed", "entered"), "types.OA.rate.mark", "“entered” is not one of"),
        (OA_RATE, OA_RATE.replace("confirmed", "not-set"), "types.OA.rate.value", "that is not set has no value"),
        (OA_RATE, 'rate = { source = "M1", mark = "confirmed" }', "types.OA.rate.value", "this key is missing"),
        (OA_RATE, "rate = 0.50", "types.OA.rate", "a table is expected"),
        (OA_CEILING, OA_CEILING.replace("45000", "45000.005"), "types.OA.ceiling.value", "dollars and cents"),
        (OA_CEILING, OA_CEILING.replace("45000", "9000000000000"), "types.OA.ceiling.value", "dollars and cents"),
        (OA_CEILING, "", "types.OA.ceiling", "this key is missing"),
        (OA_CEILING, OA_CEILING + "\ncieling = 1", "types.OA.cieling", "this key is not known"),
        ('id = "P4"', 'id = "P4"\ncolour = "green"', "colour", "this key is not known"),
        ("[types.OA]", "[types.OB]", "types.OB", "there is no such project type"),
        ('ceiling_basis = "project"', 'ceiling_basis = "company"', "types.OA.ceiling_basis", "is not one of: project"),
        ("rate_is_maximum = false", 'rate_is_maximum = "no"', "types.OA.rate_is_maximum", "true or false is expected"),
        ('max_months = { value = "3"', 'max_months = { value = "3.5"', "types.OA.max_months.value", "a whole number"),
        ('{ value = "50"', '{ value = "500"', "routes.1D.percent_in_factory_above.value", "at most 100 per cent"),
        ("until = { value = 2025-03-31", "until = { value = 2019-03-31", "period.until", "before the first day"),
        ("until = { value = 2025-03-31", 'until = { value = "2025-03-31"', "period.until.value", "a date is expected"),
        (UNTIL, f"{UNTIL}T00:00:00", "period.until.value", "without quotes"),
        ("[routes.2]", "[routes.4]", "routes.2", "this key is missing"),
        ('listed = ["AIR"', 'listed = ["AIR", "NOISE"', "characteristics.listed", "“NOISE” is not one of"),
        (STEP, f"step = {NOT_SET}", "rounding.step", "must be set"),
        ('zh_HK = "第四期（2020–2025年）", ', "", "label.zh_HK", "this key is missing"),
        ('id = "P4"', 'id = " "', "id", "the text is empty"),
        ("cumulative_per_factory", "cumulative_per_site", "limits.cumulative_per_factory", "this key is missing"),
        ('types = ["DP", "DP1", "DP2"]', 'types = "DP"', "routes.3.types", "a list of texts is expected"),
    ],
)  # fmt: skip
def test_a_mistake_is_named_with_its_key(old: str, new: str, key: str, problem: str) -> None:
    sentence = refused(changed(old, new))
    assert f"{key}: " in sentence
    assert problem in sentence


def test_a_file_that_is_not_utf8() -> None:
    assert "UTF-8" in refused(GOOD.encode("utf-16"))


def test_a_file_that_is_not_toml() -> None:
    assert "is not TOML" in refused(changed("[period]", "[period"))


def test_an_empty_file() -> None:
    assert "id: this key is missing" in refused("")


def test_a_figure_that_is_not_set_may_name_the_source_that_is_silent() -> None:
    text = changed(OA_RATE, 'rate = { source = "M1", mark = "not-set" }')
    rate = read_edition(text.encode(), "trial.toml").types[ProjectType.OA].rate
    assert (rate.value, rate.mark, rate.source.key, rate.name) == (None, Mark.NOT_SET, "M1", "P4.OA.rate")


def test_an_edition_keeps_the_hash_of_the_bytes_it_was_read_from() -> None:
    edition = read_edition(GOOD.encode(), "trial.toml")
    assert edition.sha256 == hashlib.sha256(GOOD.encode()).hexdigest()
    assert read_edition(GOOD.encode() + b"\n", "trial.toml").sha256 != edition.sha256
