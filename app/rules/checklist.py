"""Which documents a case needs, by project type, route and what is claimed of its technology (domain.md §2.2).

The list is data, in `resources/lists/checklist.toml`, each line with source and mark. It asks; it never refuses.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Final

from app.paths import RESOURCES
from app.texts import Words
from app.toml import parsed
from models.kinds import DocumentKind, FactoryKind, ItemKind, Mark, Origin, ProjectType, Route

FILE: Final = RESOURCES / "lists" / "checklist.toml"

#: The routes that a factory may take, for one whose connection is not known yet.
_OF_FACTORY: Final[Mapping[FactoryKind, frozenset[Route]]] = {
    FactoryKind.GUANGDONG: frozenset({Route.R1A, Route.R1B, Route.R1C, Route.R1D}),
    FactoryKind.HONG_KONG: frozenset({Route.R2}),
    FactoryKind.WORKSHOP: frozenset({Route.R3}),
}


@dataclass(frozen=True, slots=True)
class Needed:
    """One line of the checklist. `documents` are the kinds of which one each is wanted; empty collections mean all."""

    kind: ItemKind
    documents: tuple[DocumentKind, ...]
    proves: Words
    source: Words
    mark: Mark
    types: frozenset[ProjectType]
    routes: frozenset[Route]
    origins: frozenset[Origin]


@dataclass(frozen=True, slots=True)
class Asked:
    """What the checklist is asked. `routes` are those entered, perhaps none; `factory` is None without one."""

    type: ProjectType
    routes: frozenset[Route]
    factory: FactoryKind | None
    origin: Origin | None


def needed(asked: Asked) -> tuple[Needed, ...]:
    """The lines that apply, in their order; none for Organisation Support, for which nothing can be inferred.

    Until a route is entered only what every route of such a factory needs is asked for.
    """
    return tuple(line for line in lines() if _applies(line, asked))


def documents_for() -> Mapping[ItemKind, tuple[DocumentKind, ...]]:
    """The kinds of document that tick off each kind of item together."""
    return {line.kind: line.documents for line in lines()}


@cache
def lines() -> tuple[Needed, ...]:
    """Every line of the file."""
    rows = parsed(FILE.read_text("utf-8"))["items"]
    return tuple(_line(row) for row in rows)


def _line(row: Mapping[str, Any]) -> Needed:
    return Needed(
        kind=ItemKind(row["kind"]),
        documents=tuple(DocumentKind(one) for one in row["documents"]),
        proves=Words(**row["proves"]),
        source=Words(**row["source"]),
        mark=Mark(row["mark"]),
        types=frozenset(ProjectType(one) for one in row.get("types", _TYPES)),
        routes=frozenset(Route(one) for one in row.get("routes", ())),
        origins=frozenset(Origin(one) for one in row.get("origins", ())),
    )


_TYPES: Final = tuple(one for one in ProjectType if one is not ProjectType.OSI)


def _applies(line: Needed, asked: Asked) -> bool:
    if asked.type not in line.types or (line.origins and asked.origin not in line.origins):
        return False
    return not line.routes or _by_route(line.routes, asked)


def _by_route(routes: Collection[Route], asked: Asked) -> bool:
    if asked.routes:
        return any(route in routes for route in asked.routes)
    open_to = _OF_FACTORY.get(asked.factory) if asked.factory is not None else None
    return open_to is not None and all(route in routes for route in open_to)
