"""The history of a case on paper: who did what, when and why, newest first, each act a row of one table.

It says whether it holds all of the history or only what a filter let through.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from app.pdf import looks
from app.pdf.key_facts import ordered
from app.pdf.lines import Joined, Name, Text
from app.pdf.paper import Paper
from app.pdf.parts import Around, Cell, Column, Part, Row
from app.pdf.reasoning import FAINT
from app.texts import Message, Words


@dataclass(frozen=True, slots=True)
class Done:
    """One act: the moment (with a time zone), the officer's initials, what, why ("" if not said), what it changed."""

    at: datetime
    who: str
    what: Message
    why: str
    changes: tuple[Message, ...]


@dataclass(frozen=True, slots=True)
class TimelineSheet:
    """All that the paper shows. `total` is the number of acts in the history, `done` those that are printed.

    `made_at` is the moment of the last act, so that the same history gives the same paper.
    """

    title: Message
    reference: Message
    applicant: tuple[Name, ...]
    stage: Message
    officers: tuple[tuple[str, Words], ...]
    done: tuple[Done, ...]
    total: int
    made_at: datetime
    version: str
    office: Text
    sample: bool = False


def draw(sheet: TimelineSheet, language: str) -> bytes:
    """The history as a PDF in a language of `LANGUAGES`; the same sheet gives the same bytes.

    Raises `MissingGlyph` when a text holds a character that the fonts cannot show.
    """
    paper = Paper(language)
    paper.heading(1, sheet.title)
    paper.facts(list(_facts(sheet, language)))
    columns = (Column(Message("Time"), 9.5), Column(Message("Officer"), 4), Column(Message("What was done"), 28.5))
    if sheet.done:
        paper.space(0.75)
        paper.table(columns, [_row(one) for one in sheet.done])
    return paper.pdf(_around(sheet))


def _facts(sheet: TimelineSheet, language: str) -> Iterator[tuple[Text, Cell]]:
    yield Message("Applicant"), (Part(Joined(tuple(ordered(sheet.applicant, language))), looks.STRONG),)
    yield Message("Stage"), (Part(sheet.stage),)
    known = tuple(Message("{initials}: {name}", initials=initials, name=name) for initials, name in sheet.officers)
    if known:
        yield Message("Officers"), (Part(Joined(known)),)
    count = len(sheet.done)
    if count == sheet.total:
        yield Message("Entries"), (Part(Message("All {n}, newest first", n=count)),)
    else:
        text = Message("{n} of {total}, newest first: those that match a filter", n=count, total=sheet.total)
        yield Message("Entries"), (Part(text),)


def _row(one: Done) -> Row:
    said: Cell = (Part(one.what, looks.STRONG),)
    if one.why:
        said += (Part(Message("Reason: {reason}", reason=one.why)),)
    said += tuple(Part(change, FAINT) for change in one.changes)
    return Row(((Part(Message("{at}", at=one.at)),), (Part(Message("{who}", who=one.who)),), said))


def _around(sheet: TimelineSheet) -> Around:
    programme = Message("Cleaner Production Partnership Programme · Secretariat")
    program = Message("{program} {version}", program=Message("CP Desk"), version=sheet.version)
    return Around(
        title=sheet.title,
        made_at=sheet.made_at,
        producer=f"CP Desk {sheet.version}",
        head=Joined((programme, sheet.office)),
        marking=sheet.reference,
        foot=Message("{reference} · Page {page} of {pages}", reference=sheet.reference, page=0, pages=0),
        imprint=Message("Produced by {program}, as of {moment} Hong Kong time", program=program, moment=sheet.made_at),
        stripe=Message("SAMPLE: invented companies, no real case") if sheet.sample else None,
    )
