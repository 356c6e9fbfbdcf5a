"""Help: a page for every kind of page in three languages, whole, without a network; every link and every key lands."""

from __future__ import annotations

import re

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtWidgets import QTextBrowser
from pytestqt.qtbot import QtBot

from app.texts import LANGUAGES
from tests.test_translations import words as make_words
from ui import help_window, keys, words
from ui.help_window import FOLDER, TOPIC_OF, TOPICS, HelpWindow, found, markdown, source, title
from ui.pages import PAGES

EACH = [(topic, code) for topic in TOPICS for code in LANGUAGES]


def test_row_88_every_kind_of_page_has_its_help() -> None:
    assert set(TOPIC_OF) == {"cases", *PAGES}
    assert set(TOPIC_OF.values()) <= set(TOPICS)


def test_there_are_these_pages_and_no_others() -> None:
    for code in LANGUAGES:
        assert {path.stem for path in (FOLDER / code).iterdir()} == set(TOPICS)


@pytest.mark.parametrize(("topic", "code"), EACH)
def test_row_88_every_link_and_every_key_lands(topic: str, code: str) -> None:
    text = source(topic, code)
    assert set(re.findall(r"\]\(([^)]*)\)", text)) <= {f"{one}.md" for one in TOPICS}
    assert set(re.findall(r"\{key:([^}]*)\}", text)) <= set(keys.current.names())
    assert "{" not in markdown(topic, code)
    assert len(title(topic, code)) > 1


@pytest.mark.parametrize("topic", TOPICS)
def test_the_languages_say_the_same_things(topic: str) -> None:
    """As many headings, lines of lists and tables, the same links and keys."""

    def shape(code: str) -> tuple[object, ...]:
        text = source(topic, code)
        lines = [line[:2] for line in text.splitlines() if line[:2] in ("# ", "##", "- ", "| ", "1.", "2.", "3.")]
        links = sorted(re.findall(r"\]\(([^)]*)\)", text))
        return lines, links, sorted(set(re.findall(r"\{key:([^}]*)\}", text)))

    assert shape("zh_HK") == shape("en")
    assert shape("zh_CN") == shape("en")


@pytest.mark.parametrize(("topic", "code"), [one for one in EACH if one[1] != "en"])
def test_each_page_is_written_in_its_own_script(topic: str, code: str) -> None:
    text = re.sub(r"`[^`]*`|繁體中文|简体中文|\]\([^)]*\)", "", source(topic, code))
    for slip, why in make_words.FORBIDDEN[code].items():
        assert not re.search(slip, text), why
    wrong = set()
    for one in re.findall("[\u4e00-\u9fff]", text):
        if one in make_words.HONG_KONG and code == "zh_HK":
            continue
        try:
            one.encode(make_words.CHARACTERS[code])
        except UnicodeEncodeError:
            wrong.add(one)
    assert wrong == set()


def test_a_link_is_followed_within_the_pages_only(qtbot: QtBot) -> None:
    window = HelpWindow()
    qtbot.addWidget(window)
    window.go("start")
    window.follow(QUrl("list.md"))
    assert window.topic == "list"
    window.follow(QUrl("https://example.org/"))
    window.follow(QUrl("../../secret.md"))
    assert window.topic == "list"
    assert window.browser.toPlainText().startswith("The case list")


@pytest.mark.parametrize(("text", "code"), [("photographs", "en"), ("照片", "zh_HK"), ("照片", "zh_CN")])
def test_the_help_is_searched(text: str, code: str, qtbot: QtBot) -> None:
    assert found(text, code) == ("documents",)
    assert found("", code) == TOPICS
    assert found("zzz%_", code) == ()
    words.set_language(code)
    window = HelpWindow()
    qtbot.addWidget(window)
    window.search.setText(text)
    window.search._ask()
    assert [window.topics.item(at).text() for at in range(window.topics.count())] == [title("documents", code)]
    window.search.entered.emit(text)
    assert window.topic == "documents"
    assert window.browser.textCursor().selectedText().casefold() == text
    window.go("list")  # another page is wanted: the search is over
    assert window.search.text() == ""


def test_the_keys_in_it_are_those_of_now_and_the_language_changes_at_once(qtbot: QtBot) -> None:
    window = HelpWindow()
    qtbot.addWidget(window)
    window.go("find")
    keys.current.choose("find_anything", "F7")
    assert "F7 opens one box" in window.browser.toPlainText()
    words.set_language("zh_HK")
    assert window.browser.toPlainText().startswith("Ctrl+K：")
    assert "F7" in window.browser.toPlainText()
    assert isinstance(window.browser, QTextBrowser)
    assert not window.browser.openExternalLinks()
    assert help_window.TOPICS[0] == "start"
