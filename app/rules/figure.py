"""A published figure and where it comes from."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal

from app.texts import Words
from models.kinds import Mark


@dataclass(frozen=True, slots=True)
class Source:
    """A publication; `key` is its name in the rules file, `url` the public address where one is known."""

    key: str
    title: Words
    url: str | None


#: The source of what follows from the lines above it.
ARITHMETIC = Source("", Words("Arithmetic", "計算", "计算"), None)

#: The source of what an officer entered without a publication.
ENTERED = Source("", Words("Entered by the officer", "由負責人員輸入", "由负责人员输入"), None)

#: The source of a figure that nobody published.
UNPUBLISHED = Source("", Words("Not published", "並無公布", "并无公布"), None)


@dataclass(frozen=True, slots=True)
class Clause:
    """A rule without a number: who says so, and how sure it is."""

    source: Source
    mark: Mark


@dataclass(frozen=True, slots=True)
class Figure:
    """A number of the rules, by its name such as `P4.OA.ceiling`.

    `value` is None when the figure is not set (`mark` is then `Mark.NOT_SET`): not zero and not without limit.
    """

    name: str
    value: Decimal | None
    source: Source
    mark: Mark

    @property
    def is_set(self) -> bool:
        return self.value is not None
