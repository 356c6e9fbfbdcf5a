"""Working, graph, paper, chips, states, search, banners and notices."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterator
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QRect, Qt, QUrl
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from app.money import Amount, Percent
from app.refusal import NotReady, NotSet
from app.rules.working import Calculation, WorkingLine
from app.texts import Message, Words
from models.kinds import Mark, ProjectType
from models.stages import Stage
from tests.ui.looking import faults
from ui import words
from ui.desk import Desk
from ui.icons import icon
from ui.notices import Notices
from ui.saved import saved
from ui.widgets import chip
from ui.widgets.banner import Banner, SampleStripe
from ui.widgets.graph_view import Edge, GraphView, Node
from ui.widgets.pdf_view import PdfView, write_whole
from ui.widgets.search_box import SearchBox
from ui.widgets.working_view import WorkingView

SOURCE = Words("the Programme's website", "計劃網站", "计划网站")


def line(rule: str, amount: str | None, mark: Mark = Mark.CONFIRMED) -> WorkingLine:
    value = None if amount is None else Decimal(amount)
    said = Words(f"line {rule}", f"行{rule}", f"行{rule}")
    return WorkingLine(rule, SOURCE, mark, Message("{said}", said=said), value)


def calculation(*, cap: str | None = "ceiling") -> Calculation:
    return Calculation(
        edition="P5",
        edition_sha256="0" * 64,
        type=ProjectType.NT,
        eligible_cost=Decimal("1400000.00"),
        rate=Decimal("0.5"),
        rate_is_maximum=True,
        ceiling=Decimal("650000.00"),
        ceiling_basis="project",
        subsidy=Decimal("650000.00"),
        not_paid=Decimal("750000.00"),
        cap=cap,
        working=(
            line("share", "700000.00"),
            line("ceiling", "650000.00"),
            line("rounding", None, Mark.INFERRED),
            line("subsidy", "650000.00", Mark.ARITHMETIC),
        ),
        not_set=(Message("Nothing matches"),),
    )


def texts(widget: Any) -> list[str]:
    return [each.text() for each in widget.findChildren(QLabel) if each.isVisible() and each.text()]


@pytest.fixture
def working(qtbot: QtBot) -> WorkingView:
    view = WorkingView()
    qtbot.addWidget(view)
    view.resize(640, 600)
    view.show()
    return view


def test_the_working_shows_every_line_its_source_mark_and_amount(working: WorkingView) -> None:
    working.put(calculation())
    shown = texts(working)
    for wanted in ("line share", "the Programme's website", "Confirmed", "HK$700,000", "HK$650,000", "Inferred"):
        assert wanted in shown
    assert faults(working) == []


def test_the_line_that_lowers_the_amount_is_named(working: WorkingView) -> None:
    working.put(calculation())
    assert texts(working).count("This limit lowers the amount") == 1
    working.put(calculation(cap=None))
    assert "This limit lowers the amount" not in texts(working)


def test_limits_that_nobody_published_are_told(working: WorkingView) -> None:
    working.put(calculation())
    assert "Nothing matches" in texts(working)


def test_no_sum_says_why_and_leaves_no_old_figures(working: WorkingView) -> None:
    working.put(calculation())
    working.refuse(NotSet("The rate is not set", figure="P1.OA.rate"))
    assert "The rate is not set" in texts(working)
    assert not [text for text in texts(working) if "HK$" in text]
    assert working.as_text("en") == ""


def test_the_working_is_copied_in_any_language(working: WorkingView) -> None:
    working.put(calculation())
    first = working.as_text("zh_HK").split("\n")[0]
    assert first.startswith("行share\tHK$700,000\t[")
    assert "計劃網站" in first
    working._copy.menu().actions()[2].trigger()
    assert "计划网站" in QGuiApplication.clipboard().text()


def test_the_working_follows_the_language(working: WorkingView) -> None:
    working.put(calculation())
    words.set_language("zh_CN")
    assert "行share" in texts(working)
    assert "计划网站" in texts(working)


NODES = [
    Node("p", "person", ("Chan Tai Man",)),
    Node("c", "company", ("Wing Fat Electroplating Company Limited", "永發電鍍廠有限公司")),
    Node("f", "factory", ("東莞永發電鍍廠",)),
]


def holds(share: str) -> Message:
    return Message("{share}", share=Percent(Decimal(share)))


def test_the_graph_says_in_words_which_link_fails(qtbot: QtBot) -> None:
    view = GraphView()
    qtbot.addWidget(view)
    view.put(NODES, [Edge("p", "c", holds("0.5")), Edge("c", "f", holds("0.2999"), met=False),
                     Edge("p", "f", holds("0.3"), met=None)])  # fmt: skip
    assert view.accessibleDescription().split("\n") == [
        "Chan Tai Man → Wing Fat Electroplating Company Limited: 50%",
        "Wing Fat Electroplating Company Limited → 東莞永發電鍍廠: 29.99% – not met",
        "Chan Tai Man → 東莞永發電鍍廠: 30% – cannot say yet",
    ]


def test_nothing_in_the_graph_lies_over_anything_else(qtbot: QtBot) -> None:
    view = GraphView()
    qtbot.addWidget(view)
    view.put(NODES, [Edge("p", "c", holds("0.5")), Edge("c", "f", holds("1")), Edge("p", "f", holds("0.3"), met=False)])
    places = [*view._places.values(), *(place for passed in view._passes.values() for place in passed)]
    assert len(places) == 4  # the long link has a place of its own beside the company
    for at, one in enumerate(places):
        assert QRect(0, 0, view.sizeHint().width(), view.sizeHint().height()).contains(one)
        assert not [other for other in places[at + 1 :] if one.intersects(other)]


def test_a_ring_of_holdings_is_drawn_and_ends(qtbot: QtBot) -> None:
    view = GraphView()
    qtbot.addWidget(view)
    view.put(NODES[:2], [Edge("p", "c", holds("0.5")), Edge("c", "p", holds("0.5"))])
    view.show()
    assert not view.grab().isNull()


def test_a_link_to_nowhere_is_our_bug() -> None:
    with pytest.raises(KeyError):
        GraphView().put(NODES[:1], [Edge("p", "x", holds("0.5"))])


def two_pages(_pdf: bytes, scale: float) -> Iterator[tuple[int, int, bytes]]:
    width, height = round(30 * scale), round(40 * scale)
    for shade in (b"\x10", b"\x20"):
        yield width, height, shade * (3 * width * height)


@pytest.fixture
def paper(qtbot: QtBot, desk: Desk) -> PdfView:
    view = PdfView(desk, two_pages)
    qtbot.addWidget(view)
    view.resize(700, 500)
    view.show()
    return view


def test_pages_are_shown_counted_and_turned(paper: PdfView, qtbot: QtBot) -> None:
    assert not paper._save.isEnabled()
    paper.put(b"%PDF", "summary.pdf")
    assert paper.page_count == 2
    assert paper._count.text() == "Page 1 of 2"
    assert paper._save.isEnabled()
    for _ in range(8):
        paper.zoom(1)
    assert paper._pages[0].width() == 120
    qtbot.keyClick(paper, Qt.Key.Key_Minus, Qt.KeyboardModifier.ControlModifier)
    assert paper._pages[0].width() == 80
    words.set_language("zh_HK")
    assert paper._count.text() == "第1頁，共2頁"


def test_a_paper_is_saved_whole_or_refused(paper: PdfView, desk: Desk, tmp_path: Path) -> None:
    paper.put(b"%PDF-1.7 all of it", "summary.pdf")
    saved: list[Path] = []
    refused: list[Any] = []
    paper.saved.connect(saved.append)
    desk.refused.connect(refused.append)
    paper.save(tmp_path / "a.pdf")
    assert (tmp_path / "a.pdf").read_bytes() == b"%PDF-1.7 all of it"
    paper.save(tmp_path / "missing" / "b.pdf")
    assert saved == [tmp_path / "a.pdf"]
    missing = tmp_path / "missing"
    assert str(refused[0].message) == f"b.pdf was not saved: {missing} cannot be written to. Choose another folder."


@pytest.mark.parametrize(
    ("cause", "sentence"),
    [
        (errno.ENOSPC, "no room is left in"),
        (errno.EACCES, "another program has it open, or you may not write in"),
        (errno.EROFS, "another program has it open, or you may not write in"),
    ],
)
def test_why_a_paper_is_not_saved(
    paper: PdfView, desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, cause: int, sentence: str
) -> None:
    refused: list[Any] = []
    desk.refused.connect(refused.append)

    def fails(**_given: object) -> None:
        raise OSError(cause, os.strerror(cause))

    monkeypatch.setattr("ui.widgets.pdf_view.tempfile.mkstemp", fails)
    paper.put(b"%PDF", "summary.pdf")
    paper.save(tmp_path / "a.pdf")
    assert sentence in str(refused[0].message)
    assert str(tmp_path) in str(refused[0].message)


def test_a_failed_writing_leaves_the_old_file_and_no_rest(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    target = tmp_path / "a.pdf"
    target.write_bytes(b"old")

    def full(_handle: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("ui.widgets.pdf_view.os.fsync", full)
    with pytest.raises(OSError, match="No space"):
        write_whole(target, b"new")
    assert [path.read_bytes() for path in tmp_path.iterdir()] == [b"old"]


def test_a_paper_fits_until_a_person_zooms(paper: PdfView) -> None:
    paper.put(b"%PDF", "certificate.pdf")
    paper.fit(landscape=True)
    assert 0.5 < paper._zoom < 0.6  # of 1,123 pixels, in a view of 700
    paper.resize(900, 500)
    assert 0.7 < paper._zoom < 0.8
    paper.resize(3000, 500)
    assert paper._zoom == 1.0
    paper.zoom(-1)
    assert paper._zoom == 0.8
    paper.resize(700, 500)
    assert paper._zoom == 0.8


def test_a_paper_that_cannot_be_drawn_says_why(paper: PdfView) -> None:
    paper.fail(NotReady("The summary is not endorsed yet"), lambda: None)
    assert "The summary is not endorsed yet" in texts(paper)
    assert not paper._print.isEnabled()


def test_every_stage_and_mark_has_a_look() -> None:
    assert set(chip.STAGES) == set(Stage)
    assert set(chip.MARKS) == set(Mark)
    for look in (*chip.STAGES.values(), *chip.MARKS.values()):
        assert not icon(look.icon).isNull()


def test_stages_of_one_colour_differ_by_icon() -> None:
    looks = list(chip.STAGES.values())
    assert len({(look.hue, look.icon) for look in looks}) == len(looks)


def test_search_asks_once_when_typing_pauses(qtbot: QtBot) -> None:
    box = SearchBox()
    qtbot.addWidget(box)
    asked: list[str] = []
    box.asked.connect(asked.append)
    qtbot.keyClicks(box, "wing")
    assert asked == []
    box._pause.timeout.emit()
    qtbot.keyClick(box, Qt.Key.Key_Return)
    assert asked == ["wing"]
    qtbot.keyClicks(box, " fat")
    qtbot.keyClick(box, Qt.Key.Key_Return)
    qtbot.keyClick(box, Qt.Key.Key_Escape)
    assert asked == ["wing", "wing fat", ""]
    assert box.text() == ""


def test_down_leaves_the_search_for_the_list(qtbot: QtBot) -> None:
    box = SearchBox()
    qtbot.addWidget(box)
    with qtbot.waitSignal(box.left_down, timeout=1000):
        qtbot.keyClick(box, Qt.Key.Key_Down)


def test_a_notice_offers_one_thing_once(qtbot: QtBot) -> None:
    notices = Notices()
    qtbot.addWidget(notices)
    undone: list[int] = []
    notices.say(Message("{name}", name="Lee W.S."), button="Close", then=lambda: undone.append(1))
    assert notices.isVisible()
    assert notices._words.text() == "Lee W.S."
    notices._button.click()
    assert undone == [1]
    assert not notices.isVisible()


@pytest.mark.parametrize("shown", [True, False])
def test_a_saved_file_can_be_found(
    desk: Desk, tmp_path: Path, qtbot: QtBot, monkeypatch: pytest.MonkeyPatch, shown: bool
) -> None:
    opened: list[Path] = []
    refused: list[Any] = []
    desk.refused.connect(refused.append)

    def open_it(url: QUrl) -> bool:
        opened.append(Path(url.toLocalFile()))
        return shown

    monkeypatch.setattr("ui.saved.QDesktopServices.openUrl", open_it)
    notices = Notices()
    qtbot.addWidget(notices)
    notices.say(saved(desk, tmp_path / "a.pdf", Message("Saved: {file}", file="a.pdf")))
    assert notices._words.text() == "Saved: a.pdf"
    assert notices._button.text() == "Show in folder"
    notices._button.click()
    assert opened == [tmp_path]
    assert [str(tmp_path) in str(one.message) for one in refused] == ([] if shown else [True])


def test_what_went_well_leaves_but_a_refusal_stays(qtbot: QtBot) -> None:
    notices = Notices()
    qtbot.addWidget(notices)
    notices.say("Nothing here yet")
    notices._leave.timeout.emit()
    assert not notices.isVisible()
    notices.refuse(NotReady("Something must be done first"))
    assert not notices._leave.isActive()
    assert notices.isVisible()


def test_a_notice_does_not_leave_under_the_hand(qtbot: QtBot) -> None:
    notices = Notices()
    qtbot.addWidget(notices)
    notices.say("Nothing here yet", button="Close", then=lambda: None)
    notices._button.setFocus()
    qtbot.waitUntil(notices._button.hasFocus)
    notices._leave.timeout.emit()
    assert notices.isVisible()


def test_banners_say_and_offer(qtbot: QtBot) -> None:
    banner = Banner("wifi-slash")
    qtbot.addWidget(banner)
    assert not banner.isVisible()
    done: list[int] = []
    banner.say("Nothing here yet", button="Close", then=lambda: done.append(1))
    banner._button.click()
    assert (banner.isVisible(), done) == (True, [1])


def test_the_sample_stripe_says_sample_in_every_language(qtbot: QtBot) -> None:
    stripe = SampleStripe()
    qtbot.addWidget(stripe)
    stripe.show()
    for code, word in [("en", "SAMPLE"), ("zh_HK", "示範"), ("zh_CN", "示范")]:
        words.set_language(code)
        assert word in texts(stripe)[0]


def test_amounts_in_the_kit_are_money() -> None:
    assert words.shown(Amount(Decimal("1120.50"))) == "HK$1,120.50"
