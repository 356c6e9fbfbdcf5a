"""Lists as text, checked and brought in as the program does it."""

from __future__ import annotations

from uuid import UUID

from app.exports import finish
from app.importing import bring_in, check, layout
from app.importing.bring_in import BroughtIn
from app.importing.fields import Kind
from app.importing.plan import Choices, Plan, Row
from app.inside import sheets
from app.inside.grid import Grid
from app.office import Office

FILE = "list.csv"


def grid(text: str) -> Grid:
    """The cells of a text with commas."""
    found = sheets.read(text.encode())
    assert isinstance(found, Grid)
    return found


def checked(office: Office, kind: Kind, text: str | Grid, whose: UUID | None = None) -> Plan:
    """What a list would bring in."""
    cells = grid(text) if isinstance(text, str) else text
    return finish(check.plan(office, cells, layout.guessed(cells, kind), Choices(FILE, whose)))


def brought_in(office: Office, kind: Kind, text: str | Grid, whose: UUID | None = None) -> BroughtIn:
    """The list, checked and written."""
    cells = grid(text) if isinstance(text, str) else text
    plan = checked(office, kind, cells, whose)
    return finish(bring_in.bring_in(office, cells, plan.layout, Choices(FILE, whose), plan))


def said(row: Row) -> list[str]:
    """All that is said of a row."""
    return [str(one.text) for one in row.findings]
