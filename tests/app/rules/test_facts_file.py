"""The file of `cpdesk eligible`: the documented examples, and what is refused."""

from __future__ import annotations

import re
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest

from app.refusal import Invalid
from app.rules.book import RuleBook
from app.rules.eligibility import judge
from app.rules.facts import Facts
from app.rules.facts_file import read_facts
from models.kinds import Characteristic, Route

DOCS = Path(__file__).parents[3] / "docs"
EXAMPLES = sorted((DOCS / "examples").glob("eligible-*.toml"))
TODAY = date(2026, 6, 15)
GOOD = (DOCS / "examples" / "eligible-1d.toml").read_text(encoding="utf-8")


def read(text: str) -> Facts:
    return read_facts(text.encode(), "trial.toml", today=TODAY)


def changed(old: str, new: str) -> str:
    assert old in GOOD
    return GOOD.replace(old, new, 1)


@pytest.mark.parametrize("file", EXAMPLES, ids=lambda file: file.stem)
def test_an_example_is_eligible_by_the_route_it_is_named_after(file: Path) -> None:
    eligibility = judge(RuleBook.load(), read_facts(file.read_bytes(), file.name, today=TODAY))
    named = file.stem.removeprefix("eligible-").upper()
    assert eligibility.eligible is True
    assert [str(verdict.route) for verdict in eligibility.routes if verdict.met] == ([] if named == "OSI" else [named])


def test_there_is_an_example_for_every_route_and_the_page_links_to_it() -> None:
    page = (DOCS / "eligibility-file.md").read_text(encoding="utf-8")
    assert {f"eligible-{str(route).lower()}" for route in Route} <= {file.stem for file in EXAMPLES}
    assert set(re.findall(r"\(examples/([\w-]+)\.toml\)", page)) == {file.stem for file in EXAMPLES}


def test_shares_are_exact_with_or_without_quotes() -> None:
    text = changed('"50.01"', "50.01")
    assert read(text).connections[0].share_in_factory == Decimal("50.01")
    assert read(changed('"50.01"', "51")).connections[0].share_in_factory == 51


def test_what_is_left_out_is_unknown() -> None:
    facts = read('type = "NT"\n[applicant]\nkind = "business"\n')
    assert (facts.received, facts.factory, facts.had_assessment, facts.edition) == (None, None, None, None)
    assert facts.assessed_on == TODAY
    assert judge(RuleBook.load(), facts).eligible is None


def test_a_ticked_characteristic_may_lack_its_evidence() -> None:
    text = changed('CHEMICALS = "Chromium baths, purchase records of 2025"', 'CHEMICALS = ""')
    assert read(text).characteristics == {Characteristic.CHEMICALS: ""}


def test_html_in_a_name_is_text() -> None:
    text = changed('"Chan Tai Man"', '"<b>Chan</b>"')
    holder = read(text).connections[0].factory_holder
    assert holder is not None
    assert holder.name == "<b>Chan</b>"


@pytest.mark.parametrize(
    ("old", "new", "key"),
    [
        ('type = "NT"', 'type = "XX"', "type"),
        ('type = "NT"', 'type = "NT"\ntyp = "NT"', "typ"),
        ("received = 2026-05-04", 'received = "2026-05-04"', "received"),
        ('kind = "guangdong"', 'kind = "macau"', "factory.kind"),
        ('route = "1D"', 'route = "1E"', "connections.1.route"),
        ('route = "1D"', 'route = "2"', "connections.1.route"),
        ('"50.01"', '"101"', "connections.1.share_in_factory"),
        ('"50.01"', '"-1"', "connections.1.share_in_factory"),
        ('"50.01"', "true", "connections.1.share_in_factory"),
        ('"50.01"', "nan", "connections.1.share_in_factory"),
        ("hk_resident = true", "hk_resident = 1", "connections.1.hk_resident"),
        ("CHEMICALS =", "NOISE =", "characteristics.NOISE"),
        ('list_version = "2026-03"', "list_version = 2026", "technology.list_version"),
        ('"Chan Tai Man"', f'"{"x" * 100_000}"', "connections.1.factory_holder"),
        ('"Chan Tai Man"', '"Chan \\u202e naM"', "connections.1.factory_holder"),
        ('kind = "business"', 'kind = "business"\nhkid = "A123456(3)"', "applicant.hkid"),
    ],
)
def test_a_mistake_is_named_with_its_key(old: str, new: str, key: str) -> None:
    with pytest.raises(Invalid) as refused:
        read(changed(old, new))
    assert refused.value.field == key


@pytest.mark.parametrize("content", [b"\xff\xfe", b"type = ", b"", b"[applicant]\nkind = 'business'\n"])
def test_a_file_that_cannot_be_read_so(content: bytes) -> None:
    with pytest.raises(Invalid, match=r"trial\.toml"):
        read_facts(content, "trial.toml", today=TODAY)


@pytest.mark.parametrize("day", ["0001-01-01", "1899-12-31", "2201-01-01", "9999-12-31"])
def test_a_year_far_from_any_application_is_refused(day: str) -> None:
    with pytest.raises(Invalid, match="between 1900 and 2200"):
        read(changed("assessed_on = 2026-06-15", f"assessed_on = {day}"))


@pytest.mark.parametrize("value", ["[" * 5_000 + "]" * 5_000, "9" * 6_000], ids=["brackets", "digits"])
def test_a_value_that_no_reader_takes_is_refused(value: str) -> None:
    with pytest.raises(Invalid, match="is not TOML"):
        read(f"{GOOD}\nhad_assessment = {value}\n")
