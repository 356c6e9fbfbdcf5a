"""A company's two names in the order of the screen's language: both are always shown."""

from __future__ import annotations

from ui.words import language


def both(name_en: str, name_tc: str, name_sc: str) -> tuple[str, str]:
    """The name to read first, and the other; "" where there is only one. Names are never converted."""
    chinese = (name_sc or name_tc) if language() == "zh_CN" else (name_tc or name_sc)
    first, second = (name_en, chinese) if language() == "en" else (chinese, name_en)
    return (first, second) if first else (second, "")
