"""The applicant whom a row means: by number, else by name; never guessed where several would do."""

from __future__ import annotations

from collections.abc import Sequence

from sqlalchemy.orm import Session

from app.importing import whom
from app.importing.applicant_rows import column_of
from app.importing.layout import Layout
from app.importing.plan import Choices, Row
from app.importing.whom import Party
from app.names import fold
from app.refusal import Invalid, NotFound
from app.rules import identifiers
from app.texts import Message


class Owners:
    """Every applicant that the rows of a list may mean, and the one chosen for rows that name none."""

    def __init__(self, session: Session, layout: Layout, choices: Choices, rows: Sequence[Row]) -> None:
        self._layout = layout
        names = {fold(row.said["applicant"]) for row in rows if row.said.get("applicant")}
        numbers = {number for row in rows if (number := _number(row))}
        ids = () if choices.whose is None else (choices.whose,)
        self.there = whom.applicants(session, names, numbers, ids)
        self.chosen = None if choices.whose is None else self.there.by_id.get(choices.whose)
        if choices.whose is not None and self.chosen is None:
            raise NotFound("The chosen applicant is no longer in the office.", field="whose")

    def find(self, row: Row) -> Party | None:
        """Who is meant; None where nobody is named, or nobody can be told, which is then a finding."""
        name, typed = row.said.get("applicant"), row.said.get("applicant_br")
        if not name and not typed:
            return self.chosen
        if typed:
            return self._by_number(row, typed, fold(name or ""))
        found = {one.id: one for one in self.there.by_name.get(fold(name or ""), ())}
        column = column_of(self._layout, "applicant_id")
        if len(found) == 1:
            return next(iter(found.values()))
        if found:
            row.find(Message("Several applicants have this name. Add a column with the registration number."), column)
        else:
            row.find(Message("No applicant of this name is in the office. Bring in the applicants first."), column)
        return None

    def _by_number(self, row: Row, typed: str, name: str) -> Party | None:
        column = self._layout.column("applicant_br")
        try:
            number = identifiers.br_number(typed).number
        except Invalid as refusal:
            row.find(refusal.message, column)
            return None
        found = {one.id: one for one in self.there.by_number.get(number, ())}
        if not found:
            row.find(Message("No applicant with this number is in the office. Bring in the applicants first."), column)
            return None
        if len(found) > 1:
            row.find(Message("Several applicants have this number."), column)
            return None
        party = next(iter(found.values()))
        if name and name not in party.names:
            text = Message("In the office the applicant with this number is called {name}", name=party.name)
            row.find(text, self._layout.column("applicant"), grave=False)
        return party


def _number(row: Row) -> str:
    try:
        return identifiers.br_number(row.said.get("applicant_br") or "").number
    except Invalid:
        return ""
