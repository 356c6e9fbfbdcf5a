"""Every member of every closed list that is shown has words."""

from __future__ import annotations

from enum import StrEnum

import pytest

from app.words import word
from models import kinds
from models.kinds import Basis, EligibleCost, Limit, RepeatGround

LISTS = [
    *(kinds.ProjectType, kinds.Origin, kinds.Mark, kinds.CostKind, kinds.ApplicantKind, kinds.FactoryKind, kinds.Route),
    *(kinds.Sector, kinds.Characteristic, kinds.Process, Basis, EligibleCost, Limit, RepeatGround),
]


@pytest.mark.parametrize("kind", LISTS, ids=lambda kind: kind.__name__)
def test_every_member_has_words_of_its_own(kind: type[StrEnum]) -> None:
    words = [word(member).text for member in kind]
    assert all(words)
    assert len(set(words)) == len(words)


def test_members_that_are_equal_as_texts_have_the_words_of_their_own_list() -> None:
    others: list[StrEnum] = [kinds.Origin.OTHER, kinds.CostKind.OTHER, kinds.Process.OTHER]
    assert len(set(others)) == 1
    assert len({word(member).text for member in others}) == 3
