"""The certificate of the Recognition Scheme: A4 landscape, Chinese and English, tagged, PDF/A-2a and PDF/UA-1.

No crest, no scanned signature, no QR: nobody owns a public page yet that would answer one (ux.md §5.2). The words are
frozen data (`app.pdf.wording`). Chinese is written as Hong Kong writes it, names in the cut they are written in.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import Final

from app.pdf import looks
from app.pdf.archive import Imprint
from app.pdf.fitting import fit
from app.pdf.flow import Box, Mark, Piece
from app.pdf.ink import Leaf, draw
from app.pdf.lines import Line, Name
from app.pdf.looks import Style
from app.pdf.ornament import ornament
from app.pdf.setting import one_line, place
from app.pdf.structure import Element, Kind
from app.pdf.wording import Pair, Signatory, Wording, wording
from app.texts import Message, say, show
from models.kinds import Category

_MM: Final = 72 / 25.4
_SIZE: Final = (297 * _MM, 210 * _MM)
_MEASURE: Final = (297 - 2 * 28) * _MM  # the safe area
_DEEP: Final = "#0B4A37"
_INK: Final = "#1B1F1D"
_SOFT: Final = "#4A534F"
_NAMES: Final = (83.0, 116.0)  # mm from the top: the room of the names
_SIGNED: Final = (82.0, 215.0)  # mm from the left: the middles of the two who sign


@dataclass(frozen=True, slots=True)
class CertificateSheet:
    """All that a certificate shows.

    Args:
        names: the recipient's, as registered: Chinese, then English; either may be missing.
        recognised_on: the Hong Kong day of the recognition; it decides who signs.
        valid_from, valid_until: printed when set.
        made_at: the moment the file is dated with; the same sheet gives the same bytes.
        wording: the id of the frozen words.
        sample: adds the stripe of a sample office.
    """

    number: str
    year: int
    category: Category
    names: tuple[Name, ...]
    recognised_on: date
    made_at: datetime
    version: str
    wording: str
    valid_from: date | None = None
    valid_until: date | None = None
    sample: bool = False


@dataclass(frozen=True, slots=True)
class Drawn:
    """The file, and what was made small on it."""

    pdf: bytes
    warnings: tuple[Message, ...]


def make(sheets: Sequence[CertificateSheet]) -> Drawn:
    """Certificates as one file, a page each. The first one's moment and program date the file.

    Raises `MissingGlyph`, and `NotReady` for a name that has no room; nothing is drawn then.
    """
    document = Element("Document")
    pages = [_Page(sheet, document if len(sheets) == 1 else document.add("Sect")) for sheet in sheets]
    first, words = sheets[0], wording(sheets[0].wording)
    numbers = first.number if len(sheets) == 1 else f"{first.number}–{sheets[-1].number}"
    title = f"{words.title.zh}{words.name.zh} {numbers}"
    imprint = Imprint(title, "zh_HK", f"CP Desk {first.version}", first.made_at)
    pdf = draw([page.leaf() for page in pages], _SIZE, (0.0, 0.0), document, imprint)
    return Drawn(pdf, tuple(warning for page in pages for warning in page.warnings))


def remarks(names: Sequence[Name]) -> tuple[Message, ...]:
    """What would be made small on a certificate of these names. Raises as `make` does."""
    return tuple(warning for name in names for warning in fit(name, _MEASURE, _INK).warnings)


class _Page:
    """One certificate, set from the top downward; that is also the order in which it is read."""

    def __init__(self, sheet: CertificateSheet, inside: Element) -> None:
        self._sheet, self._inside = sheet, inside
        self._marks: list[Mark] = []
        self.warnings: tuple[Message, ...] = ()
        words = wording(sheet.wording)
        self._head(words)
        self._names()
        self._recognition(words)
        self._signatories(words)
        self._foot(words)

    def leaf(self) -> Leaf:
        """The page, ready to be drawn."""
        stripe = _stripe() if self._sheet.sample else ()
        return Leaf(None, stripe, ((0.0, Piece(0.0, tuple(self._marks))),), (), ornament())

    def _head(self, words: Wording) -> None:
        title = self._line(words.title.zh, "zh_HK", _style(26, _DEEP), 22.5, kind="H1")
        title.title = f"{words.title.zh} {self._sheet.number}"
        self._line(words.title.en, "en", _style(12.5, _DEEP), 36.0)
        self._line(words.name.zh, "zh_HK", _style(28), 51.5, kind="H2")
        self._line(words.name.en, "en", _style(13), 66.0)
        self._side_by_side(words.opening, _style(11, _SOFT), 76.0)

    def _names(self) -> None:
        """The names around the middle of their room, the lines of one closer than the two to each other."""
        fitted = [(name, fit(name, _MEASURE, _INK)) for name in self._sheet.names]
        self.warnings = tuple(warning for _, found in fitted for warning in found.warnings)
        heights = [len(found.lines) * found.size * 1.28 for _, found in fitted]
        top = (sum(_NAMES) * _MM - sum(heights) - (len(fitted) - 1) * _MM) / 2
        for (name, found), height in zip(fitted, heights, strict=True):
            element = self._inside.add("P", language=_other(name.language))
            for line in found.lines:
                self._put(line, found.size * 1.28, top, element)
                top += height / len(found.lines)
            top += _MM

    def _recognition(self, words: Wording) -> None:
        year = {"year": str(self._sheet.year)}
        said, category = words.recognised.filled(year, year), words.categories[self._sheet.category]
        self._line(said.zh, "zh_HK", _style(11, _SOFT), 118.0)
        self._line(category.zh, "zh_HK", _style(17, _DEEP), 123.0)
        self._line(said.en, "en", _style(10.5, _SOFT), 132.5)
        self._line(category.en, "en", _style(13.5, _DEEP), 137.5)

    def _signatories(self, words: Wording) -> None:
        for middle, signatory in zip(_SIGNED, words.signatories(self._sheet.recognised_on), strict=True):
            self._signatory(signatory, middle)

    def _signatory(self, signatory: Signatory, middle: float) -> None:
        self._marks.append(Box((middle - 34) * _MM, 164 * _MM, 68 * _MM, 0.5, _SOFT))
        self._line(signatory.zh, "zh_HK", _style(10.5), 165.2, middle)
        english = self._inside.add("P", language="en")
        for number, text in enumerate(signatory.en):
            self._put(_set(text, "en", _style(8, _SOFT)), 3.6 * _MM, (170.4 + 3.6 * number) * _MM, english, middle)

    def _foot(self, words: Wording) -> None:
        number, small = self._sheet.number, _style(8, _SOFT)
        self._corner(Pair(f"{words.number.zh} {number}", f"{words.number.en} {number}"), small)
        if validity := self._validity(words):
            self._corner(validity, small, right=True)

    def _corner(self, pair: Pair, style: Style, *, right: bool = False) -> None:
        """Chinese over English in a lower corner of the safe area."""
        for number, (text, language) in enumerate(((pair.zh, "zh_HK"), (pair.en, "en"))):
            line = one_line(Name(language, text), style, language)
            x = 269 * _MM - line.width if right else 28 * _MM
            element = self._inside.add("P", language=_other(language))
            self._marks.append(place(line, x, (182.6 + 4 * number) * _MM, 4 * _MM, element))

    def _validity(self, words: Wording) -> Pair | None:
        sheet = self._sheet
        if sheet.valid_until is None:
            return None
        days = {"since": sheet.valid_from, "until": sheet.valid_until}
        zh, en = ({name: show(day, language) for name, day in days.items() if day} for language in ("zh_HK", "en"))
        return (words.valid if sheet.valid_from else words.valid_until).filled(zh, en)

    def _side_by_side(self, pair: Pair, style: Style, top: float) -> None:
        zh, en = _set(pair.zh, "zh_HK", style), _set(pair.en, "en", style)
        gap = style.size
        left = (_SIZE[0] - zh.width - gap - en.width) / 2
        for line, language, x in ((zh, "zh_HK", left), (en, "en", left + zh.width + gap)):
            element = self._inside.add("P", language=_other(language))
            self._marks.append(place(line, x, top * _MM, style.leading, element))

    def _line(
        self, text: str, language: str, style: Style, top: float, middle: float = 148.5, *, kind: Kind = "P"
    ) -> Element:
        element = self._inside.add(kind, language=_other(language))
        self._put(_set(text, language, style), style.leading, top * _MM, element, middle)
        return element

    def _put(self, line: Line, leading: float, top: float, of: Element, middle: float = 148.5) -> None:
        self._marks.append(place(line, middle * _MM - line.width / 2, top, leading, of))


def _style(size: float, colour: str = _INK) -> Style:
    return Style(size, size * 1.36, colour=colour, serif=True)


@cache
def _set(text: str, language: str, style: Style) -> Line:
    """A line of the frozen words; all certificates of a year share them."""
    return one_line(Name(language, text), style, language)


def _other(language: str) -> str | None:
    """What an element says of its language: nothing where it is the paper's."""
    return None if language == "zh_HK" else language


@cache
def _stripe() -> tuple[Mark, ...]:
    said = Message("SAMPLE: invented companies, no real case")
    style = Style(7.5, looks.GRID, bold=True)
    marks: list[Mark] = [Box(0.0, 0.0, _SIZE[0], 1.75 * looks.GRID, looks.STRIPE)]
    lines = [one_line(Name(language, say(said, language)), style, language) for language in ("zh_HK", "en")]
    x = (_SIZE[0] - sum(line.width for line in lines) - 2 * looks.GRID) / 2
    for line in lines:
        marks.append(place(line, x, 0.375 * looks.GRID, looks.GRID))
        x += line.width + 2 * looks.GRID
    return tuple(marks)
