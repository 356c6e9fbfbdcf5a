"""The recipe of the catalogues: collect the English sentences, carry the translations over, compile, and check.

    python dev.py words            collect, update, compile
    python dev.py words --check    change nothing; say what is missing or not allowed

English is the msgid. `cpdesk.pot` is the list of sentences; each language has `LC_MESSAGES/cpdesk.po`, which people
edit, and `cpdesk.mo`, which the program reads. All are committed.
"""

from __future__ import annotations

import argparse
import contextlib
import io
import re
import sys
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from babel.messages.catalog import Catalog
from babel.messages.extract import extract_from_dir
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
POT = HERE / "cpdesk.pot"
LANGUAGES = ("zh_HK", "zh_CN")
PROJECT: dict[str, Any] = {
    "project": "cpdesk",
    "version": "-",
    "msgid_bugs_address": "-",
    "last_translator": "-",
    "language_team": "-",
    "charset": "utf-8",
    "fuzzy": False,
    "header_comment": "# The sentences of CP Desk; made by `python dev.py words`.",
}
UNDATED = datetime(2026, 1, 1, tzinfo=UTC)
PACKAGES = ("app", "models", "ui")

REFUSALS = (
    "Refusal Invalid NotPermitted NotReady Stale NotSet NotPublished NoEdition NotFound CannotOpen CannotSave "
    "MissingGlyph Damaged"
).split()
KEYWORDS = dict.fromkeys(("_", "N_", "tr", "Message", *REFUSALS), (1,)) | {"act": (2,)}

#: Words that a language does not use here, each with the reason.
FORBIDDEN = {
    "en": {
        r"\bplease\b": "sentences say what to do, without please",
        r"\bsorry\b": "sentences say what happened, without sorry",
        r"\binvalid\b": "say what is wrong with it",
        r"\berror\b": "say what happened",
        r"\bCPPP\b|\bCP3\b": "the Programme's name is written out",
    },
    "zh_HK": {
        "夥伴": "the Programme writes 伙伴",
        "個案主任": "負責人員",
        "登錄|登陸": "登入",
        "軟體": "軟件",
        "資訊安全": "資訊保安",
        "網路": "網絡",
        "補貼|津貼": "資助",
        "標志": "標誌",
        # old characters that Big5 holds and that are only ever meant as simplified ones here
        "[厂虫触党吨儿丰构柜怀坏机极价茧洁惊据离怜岭宁气确扰适体听涂万网优与愿筑庄]": "not written in zh_HK",
    },
    "zh_CN": {
        "夥伴": "伙伴",
        "登入|登陆": "登录",
        "软体": "软件",
        "网路": "网络",
        "补贴|津贴": "资助",
        "个案主任": "负责人员",
        "标誌": "标志",
    },
}
#: The characters a language is written with: a slip into the other script shows at once.
CHARACTERS = {"zh_HK": "big5", "zh_CN": "gb2312"}
HONG_KONG = frozenset("啓滙衞峯裏着脱説産麪羣牀邨鰂埗嘅咗")  # written here beyond Big5
_HAN = "[\u3400-\u9fff\U00020000-\U0003ffff]"
_HALF_WIDTH_BESIDE_HAN = re.compile(rf"{_HAN}[,;:?!()]|[,;:?!()]{_HAN}|{_HAN}\.(?!\w)")
_PLACEHOLDER = re.compile(r"\{[^{}]*\}")
_ONE_OR_SEVERAL = re.compile(r"\{\w+\|[^{}|]*\|[^{}|]*\}")  # {n|case|cases}: a language may make no difference
_DATED = re.compile(rb'^"(POT-Creation-Date|PO-Revision-Date|Generated-By|Last-Translator|Language-Team): .*\n', re.M)


def collect() -> Catalog:
    """Every sentence marked in the sources, with the files it stands in."""
    catalog = Catalog(**PROJECT)
    for package in PACKAGES:
        with contextlib.redirect_stderr(io.StringIO()):  # an empty Message stands for no sentence; Babel would warn
            found = list(
                extract_from_dir(ROOT / package, [("**.py", "python")], keywords=KEYWORDS, comment_tags=("T:",))
            )
        for name, line, text, comments, _ in sorted(found, key=lambda one: one[:2]):
            catalog.add(text, None, [(f"{package}/{Path(name).as_posix()}", line)], auto_comments=comments)
    return catalog


def read(path: Path, language: str | None = None) -> Catalog:
    """A catalogue from its file; an absent one is empty."""
    if not path.exists():
        return Catalog(locale=language, **PROJECT)
    with path.open("rb") as file:
        return read_po(file, locale=language, abort_invalid=True)


def written(catalog: Catalog) -> bytes:
    """The text of a catalogue: files without line numbers, no dates, so that only sentences make a difference."""
    out = io.BytesIO()
    write_po(out, catalog, width=110, sort_by_file=True, include_lineno=False)
    return _DATED.sub(b"", out.getvalue())


def compiled(catalog: Catalog) -> bytes:
    """The `.mo` of a catalogue; the same bytes for the same translations."""
    plain = Catalog(locale=catalog.locale, creation_date=UNDATED, revision_date=UNDATED, **PROJECT)
    for message in catalog:
        if message.id and message.string and not message.fuzzy:
            plain.add(message.id, message.string, context=message.context)
    out = io.BytesIO()
    write_mo(out, plain)
    return out.getvalue()


def po(language: str) -> Path:
    """The file that translators edit."""
    return HERE / language / "LC_MESSAGES" / "cpdesk.po"


def make() -> None:
    """Bring the files up to date; a translation whose sentence is gone is printed, so that it can be used again."""
    sentences = collect()
    POT.write_bytes(written(sentences))
    for language in LANGUAGES:
        path = po(language)
        catalog = read(path, language)
        catalog.update(sentences, no_fuzzy_matching=True, update_creation_date=False)
        for lost in catalog.obsolete.values():
            print(f"{language}: no longer used: {lost.id!r} = {lost.string!r}")
        catalog.obsolete.clear()
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(written(catalog))
        path.with_suffix(".mo").write_bytes(compiled(catalog))
        done = sum(1 for message in catalog if message.id and message.string)
        print(f"{language}: {done} of {len(catalog)} sentences translated")


def faults() -> Iterator[str]:
    """What keeps the catalogues from being used, one line each."""
    sentences = collect()
    if set(_texts(read(POT))) != set(_texts(sentences)):
        yield "cpdesk.pot is not what the sources say: python dev.py words"
    for text in _texts(sentences):
        yield from (f"en: {fault}: {text!r}" for fault in english_faults(text))
    for language in LANGUAGES:
        catalog = read(po(language), language)
        yield from (f"{language}: {fault}" for fault in catalogue_faults(catalog, sentences, language))
        mo = po(language).with_suffix(".mo")
        if not mo.exists() or mo.read_bytes() != compiled(catalog):
            yield f"{language}: cpdesk.mo is older than cpdesk.po: python dev.py words"


def catalogue_faults(catalog: Catalog, sentences: Catalog, language: str) -> Iterator[str]:
    """What is wrong with one language: untranslated, left over, uncertain, or a translation that cannot stand."""
    wanted = set(_texts(sentences))
    kept = {str(message.id): str(message.string or "") for message in catalog if message.id}
    yield from (f"untranslated: {text!r}" for text in sorted(wanted) if not kept.get(text))
    yield from (f"no longer in the sources: {text!r}" for text in [*kept.keys() - wanted, *catalog.obsolete])
    yield from (f"marked fuzzy: {message.id!r}" for message in catalog if message.id and message.fuzzy)
    for text, translation in kept.items():
        if translation:
            yield from (f"{fault}: {translation!r}" for fault in translation_faults(text, translation, language))


def english_faults(text: str) -> Iterator[str]:
    """Words that our sentences do without, placeholders that are not plain names, and stray blanks."""
    yield from _forbidden(text, "en")
    yield from (f"{found} is no name" for found in _placeholders(text) if not found[1:-1].isidentifier())
    if text != text.strip() or "  " in text:
        yield "stray blanks"


def _placeholders(text: str) -> list[str]:
    return _PLACEHOLDER.findall(_ONE_OR_SEVERAL.sub("", text))


def translation_faults(text: str, translation: str, language: str) -> Iterator[str]:
    """Placeholders that differ from the English, words and characters the language does not use."""
    if sorted(_placeholders(text)) != sorted(_placeholders(translation)):
        yield f"placeholders differ from {text!r}"
    yield from _forbidden(translation, language)
    words = _PLACEHOLDER.sub("", translation)
    foreign = {character for character in re.findall(_HAN, words) if not _can_write(character, language)}
    if foreign:
        yield f"{''.join(sorted(foreign))} is not written in {language}"
    if _HALF_WIDTH_BESIDE_HAN.search(words):
        yield "half-width punctuation beside Chinese"
    if translation != translation.strip():
        yield "stray blanks"


def _can_write(character: str, language: str) -> bool:
    if language == "zh_HK" and character in HONG_KONG:
        return True
    try:
        character.encode(CHARACTERS[language])
    except UnicodeEncodeError:
        return False
    return True


def _forbidden(text: str, language: str) -> Iterator[str]:
    for pattern, reason in FORBIDDEN[language].items():
        found = re.search(pattern, text, re.IGNORECASE)
        if found:
            yield f"{found[0]} ({reason})"


def _texts(catalog: Catalog) -> list[str]:
    return [message.id for message in catalog if isinstance(message.id, str) and message.id]


def main() -> int:
    """Make the catalogues, or only check them."""
    parser = argparse.ArgumentParser(prog="python dev.py words", description=__doc__.splitlines()[0] if __doc__ else "")
    parser.add_argument("--check", action="store_true", help="change nothing; list what is wrong")
    if not parser.parse_args().check:
        make()
    found = list(faults())
    print("\n".join(found) or "The catalogues are complete.", file=sys.stderr if found else sys.stdout)
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
