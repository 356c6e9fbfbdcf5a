"""The sample office's documents: files made when the office is built, the same bytes each time, kept by real acts."""

from __future__ import annotations

import io
from collections.abc import Callable, Iterator, Sequence
from datetime import date, datetime, time, timedelta
from email.message import EmailMessage
from email.utils import format_datetime
from typing import Any, Final

from app import documents
from app.clock import HONG_KONG
from app.documents import DocumentFields
from app.inside import child
from app.office import Work
from app.sample_events import Event, Row, World, seen
from models import Document
from models.kinds import DocumentKind

_MARGIN, _TOP, _LEADING = 72, 760, 24
_SKY, _WALL, _METAL, _DARK = (206, 222, 232), (196, 188, 174), (150, 160, 166), (74, 84, 90)

#: What a picture shows: rectangles from left and top to right and bottom, each in a colour.
_DRAWINGS: Final[dict[str, tuple[tuple[tuple[int, int, int, int], tuple[int, int, int]], ...]]] = {
    "roof": (((0, 260, 640, 420), _WALL), ((70, 150, 260, 260), _METAL), ((380, 90, 430, 260), _DARK)),
    "pipe": (((0, 0, 640, 420), _WALL), ((0, 120, 640, 170), _METAL), ((420, 170, 480, 420), _METAL),
             ((80, 200, 300, 400), _DARK)),
    "machine": (((0, 0, 640, 420), _WALL), ((60, 130, 580, 330), _METAL), ((100, 170, 240, 290), _DARK),
                ((0, 330, 640, 420), _DARK)),
}  # fmt: skip


def events(world: World, case: str, officer: str, first: date, language: str, rows: Sequence[Row]) -> Iterator[Event]:
    """The documents of a case, each on its day; `case` is the key under which the world knows it."""
    for row in rows:
        day = min(first + timedelta(days=row["days"]), world.today)
        yield Event(day, officer, _keep(world, case, language, row))
        if "struck_out" in row:
            yield Event(min(day + timedelta(days=1), world.today), officer, _strike_out(world, case, row))


def file_of(row: Row, language: str, sent: date) -> bytes:
    """The bytes of a document of the data; a mail bears the day on which it was sent."""
    match row["form"]:
        case "pdf":
            return _pdf(row["title"], row["lines"], language)
        case "picture":
            return _picture(row["drawing"])
        case "mail":
            return _mail(row, language, sent)
    return "\r\n".join(row["lines"]).encode()


def _keep(world: World, case: str, language: str, row: Row) -> Callable[[Work], None]:
    def keep(work: Work) -> None:
        dated = work.today - timedelta(days=row["dated"])
        form = DocumentFields(DocumentKind(row["kind"]), work.today, dated, row["sender"])
        data = file_of(row, language, dated)
        facts = child.facts(data)
        kept = documents.keep(work, world.ids[case], data, row["name"], form, facts)
        world.ids[_key(case, row)] = kept
        for part, told in zip(facts.attachments, row.get("parts", ()), strict=True):
            looked = child.facts(part.data)
            of_part = DocumentFields(DocumentKind(told["kind"]), work.today, None, row["sender"])
            documents.keep(work, world.ids[case], part.data, part.name, of_part, looked, mail_id=kept)

    return keep


def _strike_out(world: World, case: str, row: Row) -> Callable[[Work], None]:
    def strike_out(work: Work) -> None:
        id = world.ids[_key(case, row)]
        documents.strike_out(work, id, seen=seen(work, Document, id), reason=row["struck_out"])

    return strike_out


def _key(case: str, row: Row) -> str:
    return f"{case}:{row['name']}"


def _pdf(title: str, lines: Sequence[str], language: str) -> bytes:
    """One page with a heading and lines."""
    from reportlab.pdfgen.canvas import Canvas

    from app.pdf.fonts import font

    made = io.BytesIO()
    canvas = Canvas(made, invariant=1)
    canvas.setTitle(title)
    canvas.setFont(font(language), 17)
    canvas.drawString(_MARGIN, _TOP, title)
    canvas.line(_MARGIN, _TOP - 12, 523, _TOP - 12)
    canvas.setFont(font(language), 11)
    for at, line in enumerate(lines):
        canvas.drawString(_MARGIN, _TOP - 44 - at * _LEADING, line)
    canvas.showPage()
    canvas.save()
    return made.getvalue()


def _picture(drawing: str) -> bytes:
    from PIL import Image, ImageDraw

    image = Image.new("RGB", (640, 420), _SKY)
    brush = ImageDraw.Draw(image)
    for place, colour in _DRAWINGS[drawing]:
        brush.rectangle(place, fill=colour)
    made = io.BytesIO()
    image.save(made, "PNG")
    return made.getvalue()


def _mail(row: Row, language: str, sent: date) -> bytes:
    made = EmailMessage()
    made["From"], made["To"], made["Subject"] = row["sender"], "office@example.hk", row["title"]
    made["Date"] = format_datetime(datetime.combine(sent, time(10, 30), HONG_KONG))
    made.set_content("\n".join(row["lines"]))
    for part in row.get("parts", ()):
        kinds: Any = {"pdf": ("application", "pdf"), "picture": ("image", "png")}[part["form"]]
        made.add_attachment(file_of(part, language, sent), maintype=kinds[0], subtype=kinds[1], filename=part["name"])
    if made.is_multipart():
        made.set_boundary("sample-boundary")
    return made.as_bytes()
