"""A list of this office that was changed in Excel, brought back by `cpdesk import --kind cases`."""

from __future__ import annotations

import argparse
import sys
from typing import TYPE_CHECKING, Any

from app.commands.output import print_json
from app.texts import N_, Message, say

if TYPE_CHECKING:
    from app.importing.changes import Changes, Edited
    from app.inside.grid import Grid
    from app.office import Office

_DONE = N_("{n} {n|case|cases} changed, {out} {out|row|rows} left out, {same} as before")
_WOULD = N_(
    "{n} {n|case|cases} would change, {out} {out|row|rows} would stay out, {same} as before. Nothing was written."
)


def run(args: argparse.Namespace, office: Office, grid: Grid) -> int:
    """Compare, take over, and print each changed cell and each remark."""
    from app.exports import finish
    from app.importing import take_over

    found = finish(take_over.differences(office, grid, args.file.name))
    if not args.dry_run:
        finish(take_over.apply(office, grid, args.file.name, found))
    if args.json:
        print_json(_as_json(args, found))
        return 0
    for one in found.rows:
        for line in _lines(one, args.lang):
            print(line)
    for note in found.notes:
        print(say(note, args.lang), file=sys.stderr)
    out = sum(one.grave for one in found.rows)
    text = Message(_WOULD if args.dry_run else _DONE, n=len(found.going_in), out=out, same=found.same)
    print(say(text, args.lang), file=sys.stderr)
    return 0


def _lines(one: Edited, language: str) -> list[str]:
    from app.field_words import field_word

    fate = "out" if one.grave else "in" if one.differences else "same"
    head = (str(one.number), fate, one.reference or "–")
    cells = [
        (say(field_word(cell.field), language), *(say(said, language) for said in cell.said))
        for cell in one.differences
    ]
    return ["\t".join((*head, *line)) for line in (*cells, *((say(text, language),) for text, _ in one.findings))]


def _as_json(args: argparse.Namespace, found: Changes) -> dict[str, Any]:
    return {
        "file": args.file.name,
        "kind": "changes",
        "in": len(found.going_in),
        "out": sum(one.grave for one in found.rows),
        "same": found.same,
        "written": not args.dry_run,
        "notes": [say(note, args.lang) for note in found.notes],
        "rows": [
            {
                "row": one.number,
                "reference": one.reference,
                "out": one.grave,
                "changes": [
                    {"field": cell.field, "old": say(cell.said[0], args.lang), "new": say(cell.said[1], args.lang)}
                    for cell in one.differences
                ],
                "messages": [say(text, args.lang) for text, _grave in one.findings],
            }
            for one in found.rows
        ],
    }
