"""The query text of the case list and what it means: `stage:vetting officer:@me due:<14d "wing fat" -type:NT`.

The text is the one truth: buttons, chips and the filter row write words into it and read from it what is chosen.
`parse` is total: every text means something, and each word that is not understood is named in a `Puzzle` while the
rest counts. Words with a field before a colon narrow the list, several values with commas are any of them, a minus
leaves out; all other words are searched for in names and numbers, quotation marks taking them as they stand.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import TYPE_CHECKING, Final, Protocol

from app import query_words
from app.case_filter import CaseFilter
from app.case_wants import Days, Field, Sums, Value, Want
from app.clock import Clock
from app.office import SignedIn
from app.officers import OfficerRow
from app.query_values import read_days, read_sums, say_days, say_sums, write_days, write_sums
from app.query_words import AMOUNTS, DATES, TEXTS, Sense
from app.refusal import Invalid
from app.texts import N_, Message

if TYPE_CHECKING:
    from app.rules.book import RuleBook

#: A longer text is no query: its words are searched for, and no name is that long.
LONGEST: Final = 2_000

PART = re.compile(r"""-?(?:["“「][^"”」]*["”」]?|[^\s"“「])+""")
NAMED = re.compile(r"""(-?)([^\s:："“”「」]*[^\W\d_][^\s:："“”「」]*)[:：](.*)""", re.DOTALL)
MARKS = str.maketrans("", "", '"“”「」')
_QUOTED_OR_COMMA = re.compile(r"""["“「][^"”」]*["”」]?|([,，、])""")
#: A comma within an amount is no comma between amounts.
_BETWEEN_AMOUNTS = re.compile(r"[,，、](?![0-9]{3}(?![0-9]))")


@dataclass(frozen=True, slots=True)
class Puzzle:
    """A word that was not understood, where it stands, and what was probably meant: `better` in its place."""

    start: int
    end: int
    text: Message
    better: str = ""


@dataclass(frozen=True, slots=True)
class Part:
    """A piece of the text: what it wants, or the words to be searched for; neither where it is not understood."""

    start: int
    end: int
    field: Field | None
    want: Want | None = None
    #: The values as they were typed, and words to be searched for.
    typed: str = ""
    words: str = ""
    said: Message | None = None
    puzzles: tuple[Puzzle, ...] = ()


@dataclass(frozen=True, slots=True)
class Query:
    """A text with its parts."""

    text: str
    parts: tuple[Part, ...]

    @property
    def puzzles(self) -> tuple[Puzzle, ...]:
        """What was not understood, from left to right."""
        return tuple(puzzle for part in self.parts for puzzle in part.puzzles)

    @property
    def words(self) -> str:
        """What is searched for in names and numbers."""
        return " ".join(part.words for part in self.parts if part.words)

    @property
    def understood(self) -> Message:
        """All that was understood, in words; empty where that is nothing."""
        said = tuple(part.said for part in self.parts if part.said is not None)
        return Message("{list}", list=said) if said else Message("")

    def narrow(self, base: CaseFilter) -> CaseFilter:
        """A filter that asks for all of this beside what it asks already. A wish to see what waits for one's own
        signature is the filter's `signer`, so that the list can say for what it waits."""
        wants = base.wants | {part.want for part in self.parts if part.want is not None}
        signing = next((one for one in wants if _signer(one) is not None), None)
        if signing is not None:
            base, wants = replace(base, signer=_signer(signing)), wants - {signing}
        return replace(base, text=" ".join(filter(None, (base.text, self.words))), wants=wants)


def _signer(want: Want) -> SignedIn | None:
    alone = next(iter(want.values)) if len(want.values) == 1 and not want.out else None
    return alone if isinstance(alone, SignedIn) else None


def parse(text: str, sense: Sense) -> Query:
    """What a text means to who asks. Never raises: what is not understood is a part's puzzle."""
    if len(text) > LONGEST:
        long = Message("The query has {count} characters; at most {most} are read", count=len(text), most=LONGEST)
        return Query(text, (Part(0, len(text), None, words=_bare(text), puzzles=(Puzzle(0, len(text), long),)),))
    return Query(text, tuple(_part(found, sense) for found in PART.finditer(text)))


def _part(found: re.Match[str], sense: Sense) -> Part:
    start, end = found.span()
    named = NAMED.fullmatch(found[0])
    if named is None:
        return _searched(found[0], start, end)
    field = query_words.field_named(named[2])
    if field is None:
        return Part(start, end, None, puzzles=(_no_field(named[2], start + named.start(2)),))
    return _wanted(field, named, start, end, sense)


def _searched(word: str, start: int, end: int) -> Part:
    """Words to search for, or with a minus to leave out; a minus alone and empty quotation marks say nothing."""
    out = word.startswith("-")
    words = _bare(word[1:] if out else word)
    if not words:
        return Part(start, end, None)
    if not out:
        return Part(start, end, None, words=words, said=Message("Search: {text}", text=words))
    want = Want(Field.TEXT, frozenset({words}), out=True)
    return Part(start, end, Field.TEXT, want, said=Message("Without: {text}", text=words))


def _bare(text: str) -> str:
    return " ".join(text.translate(MARKS).split())


def _no_field(typed: str, at: int) -> Puzzle:
    better = query_words.nearest(typed, query_words.field_names())
    if better is None:
        text = Message("‘{word}:’ is not a filter word. Put it in quotation marks to search for it", word=typed)
        return Puzzle(at, at + len(typed), text)
    text = Message("‘{word}:’ is not a filter word. Did you mean ‘{better}:’?", word=typed, better=better)
    return Puzzle(at, at + len(typed), text, better)


def _wanted(field: Field, named: re.Match[str], start: int, end: int, sense: Sense) -> Part:
    values: set[Value] = set()
    puzzles: list[Puzzle] = []
    pieces = _pieces(field, named[3])
    if not pieces:
        text = Message("Say which after ‘{word}:’", word=named[2])
        puzzles.append(Puzzle(start + named.start(2), start + named.end(2) + 1, text))
    for at, raw in pieces:
        where = start + named.start(3) + at
        try:
            found = _values(field, _bare(raw), sense)
        except Invalid as refusal:
            puzzles.append(Puzzle(where, where + len(raw), refusal.message))
        else:
            values |= found
            if not found:
                puzzles.append(_no_value(field, _bare(raw), where, where + len(raw), sense))
    want = Want(field, frozenset(values), out=bool(named[1])) if values else None
    said = None if want is None else say_want(want, sense)
    return Part(start, end, field, want, typed=named[3], said=said, puzzles=tuple(puzzles))


def _pieces(field: Field, value: str) -> list[tuple[int, str]]:
    """The values between the commas and where each stands; a comma in quotation marks or within an amount is none."""
    if field in TEXTS:
        commas = []
    elif field in AMOUNTS:
        commas = [found.start() for found in _BETWEEN_AMOUNTS.finditer(value)]
    else:
        commas = [found.start() for found in _QUOTED_OR_COMMA.finditer(value) if found[1]]
    bounds = pairwise([-1, *commas, len(value)])
    cut = [(before + 1, value[before + 1 : after]) for before, after in bounds]
    return [(at, raw) for at, raw in cut if _bare(raw)]


def _values(field: Field, typed: str, sense: Sense) -> set[Value]:
    """What one piece means; empty where nothing of the kind is known. Raises `Invalid` for what is no day or amount."""
    if field in TEXTS:
        return {typed}
    listed = query_words.meant(field, typed, sense)
    if listed:
        return {one.value for one in listed}
    if field in DATES:
        return {read_days(typed, sense.today, past=field is not Field.DUE)}
    return {read_sums(typed)} if field in AMOUNTS else set()


def _no_value(field: Field, typed: str, start: int, end: int, sense: Sense) -> Puzzle:
    names = (name for one in query_words.choices(field, sense) for name in one.named())
    better = query_words.nearest(typed, names)
    text = N_("‘{word}’ is no value of {filter}")
    if better is not None:
        text = N_("‘{word}’ is no value of {filter}. Did you mean ‘{better}’?")
    title = query_words.field_title(field)
    return Puzzle(start, end, Message(text, word=typed, filter=title, better=better or ""), better or "")


def say_want(want: Want, sense: Sense) -> Message:
    """What is wanted, in words."""
    said = tuple(_say_value(want.field, value, sense) for value in _in_order(want, sense))
    list_ = Message("{list}", list=said)
    if want.field is Field.FLAG:
        return Message("Not {value}", value=list_) if want.out else list_
    if want.field is Field.TEXT:
        return Message("Without: {text}", text=list_)
    title = query_words.field_title(want.field)
    text = N_("{filter} not {value}") if want.out else N_("{filter}: {value}")
    return Message(text, filter=title, value=list_)


def _say_value(field: Field, value: Value, sense: Sense) -> Message:
    match value:
        case Days():
            return say_days(value)
        case Sums():
            return say_sums(value)
    listed = query_words.choice_of(field, value, sense)
    return Message("{text}", text=str(value)) if listed is None else listed.said


def _in_order(want: Want, sense: Sense) -> list[Value]:
    """The values as the field lists them; days, amounts and words after those, from the least."""
    order = [one.value for one in query_words.choices(want.field, sense)]
    rest = sorted((value for value in want.values if value not in order), key=repr)
    return [value for value in order if value in want.values] + rest


def write(wanted: CaseFilter, sense: Sense, language: str = "en") -> str:
    """The words that mean what a parsed filter asks for; its other fields are the view's and are not written."""
    fields = list(Field)
    wants = sorted(wanted.wants, key=lambda one: (fields.index(one.field), one.out, repr(_in_order(one, sense))))
    if wanted.signer is not None:
        wants.append(Want(Field.FLAG, frozenset({wanted.signer})))
    words = [_quoted_word(word) for word in wanted.text.split()]
    return " ".join([*(write_want(one, sense, language) for one in wants), *words])


def write_want(want: Want, sense: Sense, language: str = "en") -> str:
    """One want as text, in the words of a language."""
    out = "-" if want.out else ""
    if want.field is Field.TEXT:
        return " ".join(f'{out}"{value}"' for value in sorted(map(str, want.values)))
    if want.field in TEXTS:
        named = f"{out}{query_words.field_written(want.field, language)}:"
        return " ".join(f'{named}"{value}"' for value in sorted(map(str, want.values)))
    written = ",".join(_write_value(want.field, value, sense, language) for value in _in_order(want, sense))
    return f"{out}{query_words.field_written(want.field, language)}:{written}"


def _write_value(field: Field, value: Value, sense: Sense, language: str) -> str:
    match value:
        case Days():
            return write_days(value)
        case Sums():
            return write_sums(value)
    listed = query_words.choice_of(field, value, sense)
    text = str(value) if listed is None else listed.written(language)
    return f'"{text}"' if re.search(r"[\s,，、:：]", text) else text


def _quoted_word(word: str) -> str:
    return f'"{word}"' if word.startswith("-") or re.search("[:：]", word) else word


# what buttons, chips and the filter row do to a text


def put(text: str, field: Field, words: str, sense: Sense) -> str:
    """The text with other words for a field: in the place of what it asked of it, else after the rest; "" takes away.

    What leaves cases out stays; the words of others stay as they were typed.
    """
    old = [part for part in parse(text, sense).parts if part.field is field and not (part.want and part.want.out)]
    if not old:
        return " ".join(filter(None, (text.rstrip(), words)))
    for part in reversed(old[1:]):
        text = without(text, part.start, part.end)
    first = old[0]
    if not words:
        return without(text, first.start, first.end)
    return text[: first.start] + words + text[first.end :]


def without(text: str, start: int, end: int) -> str:
    """The text without what stands there, and without the blank that this leaves."""
    before, after = text[:start].rstrip(), text[end:].lstrip()
    return " ".join(filter(None, (before, after))) if before or after else ""


def wanted_of(query: Query, field: Field) -> frozenset[Value]:
    """What a text asks of a field, where it asks once and leaves nothing out."""
    wants = [part.want for part in query.parts if part.field is field and part.want and not part.want.out]
    return wants[0].values if len(wants) == 1 else frozenset()


class HasOfficer(Protocol):
    """An office, as far as a query needs it."""

    @property
    def officer(self) -> SignedIn: ...
    @property
    def clock(self) -> Clock: ...
    @property
    def rules(self) -> RuleBook: ...


def sense_of(office: HasOfficer, people: Iterable[OfficerRow]) -> Sense:
    """What words mean in an office to the officer who is signed in."""
    return Sense(office.clock.today(), office.officer, tuple(people), lambda: office.rules)
