"""Rows of tables and figures supplied by hand: kept as drafts and put back, new ones and saved ones."""

from __future__ import annotations

from decimal import Decimal
from uuid import UUID

from pytestqt.qtbot import QtBot

from app.assessments import AssessmentFields, UtilityFields
from app.clock import HeldClock
from app.costs import CostFields
from app.drafts import Basis
from app.kept import Kept
from app.rules.request import Override, Supplied
from models.assessment_kinds import Unit, UtilityKind
from models.kinds import CostKind
from ui.assessment.before_after import BeforeAfter
from ui.calculator.cost_lines import CostLines
from ui.calculator.hand import ByHand
from ui.widgets.fields import ChoiceField

ONE, TWO = UUID(int=1), UUID(int=2)
SAVED = Kept(ONE, 3, CostFields(CostKind.EQUIPMENT, "Filter press", Decimal(500_000)))


def test_cost_lines_come_back_over_their_own_and_as_new_ones(qtbot: QtBot, clock: HeldClock) -> None:
    lines, again = CostLines(clock), CostLines(clock)
    for one in (lines, again):
        qtbot.addWidget(one)
        one.put([SAVED])
    lines.rows[0].fields["amount"].redraft("55o,000")
    lines.add()
    lines.rows[1].fields["text"].redraft("壓濾機")
    parts = lines.typing()
    assert [(part.key, part.basis) for part in parts] == [
        (f"cost {ONE}", Basis("cost_lines", ONE, 3)),
        ("cost 2", None),
    ]
    assert [(one.name, one.text, one.was) for one in parts[0].words] == [("amount", "55o,000", "500,000")]
    again.retype(parts)
    assert [row.fields["text"].draft() for row in again.rows] == ["Filter press", "壓濾機"]
    assert again.rows[0].fields["amount"].draft() == "55o,000"
    assert [part.words for part in again.typing()] == [part.words for part in parts]
    gone = CostLines(clock)
    qtbot.addWidget(gone)
    gone.put([])
    gone.retype(parts)
    assert len(gone.rows) == 2


def test_lines_that_may_not_be_changed_take_nothing(qtbot: QtBot, clock: HeldClock) -> None:
    lines = CostLines(clock)
    qtbot.addWidget(lines)
    lines.put([SAVED])
    lines.rows[0].fields["text"].redraft("Another")
    parts = lines.typing()
    lines.discard()
    lines.set_allowed(False)
    assert lines.retype(parts) == 0
    assert not lines.dirty


def test_utilities_come_back(qtbot: QtBot, clock: HeldClock) -> None:
    saved = Kept(ONE, 2, UtilityFields(UtilityKind.ELECTRICITY, "", Decimal(10), Unit.MWH, Decimal(8), Unit.MWH))
    table, again = BeforeAfter(clock), BeforeAfter(clock)
    for one in (table, again):
        qtbot.addWidget(one)
        one.basis = Basis("assessments", TWO, 1)
        one.put(AssessmentFields(), [saved])
    table.fields["output_name"].redraft("Dyed cloth")
    table.rows[0].fields["after"].redraft("about 7")
    table.add(UtilityKind.WATER)
    table.rows[1].fields["before"].redraft("1,200")
    parts = table.typing()
    assert [part.key for part in parts] == ["whole", f"utility electricity {ONE}", "utility water 2"]
    assert again.retype(parts) >= 3
    assert again.fields["output_name"].draft() == "Dyed cloth"
    assert again.rows[0].fields["after"].draft() == "about 7"
    assert (again.rows[1].kind, again.rows[1].fields["before"].draft()) == (UtilityKind.WATER, "1,200")


def test_what_was_supplied_by_hand_comes_back(qtbot: QtBot) -> None:
    hand, again = ByHand(), ByHand()
    qtbot.addWidget(hand)
    qtbot.addWidget(again)
    assert hand.typing() == []
    given = Supplied(Decimal("0.5"), "Minutes of 4 May", "Not published", "YSF")
    hand.supply("rate", given)
    hand.lower_to(Override(Decimal("300000"), "The quotation is high"))
    assert again.retype(hand.typing()) == 2
    assert dict(again.supplied) == {"rate": given}
    assert again.override == hand.override
    assert again.dirty


def test_a_choice_waits_for_its_option_and_no_longer_than_somebody_chooses(qtbot: QtBot) -> None:
    field = ChoiceField((), blank="None")
    qtbot.addWidget(field)
    options = [(ONE, "One"), (TWO, "Two")]
    field.redraft(str(TWO))
    assert field.read() is None
    field.set_options(options[:1])
    field.set_options(options)
    assert field.read() == TWO
    other = ChoiceField((), blank="None")
    qtbot.addWidget(other)
    other.redraft(str(TWO))
    other.put(None)
    other.set_options(options)
    assert other.read() is None
