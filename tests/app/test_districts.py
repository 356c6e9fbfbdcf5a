"""The places a factory can be in."""

from __future__ import annotations

import tomllib

from app import districts
from app.paths import RESOURCES
from app.texts import LANGUAGES, Words


def test_twenty_one_cities_and_eighteen_districts() -> None:
    assert len(districts.guangdong()) == 21
    assert len(districts.hong_kong()) == 18
    assert all(place.code[:2] == "44" and len(place.code) == 4 for place in districts.guangdong())


def test_the_nine_cities_of_the_pearl_river_delta() -> None:
    delta = {place.name.en for place in districts.guangdong() if place.prd}
    assert delta == {
        *("Guangzhou", "Shenzhen", "Zhuhai", "Foshan", "Jiangmen", "Zhaoqing", "Huizhou", "Dongguan", "Zhongshan"),
    }
    assert not any(place.prd for place in districts.hong_kong())


def test_no_code_and_no_name_stands_twice() -> None:
    places = (*districts.guangdong(), *districts.hong_kong())
    assert len({place.code for place in places}) == len(places)
    for language in LANGUAGES:
        assert len({place.name.in_(language) for place in places}) == len(places)


def test_a_place_is_found_by_its_code() -> None:
    place = districts.district("SSP")
    assert place is not None
    assert place.name == Words("Sham Shui Po", "深水埗區", "深水埗区")
    assert districts.district("4499") is None
    assert districts.district("") is None


def test_every_factory_of_the_sample_office_is_in_a_known_place() -> None:
    kept = tomllib.loads((RESOURCES / "sample" / "companies.toml").read_text(encoding="utf-8"))
    codes = {factory["district"] for row in kept["applicants"] for factory in row.get("factories", ())}
    assert {code for code in codes if districts.district(code) is None} == set()
