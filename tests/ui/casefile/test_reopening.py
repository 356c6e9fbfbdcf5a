"""Which dialog of the case page is opened again for a draft, by its name and its title."""

from __future__ import annotations

from types import SimpleNamespace
from typing import Any, cast

import pytest

from models.stages import Stage
from ui.casefile.actions import CaseActions
from ui.casefile.next_step import ENDORSE
from ui.casefile.reopening import reopen


class Actions:
    """Notes what was opened."""

    def __init__(self, *ends: Stage) -> None:
        ways = [SimpleNamespace(act="case.move", end=end) for end in ends]
        self.sheet = SimpleNamespace(ways=ways)
        self.done: list[Any] = []

    def perform(self, act: str, to: Stage | None = None) -> None:
        self.done.append((act, to))

    def __getattr__(self, name: str) -> Any:
        return lambda: self.done.append(name)


def opened(form: str, about: str = "", *ends: Stage) -> tuple[bool, list[Any]]:
    actions = Actions(*ends)
    return reopen(cast(CaseActions, actions), form, about), actions.done


@pytest.mark.parametrize(
    ("form", "about", "done"),
    [
        ("DueDialog", "Set a due date 1234abcd", "set_due"),
        ("AssignDialog", "Assign the case", "assign"),
        ("ReceiveDialog", "Receive the application", ("case.receive", None)),
        ("EndorseDialog", "Endorse", (ENDORSE, None)),
        ("DecisionDialog", "Enter the decision", ("case.approve", None)),
        ("ReasonDialog", "Unlock an approved case", ("case.unlock", None)),
        ("ReasonDialog", "Send the entry back", ("case.reject_entry", None)),
    ],
)
def test_a_dialog_is_opened_by_its_name(form: str, about: str, done: object) -> None:
    assert opened(form, about) == (True, [done])


def test_a_move_is_opened_towards_the_stage_of_its_title() -> None:
    ends = (Stage.ASSESSMENT, Stage.WITHDRAWN)
    assert opened("MoveDialog", "Move the case to “Withdrawn”", *ends) == (True, [("case.move", Stage.WITHDRAWN)])
    assert opened("MoveDialog", "Move the case to “Paid”", *ends) == (False, [])


def test_what_the_page_cannot_open_by_itself_is_left_to_the_person() -> None:
    assert opened("ReasonDialog", "Strike out a cost line") == (False, [])
    assert opened("ProviderDialog", "Add a provider") == (False, [])
