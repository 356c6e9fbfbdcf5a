"""What a saved view brings along: its columns and its order."""

from __future__ import annotations

from app.case_filter import Sort
from app.case_list import CaseRow
from app.texts import N_, Message
from ui.cases.views import View
from ui.widgets import looks
from ui.widgets.long_table import LongTable
from ui.widgets.rows import Sorts


def take(table: LongTable[CaseRow], view: View) -> tuple[Sorts, Message | None]:
    """Show the columns of a view; gives its order, if it has one, and what is to be said of columns that are gone."""
    if view.saved is None or not view.saved.look:
        return (), None
    gone = table.put_look(dict(view.saved.look))
    sortable = {one.value for one in Sort}
    sorts = tuple(one for one in looks.from_plain(view.saved.look).sorts if one[0] in sortable)
    text = N_("This view names columns that are no longer there: {names}. They are left out.")
    return sorts, Message(text, names=tuple(gone)) if gone else None
