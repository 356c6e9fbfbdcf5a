"""The annex: the environmental benefit on pages of its own, seen and heard; frozen and drawn again the same."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date
from decimal import Decimal
from pathlib import Path

import pytest
from pypdf import PdfReader

from app import frozen
from app.pdf.sheet import SummarySheet
from app.pdf.summary import draw
from app.rules import factors
from app.rules.benefit import benefit_of
from app.rules.findings import Findings, MeasureFound, Output, Period, Use
from app.rules.units import Quantity
from app.texts import LANGUAGES
from models.assessment_kinds import Area, Effect, MeasureKind, Unit, UtilityKind
from tests.app.pdf import sheets
from tests.app.pdf.seen import pages_of
from tests.app.pdf.test_structure import tree
from tests.verapdf import faults

FOUND = Findings(
    baseline=Period(date(2024, 1, 1), date(2024, 12, 31)),
    after=Period(date(2025, 7, 1), date(2026, 6, 30)),
    output=Output("Dyed cloth", Quantity(Decimal(5200), Unit.T), Quantity(Decimal(4160), Unit.T)),
    uses=(
        Use("1", UtilityKind.ELECTRICITY, "", *(Quantity(Decimal(n), Unit.KWH) for n in (3_400_000, 2_312_000))),
        Use("2", UtilityKind.WATER, "", Quantity(Decimal(410_000), Unit.M3), Quantity(Decimal(279_000), Unit.M3)),
    ),
    measures=(
        MeasureFound(
            "m1", MeasureKind.LIGHTING, "LED tubes in both halls", "HKD", Decimal(400_000), Decimal(120_000),
            {Effect.ELECTRICITY: Decimal(180_000)},
        ),
        MeasureFound("m2", MeasureKind.HEAT_RECOVERY, "", "CNY", Decimal(600_000), Decimal(0)),
    ),
    factors=factors.factor_sets()[-1].taken(Area.GUANGDONG),
)  # fmt: skip
ASSESSED: SummarySheet = replace(sheets.ORDINARY, benefit=benefit_of(FOUND))


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_annex_begins_a_page_and_leaves_the_summary_as_it_was(language: str) -> None:
    plain, whole = pages_of(sheets.ORDINARY, language), pages_of(ASSESSED, language)
    assert whole[: len(plain)] == plain
    assert len(whole) == len(plain) + 1


def test_a_smaller_output_is_no_saving() -> None:
    text = "".join(page.extract_text() for page in PdfReader(io.BytesIO(draw(ASSESSED, "en"))).pages[-1:])
    assert "2,720,000" in text, "the baseline at four fifths of the output"
    assert "408,000" in text
    assert "15%" in text.replace(" ", "")


def test_the_chart_is_told_in_words_in_the_language_of_the_paper() -> None:
    (figure,) = tree(draw(ASSESSED, "zh_HK")).all("Figure")
    assert figure.alt is not None
    assert "2,720,000" in figure.alt
    assert "before" not in figure.alt


def test_a_frozen_sheet_draws_the_same_annex() -> None:
    again = frozen.thaw(frozen.freeze(ASSESSED))
    assert again == ASSESSED
    assert draw(again, "zh_CN") == draw(ASSESSED, "zh_CN")


@pytest.mark.parametrize("language", LANGUAGES)
def test_verapdf_finds_no_fault(language: str, tmp_path: Path) -> None:
    file = tmp_path / "annex.pdf"
    file.write_bytes(draw(ASSESSED, language))
    assert faults([file]) == []
