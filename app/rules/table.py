"""One table of a TOML file, read key by key and strictly: a key that nobody asked for is a mistake of the writer."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from typing import Any, TypeVar

from app.refusal import Refusal
from app.texts import Message, Words

Kind = TypeVar("Kind", bound=StrEnum)

#: Makes the refusal for one key (its whole path, such as `types.OA.rate`) and what is wrong with it.
Refuse = Callable[[str, Message], Refusal]


class Table:
    """The values under one path of a file, and how a mistake in them is refused.

    Every reader raises the file's refusal when the key is missing or holds something else; `finish` raises it
    for keys that were not read.
    """

    def __init__(self, values: Mapping[str, Any], path: str, refuse: Refuse) -> None:
        self._values = values
        self._path = path
        self._refuse = refuse
        self._read: set[str] = set()

    def key(self, name: str) -> str:
        """The whole path of a key, as a refusal names it."""
        return f"{self._path}.{name}" if self._path else name

    def names(self) -> tuple[str, ...]:
        """The keys of this table, in the order of the file."""
        return tuple(self._values)

    def has(self, name: str) -> bool:
        """Whether the key stands in this table."""
        return name in self._values

    def wrong(self, name: str, problem: Message) -> Refusal:
        """The refusal for one key of this table."""
        return self._refuse(self.key(name), problem)

    def text(self, name: str) -> str:
        """A text that is not empty."""
        value = self._take(name, str, Message("a text is expected"))
        if not value.strip():
            raise self.wrong(name, Message("the text is empty"))
        return str(value)

    def evidence(self, name: str) -> str:
        """A text that may be empty."""
        return str(self._take(name, str, Message("a text is expected")))

    def flag(self, name: str) -> bool:
        """A yes or no."""
        return bool(self._take(name, bool, Message("true or false is expected")))

    def day(self, name: str) -> date:
        """A day, written without quotes: 2025-04-01."""
        value = self._take(name, date, Message("a date is expected, written like 2025-04-01 without quotes"))
        if isinstance(value, datetime):
            raise self.wrong(name, Message("a date is expected, written like 2025-04-01 without quotes"))
        return date(value.year, value.month, value.day)

    def choice(self, name: str, kinds: type[Kind], *, besides: tuple[str, ...] = ()) -> Kind:
        """One word of a closed list; a refusal names also the words that the caller takes `besides`."""
        return self._one_of(name, self.text(name), kinds, besides)

    def choices(self, name: str, kinds: type[Kind]) -> tuple[Kind, ...]:
        """Several words of a closed list."""
        return tuple(self._one_of(name, word, kinds) for word in self.texts(name))

    def number(self, name: str) -> str:
        """A number as it was written, with or without quotes (the file is read with `parse_float=Decimal`)."""
        value = self._take(name, object, Message("a number is expected"))
        if isinstance(value, bool) or not isinstance(value, (str, int, Decimal)):
            raise self.wrong(name, Message("a number is expected"))
        return str(value)

    def texts(self, name: str) -> tuple[str, ...]:
        """A list of texts."""
        values = self._take(name, list, Message("a list of texts is expected"))
        if not all(isinstance(value, str) for value in values):
            raise self.wrong(name, Message("a list of texts is expected"))
        return tuple(values)

    def words(self, name: str) -> Words:
        """Words in the three languages."""
        table = self.table(name)
        words = Words(table.text("en"), table.text("zh_HK"), table.text("zh_CN"))
        table.finish()
        return words

    def table(self, name: str) -> Table:
        """The table under a key."""
        values = self._take(name, dict, Message("a table is expected"))
        return Table(values, self.key(name), self._refuse)

    def tables(self, name: str) -> tuple[Table, ...]:
        """The list of tables under a key."""
        values = self._take(name, list, Message("a list of tables is expected"))
        if not all(isinstance(value, dict) for value in values):
            raise self.wrong(name, Message("a list of tables is expected"))
        return tuple(Table(value, f"{self.key(name)}.{number}", self._refuse) for number, value in enumerate(values, 1))

    def finish(self) -> None:
        """Everything has been read; anything else in the table is unknown."""
        for name in self._values:
            if name not in self._read:
                raise self.wrong(name, Message("this key is not known"))

    def _take(self, name: str, kind: type, problem: Message) -> Any:
        self._read.add(name)
        if name not in self._values:
            raise self.wrong(name, Message("this key is missing"))
        value = self._values[name]
        if not isinstance(value, kind):
            raise self.wrong(name, problem)
        return value

    def _one_of(self, name: str, word: str, kinds: type[Kind], besides: tuple[str, ...] = ()) -> Kind:
        try:
            return kinds(word)
        except ValueError:
            known = (*(str(kind) for kind in kinds), *besides)
            problem = Message("“{word}” is not one of: {known}", word=word[:24], known=known)
            raise self.wrong(name, problem) from None
