"""What a paper says to a reader that cannot see the page: its headings, paragraphs, lists, tables and figures.

The elements are those of PDF 1.7 (ISO 32000-1, 14.8.4). What hangs on no element is an *artifact*: rules, grounds,
running head and foot, and a head row that a table repeats on its next page.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final, Literal

Kind = Literal[
    "Document", "Sect", "H1", "H2", "H3", "P", "L", "LI", "Lbl", "LBody", "Table", "TR", "TH", "TD", "Figure", "Span",
]  # fmt: skip
Scope = Literal["Column", "Row"]

#: The tags of the languages, as a reader for the ear needs them.
TAGS: Final = {"en": "en-HK", "zh_HK": "zh-HK", "zh_CN": "zh-CN"}


@dataclass(eq=False, slots=True)
class Element:
    """A node of the structure. Its parts are named in reading order.

    Args:
        kind: what it is.
        inside: what it is part of; None for the document alone.
        language: one of `LANGUAGES`, where it is not that of the paper.
        alt: what a figure shows, in words.
        title: what a heading is called in the bookmarks.
        scope: whether a head cell speaks for its column or its row.
        rows: over how many rows a cell reaches.
    """

    kind: Kind
    inside: Element | None = None
    language: str | None = None
    alt: str = ""
    scope: Scope | None = None
    rows: int = 1
    title: str = ""
    parts: list[Element] = field(default_factory=list)

    def add(
        self, kind: Kind, *, language: str | None = None, alt: str = "", scope: Scope | None = None, rows: int = 1
    ) -> Element:
        """A new last part."""
        made = Element(kind, self, language, alt, scope, rows)
        self.parts.append(made)
        return made
