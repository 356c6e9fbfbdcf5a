"""Which column of a list is which field: guessed by the headings, corrected by a person, remembered for the next file.

A list may begin with a title and notes; its headings are the row that reads most like headings. What was chosen for
one set of headings is kept in the person's own settings and proposed again for the same set (docs/importing.md).
"""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any, Final

from app.importing.cells import shown
from app.importing.fields import Kind, field_of, heading_key, headings
from app.inside.decoding import ENCODINGS
from app.inside.grid import Grid
from app.refusal import Invalid
from app.toml import NotToml, parsed

FILE: Final = "imports.toml"

#: The headings stand within so many rows; the longest text that is taken for one.
_LOOKED_AT: Final = 25
_LONGEST: Final = 120
#: So many sets of headings are remembered.
_KEPT: Final = 200


@dataclass(frozen=True, slots=True)
class Layout:
    """How a sheet is read: the row of its headings, from 0, and for each column the name of a field or nothing."""

    kind: Kind
    header: int
    columns: tuple[str, ...]

    def column(self, name: str) -> int | None:
        """The column of a field."""
        return self.columns.index(name) if name in self.columns else None


@dataclass(frozen=True, slots=True)
class Given:
    """What a file of `--map` says; what it does not say is guessed. `header` counts from 0."""

    kind: Kind | None = None
    sheet: str | None = None
    header: int | None = None
    encoding: str | None = None
    columns: Mapping[str, str] = field(default_factory=dict)


def titles(grid: Grid, header: int) -> tuple[str, ...]:
    """What stands in the row of the headings, for every column that holds anything."""
    said = _said(grid, header)
    return said + ("",) * (grid.width - len(said))


def _said(grid: Grid, row: int) -> tuple[str, ...]:
    """What stands in a row, as far as it holds anything: how wide the whole sheet is takes a look at every row."""
    cells = grid.rows[row] if row < len(grid.rows) else ()
    return tuple(" ".join(shown(one).split())[:_LONGEST] for one in cells)


def guessed_kind(grid: Grid) -> Kind:
    """What a sheet is a list of, by its headings; applicants where they say nothing."""
    return max(Kind, key=lambda kind: _score(grid, guessed_header(grid, kind), kind))


def guessed_header(grid: Grid, kind: Kind) -> int:
    """The row of the headings: the one that names most fields, or the first that holds two texts."""
    rows = range(min(len(grid.rows), _LOOKED_AT))
    best = max(rows, key=lambda row: _score(grid, row, kind), default=0)
    if _score(grid, best, kind):
        return best
    texts = (row for row in rows if sum(isinstance(one, str) and bool(one.strip()) for one in grid.rows[row]) > 1)
    return next(texts, 0)


def guessed(grid: Grid, kind: Kind, header: int | None = None, given: Mapping[str, str] | None = None) -> Layout:
    """How a sheet is probably read. `given` says the field of some headings, or nothing for those to be left out."""
    row = guessed_header(grid, kind) if header is None else header
    told = {heading_key(title): name for title, name in (given or {}).items()}
    known = headings(kind)
    columns: list[str] = []
    for title in titles(grid, row):
        key = heading_key(title)
        name = told[key] if key in told else known.get(key, "")
        columns.append("" if name in columns else name)
    return Layout(kind, row, tuple(columns))


def _score(grid: Grid, row: int, kind: Kind) -> int:
    known = headings(kind)
    return len({known[key] for one in _said(grid, row)[:200] if (key := heading_key(one)) in known})


def read_map(text: str) -> Given:
    """What a file of `--map` says; raises `Invalid` naming what it does not understand."""
    try:
        kept = parsed(text)
    except NotToml as problem:
        raise Invalid("The map is not TOML: {detail}", field="map", detail=str(problem)) from None
    unknown = tuple(sorted(set(kept) - {"kind", "sheet", "headings", "encoding", "columns"}))
    if unknown:
        raise Invalid("The map has lines that are not known: {names}", field="map", names=unknown)
    kind = _one_of(kept.get("kind"), "kind", tuple(map(str, Kind)))
    columns = kept.get("columns", {})
    row, sheet = kept.get("headings", 1), kept.get("sheet")
    if not isinstance(row, int) or isinstance(row, bool) or row < 1:
        raise Invalid("“headings” in the map is the number of a row, from 1", field="map")
    if not isinstance(columns, dict) or not all(isinstance(one, str) for one in columns.values()):
        raise Invalid("“columns” in the map names a field for each heading", field="map")
    given = Given(
        Kind(kind) if kind else None,
        sheet if isinstance(sheet, str) else None,
        row - 1 if "headings" in kept else None,
        _one_of(kept.get("encoding"), "encoding", ENCODINGS),
        columns,
    )
    _refuse_unknown(given)
    return given


def refuse_repeated(columns: Mapping[str, str]) -> None:
    """Refuse (`Invalid`) a map that gives one field to two columns."""
    named = [name for name in columns.values() if name]
    if again := next((name for name in named if named.count(name) > 1), None):
        raise Invalid("The map gives “{name}” to two columns; a field comes from one", field="map", name=again)


def _refuse_unknown(given: Given) -> None:
    refuse_repeated(given.columns)
    for name in given.columns.values():
        kinds = tuple(Kind) if given.kind is None else (given.kind,)
        if name and not any(field_of(kind, name) for kind in kinds):
            raise Invalid("“{name}” in the map is no field of such a list", field="map", name=name[:60])


def _one_of(value: Any, name: str, known: tuple[str, ...]) -> str | None:
    if value is None:
        return None
    if isinstance(value, str) and value in known:
        return value
    raise Invalid("“{name}” in the map is one of: {known}", field="map", name=name, known=known)


def remembered(folder: Path, grid: Grid, kind: Kind, header: int) -> Mapping[str, str]:
    """What was chosen the last time for the same headings: heading → field; empty where nothing is kept."""
    kept = _kept(folder).get(_key(grid, kind, header), {})
    return {title: name for title, name in kept.items() if isinstance(name, str)} if isinstance(kept, dict) else {}


def remember(folder: Path, grid: Grid, layout: Layout) -> None:
    """Keep what was chosen. A folder that cannot be written costs the memory, not the work: nothing is raised."""
    import tomli_w

    kept, key = _kept(folder), _key(grid, layout.kind, layout.header)
    kept.pop(key, None)
    chosen = {title: name for title, name in zip(titles(grid, layout.header), layout.columns) if title}
    body = dict(list(kept.items())[-_KEPT + 1 :]) | {key: chosen}
    with suppress(OSError):
        folder.mkdir(parents=True, exist_ok=True)
        beside = folder / f"{FILE}.new"
        beside.write_text(tomli_w.dumps(body), encoding="utf-8")
        beside.replace(folder / FILE)


def _kept(folder: Path) -> dict[str, Any]:
    try:
        return parsed((folder / FILE).read_text("utf-8"))
    except (OSError, UnicodeDecodeError, NotToml):
        return {}


def _key(grid: Grid, kind: Kind, header: int) -> str:
    said = "\n".join((kind.value, *map(heading_key, titles(grid, header))))
    return hashlib.sha256(said.encode("utf-8", "replace")).hexdigest()[:24]
