"""The embedded fonts: which one a run of text is set in, and what it cannot show.

Two families, each Regular and Bold: the Hong Kong cut of Noto Sans for `en` and `zh_HK`, the Simplified Chinese
cut for `zh_CN`; and of each a serif in one weight, for certificates. The same character has another shape, and
punctuation another place, in each cut. So the cut follows the *declared language of a run*, never a single character.
Runs of English have quotes and apostrophes of their own width; the Hong Kong cut draws them as wide as a Chinese
character.

ReportLab is slow to import and each font takes about 80 ms to read: both happen when the first paper is made,
once for the process.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache, partial
from typing import Any, Final

from app.paths import RESOURCES
from app.pdf import outlines
from app.refusal import MissingGlyph
from app.texts import Message

_CUTS: Final = {"en": "HK", "zh_HK": "HK", "zh_CN": "SC"}
_WEIGHTS: Final = {False: "Regular", True: "Bold"}
_AROUND = 12  # characters of the text that a refusal shows on each side of the missing one

#: Characters that show nothing but can change what a reader sees: controls, soft hyphen, zero-width and
#: bidirectional marks. A name with U+202E in it would read backwards on paper, so they are taken out.
_UNSEEN = re.compile(
    "[\x00-\x08\x0e-\x1f\x7f-\x9f\xad\u061c\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]"
)
_BREAKS = re.compile("\r\n|[\r\x0b\x0c\x85\u2028\u2029]")
#: The radicals of the Kangxi dictionary look like 一 or 人 and are found by no search: each becomes its character.
_RADICALS = {code: unicodedata.normalize("NFKC", chr(code)) for code in range(0x2F00, 0x2FD6)}
_NEVER = range(0x2E80, 0x2FE0)  # radicals without an everyday twin: refused even where a font has them


def clean(text: str) -> str:
    """The text as a paper sets it: NFC, no invisible characters, no Kangxi radicals, `\\n` as the only line end."""
    text = unicodedata.normalize("NFC", text).translate(_RADICALS)
    return _UNSEEN.sub("", _BREAKS.sub("\n", text).replace("\t", " "))


def font(language: str, bold: bool = False, serif: bool = False) -> str:
    """The registered name of the font for a run in this language of `LANGUAGES`; reads its file at the first call."""
    name = f"NotoSerif{_CUTS[language]}-Medium" if serif else f"NotoSans{_CUTS[language]}-{_WEIGHTS[bold]}"
    return _english(name) if language == "en" else str(_registered(name).fontName)


@cache
def widths(language: str, bold: bool, serif: bool = False) -> dict[str, float]:
    """The widths of the characters in a run of this language, in thousandths of the size."""
    return {chr(code): float(width) for code, width in face(font(language, bold, serif)).charWidths.items()}


def first_missing(text: str, language: str, serif: bool = False) -> str | None:
    """The first character of a cleaned text that the language's font cannot show, or None."""
    shapes = _shapes(language, serif)
    return None if shapes.issuperset(text) else next(char for char in text if char not in shapes)


@cache
def _shapes(language: str, serif: bool) -> frozenset[str]:
    """The characters that the language's font can show, and the end of a line."""
    known = face(font(language, serif=serif)).charToGlyph
    return frozenset({chr(code) for code in known if code not in _NEVER} | {"\n"})


def check(text: str, language: str, serif: bool = False) -> None:
    """See that every character of a text, cleaned, has a shape in the language's font.

    Raises `MissingGlyph` naming the first character without one, its code point and the text around it.
    """
    text = clean(text)
    char = first_missing(text, language, serif)
    if char is None:
        return
    place = text.index(char)
    start, end = max(place - _AROUND, 0), place + _AROUND + 1
    excerpt = ("…" if start else "") + text[start:end] + ("…" if end < len(text) else "")
    code = f"U+{ord(char):04X}"
    seen = unicodedata.category(char)[0] in "LNPS"  # a letter, a number or a sign; not a mark or a control
    shown = Message("“{character}” ({code})", character=char, code=code) if seen else code
    raise MissingGlyph(
        "The font of this paper has no shape for {character} in “{excerpt}”. The paper was not made and nothing"
        " was changed. Write the text with another character",
        character=shown,
        excerpt=excerpt,
    )


def cut_for(text: str, language: str) -> str:
    """The language in which to set data whose own language nobody declared, in a paper of `language`.

    The paper's own, unless that font cannot show the whole of the text and the other cut can: a Simplified name
    typed into a reason of an English paper is then set in the Simplified cut, all of it.
    """
    text = clean(text)
    others = ("zh_CN", "zh_HK") if _CUTS[language] == _CUTS["zh_HK"] else ("zh_HK",)
    choices = [choice for choice in (language, *others) if first_missing(text, choice) is None]
    return choices[0] if choices else language


def face(name: str) -> Any:
    """ReportLab's face of a registered font."""
    from reportlab.pdfbase import pdfmetrics

    return pdfmetrics.getFont(name).face


@cache
def _registered(name: str) -> Any:
    """A font file, read and registered once."""
    from reportlab import rl_config
    from reportlab.pdfbase import pdfmetrics
    from reportlab.pdfbase.ttfonts import TTFont

    rl_config.useA85 = 0  # plain binary streams: smaller and faster
    # asciiReadable would put all of ASCII into each subset, used or not
    found = TTFont(name, str(RESOURCES / "fonts" / f"{name}.ttf"), asciiReadable=0, shapable=False)
    _remember(found.face)
    pdfmetrics.registerFont(found)
    return found


def _remember(found: Any) -> None:
    """Let a face keep its tables: ReportLab copies those of many megabytes anew for each file."""
    found.get_table = cache(partial(type(found).get_table, found))


@cache
def _english(name: str) -> str:
    """The same font with narrow quotes, registered under a name of its own."""
    from reportlab.pdfbase import pdfmetrics

    found = outlines.english(_registered(name))
    _remember(found.face)
    pdfmetrics.registerFont(found)
    return str(found.fontName)
