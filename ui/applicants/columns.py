"""The columns of the list of applicants."""

from __future__ import annotations

from typing import Final

from app.applicant_list import ApplicantRow, ApplicantSort
from app.texts import N_, Message
from app.words import word
from ui.casefile.parts import names
from ui.theme import Tone
from ui.widgets.rows import Column
from ui.words import tr

#: In a list too narrow for all of them these go first, in this order.
LEAST: Final = (ApplicantSort.KIND.value, ApplicantSort.FACTORIES.value, ApplicantSort.LAST.value)


def columns() -> list[Column[ApplicantRow]]:
    """What an applicant shows of itself; each is sorted by as `ApplicantSort` says."""
    return [
        Column(
            ApplicantSort.NAME.value,
            N_("Applicant"),
            lambda one: names(one)[0],
            second=lambda one: names(one)[1],
            width=300,
            stacked=True,
            stretch=True,
            elide=True,
            jump=True,
        ),
        Column(
            ApplicantSort.NUMBER.value,
            N_("BR number"),
            lambda one: one.br_number or "—",
            width=112,
            tone=_number_tone,
            jump=True,
            value=lambda one: one.br_number,
        ),
        Column(ApplicantSort.KIND.value, N_("Kind"), lambda one: tr(word(one.kind)), width=212),
        Column(
            ApplicantSort.FACTORIES.value,
            N_("Factories"),
            lambda one: f"{one.factories:,}",
            width=96,
            right=True,
            value=lambda one: one.factories,
        ),
        Column(
            ApplicantSort.CASES.value,
            N_("Cases"),
            lambda one: f"{one.cases:,}",
            width=80,
            right=True,
            value=lambda one: one.cases,
        ),
        Column(
            ApplicantSort.LAST.value,
            N_("Last application"),
            lambda one: "—" if one.last is None else tr(Message("{day}", day=one.last)),
            width=150,
            value=lambda one: one.last,
        ),
    ]


def _number_tone(one: ApplicantRow) -> Tone:
    """A number that is not 8 digits is no registration under Cap. 310."""
    return "plain" if one.br_number.isdigit() else "warn"
