"""Two ways to the cases that say what was typed: along an order, asking each case, and in no order, by the index.

A word that few names say is looked up before anything else is asked: from the index of words to the names, from there
to the cases. Then each case needs to be asked only whether it is one of these, which any index of cases can tell. A
word that many say is read in one case after another, because the first page is full at once.

What was found for the last words is remembered until the journal grows: the first page, the whole list, the totals and
the next order ask for the same.
"""

from __future__ import annotations

import json
from array import array
from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from dataclasses import dataclass
from operator import itemgetter
from typing import Any, Final
from weakref import WeakKeyDictionary

from sqlalchemy import ARRAY, BigInteger, Dialect, Select, cast, func, select
from sqlalchemy.orm import Session
from sqlalchemy.sql import operators, visitors
from sqlalchemy.sql.elements import BooleanClauseList, Grouping

from app.search import WORDS, Condition, Kind, Saying, indexed, match, matching, number_match, numbers, own_numbers
from app.tokens import Asked
from models import Applicant, Case
from models.base import table_of
from models.index import words_of
from models.journal import head

#: More names or numbers than these are many: it is quicker to look at one case after another until a page is full.
MOST: Final = 4_000
#: So many cases are looked at by themselves for their other words; for more, the index is quicker for every word.
_HANDFUL: Final = 2_000
#: Words whose cases are remembered: eight bytes for each case.
_WORDS: Final = 4


@dataclass(frozen=True, slots=True)
class Ways:
    """Two ways to the same cases: along an order, and in no order. `found` is how many cases say the words that not
    many names say, which is the most there can be; None where there is no such word."""

    walking: tuple[Condition, ...]
    collecting: tuple[Condition, ...]
    found: int | None = None


def ways(session: Session, conditions: Sequence[Condition], *, most: int = MOST) -> Ways:
    """Both ways to the cases that fulfil conditions, some of which may be what `search.says` gives."""
    sayings = [one for each in conditions for one in visitors.iterate(each) if isinstance(one, Saying)]
    if not sayings:
        return Ways(tuple(conditions), tuple(conditions))
    asking = _Asking(session, most)
    rare = {id(one): counted for one in sayings if (counted := asking.count(one)) <= most}
    told, rest = [], []
    for each in _each_of(conditions):
        names = _names_saying(each, rare)
        if names is None:
            rest.append(each)
        else:
            told.append((names, each))
    dialect = asking.dialect
    if not told:
        return Ways(tuple(conditions), indexed(rest, dialect))
    found = asking.all_of(each for _, each in sorted(told, key=itemgetter(0)))
    looked = rest if len(found) <= _HANDFUL else indexed(rest, dialect)
    listed = _listed(found, dialect)
    # Along an order each case is asked whether it is one of them: a sum, so that SQLite does not look each of them up.
    return Ways(((Case.row_no + 0).in_(listed), *rest), (Case.row_no.in_(listed), *looked), len(found))


def forget() -> None:
    """Forget what was found: for measuring how long a search takes for the first time."""
    _remembered.clear()


def _listed(numbers: Set[int], dialect: Dialect) -> Select[Any]:
    """Numbers as a query that gives them: one parameter, however many they are."""
    if dialect.name == "postgresql":
        return select(func.unnest(cast(sorted(numbers), ARRAY(BigInteger))))
    return select(func.json_each(json.dumps(sorted(numbers))).table_valued("value").c.value)


# --- what is asked ----------------------------------------------------------------------------------------------


def _each_of(conditions: Iterable[Any]) -> Iterator[Condition]:
    """What is to be fulfilled, one by one: conditions joined by "and" are several."""
    for one in conditions:
        if isinstance(one, Grouping) and not isinstance(one, Saying):
            yield from _each_of((one.element,))
        elif isinstance(one, BooleanClauseList) and one.operator is operators.and_:
            yield from _each_of(one.clauses)
        else:
            yield one


def _names_saying(condition: Any, rare: Mapping[int, int]) -> int | None:
    """How many names of a kind say the words of a condition; None where it holds a common word or anything else."""
    if isinstance(condition, Saying):
        return rare.get(id(condition))
    if isinstance(condition, Grouping):
        return _names_saying(condition.element, rare)
    if not isinstance(condition, BooleanClauseList):
        return None
    counted = [_names_saying(one, rare) for one in condition.clauses]
    known = [one for one in counted if one is not None]
    return sum(known) if len(known) == len(counted) else None


# --- what is found ----------------------------------------------------------------------------------------------

_Word = tuple[tuple[Kind, ...], Asked]


@dataclass(slots=True)
class _Memory:
    """What was found for the last words while the journal ended with this hash; several threads may ask at once."""

    ends: str
    found: tuple[tuple[_Word, array[int]], ...] = ()


#: By the dialect of its engine, which each open store has of its own.
_remembered: Final[WeakKeyDictionary[Dialect, _Memory]] = WeakKeyDictionary()


class _Asking:
    """One search in one transaction."""

    def __init__(self, session: Session, most: int) -> None:
        self.connection, self.most = session.connection(), most
        self.dialect: Final = self.connection.dialect
        self.memory = _Memory("")
        # A transaction that writes is ahead of the journal: what it finds is not remembered.
        if self.connection.get_execution_options().get("purpose") == "reading":
            _, ends = head(session)
            known = _remembered.get(self.dialect)
            self.memory = known if known is not None and known.ends == ends else _Memory(ends)
            _remembered[self.dialect] = self.memory

    def count(self, saying: Saying) -> int:
        """How many of one kind say a word, at the most `most` and one; a word of signs only is taken for too many."""
        one, known = saying.one, dict(self.memory.found).get((saying.kinds, saying.one))
        if known is not None or not one.pieces:
            return self.most + 1 if known is None else min(len(known), self.most)
        counted = 0
        for kind in saying.kinds:
            asking = number_match(one, self.dialect) if kind is Case else match(one, self.dialect)
            found = numbers(WORDS[kind], asking, self.dialect).limit(self.most + 1).subquery()
            counted = max(counted, self.connection.execute(select(func.count()).select_from(found)).scalar_one())
        return counted

    def all_of(self, conditions: Iterable[Condition]) -> set[int]:
        """The cases, by `row_no`, that fulfil all of these, which ask for nothing but words that few names say."""
        found: set[int] | None = None
        for one in conditions:
            if found is None:
                found = self._saying(one)
            elif found:
                found &= self._saying(one)
        return found or set()

    def _saying(self, condition: Any) -> set[int]:
        if isinstance(condition, Saying):
            return set(self._word(condition))
        if isinstance(condition, Grouping):
            return self._saying(condition.element)
        if condition.operator is operators.and_:
            return self.all_of(condition.clauses)
        return set().union(*map(self._saying, condition.clauses))

    def _word(self, saying: Saying) -> array[int]:
        word, known = (saying.kinds, saying.one), self.memory.found
        found = dict(known).get(word)
        if found is None:
            queries = (_cases(kind, saying.one, self.dialect) for kind in saying.kinds)
            found = array("q", set().union(*map(self._gathered, queries)))
        others = [each for each in known if each[0] != word]
        self.memory.found = (*others[1 - _WORDS :], (word, found))
        return found

    def _gathered(self, query: Select[Any]) -> Sequence[int]:
        """The numbers that a query gives; in one piece, which takes half as long as row by row."""
        gather = func.json_agg if self.dialect.name == "postgresql" else func.json_group_array
        whole = self.connection.execute(query.with_only_columns(gather(query.selected_columns[0]))).scalar()
        found: Sequence[int] = json.loads(whole) if isinstance(whole, str) else whole or ()
        return found


def _cases(kind: Kind, one: Asked, dialect: Dialect) -> Select[Any]:
    """The cases, by `row_no`, that say a word in a number of their own, or whose applicant or factory says it.

    SQLite is told the indexes: from the word to the name, from there to the cases, and none of them is read.
    """
    if kind is Case:
        return own_numbers(one, dialect)
    cases, of, words = table_of(Case), table_of(kind), words_of(WORDS[kind], dialect)
    whose, index = cases.c.factory_id, "ix_cases_factory_id"
    if kind is Applicant:
        whose, index = cases.c.applicant_id, "ix_cases_by_applicant"
    theirs = words.join(of, of.c.row_no == words.c[0]).join(cases, whose == of.c.id)
    query = select(cases.c.row_no).select_from(theirs).where(matching(words, match(one, dialect), dialect))
    if one.look:
        query = query.where(of.c.folded.contains(one.word, autoescape=True))
    query = query.with_hint(of, f"INDEXED BY ix_{of.name}_row_no_id", "sqlite")
    return query.with_hint(cases, f"INDEXED BY {index}", "sqlite")
