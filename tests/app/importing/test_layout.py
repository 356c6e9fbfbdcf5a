"""Which row holds the headings and which column is what: guessed, given by a map, remembered."""

from __future__ import annotations

from pathlib import Path

import pytest

from app.importing.fields import FIELDS, Kind, headings
from app.importing.layout import Given, guessed, guessed_header, guessed_kind, read_map, remember, remembered
from app.inside.grid import Grid
from app.refusal import Invalid
from app.texts import LANGUAGES, say


def grid(*rows: tuple[str | None, ...]) -> Grid:
    return Grid(rows)


@pytest.mark.parametrize(
    ("heading", "kind", "field"),
    [
        ("Company Name", Kind.APPLICANTS, "name"),
        ("公司名稱", Kind.APPLICANTS, "name"),
        ("公司名称", Kind.APPLICANTS, "name"),
        ("BR No.", Kind.APPLICANTS, "br_number"),
        ("商業登記號碼", Kind.APPLICANTS, "br_number"),
        ("  business-registration NO ", Kind.APPLICANTS, "br_number"),
        ("ＡＤＤＲＥＳＳ", Kind.FACTORIES, "address"),
        ("Hong Kong company", Kind.FACTORIES, "applicant"),
        ("統一社會信用代碼", Kind.FACTORIES, "uscc"),
        ("Sector(s)", Kind.FACTORIES, "sector"),
        ("檔案編號", Kind.CASES, "legacy_file_no"),
        ("資助額", Kind.CASES, "recorded_amount"),
        ("lat", Kind.FACTORIES, ""),
    ],
)
def test_a_heading_says_its_field(heading: str, kind: Kind, field: str) -> None:
    assert guessed(grid((heading, "zzz"), ("x", "y")), kind, 0).columns[0] == field


def test_the_programs_own_words_are_headings_in_each_language() -> None:
    for kind in Kind:
        for field in FIELDS[kind]:
            for language in LANGUAGES:
                shown = guessed(grid((say(field.title, language), ""), ("x",)), kind, 0).columns[0]
                assert shown, (kind, field.name, language)


def test_every_heading_of_the_list_leads_to_a_field_there_is() -> None:
    for kind in Kind:
        assert set(headings(kind).values()) <= {field.name for field in FIELDS[kind]}


def test_titles_above_the_headings_are_passed_over() -> None:
    found = grid(("List of plants 2026",), (), ("as of", "1 May"), ("No.", "Factory", "Address"), ("1", "A", "B"))
    assert guessed_header(found, Kind.FACTORIES) == 3
    assert guessed_kind(found) is Kind.FACTORIES


def test_without_a_known_heading_the_first_row_of_texts_is_taken() -> None:
    assert guessed_header(grid(("",), ("Alpha", "Beta"), ("1", "2")), Kind.APPLICANTS) == 1
    assert guessed_header(grid(), Kind.APPLICANTS) == 0


def test_one_field_is_given_to_one_column_only() -> None:
    assert guessed(grid(("Name", "Company"), ("a", "b")), Kind.APPLICANTS).columns == ("name", "")


def test_what_was_chosen_is_proposed_for_the_same_headings(tmp_path: Path) -> None:
    found = grid(("Plant", "Where"), ("a", "b"))
    chosen = guessed(found, Kind.FACTORIES, 0, {"Plant": "name", "Where": "address"})
    assert chosen.columns == ("name", "address")
    remember(tmp_path, found, chosen)
    kept = remembered(tmp_path, grid(("PLANT", "Where "), ("c", "d")), Kind.FACTORIES, 0)
    assert guessed(found, Kind.FACTORIES, 0, kept).columns == ("name", "address")
    assert not remembered(tmp_path, found, Kind.APPLICANTS, 0)
    assert not remembered(
        tmp_path,
        grid(
            ("Plant", "When"),
        ),
        Kind.FACTORIES,
        0,
    )


def test_a_memory_that_is_damaged_is_no_memory(tmp_path: Path) -> None:
    (tmp_path / "imports.toml").write_bytes(b"\xff\xfe[[[")
    found = grid(("Name", "x"), ("a", "b"))
    assert remembered(tmp_path, found, Kind.APPLICANTS, 0) == {}
    remember(tmp_path, found, guessed(found, Kind.APPLICANTS))
    assert remembered(tmp_path, found, Kind.APPLICANTS, 0) == {"Name": "name", "x": ""}


def test_a_memory_that_cannot_be_kept_costs_nothing(tmp_path: Path) -> None:
    (tmp_path / "file").write_bytes(b"")
    found = grid(("Name",), ("a",))
    remember(tmp_path / "file", found, guessed(found, Kind.APPLICANTS))


def test_a_map_is_read() -> None:
    text = (
        'kind = "factories"\nsheet = "S"\nheadings = 3\nencoding = "gb18030"\n[columns]\n"Plant" = "name"\n"Lat" = ""\n'
    )
    assert read_map(text) == Given(Kind.FACTORIES, "S", 2, "gb18030", {"Plant": "name", "Lat": ""})
    assert read_map("") == Given()


@pytest.mark.parametrize(
    "text",
    [
        "kind = ", 'kind = "people"', "kind = 3", 'encoding = "latin"', "headings = 0", "headings = true",
        'headings = "1"', 'columns = "x"', "[columns]\na = 1", '[columns]\na = "nothing"', "colour = 1",
        'kind = "applicants"\n[columns]\na = "uscc"', '[columns]\na = "name"\nb = "name"',
    ],
)  # fmt: skip
def test_a_map_that_makes_no_sense_is_refused(text: str) -> None:
    with pytest.raises(Invalid) as refusal:
        read_map(text)
    assert refusal.value.field == "map"
