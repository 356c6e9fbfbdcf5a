"""What a person may be about to type in the query box: fields, and the values of a field."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from app import query_words
from app.case_query import MARKS, NAMED, PART
from app.case_wants import Field, Value
from app.query_words import AMOUNTS, FIELDS, TEXTS, Choice, Sense
from app.texts import LANGUAGES, Message

#: So many lines are offered at most.
MOST: Final = 12
#: So many letters say enough for values without their field.
_ENOUGH: Final = 2


@dataclass(frozen=True, slots=True)
class Suggestion:
    """What may stand in the place of what was typed, and what it says; `value` for counting, `more` to go on typing."""

    text: str
    said: Message
    field: Field
    value: Value = None
    more: bool = False


@dataclass(frozen=True, slots=True)
class Completion:
    """The place in the text that is being typed, and what may stand there."""

    start: int
    end: int
    suggestions: tuple[Suggestion, ...]


def complete(text: str, cursor: int, sense: Sense, language: str) -> Completion:
    """What may follow at a place in a text; nothing where a value needs no list or stands there already."""
    found = next((one for one in PART.finditer(text) if one.start() < cursor <= one.end()), None)
    if found is None:
        return Completion(cursor, cursor, tuple(_fields("", "", language)))
    named = NAMED.fullmatch(found[0])
    field = None if named is None else query_words.field_named(named[2])
    if named is None:
        return _begun(found.start(), found.end(), found[0], sense, language)
    if field is None or cursor < found.start() + named.start(3):
        return Completion(cursor, cursor, ())
    return _valued(field, text, found.start() + named.start(3), found.end(), sense, language)


def _begun(start: int, end: int, word: str, sense: Sense, language: str) -> Completion:
    out = "-" if word.startswith("-") else ""
    typed = query_words.plain(word[len(out) :].translate(MARKS))
    offered = list(_fields(typed, out, language))
    if len(typed) >= _ENOUGH or (typed and not typed.isascii()):
        for field in (Field.STAGE, Field.TYPE, Field.OFFICER, Field.SECTOR, Field.FLAG):
            name = query_words.field_written(field, language)
            offered += [
                Suggestion(f"{out}{name}:{_quoted(one.written(language))}", one.title, field, one.value)
                for one in query_words.choices(field, sense)
                if fits(one, typed)
            ]
    return Completion(start, end, tuple(offered[:MOST]) if typed else ())


def _fields(typed: str, out: str, language: str) -> Iterator[Suggestion]:
    for field, words in FIELDS.items():
        names = [query_words.plain(words.in_(one)) for one in LANGUAGES]
        if any(name.startswith(typed) for name in names):
            yield Suggestion(f"{out}{words.in_(language)}:", query_words.field_title(field), field, more=True)


def _valued(field: Field, text: str, start: int, end: int, sense: Sense, language: str) -> Completion:
    """The values of a field that go on from what stands after the last comma."""
    value = text[start:end]
    if field in TEXTS:
        return Completion(end, end, ())
    comma = -1 if field in AMOUNTS else max(value.rfind(one) for one in ",，、")
    typed = query_words.plain(value[comma + 1 :].translate(MARKS))
    listed = [one for one in query_words.choices(field, sense) if not typed or fits(one, typed)]
    offered = [Suggestion(_quoted(one.written(language)), one.title, field, one.value) for one in listed]
    offered += [
        Suggestion(shape, said, field) for shape, said in _shapes(field, sense) if shape.startswith(typed.strip("-"))
    ]
    if len(offered) == 1 and query_words.plain(offered[0].text) == typed:
        offered = []
    return Completion(start + comma + 1, end, tuple(offered if not typed else offered[:MOST]))


def fits(one: Choice, typed: str) -> bool:
    """Whether a value may be meant by its beginning, or by that of one of its words."""
    return any(
        name.startswith(typed) or any(part.startswith(typed) for part in name.split("-")) for name in one.named()
    )


def _shapes(field: Field, sense: Sense) -> tuple[tuple[str, Message], ...]:
    """How days and amounts can be typed, by example."""
    month, year = f"{sense.today:%Y-%m}", f"{sense.today:%Y}"
    if field is Field.DUE:
        return (("<14d", Message("in less than 14 days, or overdue")), (month, Message("in this month")))
    if field is Field.RECEIVED:
        return (
            ("<30d", Message("in the last 30 days")),
            (month, Message("in this month")),
            (year, Message("in this year")),
            (f"{year}-01..{month}", Message("from one month to another")),
        )
    if field in AMOUNTS:
        return (
            (">300000", Message("above an amount")),
            ("<=1.2m", Message("up to an amount")),
            ("100k..500k", Message("from one amount to another")),
        )
    return ()


def _quoted(text: str) -> str:
    return f'"{text}"' if " " in text or ":" in text or "," in text else text
