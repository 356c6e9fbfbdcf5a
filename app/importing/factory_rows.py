"""Rows of a list of factories: whose each is, where it stands, and whether it is in the office already.

A list need not say whose its factories are. Then they are registered under one applicant that a person chose, or under
a stand-in made for the list, until it is known (docs/decisions/0020-what-comes-in-from-lists.md).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any
from uuid import UUID

from sqlalchemy.orm import Session

from app.factories import FactoryFields, checked
from app.importing import script, whom
from app.importing.applicant_rows import column_of
from app.importing.cells import Finding
from app.importing.fields import sector_of
from app.importing.layout import Layout
from app.importing.owners import Owners
from app.importing.places import Place, place_of
from app.importing.plan import Choices, Row
from app.names import fold
from app.office import Office
from app.refusal import Invalid
from app.rules import identifiers
from app.texts import LANGUAGES, N_, Message, say
from models.kinds import Sector


class Factories:
    """Checks rows one after another; what stood above in the file counts as being there."""

    def __init__(
        self, session: Session, _office: Office, layout: Layout, choices: Choices, rows: Sequence[Row]
    ) -> None:
        self._layout = layout
        self._owners = Owners(session, layout, choices, rows)
        self._stand_in_name = Message("Applicant not known yet: {file}", file=choices.file)
        self.stand_in: Message | None = None
        self._stand_in_id: UUID | None = None
        ids = set(self._owners.there.by_id)
        if self._owners.chosen is None:
            called = {fold(say(self._stand_in_name, language)) for language in LANGUAGES}
            before = whom.applicants(session, called, (), ())
            self._stand_in_id = next(iter(before.by_id), None)
            ids |= set(before.by_id)
        self._there = whom.factories(session, ids)
        self._above: dict[tuple[object, ...], int] = {}
        self._placed = 0
        self._far = 0

    def make(self, row: Row) -> None:
        """Find what the row would enter, or why not."""
        owner = self._owners.find(row)
        if any(one.grave for one in row.findings):
            return
        names, addresses = script.names(row.said), script.addresses(row.said)
        place = self._place(row, names, addresses)
        if place is None or place.kind is None:
            return
        form = FactoryFields(
            kind=row.said.get("kind") or place.kind, district=place.district, **names, **addresses,
            uscc=row.said.get("uscc") or "", processes_text=row.said.get("processes_text") or "",
        )  # fmt: skip
        sector, words = self._sector(row)
        form = replace(form, sector=sector, sector_other=words)
        try:
            values = checked(form)
        except Invalid as refusal:
            row.find(refusal.message, column_of(self._layout, refusal.field))
            return
        if form.uscc and (remark := identifiers.uscc(form.uscc).remark) is not None:
            row.findings.append(Finding(self._layout.column("uscc"), remark, grave=False))
        whose = self._stand_in_id if owner is None else owner.id
        if owner is None:
            self.stand_in = self._stand_in_name
        row.values = values | {"applicant_id": whose, "folded": fold(*names.values(), str(values["uscc"]))}
        self._compare(row, whose, whom.folded(*names.values()), whom.folded(*addresses.values()))

    def notes(self) -> tuple[Message, ...]:
        """What is to be said of all rows together."""
        told = []
        if self.stand_in is not None:
            told.append(
                Message("No column says whose the factories are. Those without an applicant go under one stand-in, "
                        "“{name}”, until you say whose they are.", name=self.stand_in)
            )  # fmt: skip
        if self._placed:
            text = N_("For {n} {n|row|rows} the city or district was taken from the address.")
            told.append(Message(text, n=self._placed))
        if self._far:
            told.append(Message("Factories that stand elsewhere than in Guangdong and Hong Kong: {n}. They stay out.",
                                n=self._far))  # fmt: skip
        return tuple(told)

    def _place(self, row: Row, names: dict[str, Any], addresses: dict[str, Any]) -> Place | None:
        country, district = (row.said.get(one) or "" for one in ("country", "district"))
        place = place_of(country, district, " ".join(addresses.values()), " ".join(names.values()))
        if place.kind is None:
            return self._elsewhere(row, place)
        if place.against:
            text = Message("The country says {country}, the address another place. The address was taken.",
                           country=place.against)  # fmt: skip
            row.find(text, self._layout.column("country"), grave=False)
        column = self._layout.column("district")
        if district and not place.district:
            row.find(Message("This is no city of Guangdong and no district of Hong Kong; it is left out."), column,
                     grave=False)  # fmt: skip
        elif not place.district:
            text = Message("No city or district was recognised in the address. Choose it later.")
            row.find(text, column_of(self._layout, "address_en"), grave=False)
        elif not district:
            self._placed += 1
        return place

    def _elsewhere(self, row: Row, place: Place) -> Place | None:
        """Say of which cell it is that the row is of no factory of the Programme."""
        if place.unknown and row.said.get("kind"):
            return replace(place, kind=row.said["kind"])  # the list itself says whether it is in Guangdong
        country, city = self._layout.column("country"), self._layout.column("district")
        if place.unknown:
            text = Message("{city} is no city of Guangdong and no district of Hong Kong, and nothing else in the row "
                           "says where it stands.", city=place.unknown)  # fmt: skip
        else:
            self._far += 1
            text = Message("It stands in {place}. The Programme is for factories in Guangdong and Hong Kong.",
                           place=place.elsewhere)  # fmt: skip
        said = row.said.get("country")
        at = country if said else city if row.said.get("district") else column_of(self._layout, "address_en")
        row.find(text, at)
        return None

    def _sector(self, row: Row) -> tuple[Sector, str]:
        """The industry; one that the Programme does not name is kept in the list's own words."""
        said = row.said.get("sector") or ""
        found = sector_of(said)
        return (Sector.OTHER, said) if found is None else (found, "")

    def _compare(self, row: Row, whose: UUID | None, names: frozenset[str], addresses: frozenset[str]) -> None:
        """Say which factory is there already: of the same applicant, with the same name and address."""
        found = [one for name in names for one in self._there.by_name.get(name, ()) if one.applicant_id == whose]
        twin = next((one for one in found if one.addresses & addresses or not (one.addresses or addresses)), None)
        column = column_of(self._layout, "name_en")
        if twin is not None:
            row.known = True
            row.find(Message("Already in the office, with the same name and address: {name}", name=twin.name),
                     column, grave=False)  # fmt: skip
        elif found:
            row.find(Message("A factory of this name is in the office, with another address."), column, grave=False)
        key = (whose, names, addresses)
        if key in self._above:
            row.known = True
            row.find(Message("The same as row {row} of this file", row=self._above[key]), grave=False)
        else:
            self._above[key] = row.number
