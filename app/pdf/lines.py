"""Runs of text, and how they break into lines.

Chinese breaks between any two characters but by the rules of W3C clreq (basic level): no ，。、；：？！ and no
closing bracket or quote begins a line, no opening one ends it, …… and —— stay whole. English breaks at spaces only.
A number keeps its currency, its unit and, in a date, its month. A last line of one single Chinese character gets
company from the line above.

ReportLab's own paragraphs are not used: they break either Latin or Chinese text well, not both in one line, know
none of the rules for numbers, and their module costs more to import than a whole summary to draw.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Final, NamedTuple, TypeAlias

from app.pdf.fonts import clean, cut_for, widths
from app.texts import Message, Words, show, worded

INK: Final = "#1B1F1D"


class Name(NamedTuple):
    """What somebody wrote, with the language it is written in: a company's name, a title, a remark."""

    language: str
    text: str


#: What a paper is asked to print: a sentence of ours, or what somebody wrote.
Text: TypeAlias = Message | Name


@dataclass(frozen=True, slots=True)
class Joined:
    """Texts that follow one another on a line, a middle dot between two: a company's names, a place and a sector."""

    texts: tuple[Text, ...]


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of text in one language and one style; `size` in points, `colour` as `#RRGGBB`."""

    text: str
    language: str
    bold: bool = False
    size: float = 8.5
    colour: str = INK
    serif: bool = False

    def says(self, text: str, language: str | None = None) -> Run:
        """Another text in the same style; thousands of these make a paper, too many for `replace`."""
        return Run(text, language or self.language, self.bold, self.size, self.colour, self.serif)


@dataclass(frozen=True, slots=True)
class Line:
    """Runs set side by side; `width` in points without the space that may end the line."""

    runs: tuple[Run, ...]
    width: float


_OPENING = "（「『《〈【〔〖［｛“‘([{"
_CLOSING = "，。、；：？！）」』》〉】〕〗］｝”’…—·‧％％‰°℃,.;:!?)]}%"
_HAN = "⺀-〿㇀-䶿一-鿿豈-﫿︰-﹏＀-￯\U00020000-\U0003ffff"
_MONTH = "January|February|March|April|May|June|July|August|September|October|November|December"
_UNIT = f"{_MONTH}|dollars|years?|months?|days?|tonnes?|kg|t|kWh|MWh|kW|MW|m³|m²|mm|m|per cent"
_COUNTER = "港元|[年月日元號号間间家宗項项條条章款期個个名噸吨米倍度]|公[噸吨里]|小[時时]"
_LATIN = rf"(?:[^\s{_HAN}“”‘’…—(\[{{]|[(\[{{](?=[^\s{_HAN}])|’(?=[A-Za-z]))++"
_NUMBER = "[+−-]?[0-9][0-9.,/:]*"

#: One unbreakable piece of text and the spaces after it. The quantifiers are possessive: no text can make it slow.
_ATOM: Final = re.compile(
    rf"(?:[{re.escape(_OPENING)}]\s*+)*+"
    rf"(?:(?:HK\$|US\$|RMB)\s?{_NUMBER}(?:\s?(?:{_COUNTER}))?|{_NUMBER}[ \u00a0](?:{_UNIT})\b"
    r"|[0-9]{4}年[0-9]{1,2}月(?:[0-9]{1,2}日)?"
    rf"|第\s?[0-9一二三四五六七八九十百千]+\s?\w|……|——|{_LATIN}(?:(?<=[0-9])\s?(?:{_COUNTER}))?|[{_HAN}])?"
    rf"(?:\s*+[{re.escape(_CLOSING)}]++)*+\s*+",
)


def runs(text: Text | Joined, style: Run) -> list[Run]:
    """A text as runs in the style, cleaned: words in the style's language, each name in a cut that can show it."""
    parts = _joined(text.texts, style) if isinstance(text, Joined) else _text(text, style)
    return [run for run in (_cleaned(part) for part in parts) if run.text]


def _cleaned(run: Run) -> Run:
    text = clean(run.text)
    return run if text == run.text else run.says(text)


def _joined(texts: Sequence[Text], style: Run) -> Iterator[Run]:
    """The dot is English: the Chinese cuts draw it as wide as a character."""
    for number, text in enumerate(texts):
        if number:
            yield style.says(" · ", "en")
        yield from _text(text, style)


def _text(text: Text, style: Run) -> Iterator[Run]:
    if isinstance(text, Name):
        yield style.says(text.text, text.language)
    else:
        yield from _parts(text, style)


def _parts(message: Message, style: Run) -> Iterator[Run]:
    template = worded(message, style.language)
    values = dict(message.values)
    for number, part in enumerate(re.split(r"\{(\w+)\}", template)):
        if number % 2:
            yield from _value(values[part], style)
        else:
            yield style.says(part)


def _value(value: object, style: Run) -> Iterator[Run]:
    if isinstance(value, Message):
        yield from _parts(value, style)
    elif isinstance(value, str | Words):
        text = show(value, style.language)
        yield style.says(text, cut_for(text, style.language))
    elif isinstance(value, tuple):
        for number, item in enumerate(value):
            if number:
                yield style.says(", " if style.language == "en" else "、")
            yield from _value(item, style)
    else:
        yield style.says(show(value, style.language))


def width(run: Run) -> float:
    """The width of a cleaned run in points."""
    return sum(_advances(run))


def break_lines(given: Sequence[Run], measure: float) -> list[Line]:
    """Cleaned runs as lines no wider than `measure` points. Each `\\n` begins a new line; nothing is lost but those.

    A line broken at a space keeps that space at its end, so that the words stay apart when the text is copied.
    """
    text = "".join(run.text for run in given)
    advances = [advance for run in given for advance in _advances(run)]
    lines: list[Line] = []
    start = 0
    for paragraph in text.split("\n"):
        for first, last in _spans(text, start, start + len(paragraph), advances, measure):
            lines.append(_line(given, text, first, last, advances))
        start += len(paragraph) + 1
    return lines


def _advances(run: Run) -> list[float]:
    known, size = widths(run.language, run.bold, run.serif), run.size / 1000
    return [known.get(char, 0.0) * size for char in run.text]


@dataclass(slots=True)
class _Atom:
    start: int
    end: int
    full: float  # with the spaces at its end
    inked: float  # without them


def _spans(text: str, start: int, end: int, advances: Sequence[float], measure: float) -> list[tuple[int, int]]:
    """Where the lines of one paragraph begin and end."""
    rows: list[list[_Atom]] = [[]]
    used = 0.0
    for atom in _atoms(text, start, end, advances, measure):
        if rows[-1] and used + atom.inked > measure:
            rows.append([])
            used = 0.0
        rows[-1].append(atom)
        used += atom.full
    _keep_company(rows, text, measure)
    return [(row[0].start, row[-1].end) if row else (start, start) for row in rows]


def _keep_company(rows: list[list[_Atom]], text: str, measure: float) -> None:
    """Move a character down to a last line that holds only one."""
    if len(rows) < 2 or len(rows[-2]) < 3 or len(rows[-1]) != 1:
        return
    last, above = rows[-1][0], rows[-2][-1]
    alone = text[last.start : last.end].strip(_OPENING + _CLOSING + " ")
    if re.fullmatch(f"[{_HAN}]?", alone) and above.full + last.inked <= measure:
        rows[-1].insert(0, rows[-2].pop())


def _atoms(text: str, start: int, end: int, advances: Sequence[float], measure: float) -> Iterator[_Atom]:
    """The unbreakable pieces of a paragraph; one that is wider than a line is cut into pieces that fit."""
    place = start
    while place < end:
        found = _ATOM.match(text, place, end)
        stop = found.end() if found and found.end() > place else place + 1
        inked_end = place + len(text[place:stop].rstrip())
        inked = sum(advances[place:inked_end])
        if inked <= measure:
            yield _Atom(place, stop, inked + sum(advances[inked_end:stop]), inked)
        else:
            yield from _cut(place, stop, advances, measure)
        place = stop


def _cut(start: int, end: int, advances: Sequence[float], measure: float) -> Iterator[_Atom]:
    first, used = start, 0.0
    for place in range(start, end):
        if place > first and used + advances[place] > measure:
            yield _Atom(first, place, used, used)
            first, used = place, 0.0
        used += advances[place]
    yield _Atom(first, end, used, used)


def _line(given: Sequence[Run], text: str, first: int, last: int, advances: Sequence[float]) -> Line:
    inked = first + len(text[first:last].rstrip())
    found: list[Run] = []
    begin = 0
    for run in given:
        finish = begin + len(run.text)
        low, high = max(begin, first), min(finish, last)
        if low < high:
            found.append(run.says(text[low:high]))
        if finish >= last:
            break
        begin = finish
    return Line(tuple(found), sum(advances[first:inked]))
