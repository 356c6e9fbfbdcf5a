"""Which typefaces the window is set in, for each language, and the five sizes of type.

Linux and macOS use the bundled Noto faces only, so a screen looks the same on each of them and in the
tests. Windows puts its own interface face first where that face has the right shapes: Segoe UI for
English and Microsoft YaHei UI for simplified Chinese. Microsoft JhengHei is not used for Hong Kong: it
draws the shapes of Taiwan. A character that the first face lacks (产 in the Hong Kong face) is taken
from the next.
"""

from __future__ import annotations

import sys
from functools import cache
from typing import Final, Literal

from PySide6.QtGui import QFont, QFontDatabase

from app.paths import RESOURCES

HK: Final = "Noto Sans HK"
SC: Final = "Noto Sans SC"
_FILES: Final = ("NotoSansHK-Regular.ttf", "NotoSansHK-Bold.ttf", "NotoSansSC-Regular.ttf", "NotoSansSC-Bold.ttf")

Size = Literal["caption", "body", "section", "title", "tile"]

#: Height of type in logical pixels. Chinese is never set smaller than `body`, see `pixels`.
SIZES: Final[dict[Size, int]] = {"caption": 12, "body": 13, "section": 15, "title": 20, "tile": 28}


@cache
def load() -> None:
    """Make the bundled faces known to Qt, once; needs a running application.

    Raises FileNotFoundError when a font file is missing or damaged: without it Chinese would be boxes.
    """
    for name in _FILES:
        path = RESOURCES / "fonts" / name
        if QFontDatabase.addApplicationFont(str(path)) < 0:
            raise FileNotFoundError(path)


def families(language: str, platform: str = sys.platform) -> list[str]:
    """The faces for a language of `LANGUAGES`, the first one first."""
    windows = platform == "win32"
    if language == "zh_CN":
        return [*(["Microsoft YaHei UI"] if windows else []), SC, HK]
    return [*(["Segoe UI"] if windows and language == "en" else []), HK, SC]


def pixels(size: Size, language: str) -> int:
    """The height of a size in a language: a Chinese caption is as tall as the body text, or its strokes clog."""
    return max(SIZES[size], SIZES["body"]) if language != "en" else SIZES[size]


def for_application(language: str) -> QFont:
    """The font that every widget inherits."""
    font = QFont(families(language))
    font.setPixelSize(SIZES["body"])
    if language == "en":  # the faces draw “ ” ‘ ’ … as wide as a Chinese character unless told otherwise
        font.setFeature(QFont.Tag("pwid"), 1)
    return font
