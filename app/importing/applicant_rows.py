"""Rows of a list of applicants: what each would enter, and whether it is in the office already."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy.orm import Session

from app.applicants import ApplicantFields, checked
from app.importing import script, whom
from app.importing.layout import Layout
from app.importing.plan import Choices, Row
from app.names import fold
from app.office import Office
from app.refusal import Invalid
from app.rules import identifiers
from app.texts import Message
from models.kinds import ApplicantKind


class Applicants:
    """Checks rows one after another; what stood above in the file counts as being there."""

    def __init__(
        self, session: Session, _office: Office, layout: Layout, _choices: Choices, rows: Sequence[Row]
    ) -> None:
        self._layout = layout
        self.stand_in: Message | None = None
        names = {one for row in rows for one in whom.folded(*script.names(row.said).values())}
        numbers = {number for row in rows if (number := _number(row))}
        self._there = whom.applicants(session, names, numbers, ())
        self._numbers: dict[str, int] = {}
        self._names: dict[str, list[tuple[int, frozenset[str]]]] = {}

    def make(self, row: Row) -> None:
        """Find what the row would enter, or why not."""
        said = row.said
        form = ApplicantFields(
            kind=said.get("kind") or ApplicantKind.BUSINESS,
            **script.names(said),
            **script.addresses(said),
            br_number=said.get("br_number") or "",
            br_certificate=said.get("br_certificate") or "",
            br_expires_on=said.get("br_expires_on"),
            remarks=said.get("remarks") or "",
        )
        try:
            values = checked(form)
        except Invalid as refusal:
            row.find(refusal.message, column_of(self._layout, refusal.field))
            return
        names = (form.name_en, form.name_tc, form.name_sc)
        row.values = values | {"folded": fold(*names, str(values["br_number"]))}
        self._compare(row, str(values["br_number"]), whom.folded(*names), whom.folded(form.address_en, form.address_zh))

    def notes(self) -> tuple[Message, ...]:
        """What is to be said of all rows together."""
        return ()

    def _compare(self, row: Row, number: str, names: frozenset[str], addresses: frozenset[str]) -> None:
        """Say who is there already: by the number, or by name and address; by the name alone it is only a remark."""
        same = next((one for one in self._there.by_number.get(number, ())), None) if number else None
        namesakes = [one for name in names for one in self._there.by_name.get(name, ())]
        twin = next((one for one in namesakes if one.addresses & addresses or not (one.addresses or addresses)), None)
        if same or twin:
            found = same or twin
            assert found is not None
            row.known = True
            text = Message("Already in the office, with the same number: {name}", name=found.name) if same else Message(
                "Already in the office, with the same name and address: {name}", name=found.name
            )  # fmt: skip
            row.find(text, column_of(self._layout, "br_number" if same else "name_en"), grave=False)
        elif namesakes:
            text = Message("An applicant of this name is in the office, with another address or number: {number}",
                           number=namesakes[0].number or "–")  # fmt: skip
            row.find(text, column_of(self._layout, "name_en"), grave=False)
        self._compare_above(row, number, names, addresses)

    def _compare_above(self, row: Row, number: str, names: frozenset[str], addresses: frozenset[str]) -> None:
        above = self._numbers.get(number) if number else None
        if above is None:
            twins = (at for name in names for at, where in self._names.get(name, ()) if where == addresses)
            above = next(twins, None)
        if above is not None:
            row.known = True
            row.find(Message("The same as row {row} of this file", row=above), grave=False)
            return
        if number:
            self._numbers[number] = row.number
        for name in names:
            self._names.setdefault(name, []).append((row.number, addresses))


def _number(row: Row) -> str:
    try:
        return identifiers.br_number(row.said.get("br_number") or "").number
    except Invalid:
        return ""


#: Where a field of a record may stand in a list under another name.
_STANDS_IN = {
    "name_en": ("name", "name_zh", "name_tc", "name_sc", "factory"),
    "name_tc": ("name", "name_zh"),
    "name_sc": ("name", "name_zh"),
    "address_en": ("address",),
    "address_zh": ("address",),
    "applicant_id": ("applicant", "applicant_br"),
    "factory_id": ("factory",),
    "title_en": ("title",),
    "title_tc": ("title",),
    "title_sc": ("title",),
}


def column_of(layout: Layout, field: str | None) -> int | None:
    """The column that a refusal about a field of the record is about."""
    for name in (field or "", *_STANDS_IN.get(field or "", ())):
        if (found := layout.column(name)) is not None:
            return found
    return None
