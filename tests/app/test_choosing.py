"""Which command a person means: by any of its names, its beginning, a piece, its initials, or misspelt a little."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.choosing import Fit, choose

NAMES = (
    ("New case…", "新個案…", "新建个案…"),
    ("Export to Excel…", "匯出至Excel…", "导出到Excel…"),
    ("Assign to LKY", "分派給LKY", "分派给LKY"),
    ("Back up…", "備份…", "备份…"),
    ("Theme: Dark", "主題：深色", "主题：深色"),
)


@pytest.mark.parametrize(
    ("text", "first", "fit"),
    [
        ("new", 0, Fit.START),
        ("新个", 0, Fit.START),
        ("case", 0, Fit.WORD),
        ("EXCEL", 1, Fit.WORD),
        ("匯出", 1, Fit.START),
        ("cel", 1, Fit.INSIDE),
        ("lky assign", 2, Fit.WORD),
        ("bu", 3, Fit.INITIALS),
        ("assing", 2, Fit.NEARLY),
        ("exprot", 1, Fit.NEARLY),
        ("dark", 4, Fit.WORD),
    ],
)
def test_row_02_a_command_is_found(text: str, first: int, fit: Fit) -> None:
    assert choose(text, NAMES)[0] == (first, fit)


SPOKEN = (
    ("Settings…", "設定…", "设置…"),
    ("Export to Excel…", "匯出至Excel…", "导出到Excel…"),
    ("Back up…", "備份…", "备份…"),
)


@pytest.mark.parametrize(
    ("text", "first", "fit"),
    [
        ("chit ding", 0, Fit.SPOKEN),
        ("chitding", 0, Fit.SPOKEN),
        ("shezhi", 0, Fit.SPOKEN),
        ("she zhi", 0, Fit.SPOKEN),
        ("shez", 0, Fit.SOUND),
        ("sz", 0, Fit.SPOKEN),
        ("cd", 0, Fit.SPOKEN),
        ("daochu", 1, Fit.SPOKEN),
        ("wui ceot", 1, Fit.SPOKEN),
        ("bei fan", 2, Fit.SPOKEN),
        ("ding", 0, Fit.SOUND),
        ("bf", 2, Fit.SPOKEN),
        ("ex", 1, Fit.START),
    ],
)
def test_row_02_a_command_is_found_by_how_its_chinese_words_sound(text: str, first: int, fit: Fit) -> None:
    assert choose(text, SPOKEN)[0] == (first, fit)


def test_row_02_a_command_that_only_begins_to_sound_so_is_not_pressed_forward() -> None:
    quit_ = ("Quit", "離開", "退出")
    assert choose("due", (quit_, ("Set the due date…", "設定限期…", "设定期限…"))) == ((1, Fit.WORD), (0, Fit.SOUND))


@pytest.mark.parametrize("text", ["ding dou", "sx", "s", "shezhi x", "din dou"])
def test_what_sounds_otherwise_is_not_meant(text: str) -> None:
    assert [fit for _at, fit in choose(text, SPOKEN) if fit in (Fit.SPOKEN, Fit.SOUND)] == []


@pytest.mark.parametrize("text", ["", "   ", "zzz", "%", "_", "永發", "x" * 2_000])
def test_what_is_no_command_finds_none(text: str) -> None:
    assert choose(text, NAMES) == ()


def test_the_best_fit_comes_first_and_each_only_once() -> None:
    found = choose("e", [("Awe",), ("Later end",), ("Export",)])
    assert found == ((2, Fit.START), (1, Fit.WORD), (0, Fit.INSIDE))


@given(st.text(max_size=40))
def test_any_text_gives_places_that_are_there(text: str) -> None:
    found = choose(text, NAMES)
    assert len({at for at, _fit in found}) == len(found)
    assert all(0 <= at < len(NAMES) for at, _fit in found)


@given(st.sampled_from(NAMES), st.integers(0, 2), st.integers(0, 8), st.integers(1, 8))
def test_any_piece_of_a_name_finds_it(names: tuple[str, ...], which: int, start: int, long: int) -> None:
    piece = names[which][start : start + long].strip("… ")
    if piece:
        assert NAMES.index(names) in {at for at, _fit in choose(piece, NAMES)}
