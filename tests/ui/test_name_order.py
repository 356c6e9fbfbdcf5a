"""Our order of strokes and of Pinyin is the one that Qt's ICU has, where Qt has it (on Windows it asks the system)."""

from __future__ import annotations

import random
import sys

import pytest
from PySide6.QtCore import QCollator, QLocale

from app import order
from app.sounds import table

pytestmark = pytest.mark.skipif(sys.platform != "linux", reason="only on Linux does Qt sort by ICU")


def signs(number: int) -> list[str]:
    """Characters of everyday use and others, always the same ones."""
    every = [sign for sign in table().places if "\u4e00" <= sign <= "\u9fff"]
    return random.Random(43).sample(every, number)


def test_row_17_strokes_are_as_icu_counts_them() -> None:
    collator = QCollator(QLocale("zh_HK"))
    some = [a + b for a, b in zip(signs(3_000), reversed(signs(3_000)), strict=True)]
    assert sorted(some, key=order.stroke_key) == sorted(some, key=collator.sortKey)


def test_row_17_pinyin_is_nearly_as_icu_has_it() -> None:
    """ICU knows one reading of a character, we know words: names agree wherever the reading does."""
    collator = QCollator(QLocale("zh_CN"))
    names = [
        "安信",
        "宝丰",
        "昌盛",
        "达明",
        "恩平",
        "富荣",
        "广发",
        "恒基",
        "金利",
        "凯旋",
        "联合",
        "明辉",
        "南方",
        "鹏程",
    ]
    names += ["启航", "瑞丰", "顺德", "泰和", "万利", "新兴", "永发", "永利", "正大", "中山", "卓越"]
    keys = {name: order.keys("", "", name).pinyin for name in names}
    assert sorted(names, key=keys.__getitem__) == sorted(names, key=collator.sortKey)
