"""The sample office's visits, and photographs that are drawn when the office is built, the same bytes each time."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator, Sequence
from datetime import date, timedelta
from typing import Any, Final
from uuid import UUID

from app import documents, photographs, visits
from app.documents import DocumentFields
from app.inside import child
from app.inside.found import Picture
from app.office import Work
from app.sample_events import Event, Row, World
from app.visits import PhotographFields, VisitFields
from models.kinds import DocumentKind

_WIDE, _HIGH, _FLOOR = 960, 640, 430
_TAKEN: Final = 0x9003  # EXIF: DateTimeOriginal
_EXIF: Final = 0x8769

Colour = tuple[int, int, int]
_WALL: Final = ((214, 209, 198), (188, 182, 170))
_GROUND: Final = ((120, 124, 122), (84, 88, 88))
_STEEL, _DARK, _SHADE = (168, 178, 184), (58, 66, 72), (108, 118, 124)
_GREEN, _YELLOW, _BLUE, _BROWN, _WHITE = (62, 122, 88), (214, 172, 62), (64, 104, 148), (146, 112, 78), (232, 232, 226)

#: What each photograph shows: a shape, its place and its colour, drawn over a wall and a floor.
_SCENES: Final[dict[str, tuple[tuple[str, tuple[int, ...], Colour], ...]]] = {
    "booths": (
        *(("rectangle", (60 + 300 * n, 150, 310 + 300 * n, 520), _SHADE) for n in range(3)),
        *(("rectangle", (84 + 300 * n, 176, 286 + 300 * n, 500), _DARK) for n in range(3)),
        *(("rectangle", (120 + 300 * n, 60, 250 + 300 * n, 150), _STEEL) for n in range(3)),
        *(("rectangle", (130 + 300 * n, 330, 240 + 300 * n, 470), _BROWN) for n in range(3)),
    ),
    "boards": (
        *(("rectangle", (120, 470 - 34 * n, 520, 496 - 34 * n), _BROWN) for n in range(9)),
        *(("rectangle", (560, 470 - 34 * n, 900, 496 - 34 * n), (172, 138, 98)) for n in range(6)),
        ("rectangle", (100, 500, 540, 516), _DARK), ("rectangle", (540, 500, 920, 516), _DARK),
    ),
    "meter": (
        ("rectangle", (280, 90, 680, 520), _STEEL), ("rectangle", (310, 120, 650, 300), _WHITE),
        ("rectangle", (350, 170, 610, 230), _DARK),
        *(("rectangle", (364 + 48 * n, 182, 398 + 48 * n, 218), _WHITE) for n in range(5)),
        ("ellipse", (400, 340, 560, 500), _WHITE), ("polygon", (480, 420, 530, 370, 486, 430), _DARK),
        ("rectangle", (470, 520, 490, 640), _BLUE),
    ),
    "kettles": (
        *(("rectangle", (80 + 290 * n, 220, 300 + 290 * n, 480), _STEEL) for n in range(3)),
        *(("ellipse", (80 + 290 * n, 170, 300 + 290 * n, 270), _WHITE) for n in range(3)),
        *(("rectangle", (176 + 290 * n, 60, 206 + 290 * n, 200), _SHADE) for n in range(3)),
        ("rectangle", (80, 60, 900, 88), _SHADE),
        *(("rectangle", (100 + 290 * n, 480, 120 + 290 * n, 560), _DARK) for n in range(3)),
    ),
    "press": (
        ("rectangle", (90, 470, 880, 510), _GREEN), ("rectangle", (90, 170, 170, 470), _GREEN),
        ("rectangle", (800, 200, 880, 470), _GREEN),
        *(("rectangle", (190 + 38 * n, 210, 218 + 38 * n, 450), _WHITE if n % 2 else _BLUE) for n in range(16)),
        ("rectangle", (170, 190, 800, 206), _DARK),
    ),
    "tank": (
        ("rectangle", (150, 180, 520, 560), _WHITE), ("ellipse", (150, 130, 520, 230), _STEEL),
        ("rectangle", (520, 420, 820, 450), _BLUE), ("rectangle", (700, 300, 760, 560), _DARK),
        ("ellipse", (660, 250, 800, 390), _YELLOW), ("rectangle", (320, 60, 350, 170), _SHADE),
    ),
}  # fmt: skip


def events(world: World, case: str, officer: str, first: date, rows: Sequence[Row]) -> Iterator[Event]:
    """The visits of a case, each recorded on the day after it; `case` is the key under which the world knows it."""
    for row in rows:
        held_on = min(first + timedelta(days=row["days"]), world.today)
        yield Event(min(held_on + timedelta(days=1), world.today), officer, _record(world, case, held_on, row))


def _record(world: World, case: str, held_on: date, row: Row) -> Callable[[Work], None]:
    def record(work: Work) -> None:
        texts = {name: row[name] for name in ("site", "purpose", "present", "findings")}
        visit = visits.record(work, world.ids[case], VisitFields(held_on, **texts))
        for number, one in enumerate(row.get("photographs", ()), 1):
            _photograph(work, world.ids[case], visit, held_on, one, f"IMG_{held_on:%m%d}_{number:02}.jpg")

    return record


def _photograph(work: Work, case: UUID, visit: UUID, taken_on: date, row: Row, name: str) -> None:
    data = drawn(row["scene"], taken_on)
    facts = child.facts(data)
    form = DocumentFields(DocumentKind.PHOTOGRAPH, work.today, facts.dated)
    document = documents.keep(work, case, data, name, form, facts)
    page = child.page(data, 0, photographs.LONGEST)
    assert isinstance(page, Picture)
    said = PhotographFields(row["caption"], facts.dated)
    visits.add_photograph(work, visit, document, said, photographs.packed(page))


def drawn(scene: str, taken_on: date) -> bytes:
    """A photograph as a camera would have kept it, with the day in it."""
    from PIL import Image, ImageDraw

    image = Image.new("RGB", (_WIDE, _HIGH))
    brush = ImageDraw.Draw(image)
    for y in range(_HIGH):
        above = y < _FLOOR
        part = y / _FLOOR if above else (y - _FLOOR) / (_HIGH - _FLOOR)
        brush.line((0, y, _WIDE, y), fill=_between(*(_WALL if above else _GROUND), part))
    for shape, place, colour in _SCENES[scene]:
        getattr(brush, shape)(place, fill=colour, outline=_between(colour, (0, 0, 0), 0.35))
    exif: Any = Image.Exif()
    exif.get_ifd(_EXIF)[_TAKEN] = f"{taken_on:%Y:%m:%d} 10:15:00"
    made = io.BytesIO()
    image.save(made, "JPEG", quality=88, exif=exif)
    return made.getvalue()


def _between(one: Colour, other: Colour, part: float) -> Colour:
    red, green, blue = (round(a + (b - a) * part) for a, b in zip(one, other, strict=True))
    return red, green, blue
