"""`cpdesk documents`: the documents of a case, and its checklist."""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING, Any

from app.commands.opened import add_office, opened
from app.commands.output import add_json, add_language, print_json
from app.refusal import NotFound
from app.texts import Message, day, say

if TYPE_CHECKING:
    from app.case_parts import DocumentRow
    from app.case_sheet import CaseSheet
    from app.checklist import Line
    from app.commands.output import Verbs


def add(verbs: Verbs) -> None:
    """Declare the verb and its arguments."""
    parser = verbs.add_parser(
        "documents",
        help="the documents of a case, and its checklist",
        description="List the documents that are kept with a case, one a line, then the checklist of what it needs. "
        "A document that is struck out is listed and marked.",
        allow_abbrev=False,
    )
    parser.add_argument("reference", metavar="REF", help="the number of a case, e.g. CP-26-0001")
    add_office(parser)
    add_language(parser)
    add_json(parser)
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Print the documents and the checklist, and on stderr how many documents and how much is missing."""
    from app import case_list, case_sheet
    from models.kinds import ItemState

    with opened(args) as office, office.reading() as session:
        id = case_list.by_reference(session, args.reference)
        if id is None:
            raise NotFound("There is no case {reference} in this office.", reference=args.reference)
        sheet = case_sheet.read(session, id, office.rules, office.clock.today())
    if args.json:
        print_json(_as_json(sheet, args.lang))
        return 0
    for document in sheet.documents:
        print(_document_line(document, args.lang))
    for line in sheet.checklist:
        print(_checklist_line(line, args.lang))
    missing = sum(line.state is ItemState.MISSING for line in sheet.checklist)
    told = Message("{n} documents; {missing} of {lines} lines of the checklist are missing",
                   n=len(sheet.documents), missing=missing, lines=len(sheet.checklist))  # fmt: skip
    print(say(told, args.lang), file=sys.stderr)
    return 0


def _document_line(one: DocumentRow, language: str) -> str:
    from app.words import word

    state = Message("Struck out") if one.struck_out_on else Message("Kept")
    fields = (
        one.sha256[:12],
        say(word(one.kind), language),
        one.name,
        day(one.dated, language) if one.dated else "–",
        one.sender or "–",
        str(one.size),
        say(state, language),
    )
    return "\t".join(fields)


def _checklist_line(line: Line, language: str) -> str:
    from app.words import word

    return "\t".join((say(word(line.state), language), say(line.words, language)))


def _as_json(sheet: CaseSheet, language: str) -> dict[str, Any]:
    return {
        "reference": sheet.reference,
        "documents": [_document_json(one) for one in sheet.documents],
        "checklist": [_line_json(line, language) for line in sheet.checklist],
    }


def _document_json(one: DocumentRow) -> dict[str, Any]:
    return {
        "id": str(one.id),
        "type": one.kind.value,
        "name": one.name,
        "title": one.title,
        "date": one.dated.isoformat() if one.dated else None,
        "sender": one.sender,
        "received": one.received_on.isoformat() if one.received_on else None,
        "media_type": one.media,
        "pages": one.pages,
        "size": one.size,
        "sha256": one.sha256,
        "shown": one.sight.value,
        "mail": str(one.mail_id) if one.mail_id else None,
        "kept_by": one.kept_by,
        "kept_at": one.kept_at.isoformat(),
        "struck_out": one.struck_out_on.isoformat() if one.struck_out_on else None,
        "struck_out_reason": one.struck_out_why,
    }


def _line_json(line: Line, language: str) -> dict[str, Any]:
    return {
        "item": line.kind.value,
        "words": say(line.words, language),
        "state": line.state.value,
        "reason": line.item.reason if line.item else "",
        "required": line.needed is not None,
        "mark": line.needed.mark.value if line.needed else None,
        "documents": [str(one.id) for one in line.documents],
        "lacking": [one.value for one in line.lacking],
    }
