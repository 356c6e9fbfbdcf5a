"""Showing many widgets at once lays out what holds them once."""

from __future__ import annotations

from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from ui.widgets.basic import Label, column
from ui.widgets.fit import come_to_rest, held_still
from ui.widgets.scroll import Scroll

WORDS = "Words that fill more than one line of a narrow page, and so need height for their width. " * 2


@pytest.fixture
def holder(qtbot: QtBot) -> Iterator[QWidget]:
    """A visible part of a page that scrolls."""
    made = QWidget()
    made.setLayout(column())
    inside = QWidget()
    inside.setLayout(column(made))
    area = Scroll(inside)
    qtbot.addWidget(area)
    area.resize(300, 200)
    area.show()
    yield made
    area.close()


def add(holder: QWidget, count: int) -> list[Label]:
    layout = holder.layout()
    assert layout is not None
    labels = [Label(WORDS, wrap=True) for _ in range(count)]
    for one in labels:
        layout.addWidget(one)
    return labels


def test_new_parts_are_shown_and_have_their_height_at_once(holder: QWidget) -> None:
    labels = add(holder, 5)
    come_to_rest(holder)
    assert all(one.isVisible() for one in labels)
    assert all(one.height() >= one.heightForWidth(one.width()) for one in labels)
    assert holder.height() >= sum(one.height() for one in labels)


def test_what_was_hidden_by_name_stays_hidden(holder: QWidget) -> None:
    first, second = add(holder, 2)
    first.hide()
    come_to_rest(holder)
    assert first.isHidden()
    assert second.isVisible()


def test_layouts_wake_up_again_also_after_a_failure(holder: QWidget, qapp: QApplication) -> None:
    (label,) = add(holder, 1)
    layout = holder.layout()
    assert layout is not None
    with held_still(label):
        assert not layout.isEnabled()
        with held_still(label):
            pass
        assert not layout.isEnabled()  # the outer one still holds it
    assert layout.isEnabled()
    with pytest.raises(ZeroDivisionError), held_still(label):
        raise ZeroDivisionError
    assert layout.isEnabled()
    qapp.processEvents()
    assert label.isVisible()
