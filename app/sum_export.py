"""A calculation for Excel: the working line by line on one sheet, what was entered on others."""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import UUID

from app import calculations, case_sheet
from app.case_parts import CalculationRow
from app.case_sheet import CaseSheet
from app.exports import Step, made, write
from app.field_words import field_word, yes_no
from app.money import Amount, Percent
from app.office import Office
from app.refusal import NoEdition
from app.rules.request import CostLine, Request
from app.rules.subsidy import calculate
from app.rules.working import Calculation
from app.spreadsheet import Book, Column
from app.texts import N_, Message
from app.words import word
from models.kinds import Mark


@dataclass(frozen=True, slots=True)
class Sum:
    """A question, its answer, what it belongs to and how it stands in the office."""

    request: Request
    result: Calculation
    edition: Message
    #: The number of the case and its applicant, or that there is no case.
    of: Message
    standing: Message


_TITLE = Message("Subsidy calculation")
_NOT_RECORDED = Message("Not recorded: worked out from the case as it is now")


def of_case(office: Office, file: Path, language: str, case_id: UUID) -> Generator[Step, None, Path]:
    """Write the sum of a case into a file for Excel; the task of a back lane.

    It is the last one recorded, unless the case has changed since: then it is worked out again and says so.
    Raises `CannotSave`, `NotFound`, and what `calculate` raises when there is no sum.
    """
    with office.reading() as session:
        sheet = case_sheet.read(session, case_id, office.rules, office.clock.today())
    asked = _asked(office, sheet)
    what = Message("{reference}", reference=sheet.reference or sheet.fields.legacy_file_no or str(sheet.id))
    return write(office, file, language, _TITLE, lambda book: _fill(book, office, asked, what))


def by_itself(office: Office, file: Path, language: str, request: Request, edition: str) -> Generator[Step, None, Path]:
    """Write a sum that belongs to no case; the task of a back lane. Raises what `calculate` raises."""
    by = office.rules.edition(edition)
    asked = Sum(
        request, calculate(by, request), Message("{name}", name=by.label), Message("No case"),
        Message("A question of the moment. It is not recorded."),
    )  # fmt: skip
    return write(office, file, language, _TITLE, lambda book: _fill(book, office, asked, asked.of))


def _asked(office: Office, sheet: CaseSheet) -> Sum:
    newest = sheet.calculations[0] if sheet.calculations else None
    names = tuple(name for name in (sheet.applicant.fields.name_en, sheet.applicant.fields.name_tc) if name)
    of = Message("{reference} · {names}", reference=sheet.reference or "–", names=names)
    if newest is not None and not _overtaken(sheet, newest):
        edition = Message("{name}", name=office.rules.edition(newest.result.edition).label)
        return Sum(newest.request, newest.result, edition, of, _recorded(newest))
    if sheet.edition is None:
        why = sheet.no_edition or Message("Choose the edition of the rules first.")
        raise NoEdition(why.text, **dict(why.values))
    result = calculate(sheet.edition, sheet.request)
    return Sum(sheet.request, result, Message("{name}", name=sheet.edition.label), of, _NOT_RECORDED)


def _overtaken(sheet: CaseSheet, recorded: CalculationRow) -> bool:
    """Whether the case asks something else by now, and may still be asked."""
    if sheet.stage not in calculations.OPEN or sheet.edition is None:
        return False
    same = calculations.same_question(recorded.request, sheet.request)
    return not same or recorded.result.edition != sheet.edition.id


def _recorded(one: CalculationRow) -> Message:
    text = N_("Recorded {at} by {who}") if one.counts else N_("Recorded {at} by {who}; waits for the second officer")
    if one.second_by is not None:
        text = N_("Recorded {at} by {who}; confirmed by {second}")
        return Message(text, at=one.recorded_at, who=one.recorded_by.initials, second=one.second_by.initials)
    return Message(text, at=one.recorded_at, who=one.recorded_by.initials)


def _fill(book: Book, office: Office, asked: Sum, what: Message) -> Generator[Step, None, Message]:
    yield Step(0, 1)
    above = (_TITLE, asked.of, asked.standing, made(office))
    _working(book, above, asked.result)
    _entered(book, above, asked)
    _cost_lines(book, above, asked.request.lines)
    return what


def _working(book: Book, above: tuple[Message, ...], result: Calculation) -> None:
    columns = (
        Column(Message("No.")),
        Column(Message("Working"), most=90, wrap=True),
        Column(Message("Amount in HKD"), right=True),
        Column(Message("Source"), most=60, wrap=True),
        Column(Message("Mark")),
    )
    sheet = book.sheet(Message("Working"), above, columns)
    for number, line in enumerate(result.working, 1):
        amount = None if line.amount is None else Amount(line.amount)
        sheet.add((number, line.text, amount, line.source, word(line.mark)))
    for message in result.not_set:
        sheet.add((None, message, None, None, word(Mark.NOT_SET)))


def _entered(book: Book, above: tuple[Message, ...], asked: Sum) -> None:
    """What the sum was asked, beside the cost lines: what a person supplied brings its source and its reason."""
    columns = (
        Column(Message("What was entered"), most=48, wrap=True),
        Column(Message("Value"), most=60, wrap=True),
        Column(Message("Source"), most=48, wrap=True),
        Column(field_word("reason"), most=60, wrap=True),
        Column(field_word("second_by_id")),
    )
    sheet = book.sheet(Message("What was entered"), above, columns)
    request = asked.request
    facts: tuple[tuple[Message, Any], ...] = (
        (field_word("type"), word(request.type)),
        (field_word("received_on"), request.received),
        (field_word("edition"), asked.edition),
        (field_word("origin"), None if request.origin is None else word(request.origin)),
        (field_word("origin_evidence"), request.origin_evidence),
        (Message("Granted before, in HKD"), Amount(request.already_granted)),
    )
    for name, value in facts:
        if value is not None and value != "":
            sheet.add((name, value, None, None, None))
    for figure, given in sorted((request.supplied or {}).items()):
        value = Percent(given.value) if figure.endswith(".rate") else Amount(given.value)
        sheet.add(
            (Message("Supplied: {figure}", figure=figure), value, given.source, given.reason, given.second_officer)
        )
    if request.override is not None:
        sheet.add((Message("Lowered to"), Amount(request.override.amount), None, request.override.reason, None))


def _cost_lines(book: Book, above: tuple[Message, ...], lines: tuple[CostLine, ...]) -> None:
    columns = (
        Column(Message("No.")),
        Column(field_word("kind"), most=30),
        Column(Message("What it is for"), most=60, wrap=True),
        Column(field_word("amount"), right=True),
        Column(field_word("currency")),
        Column(field_word("rate"), right=True),
        Column(field_word("rate_on")),
        Column(field_word("rate_source"), most=40, wrap=True),
        Column(Message("Amount in HKD"), right=True),
        Column(field_word("eligible")),
        Column(field_word("why"), most=60, wrap=True),
    )
    sheet = book.sheet(Message("Cost lines"), above, columns)
    for number, line in enumerate(lines, 1):
        amount = Amount(line.amount, line.currency)
        sheet.add(
            (number, word(line.kind), line.text, amount, line.currency, line.rate, line.rate_on, line.rate_source,
             Amount(line.hkd), yes_no(line.eligible), line.why)
        )  # fmt: skip
