"""The columns of the case list, and the lines by which it is grouped when it is sorted by due date."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date
from decimal import Decimal
from itertools import groupby
from typing import Final

from app.case_list import CaseRow
from app.case_order import DueGroup
from app.due import Urgency
from app.texts import N_, Message
from app.words import word
from models.stages import Stage
from ui.names import company
from ui.theme import Tone
from ui.widgets.chip import STAGES
from ui.widgets.rows import Column, Group
from ui.words import tr

#: In a list too narrow for all of them these go first, in this order; the inspector shows them still.
LEAST: Final = ("requested", "officer", "calculated")

#: Shown only in the view of what waits for a signature.
WAITS: Final = "waits"

_TONES: Final[dict[Urgency, Tone]] = {Urgency.OVERDUE: "danger", Urgency.SOON: "warn", Urgency.NONE: "muted"}
_ENDED: Final = N_("Ended")


def columns(today: Callable[[], date]) -> list[Column[CaseRow]]:
    """The columns; `today` is asked at each painting, so that a list left open over night is right in the morning."""
    return [
        Column("reference", N_("Ref"), lambda row: _reference(row) or "—", width=88, jump=True, value=_reference),
        Column(
            "applicant",
            N_("Applicant"),
            lambda row: company(row.name_en, row.name_tc, row.name_sc)[0],
            second=lambda row: company(row.name_en, row.name_tc, row.name_sc)[1],
            width=170,
            stacked=True,
            stretch=True,
            elide=True,
            jump=True,
        ),
        Column("type", N_("Type"), lambda row: row.type.value, width=58),
        Column(
            "stage",
            N_("Stage"),
            lambda row: tr(word(row.stage)),
            width=172,
            look=lambda row: STAGES[row.stage],
            chips=lambda: [tr(word(stage)) for stage in Stage],
        ),
        Column(
            WAITS,
            N_("To sign"),
            lambda row: "" if row.waits is None else tr(word(row.waits)),
            width=148,
            icon=lambda _row: "seal-check",
            sort=False,
        ),
        Column(
            "due",
            N_("Due"),
            lambda row: tr(row.due_words(today())),
            width=138,
            icon=lambda row: "warning" if row.urgency(today()) is Urgency.OVERDUE else None,
            tone=lambda row: _TONES.get(row.urgency(today()), "plain"),
            value=lambda row: None if row.ended else row.due_on,
        ),
        Column("officer", N_("Officer"), lambda row: row.officer or "—", width=70, value=lambda row: row.officer),
        Column(
            "requested",
            N_("Requested"),
            lambda row: _money(row.requested),
            width=98,
            right=True,
            value=lambda row: row.requested,
        ),
        Column(
            "calculated",
            N_("Calculated"),
            lambda row: _money(row.calculated),
            width=102,
            right=True,
            value=lambda row: row.calculated,
        ),
    ]


def groups_of(rows: Sequence[CaseRow], today: date, *, whole: bool) -> list[tuple[int, Group]]:
    """The lines over each run of the same urgency and the places at which they stand; rows must be sorted by due date.

    How many a group holds is said only when these are the `whole` list.
    """
    found, place = [], 0
    for text, run in groupby(rows, key=lambda row: _group(row, today)):
        count = len(list(run))
        found.append((place, Group(Message(text), count if whole else None)))
        place += count
    return found


def counted(groups: Sequence[tuple[DueGroup, int]]) -> list[tuple[int, Group]]:
    """The same lines, from how many cases each group holds."""
    found, place = [], 0
    for group, count in groups:
        found.append((place, Group(Message(_ENDED if group is DueGroup.ENDED else word(Urgency(group)).text), count)))
        place += count
    return found


def _group(row: CaseRow, today: date) -> str:
    return _ENDED if row.ended else word(row.urgency(today)).text


def _reference(row: CaseRow) -> str | None:
    return row.reference or row.legacy_file_no


def _money(value: Decimal | None) -> str:
    """Hong Kong dollars without the sign, which the line of totals carries; nothing where there is no amount yet."""
    if value is None:
        return "—"
    return f"{value:,.2f}" if value != value.to_integral_value() else f"{value:,.0f}"
