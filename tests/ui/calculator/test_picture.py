"""The picture of subsidy against cost: what it says in words, and that the dot stands where the sum does."""

from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest
from PySide6.QtCore import QRectF
from PySide6.QtGui import QColor
from pytestqt.qtbot import QtBot

from app.rules.book import RuleBook
from app.rules.request import CostLine, Override, Request
from app.rules.working import Calculation
from models.kinds import CostKind, Origin, ProjectType
from ui import theme, words
from ui.calculator.picture import Drawn, SubsidyPicture, _Frame, drawn, in_words
from ui.calculator.worked import worked

BOOK = RuleBook.load()


def made(cost: int, edition: str = "P5", kind: ProjectType = ProjectType.NT, name: str = "", **more: Any) -> Drawn:
    rules = BOOK.edition(edition)
    asked = Request(kind, (CostLine(CostKind.EQUIPMENT, "", Decimal(cost)),), **({"origin": Origin.OTHER} | more))
    found = drawn(name, rules, asked, worked(rules, asked))
    assert found is not None
    return found


@pytest.fixture
def picture(qtbot: QtBot) -> SubsidyPicture:
    widget = SubsidyPicture()
    qtbot.addWidget(widget)
    return widget


@pytest.mark.parametrize(
    ("one", "standing"),
    [
        ({"cost": 1_400_000}, "The cost is HK$1,400,000, HK$100,000 beyond the bend: the subsidy is HK$650,000."),
        ({"cost": 1_000_000}, "The cost is HK$1,000,000, HK$300,000 short of the bend: the subsidy is HK$500,000."),
        ({"cost": 1_300_000}, "The cost is HK$1,300,000, right at the bend: the subsidy is HK$650,000."),
        (
            {"cost": 1_400_000, "override": Override(Decimal(300_000), "Budget")},
            "The cost is HK$1,400,000; the subsidy was lowered by hand to HK$300,000.",
        ),
    ],
)
def test_it_says_the_line_and_where_the_sum_stands_on_it(one: dict[str, Any], standing: str) -> None:
    line = "The subsidy is 50% of the cost up to HK$1,300,000; from there on it stays at HK$650,000."
    assert str(in_words(made(**one))) == f"{line} {standing}"


def test_a_ceiling_used_up_is_said() -> None:
    one = made(30_000, "P2", ProjectType.OA, already_granted=Decimal(100_000))
    assert str(in_words(one)) == (
        "Earlier grants have used up the ceiling: there is no subsidy at any cost."
        " The cost is HK$30,000, the subsidy HK$0."
    )


def test_without_a_sum_there_is_no_picture(picture: SubsidyPicture) -> None:
    rules = BOOK.edition("P5")
    asked = Request(ProjectType.OA, (CostLine(CostKind.EQUIPMENT, "", Decimal(1)),))
    assert drawn("", rules, asked, worked(rules, asked)) is None
    assert drawn("", None, asked, worked(rules, asked)) is None
    picture.put([made(1_000_000)])
    assert not picture.isHidden()
    picture.put([])
    assert picture.isHidden()


def test_the_drawing_is_described_in_the_language_of_the_screen(picture: SubsidyPicture) -> None:
    picture.put([made(1_000_000, name="A"), made(1_400_000, name="B", origin=Origin.HK)])
    assert picture.chart.accessibleName() == "Subsidy against cost"
    first, second = picture.chart.accessibleDescription().split("\n")
    assert first.startswith("A: The subsidy is 50% of the cost up to HK$1,300,000")
    assert second.startswith("B: The subsidy is 50% of the cost up to HK$1,500,000")
    words.set_language("zh_HK")
    assert picture.chart.accessibleDescription().split("\n") != [first, second]


@pytest.mark.parametrize("mode", ["light", "dark"])
@pytest.mark.parametrize("cost", [200_000, 1_000_000, 1_400_000, 50_000_000])
def test_the_dot_stands_where_the_sum_does(picture: SubsidyPicture, qapp: Any, cost: int, mode: Any) -> None:
    theme.apply(qapp, mode)
    one = made(cost)
    picture.put([one])
    picture.show()
    picture.chart.resize(640, 232)
    image = picture.chart.grab().toImage()
    frame = _Frame([one], QRectF(96, 40, 640 - 96 - 32, 232 - 40 - 44))
    here = frame.at(one.result.eligible_cost, one.result.subsidy)
    assert image.pixelColor(here.toPoint()) == QColor(theme.colour("accent"))
    assert 0 <= here.x() <= 640
    assert 0 <= here.y() <= 232


def test_the_bend_and_the_level_are_where_the_calculator_has_them() -> None:
    one = made(1_000_000)
    frame = _Frame([one], QRectF(0, 0, 100, 100))
    assert isinstance(one.result, Calculation)
    assert frame.at(Decimal(0), Decimal(0)).y() == 100
    bend = frame.at(Decimal(1_300_000), Decimal(650_000))
    assert bend.x() == pytest.approx(75)
    assert bend.y() == pytest.approx(0)
    assert frame.at(frame.widest, one.curve.height(frame.widest)).y() == pytest.approx(0)
