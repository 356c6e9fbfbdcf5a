"""The visits of a case on paper: when and where, what was found, and the photographs that show it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from app.pdf import looks
from app.pdf.lines import Joined, Text
from app.pdf.paper import Paper
from app.pdf.parts import Cell, Part, Picture
from app.pdf.reasoning import FAINT
from app.pdf.sheet import Photograph, Visit
from app.texts import Message


def visits(paper: Paper, found: Sequence[Visit], pictures: Mapping[str, bytes]) -> None:
    """Set the visits one after the other. `pictures` has the JPEG of each photograph by its SHA-256."""
    paper.heading(2, Message("Annex: site visits"))
    for one in found:
        paper.heading(3, Message("{day}: {site}", day=one.on, site=one.site.text))
        paper.facts(list(_facts(one)), steps=7.5, keep=bool(one.photographs))
        paper.pictures([_picture(each, pictures) for each in one.photographs])


def _facts(one: Visit) -> Iterator[tuple[Text | Joined, Cell]]:
    if one.purpose is not None:
        yield Message("Purpose"), (Part(one.purpose),)
    if one.present is not None:
        yield Message("Present"), (Part(one.present),)
    none = (Part(Message("No findings are recorded"), FAINT),)
    yield Message("Findings"), tuple(Part(each) for each in one.findings) or none


def _picture(one: Photograph, pictures: Mapping[str, bytes]) -> Picture:
    day = Message("Taken on {day}", day=one.taken_on) if one.taken_on else Message("Day not known")
    under = (Part(one.caption), Part(day, looks.SMALL))
    return Picture(one.sha256, pictures[one.sha256], (one.width, one.height), one.caption, under)
