"""Which records say what was typed: each word in a name, in a number, by its sound or by its initials.

A record can be asked in two ways, which give the same answer. *Reading* looks at one record after another: right where
most of them say the word, because the first page is full at once. *By the index* finds the cases that say it before
any is looked at: right where not so many do. What this module gives are readings; `app.search_ways` puts the index in
their place, or the cases themselves.

Every character of a search stands for itself: signs of SQL and of patterns mean nothing here.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import cache
from typing import Any, Final

from sqlalchemy import (
    ColumnElement,
    Dialect,
    Select,
    TableClause,
    and_,
    cast,
    column,
    exists,
    false,
    or_,
    select,
)
from sqlalchemy.orm import aliased
from sqlalchemy.sql import visitors
from sqlalchemy.sql.elements import Grouping

from app.names import wanted_words
from app.tokens import Asked, asked, squeezed
from models import Applicant, Case, Factory
from models.base import table_of
from models.index import applicant_names, case_names, factory_names, words_of

Condition = ColumnElement[bool]
Named = type[Applicant] | type[Factory]
Kind = Named | type[Case]

_BESIDE: Final[dict[Named, Any]] = {Applicant: applicant_names, Factory: factory_names}
#: Where the words of each kind are.
WORDS: Final[dict[Kind, str]] = {
    Applicant: "applicant_words",
    Factory: "factory_words",
    Case: "case_words",
}


class Saying(Grouping[bool]):
    """Whether a case says a word, as a reading; it knows its word, so that the index can take its place."""

    inherit_cache = True

    def __init__(self, reading: Condition, one: Asked, kinds: tuple[Kind, ...]) -> None:
        super().__init__(reading)
        self.one = one
        self.kinds = kinds


def says(text: str) -> list[Condition]:
    """Whether a `Case` says each word of a text, in a number or a name; nothing needs to be joined."""
    return [said(word) for word in _words(text)] if _can_be_said(text) else [false()]


def said(word: str, *, numbers: bool = True, names: bool = True) -> Condition:
    """Whether a `Case` says one folded word, in its numbers, or in a name or number of its applicant or factory."""
    one = asked(word)
    kinds: tuple[Kind, ...] = (*((Case,) if numbers else ()), *((Applicant, Factory) if names else ()))
    return Saying(or_(false(), *(_reading(kind, one) for kind in kinds)), one, kinds)


def applicants_saying(text: str, dialect: Dialect) -> list[Condition]:
    """Whether an `Applicant` says each word of a text, in its own names and number or in those of its factories."""
    if not _can_be_said(text):
        return [false()]
    found: list[Condition] = []
    for one in map(asked, _words(text)):
        through = select(Factory.applicant_id).where(named(Factory, one, dialect))
        found.append(or_(named(Applicant, one, dialect), Applicant.id.in_(through)))
    return found


def named(kind: Named, one: Asked, dialect: Dialect) -> Condition:
    """Whether a record of this kind says a word in its names or its number, by the index."""
    written: Condition = kind.folded.contains(one.word, autoescape=True)
    if not one.pieces:
        return written
    found: Condition = kind.row_no.in_(numbers(WORDS[kind], match(one, dialect), dialect))
    return found & written if one.look else found


def _words(text: str) -> tuple[str, ...]:
    return wanted_words(text) or ()


def _can_be_said(text: str) -> bool:
    return wanted_words(text) is not None


# --- reading ---------------------------------------------------------------------------------------------------


def _reading(kind: Kind, one: Asked) -> Condition:
    return numbered(one.word) if kind is Case else _named(Applicant if kind is Applicant else Factory, one)


def _named(kind: Named, one: Asked) -> Condition:
    of = _other(kind)
    whose = Case.applicant_id if kind is Applicant else Case.factory_id
    written = of.folded.contains(one.word, autoescape=True)
    if one.sounds:
        names = _BESIDE[kind].alias()
        heard = or_(*(names.c.sounds.contains(f" {sound}") for sound in one.sounds))
        written = or_(written, exists().where(names.c.row_no == of.row_no, heard))
    return exists().where(of.id == whose, written)


@cache
def _other(kind: Kind) -> Any:
    """The same kind under another name, for a question within a question; one of these takes long to make."""
    return aliased(kind)


def numbered(word: str, case: Any = Case) -> Condition:
    """Whether a word stands in the number of a case or in that of its old file; the case may be an alias.

    Never unknown, so that the cases which do not say it can be asked for, too.
    """
    old = case_names.alias()
    return or_(
        and_(case.reference.is_not(None), case.reference.icontains(word, autoescape=True)),
        case.legacy_file_no.icontains(word, autoescape=True),
        exists().where(old.c.row_no == case.row_no, old.c.folded.contains(word, autoescape=True)),
    )


# --- by the index ----------------------------------------------------------------------------------------------


def indexed(conditions: Iterable[Condition], dialect: Dialect) -> tuple[Condition, ...]:
    """The same conditions, with the index in the place of what is read."""

    def replaced(element: Any, **_: Any) -> Any:
        return _by_index(element, dialect) if isinstance(element, Saying) else None

    return tuple(visitors.replacement_traverse(each, {}, replaced) for each in conditions)


def _by_index(saying: Saying, dialect: Dialect) -> Condition:
    """The cases that say a word: by their own numbers, and those of the applicants and of the factories that say it."""
    if not saying.one.pieces:
        return saying
    one = saying.one
    found: list[Condition] = []
    for kind in saying.kinds:
        if kind is Case:
            found.append(Case.row_no.in_(own_numbers(one, dialect)))
        else:
            whose = Case.applicant_id if kind is Applicant else Case.factory_id
            found.append(and_(whose.is_not(None), whose.in_(_owners(kind, one, dialect))))
    return or_(false(), *found).self_group()


def own_numbers(one: Asked, dialect: Dialect) -> Select[Any]:
    """The cases, by `row_no`, that say a word in a number of their own."""
    within = numbers(WORDS[Case], number_match(one, dialect), dialect)
    cases = _other(Case)
    return select(cases.row_no).where(cases.row_no.in_(within), numbered(one.word, cases)).correlate(None)


def _owners(kind: Kind, one: Asked, dialect: Dialect) -> Select[Any]:
    """The applicants or factories that say a word, by their ids."""
    of: Named = Applicant if kind is Applicant else Factory
    query: Select[Any] = select(of.id).where(named(of, one, dialect)).correlate(None)
    # SQLite would read each record for its id; where its text is not looked at, an index tells it.
    return query if one.look else query.with_hint(table_of(of), f"INDEXED BY ix_{of.__tablename__}_row_no_id", "sqlite")


# --- the words of either engine --------------------------------------------------------------------------------


def numbers(words: str, asking: str, dialect: Dialect) -> Select[int]:
    """The records, by their `row_no`, whose tokens match what `match` gives."""
    kept = words_of(words, dialect)
    return select(kept.c[0]).where(matching(kept, asking, dialect))


def matching(words: TableClause, asking: str, dialect: Dialect) -> Condition:
    """Whether the tokens of a record match what `match` gives."""
    if dialect.name == "postgresql":
        from sqlalchemy.dialects.postgresql import TSQUERY  # which a local office never loads

        return words.c.words.op("@@")(cast(asking, TSQUERY))
    return column(words.name).op("match")(asking)


def match(one: Asked, dialect: Dialect) -> str:
    """What the engine is asked: all pieces, or else one of the sounds."""
    return f"({_joined('or', (written(one, dialect), *(beginning(sound, dialect) for sound in one.sounds)), dialect)})"


def written(one: Asked, dialect: Dialect) -> str:
    """What the engine is asked: all pieces of a word as they are written."""
    return f"({_joined('and', (beginning(piece, dialect) for piece in one.pieces), dialect)})"


def every(matches: Iterable[str], dialect: Dialect) -> str:
    """What the engine is asked for records that match all of these."""
    return _joined("and", matches, dialect)


def any_of(matches: Iterable[str], dialect: Dialect) -> str:
    """What the engine is asked for records that match one of these."""
    return _joined("or", matches, dialect)


def number_match(one: Asked, dialect: Dialect) -> str:
    """What the engine is asked for the numbers of cases."""
    return beginning(squeezed(one.word), dialect)


def beginning(token: str, dialect: Dialect) -> str:
    """A token that begins so; it holds letters and digits only, so that nothing needs to be escaped."""
    return f"'{token}':*" if dialect.name == "postgresql" else f'"{token}"*'


def whole(token: str, dialect: Dialect) -> str:
    """A token that is so from its beginning to its end."""
    return f"'{token}'" if dialect.name == "postgresql" else f'"{token}"'


def _joined(how: str, matches: Iterable[str], dialect: Dialect) -> str:
    signs = {"and": " & ", "or": " | "} if dialect.name == "postgresql" else {"and": " AND ", "or": " OR "}
    return signs[how].join(matches)
