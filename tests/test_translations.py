"""Every sentence reads in every language; and the check that says so can say otherwise."""

from __future__ import annotations

import importlib.util
from types import ModuleType

import pytest
from babel.messages.catalog import Catalog

from app.paths import RESOURCES


def _recipe() -> ModuleType:
    spec = importlib.util.spec_from_file_location("make_words", RESOURCES / "translations" / "make_words.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


words = _recipe()


def test_the_catalogues_are_complete_fresh_and_clean() -> None:
    found = list(words.faults())
    assert not found, "\n".join([f"{len(found)} faults; python dev.py words --check lists all:", *found[:20]])


def test_sentences_of_window_papers_and_refusals_are_collected() -> None:
    texts = {message.id for message in words.collect()}
    assert "The amount is zero; it must be above zero" in texts  # a refusal of app/typed.py
    assert "The disk is full. Nothing was saved. Free some space, then save again." in texts
    assert len(texts) > 100


@pytest.mark.parametrize(
    ("text", "translation", "language", "fault"),
    [
        ("{count} cases", "{cuont}宗個案", "zh_HK", "placeholders differ"),
        ("{a} and {a}", "{a}", "zh_HK", "placeholders differ"),
        ("{n} {n|case|cases}", "個案", "zh_HK", "placeholders differ"),
        ("Partner", "夥伴", "zh_HK", "伙伴"),
        ("Officer", "個案主任", "zh_HK", "負責人員"),
        ("Sign in", "登入", "zh_CN", "登录"),
        ("Factory", "工厂", "zh_HK", "not written in zh_HK"),
        ("Factory", "工廠", "zh_CN", "not written in zh_CN"),
        ("Saved (today)", "已儲存(今天)", "zh_HK", "half-width"),
        ("Saved.", "已保存.", "zh_CN", "half-width"),
        ("Saved", "已保存 ", "zh_CN", "stray blanks"),
    ],
)
def test_a_translation_that_cannot_stand_is_told(text: str, translation: str, language: str, fault: str) -> None:
    assert any(fault in told for told in words.translation_faults(text, translation, language))


@pytest.mark.parametrize(
    ("text", "translation", "language"),
    [
        ("{who} saved this at {time}.", "{who}於{time}儲存。", "zh_HK"),
        ("HK$1,000 (50%)", "1,000港元（50%）", "zh_HK"),
        ("“{text}” is not a date", "“{text}”不是日期", "zh_CN"),
        ("{n} {n|case|cases}", "{n}宗個案", "zh_HK"),
    ],
)
def test_a_sound_translation_is_left_alone(text: str, translation: str, language: str) -> None:
    assert list(words.translation_faults(text, translation, language)) == []


@pytest.mark.parametrize(
    "text",
    [
        *("Please try again", "Sorry, no", "Invalid date", "An error occurred", "The CPPP case"),
        *(" x", "{0} cases", "{n|case}"),
    ],
)
def test_english_that_we_do_not_write_is_told(text: str) -> None:
    assert list(words.english_faults(text))


def test_missing_uncertain_and_left_over_entries_are_told() -> None:
    sentences, kept = Catalog(), Catalog(locale="zh_HK")
    sentences.add("One")
    sentences.add("Two")
    kept.add("Two", "二", flags=["fuzzy"])
    kept.add("Three", "三")
    told = "\n".join(words.catalogue_faults(kept, sentences, "zh_HK"))
    assert "untranslated: 'One'" in told
    assert "fuzzy: 'Two'" in told
    assert "no longer in the sources: 'Three'" in told


def test_compiling_twice_gives_the_same_bytes() -> None:
    catalog = words.read(words.po("zh_HK"), "zh_HK")
    assert words.compiled(catalog) == words.compiled(catalog)
