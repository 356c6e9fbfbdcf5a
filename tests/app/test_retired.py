"""A summary frozen by an earlier version is drawn in Chinese though the program says its sentences otherwise now."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from app import retired
from app.texts import say

APP = Path(retired.__file__).parent


@pytest.mark.parametrize("language", ["zh_HK", "zh_CN"])
def test_every_retired_sentence_has_its_translation(language: str) -> None:
    assert [one for one in retired.RETIRED if say(one, language) == one] == []


def test_a_retired_sentence_is_said_nowhere_else() -> None:
    said = {
        node.value
        for file in APP.rglob("*.py")
        if file != Path(retired.__file__)
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.Constant) and isinstance(node.value, str)
    }
    assert said & set(retired.RETIRED) == set()
