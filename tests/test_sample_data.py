"""The sample office's data: complete, consistent, drawable, and nobody's real company."""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from functools import cache
from typing import Any

import pytest
from fontTools.ttLib import TTFont
from stdnum.cn import uscc

from app.paths import RESOURCES
from models.kinds import (
    ApplicantKind,
    Characteristic,
    CostKind,
    FactoryKind,
    ItemKind,
    Language,
    Origin,
    Process,
    ProjectType,
    ProviderRole,
    Role,
    Route,
    Sector,
    Speech,
)
from models.stages import Stage

#: Well-known groups; no invented name may come near one. (The list is ours, not a register.)
WELL_KNOWN = (
    *("Crystal International", "Esquel", "Lee Kum Kee", "Leo Paper", "Lever Style", "Johnson Electric", "Techtronic"),
    *("VTech", "Vitasoy", "Nine Dragons", "Lee & Man", "Pacific Textiles", "Man Wah", "Hung Hing", "Starlite"),
    *("C & C Joint", "Chen Hsong", "Kingboard", "Regina Miracle"),
    *(
        "利豐",
        "溢達",
        "晶苑",
        "李錦記",
        "利奧",
        "德昌",
        "創科",
        "偉易達",
        "維他奶",
        "玖龍",
        "理文",
        "互太",
        "敏華",
        "鴻興",
    ),
    *("震雄", "建滔", "維珍妮"),
)
PHASES = {
    "P1": (date(2008, 4, 18), date(2013, 1, 20), {"OA", "DP", "VP"}),
    "P2": (date(2013, 4, 1), date(2015, 3, 31), {"OA", "DP", "VP"}),
    "P3": (date(2015, 6, 15), date(2020, 3, 31), {"OA", "DP", "OSI"}),
    "P4": (date(2020, 4, 1), date(2025, 3, 31), {"OA", "DP1", "DP2", "OSI"}),
}
PEARL_RIVER_DELTA = {"4401", "4403", "4404", "4406", "4407", "4412", "4413", "4419", "4420"}
NO_FIGURE = {("P1", "OA"), ("P1", "DP"), ("P1", "VP"), ("P2", "VP"), ("P3", "OSI"), ("P4", "OSI")}


@cache
def read(name: str) -> dict[str, Any]:
    return tomllib.loads((RESOURCES / "sample" / f"{name}.toml").read_text(encoding="utf-8"))


def applicants(kind: str = "business") -> list[dict[str, Any]]:
    return [row for row in read("companies")["applicants"] if row["kind"] == kind]


def factories() -> list[dict[str, Any]]:
    return [factory for row in applicants() for factory in row["factories"]]


def projects() -> list[dict[str, Any]]:
    return list(read("projects")["projects"])


def texts(value: Any, name: str = "") -> Iterator[tuple[str, str]]:
    """Every text in the data with the name of its field."""
    match value:
        case dict():
            for key, inner in value.items():
                yield from texts(inner, key)
        case list():
            for inner in value:
                yield from texts(inner, name)
        case str():
            yield name, value


def unique(values: list[str]) -> bool:
    return not [value for value, count in Counter(values).items() if count > 1 and value]


def test_there_are_sixty_businesses_and_their_associations() -> None:
    assert len(applicants()) == 60
    assert 2 <= len(applicants(ApplicantKind.ASSOCIATION)) <= 4
    assert len(projects()) >= 75
    assert {row["kind"] for row in read("companies")["applicants"]} == set(ApplicantKind)


@pytest.mark.parametrize("field", ["key", "name_en", "name_tc", "name_sc", "br_number"])
def test_applicants_are_told_apart(field: str) -> None:
    assert unique([row[field] for row in read("companies")["applicants"]])


def test_keys_names_and_contacts_are_unique() -> None:
    assert unique([factory["key"] for factory in factories()])
    assert unique([factory["name_sc"] for factory in factories()])
    assert unique([project["key"] for project in projects()])
    assert unique([provider["key"] for provider in read("projects")["providers"]])
    contacts = [contact for row in read("companies")["applicants"] for contact in row["contacts"]]
    assert unique([contact["email"] for contact in contacts])
    assert unique([contact["telephone"] for contact in contacts])


def test_nobody_is_a_well_known_group() -> None:
    for name, text in (*texts(read("companies")), *texts(read("projects")["providers"])):
        if name.startswith("name_"):
            assert not [known for known in WELL_KNOWN if known.casefold() in text.casefold()], text


def test_numbers_and_addresses_cannot_be_real() -> None:
    for row in read("companies")["applicants"]:
        assert re.fullmatch(r"9900\d{4}|[CF]\d{7}", row["br_number"])
        certificate = row["br_certificate"].format(month="03", year="26")
        assert not certificate or re.fullmatch(rf"{row['br_number']}-000-03-26-[0-9A-Z]", certificate)
        for contact in row["contacts"]:
            assert re.fullmatch(r"2000 \d{4}|\+86 100 0000 \d{4}", contact["telephone"])
            assert contact["email"].partition("@")[2] in ("example.hk", "example.com.cn")


def test_names_and_expiry_are_as_varied_as_real_ones() -> None:
    rows = applicants()
    assert all(row["name_en"] or row["name_tc"] for row in rows)
    assert sum(not row["name_en"] for row in rows) >= 2
    assert sum(not row["name_tc"] for row in rows) >= 2
    assert sum(bool(row["name_sc"]) for row in rows) >= 3
    assert sum(row["br_number"][0] in "CF" for row in rows) == 3
    days = [row.get("br_expires_in") for row in rows if row["br_certificate"]]
    assert None in days
    assert any(day is not None and day < 0 for day in days)
    assert any(day is not None and day > 365 for day in days)


def test_typography_is_put_to_the_test() -> None:
    everything = "".join(text for name in ("companies", "projects") for _, text in texts(read(name)))
    assert not set("邨埗滙衞峯鰂裏脷咏焗綉") - set(everything)
    assert max(len(row["name_tc"]) for row in applicants()) >= 40
    assert max(len(row["name_en"]) for row in applicants()) >= 90


def test_every_guangdong_factory_has_its_simplified_name_and_place() -> None:
    for factory in factories():
        kind, district = FactoryKind(factory["kind"]), factory["district"]
        assert Sector(factory["sector"]) is not Sector.OTHER or factory["sector_other"]
        assert factory["address_zh"] or factory["address_en"]
        if kind is FactoryKind.GUANGDONG:
            assert factory["name_sc"]
            assert re.fullmatch(r"44\d\d", district)
            assert factory["address_zh"].startswith("广东省")
        else:
            assert re.fullmatch(r"[A-Z]{1,3}", district)
            assert factory["name_tc"] or factory["name_en"]
        assert (kind is FactoryKind.WORKSHOP) == ("processes" in factory)
        assert all(Process(word) for word in factory.get("processes", ()))
    places = {factory["district"] for factory in factories()}
    assert places >= PEARL_RIVER_DELTA
    assert len({place for place in places if place.startswith("44")} - PEARL_RIVER_DELTA) >= 5
    assert {factory["sector"] for factory in factories()} == set(Sector)


def test_credit_codes_are_as_declared() -> None:
    declared = Counter(factory["uscc_check"] for factory in factories() if factory["kind"] == FactoryKind.GUANGDONG)
    assert declared["wrong"] >= 3
    assert declared["none"] >= 3
    for factory in factories():
        code, check = factory["uscc"], factory["uscc_check"]
        assert check in ("valid", "wrong", "none")
        assert (check == "none") == (code == "")
        if code:
            assert uscc.is_valid(code) == (check == "valid"), code
            assert re.fullmatch(rf"91{factory['district']}\d\dMAXX\w{{6}}", code)
    shared = [code for code, count in Counter(factory["uscc"] for factory in factories()).items() if code and count > 1]
    assert len(shared) == 1


def test_connections_hold_what_their_route_asks() -> None:
    routes = Counter(Route(factory["connection"]["route"]) for factory in factories())
    assert set(routes) == set(Route)
    for row in applicants():
        people = {person["key"] for person in row.get("persons", ())}
        for factory in row["factories"]:
            link = factory["connection"]
            assert {link[name] for name in ("factory_holder", "applicant_holder") if name in link} <= people
            for share in (link[name] for name in ("share_in_factory", "share_in_applicant") if name in link):
                assert 0 <= Decimal(share) <= 100
            assert (link["route"] == Route.R1C) == ("agreement_until_days" in link)
            assert (factory["kind"] == FactoryKind.HONG_KONG) == (link["route"] == Route.R2)
            assert (factory["kind"] == FactoryKind.WORKSHOP) == (link["route"] == Route.R3)


def test_the_edge_cases_of_route_1d_are_there() -> None:
    links = [factory["connection"] for factory in factories() if factory["connection"]["route"] == Route.R1D]
    shares = {(link.get("share_in_factory"), link.get("share_in_applicant")) for link in links}
    assert {("50.00", "40"), ("50.01", "30.00"), ("51", "29.99"), ("50.01", "29.99")} <= shares
    assert any(link.get("factory_holder") != link.get("applicant_holder") for link in links)
    assert any("corporate_holder" in link for link in links)
    assert (None, None) in shares


def test_people_write_and_speak_the_languages_of_the_office() -> None:
    contacts = [contact for row in read("companies")["applicants"] for contact in row["contacts"]]
    assert {contact["writes"] for contact in contacts} == set(Language)
    assert {contact["speaks"] for contact in contacts} == set(Speech)


def test_four_officers_two_of_them_caseworkers() -> None:
    officers = read("officers")["officers"]
    assert Counter(Role(officer["role"]) for officer in officers) == {
        Role.CASEWORKER: 2,
        Role.SUPERVISOR: 1,
        Role.ADMINISTRATOR: 1,
    }
    assert unique([officer["login"] for officer in officers])
    words = ("name_en", "name_zh", "post_en", "post_tc", "post_sc")
    assert all(officer[name] for officer in officers for name in words)


@pytest.mark.parametrize("project", projects(), ids=lambda project: project["key"])
def test_each_project_fits_its_phase_and_its_factory(project: dict[str, Any]) -> None:
    phase, kind = project["phase"], ProjectType(project["type"])
    by_key = {factory["key"]: factory for factory in factories()}
    associations = {row["key"] for row in applicants(ApplicantKind.ASSOCIATION)}
    if kind is ProjectType.OSI:
        assert project["association"] in associations
    else:
        factory = by_key[project["factory"]]
        assert phase != "P1" or factory["district"] in PEARL_RIVER_DELTA
    if phase == "P5":
        assert kind is ProjectType.NT
        assert Origin(project["origin"])
        assert project.get("days_ago", 0) <= 330
        assert ("days_ago" not in project) == (project["stage"] in (Stage.DRAFT, Stage.ENQUIRY))
    elif phase == "gap":
        assert not any(start <= project["received_on"] <= end for start, end, _ in PHASES.values())
    else:
        start, end, offered = PHASES[phase]
        assert start <= project["received_on"] <= end
        assert kind in offered
    assert Stage(project["stage"])
    assert all(project[name] for name in ("title_en", "title_tc", "title_sc"))
    assert {Characteristic(word) for word in project.get("characteristics", {})} or kind is ProjectType.OSI
    assert phase != "P5" or Characteristic.IMPROVEMENT_POTENTIAL not in project["characteristics"]


@pytest.mark.parametrize("project", projects(), ids=lambda project: project["key"])
def test_each_projects_money_can_be_read(project: dict[str, Any]) -> None:
    total = Decimal(0)
    for line in project["lines"]:
        amount = Decimal(line["amount"])
        assert 0 < amount == amount.quantize(Decimal("0.01"))
        assert CostKind(line["kind"])
        assert (line["currency"] == "HKD") == ("rate" not in line)
        assert line["eligible"] == ("why" not in line)
        if "rate" in line:
            assert line["currency"] in ("CNY", "USD")
            assert line["rate_source"]
            assert line["rate_days_before_receipt"] >= 0
        total += amount * Decimal(line.get("rate", 1)) if line["eligible"] else 0
    assert 30_000 <= total <= 5_000_000, "plausible for one case"
    assert 0 < Decimal(project["requested"]) <= total
    if (project["phase"], project["type"]) not in NO_FIGURE:
        assert "recorded_amount" not in project
    elif project["stage"] == Stage.CLOSED:
        assert 0 < Decimal(project["recorded_amount"]) <= total


@pytest.mark.parametrize("project", projects(), ids=lambda project: project["key"])
def test_each_project_refers_to_what_exists(project: dict[str, Any]) -> None:
    logins = {officer["login"] for officer in read("officers")["officers"]}
    providers = {provider["key"] for provider in read("projects")["providers"]}
    assert project["officer"] in logins
    for provider in project.get("providers", ()):
        assert provider["key"] in providers
        assert ProviderRole(provider["role"])
        assert provider["interest"] == bool(provider["interest_text"])
    assert all(note["officer"] in logins and note["text"] for note in project.get("notes", ()))
    assert all(bool(item["text"]) == (ItemKind(item["kind"]) is ItemKind.OTHER) for item in project.get("items", ()))


def test_every_phase_type_and_stage_occurs() -> None:
    offered = {(phase, kind) for phase, (_, _, kinds) in PHASES.items() for kind in kinds} | {("P5", "NT")}
    assert {(project["phase"], project["type"]) for project in projects()} >= offered
    assert {project["stage"] for project in projects()} == set(Stage)
    assert {project["language"] for project in projects()} == set(Language)
    assert {project["origin"] for project in projects() if "origin" in project} == set(Origin)
    assert sum(project.get("days_ago") == 0 for project in projects()) >= 2
    assert sum(project["phase"] == "gap" for project in projects()) == 2
    assert {line["currency"] for project in projects() for line in project["lines"]} == {"HKD", "CNY", "USD"}


@cache
def shapes(cut: str, weight: str) -> frozenset[str]:
    with TTFont(RESOURCES / "fonts" / f"NotoSans{cut}-{weight}.ttf", lazy=True) as font:
        font.setGlyphOrder([str(number) for number in range(font["maxp"].numGlyphs)])  # naming them takes seconds
        return frozenset(map(chr, font.getBestCmap()))


@pytest.mark.parametrize("weight", ["Regular", "Bold"])
def test_every_character_has_a_shape(weight: str) -> None:
    """Fields in 繁 in the Hong Kong cut, in 简 in the Mainland one; a field of either script in both cuts together."""
    hong_kong, mainland = shapes("HK", weight), shapes("SC", weight)
    either = hong_kong | mainland
    for name in ("companies", "projects", "officers"):
        for field, text in texts(read(name)):
            drawable = {"tc": hong_kong, "sc": mainland}.get(field.rpartition("_")[2], either)
            assert not set(text) - drawable, f"{field}: {text}"
    for project in projects():
        drawable = mainland if project["language"] == Language.ZH_CN else hong_kong
        for text in (project["technology"], *(line["text"] for line in project["lines"]), *project["conditions"]):
            assert not set(text) - drawable, text
