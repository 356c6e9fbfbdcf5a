"""Names and addresses whose column does not say in which script they are. Nothing is ever converted."""

from __future__ import annotations

import unicodedata
from collections.abc import Mapping
from typing import Any

from app.names import is_simplified


def is_chinese(text: str) -> bool:
    """Whether a text holds a Chinese character."""
    return any(unicodedata.name(one, "").startswith("CJK") for one in text if one > "\u2e7f")


def names(said: Mapping[str, Any]) -> dict[str, Any]:
    """The name of a row in each script: as its columns say, and those of no script where their characters belong."""
    found = {one: said.get(one) or "" for one in ("name_en", "name_tc", "name_sc")}
    for text in (said.get("name_zh"), said.get("name")):
        if text:
            column = _column(text)
            found[column] = found[column] or text
    return found


def addresses(said: Mapping[str, Any]) -> dict[str, Any]:
    """The address of a row in each language."""
    found = {one: said.get(one) or "" for one in ("address_en", "address_zh")}
    if text := said.get("address"):
        column = "address_zh" if is_chinese(text) else "address_en"
        found[column] = found[column] or text
    return found


def title(text: str) -> dict[str, Any]:
    """A project title in its own script."""
    return {_column(text).replace("name", "title"): text} if text else {}


def _column(text: str) -> str:
    if not is_chinese(text):
        return "name_en"
    return "name_sc" if is_simplified(text) else "name_tc"
