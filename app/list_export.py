"""The case list for Excel: what is filtered and sorted now, under lines that say which view, when and by whom.

Three hidden columns say which case a row is, at which version, and which row of how many: with them the list can be
changed in Excel and brought back (`app.importing.changes`).
"""

from __future__ import annotations

from collections.abc import Callable, Generator, Iterator
from dataclasses import dataclass
from functools import partial
from itertools import islice
from operator import attrgetter
from pathlib import Path
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from app import case_list, case_query, officers
from app.case_filter import CaseFilter, Sort
from app.case_list import CaseRow, Totals
from app.exports import Step, made, write
from app.field_words import field_word
from app.money import Amount
from app.office import Office
from app.rules.book import RuleBook
from app.spreadsheet import Book, Column
from app.texts import N_, Message
from app.words import word
from models import Case

#: So many rows are written between two steps.
_STRIDE = 500

#: The headings of the hidden columns: the same in every language, because the program reads them.
MARK_ID, MARK_VERSION, MARK_ROW = "cpdesk.id", "cpdesk.version", "cpdesk.row"

_SORTED = {
    Sort.REFERENCE: field_word("reference"),
    Sort.APPLICANT: field_word("applicant_id"),
    Sort.TYPE: field_word("type"),
    Sort.STAGE: field_word("stage"),
    Sort.DUE: field_word("due_on"),
    Sort.OFFICER: field_word("officer_id"),
    Sort.REQUESTED: field_word("requested"),
    Sort.CALCULATED: field_word("calculated"),
    Sort.RECEIVED: field_word("received_on"),
}

_TITLES = ("title_en", "title_tc", "title_sc")

_NAMES = {
    "name_en": N_("Applicant’s name in English"),
    "name_tc": N_("Applicant’s name in Traditional Chinese"),
    "name_sc": N_("Applicant’s name in Simplified Chinese"),
}
#: The reader's own script first.
_FIRST = {
    "en": ("name_en", "name_tc", "name_sc"),
    "zh_HK": ("name_tc", "name_sc", "name_en"),
    "zh_CN": ("name_sc", "name_tc", "name_en"),
}


@dataclass(frozen=True, slots=True)
class Shown:
    """What is to be exported: the view by its title, and all that it asks for."""

    view: Message
    wanted: CaseFilter


def export(office: Office, file: Path, language: str, shown: Shown) -> Generator[Step, None, Path]:
    """Write the cases of a view into a file for Excel; the task of a back lane. Raises `CannotSave`."""

    def fill(book: Book) -> Generator[Step, None, Message]:
        with office.reading() as session:
            return (yield from _fill(book, office, session, shown))

    return write(office, file, language, shown.view, fill)


def _fill(book: Book, office: Office, session: Session, shown: Shown) -> Generator[Step, None, Message]:
    today = office.clock.today()
    totals = case_list.totals(session, shown.wanted, today)
    columns = _columns(office.rules, book.language, signing=shown.wanted.signer is not None)
    narrowed = Message("{list}", list=tuple(filters(session, shown.wanted, office)))
    above = (shown.view, narrowed, totals.in_words(), made(office))
    marks = [Column(Message("{name}", name=name), hidden=True) for name in (MARK_ID, MARK_VERSION, MARK_ROW)]
    titled = [Column(field_word(name), most=48) for name in _TITLES]
    sheet = book.sheet(Message("Cases"), above, [*(column for column, _value in columns), *titled, *marks])
    for number, (row, titles) in enumerate(_titled(session, case_list.each(session, shown.wanted, today))):
        if number % _STRIDE == 0:
            yield Step(number, totals.shown)
        marked = (str(row.id), str(row.version), f"{number + 1}/{totals.shown}")
        sheet.add([*(value(row) for _column, value in columns), *titles, *marked])
    return counted(totals)


def _titled(session: Session, rows: Iterator[CaseRow]) -> Iterator[tuple[CaseRow, tuple[str, ...]]]:
    """Each row with the titles of its project, which the list itself does not show."""
    while batch := list(islice(rows, _STRIDE)):
        ids = [one.id for one in batch]
        query = select(Case.id, *(getattr(Case, name) for name in _TITLES)).where(Case.id.in_(ids))
        titles = {id: tuple(found) for id, *found in session.execute(query)}
        for row in batch:
            yield row, titles[row.id]


def counted(totals: Totals) -> Message:
    """How many cases, of how many where some are left out."""
    if totals.shown == totals.total:
        return Message("{n} {n|case|cases}", n=totals.total)
    return Message("{shown} of {total} {total|case|cases}", shown=totals.shown, total=totals.total)


def _columns(rules: RuleBook, language: str, *, signing: bool) -> list[tuple[Column, Callable[[CaseRow], Any]]]:
    """Each column with what of a row stands in it."""
    text: list[tuple[Column, Callable[[CaseRow], Any]]] = [
        (Column(field_word("reference")), lambda row: row.reference),
        (Column(field_word("legacy_file_no"), most=24), lambda row: row.legacy_file_no),
        *((Column(Message(_NAMES[name]), most=48), attrgetter(name)) for name in _FIRST[language]),
        (Column(Message("Type")), lambda row: row.type.value),
        (Column(field_word("type"), most=48), lambda row: word(row.type)),
        (Column(field_word("stage"), most=30), lambda row: word(row.stage)),
        (Column(field_word("received_on")), lambda row: row.received_on),
        (Column(Message("Phase"), most=30), lambda row: _phase(row, rules)),
        (Column(field_word("due_on")), lambda row: None if row.ended else row.due_on),
        (Column(field_word("due_for")), lambda row: "" if row.ended else row.due_for),
        (Column(field_word("officer_id")), lambda row: row.officer),
    ]
    if signing:
        text.append((Column(Message("To sign"), most=30), lambda row: None if row.waits is None else word(row.waits)))
    amounts = ("requested", "calculated", "approved", "recorded_amount")
    return [*text, *((Column(field_word(name), right=True), partial(_money, name)) for name in amounts)]


def _phase(row: CaseRow, rules: RuleBook) -> Message | None:
    edition = row.phase(rules)
    return None if edition is None else Message("{name}", name=edition.label)


def _money(name: str, row: CaseRow) -> Amount | None:
    value = getattr(row, name)
    return None if value is None else Amount(value)


def filters(session: Session, wanted: CaseFilter, office: Office) -> Iterator[Message]:
    """Everything that narrows the list, and how it is sorted, each in words."""
    lists: tuple[tuple[str, frozenset[Any]], ...] = (
        ("stage", wanted.stages), ("type", wanted.types), ("sector", wanted.sectors),
    )  # fmt: skip
    for name, values in lists:
        if values:
            said = tuple(word(one) for one in type(next(iter(values))) if one in values)
            yield _named(field_word(name), said)
    if wanted.officer_id is not None:
        people = {one.id: one.initials for one in officers.rows(session)}
        yield _named(field_word("officer_id"), people.get(wanted.officer_id, "?"))
    if wanted.unassigned:
        yield _named(field_word("officer_id"), Message("Nobody"))
    if wanted.urgency is not None:
        yield _named(field_word("due_on"), word(wanted.urgency))
    if wanted.open_only:
        yield Message("Only open cases")
    if wanted.signer is not None:
        yield Message("Waiting for the signature of {who}", who=wanted.signer.initials)
    if wanted.wants:
        sense = case_query.sense_of(office, officers.rows(session))
        yield from sorted((case_query.say_want(want, sense) for want in wanted.wants), key=str)
    if wanted.text.strip():
        yield Message("Search: {text}", text=wanted.text.strip())
    text = N_("Sorted by {field}, in reverse") if wanted.descending else N_("Sorted by {field}")
    yield Message(text, field=_SORTED[wanted.sort])


def _named(name: Message, value: Any) -> Message:
    return Message("{filter}: {value}", filter=name, value=value)
