"""What the program brings along is there, can be used, and has its licence beside it."""

from __future__ import annotations

import hashlib
import re

import pytest
from fontTools.ttLib import TTFont

from app.paths import RESOURCES

FONTS = RESOURCES / "fonts"
NAMES = (
    "NotoSansHK-Regular.ttf",
    "NotoSansHK-Bold.ttf",
    "NotoSansSC-Regular.ttf",
    "NotoSansSC-Bold.ttf",
    "NotoSerifHK-Medium.ttf",
    "NotoSerifSC-Medium.ttf",
)


@pytest.mark.parametrize("name", NAMES)
def test_a_font_has_outlines_that_papers_can_embed(name: str) -> None:
    with TTFont(FONTS / name, lazy=True) as font:
        assert "glyf" in font
        assert font["OS/2"].fsType == 0  # embedding is not restricted


@pytest.mark.parametrize("name", NAMES)
def test_a_font_can_write_its_script(name: str) -> None:
    texts = {"HK": "粵標誌計劃清潔生產伙伴邨鰂埗啓滙衞峯𨋢㗎深圳東莞", "SC": "粤港清洁生产伙伴标志计划深圳东莞厂产"}
    text = texts[name.partition("-")[0][-2:]] + "HK$1,120,000.50 “” — −≤×→（）「」"
    with TTFont(FONTS / name, lazy=True) as font:
        known = font.getBestCmap()
    assert [character for character in text if ord(character) not in known] == []


def test_the_fonts_are_those_the_recipe_made() -> None:
    """`python dev.py fonts` writes these sums; a font changed by hand shows here."""
    told = dict(re.findall(r"`([\w-]+\.ttf)` \| `([0-9a-f]{64})`", (FONTS / "README.md").read_text(encoding="utf-8")))
    made = {name: hashlib.sha256((FONTS / name).read_bytes()).hexdigest() for name in NAMES}
    assert told == made


def test_fonts_and_icons_have_their_licences_beside_them() -> None:
    assert "SIL OPEN FONT LICENSE" in (FONTS / "OFL.txt").read_text(encoding="utf-8")
    assert "MIT License" in (RESOURCES / "icons" / "LICENSE").read_text(encoding="utf-8")


def test_icons_are_drawings_without_scripts_or_links() -> None:
    icons = sorted((RESOURCES / "icons").glob("*.svg"))
    assert icons
    for icon in icons:
        text = icon.read_text(encoding="utf-8")
        assert text.startswith("<svg"), icon.name
        assert not re.search(r"<script|href|<image", text), icon.name
