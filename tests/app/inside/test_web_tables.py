"""The table of a page of the web is read as it stands there, whatever else the page holds."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.inside import web_tables
from app.inside.grid import Cell, Grid, Unread


def rows(page: str) -> tuple[tuple[Cell, ...], ...]:
    found = web_tables.read(page, "utf-8")
    assert isinstance(found, Grid)
    return found.rows


@pytest.mark.parametrize(
    "page",
    [
        "<!DOCTYPE html><html><body><table><tr><td>a</td></tr></table>",
        "\n<HTML xmlns:x='urn:schemas-microsoft-com:office:excel'><head>",
        "<meta charset='utf-8'><table><tbody><tr><td>a",
        "<?xml version='1.0'?><!DOCTYPE html PUBLIC '-//W3C//DTD XHTML 1.0'>",
        "<!-- made by a system -->\n<!-- of 2004 --> <table>",
    ],
)
def test_a_page_is_known_by_its_beginning(page: str) -> None:
    assert web_tables.is_page(page)


@pytest.mark.parametrize("text", ["name,address\n<b>,x", "<name>,address", "<tables>,x", "a <table>", "", "<!-- x"])
def test_a_list_is_not_taken_for_a_page(text: str) -> None:
    assert not web_tables.is_page(text)


def test_the_cells_are_read_without_what_dresses_them() -> None:
    page = """<style>td{}</style><table><caption>Plants</caption><thead><tr><th>Name<th>Address</thead>
    <tr><td><p>Kwong&nbsp;Fat <b>Dyeing</b></p><td>1 Old Road<br>Dongguan &amp; more</td>
    <tr><td>永發<script>document.write("x")</script></td><td/></tr></table>"""
    assert rows(page) == (("Name", "Address"), ("Kwong Fat Dyeing", "1 Old Road Dongguan & more"), ("永發",))


def test_a_cell_that_reaches_over_others_moves_none_of_them() -> None:
    page = """<table><tr><th colspan=2>Plant<th>City<tr><td rowspan=2>A<td>1<td>x<tr><td>2<td>y<tr><td>B<td>3<td>z"""
    found = web_tables.read(page, "utf-8")
    assert isinstance(found, Grid)
    assert found.rows == (("Plant", None, "City"), ("A", "1", "x"), (None, "2", "y"), ("B", "3", "z"))
    assert found.merged == ((0, 0, 0, 1), (1, 0, 2, 0))


def test_of_several_tables_the_fullest_is_taken_and_one_in_a_cell_is_its_own() -> None:
    page = """<table><tr><td>Menu<td>Search</table>
    <table><tr><td><table><tr><td>Name<td>City<tr><td>A<td>x<tr><td>B<td>y</table></td><td>Advertisement</table>"""
    assert rows(page) == (("Name", "City"), ("A", "x"), ("B", "y"))


@pytest.mark.parametrize(
    "page",
    [
        "<table>" * 20_000 + "<tr><td>x",
        "<table><tr>" + "<td rowspan=999999 colspan=999>" * 300,
        "<table><tr><td colspan=99999999999999999999 rowspan=-1>x",
        "<!doctype html>" + "<!" * 50_000,
        "<table><tr><td>" + "&#9999999999;&#x110000;&bogus" * 1_000,
        "<table></td></tr></table></table><td>x",
    ],
)
def test_a_hostile_page_comes_to_an_end(page: str) -> None:
    assert isinstance(web_tables.read(page, "utf-8"), Grid | Unread)


PARTS = ("<table>", "</table>", "<tr>", "</tr>", "<td>", "<td rowspan=2>", "<td colspan=3>", "</td>", "<th>", "a",
         "<script>", "</script>", "<br>", "<!--", "-->", "&lt;")  # fmt: skip


@given(st.lists(st.sampled_from(PARTS)))
def test_whatever_stands_in_a_page_it_is_a_table_or_a_word_for_why_not(parts: list[str]) -> None:
    found = web_tables.read("".join(parts), "utf-8")
    assert found is Unread.EMPTY or isinstance(found, Grid)
