"""Names in both scripts, the one of the screen's language first: both are always shown, and never converted."""

from __future__ import annotations

from ui.words import language


def person(name_en: str, name_zh: str) -> tuple[str, str]:
    """The name to read first, and the other; "" where there is only one."""
    first, second = (name_en, name_zh) if language() == "en" else (name_zh, name_en)
    return (first, second) if first else (second, "")


def company(name_en: str, name_tc: str, name_sc: str) -> tuple[str, str]:
    """As `person`, of names as registered; the Chinese one in the script of the screen if there is one in it."""
    return person(name_en, (name_sc or name_tc) if language() == "zh_CN" else (name_tc or name_sc))
