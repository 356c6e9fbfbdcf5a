"""The recommendation codes that measures may be compared by."""

from __future__ import annotations

import tomllib

import pytest

from app import measures
from app.measures import MeasureFields
from app.office import Office
from app.paths import RESOURCES
from app.recommendation_codes import codes, codes_for
from app.refusal import Invalid
from models.assessment_kinds import MeasureKind
from tests import make


def test_every_code_has_a_text_of_its_own() -> None:
    found = codes()
    assert len(found) > 300
    assert all(one.code == code and one.text == one.text.strip() != "" for code, one in found.items())
    assert list(found) == sorted(found)


def test_codes_fit_kinds_that_there_are_and_none_is_named_in_vain() -> None:
    kinds = tomllib.loads((RESOURCES / "lists" / "recommendation_kinds.toml").read_text("utf-8"))
    assert set(kinds) <= {one.value for one in MeasureKind}
    for kind, beginnings in kinds.items():
        for beginning in beginnings:
            assert any(code.startswith(beginning) for code in codes()), (kind, beginning)


@pytest.mark.parametrize(("kind", "code"), [(MeasureKind.LIGHTING, "2.7141"), (MeasureKind.COMPRESSED_AIR, "2.4221")])
def test_a_kind_of_measure_is_offered_its_codes(kind: MeasureKind, code: str) -> None:
    assert code in [one.code for one in codes_for(kind)]


def test_no_code_fits_what_the_list_does_not_know() -> None:
    lacking = [kind for kind in MeasureKind if not codes_for(kind)]
    assert MeasureKind.LIGHTING not in lacking
    assert lacking  # water, effluent, solvents: the list is one of energy measures


def test_a_measure_takes_a_code_of_the_list_or_none(office: Office) -> None:
    case = make.case(office).id
    make.do(office, measures.add, case, MeasureFields(MeasureKind.LIGHTING, text="Lamps"))
    make.do(office, measures.add, case, MeasureFields(MeasureKind.LIGHTING, code="2.7141"))
    with pytest.raises(Invalid) as caught:
        make.do(office, measures.add, case, MeasureFields(MeasureKind.LIGHTING, code="9.9999"))
    assert caught.value.field == "code"
