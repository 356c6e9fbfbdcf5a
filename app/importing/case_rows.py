"""Rows of a list of cases that were decided before this program: each as `app.historic` would enter it.

Every row says its source; where no column does, the list itself is the source, by its name and row. An amount waits
for a second officer, as one that was entered by hand does.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from app import historic, receipt
from app.cases import CaseFields, checked
from app.importing import script, whom
from app.importing.applicant_rows import column_of
from app.importing.layout import Layout
from app.importing.owners import Owners
from app.importing.plan import Choices, Row
from app.importing.whom import Party
from app.names import fold
from app.office import Office
from app.refusal import Invalid, Refusal
from app.texts import Message
from app.typed import plain_text
from models import Case
from models.kinds import ApplicantKind


class Cases:
    """Checks rows one after another; what stood above in the file counts as being there."""

    def __init__(self, session: Session, office: Office, layout: Layout, choices: Choices, rows: Sequence[Row]) -> None:
        self._layout, self._office, self._choices = layout, office, choices
        self._owners = Owners(session, layout, choices, rows)
        self._factories = whom.factories(session, set(self._owners.there.by_id))
        self._there = _numbers_there(session)
        self._above: dict[str, int] = {}
        self.stand_in: Message | None = None

    def make(self, row: Row) -> None:
        """Find what the row would enter, or why not."""
        owner = self._owners.find(row)
        if owner is None:
            if not any(one.grave for one in row.findings):
                row.find(Message("The row does not say who applied."), column_of(self._layout, "applicant_id"))
            return
        factory_id = self._factory(row, owner)
        if any(one.grave for one in row.findings):
            return
        try:
            row.values = self._values(row, owner, factory_id)
        except Refusal as refusal:
            row.find(refusal.message, column_of(self._layout, refusal.field or "received_on"))
            return
        self._compare(row)

    def notes(self) -> tuple[Message, ...]:
        """What is to be said of all rows together."""
        return (Message("A recorded amount counts as approved once a second officer has compared it with the file."),)

    def _values(self, row: Row, owner: Party, factory_id: UUID | None) -> dict[str, Any]:
        said, rules, today = row.said, self._office.rules, self._office.clock.today()
        edition, reason = said.get("edition"), said.get("edition_reason") or ""
        source = said.get("recorded_source") or f"{self._choices.file}, {row.number}"
        received_on = said["received_on"]
        kept = historic.checked(rules, received_on, said.get("recorded_amount"), source, edition)
        receipt.refuse_day(rules, received_on, today)
        if edition:
            rules.edition(edition)
            if not reason:
                raise Invalid("Say why the case belongs to this edition, and where that is written.", field="edition")
        form = CaseFields(
            applicant_id=owner.id, type=said["type"], factory_id=factory_id,
            legacy_file_no=said.get("legacy_file_no") or "", requested=said.get("requested"),
            completed_on=said.get("completed_on"), **script.title(said.get("title") or ""),
        )  # fmt: skip
        values = checked(form, owner.kind or ApplicantKind.BUSINESS, None if factory_id is None else owner.id)
        return values | {
            "stage": said["stage"], "received_on": received_on, "edition": edition or None,
            "edition_reason": plain_text(reason, field="edition", most=2_000) if edition else "",
            "recorded_amount": said.get("recorded_amount"), "recorded_source": kept,
            "due_for": "", "technology_folded": "",
        }  # fmt: skip

    def _factory(self, row: Row, owner: Party) -> UUID | None:
        name = row.said.get("factory")
        if not name:
            return None
        found = {one.id for one in self._factories.by_name.get(fold(name), ()) if one.applicant_id == owner.id}
        if len(found) == 1:
            return found.pop()
        column = self._layout.column("factory")
        if found:
            row.find(Message("The applicant has several factories of this name."), column)
        else:
            row.find(Message("The applicant has no factory of this name. Bring in the factories first."), column)
        return None

    def _compare(self, row: Row) -> None:
        """A file number that is there already is the same case."""
        number = row.said.get("legacy_file_no")
        if not number:
            return
        key, column = fold(number), self._layout.column("legacy_file_no")
        if key in self._there:
            row.known = True
            row.find(Message("A case with this file number is in the office: {reference}", reference=self._there[key]),
                     column, grave=False)  # fmt: skip
        elif key in self._above:
            row.known = True
            row.find(Message("The same as row {row} of this file", row=self._above[key]), column, grave=False)
        self._above.setdefault(key, row.number)


def _numbers_there(session: Session) -> dict[str, str]:
    """The old file numbers of the office, folded, and the numbers of their cases."""
    query = select(Case.legacy_file_no, func.coalesce(Case.reference, "–")).where(Case.legacy_file_no != "")
    return {fold(number): reference for number, reference in session.execute(query)}
