"""The language changes at once, everywhere, Qt's own words included."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QCoreApplication, QLocale
from PySide6.QtGui import QFont, QFontInfo
from PySide6.QtWidgets import QApplication, QDialogButtonBox, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from app.texts import Message, Words
from ui import fonts, words
from ui.widgets.basic import Label
from ui.words import Speaking, shown, tr

YES = Message("{said}", said=Words("yes", "係", "是"))


class Card(Speaking, QWidget):
    def __init__(self) -> None:
        super().__init__()
        self.says(self.setWindowTitle, YES)
        self.label = Label(YES)
        layout = QVBoxLayout(self)
        layout.addWidget(self.label)


@pytest.mark.parametrize(("code", "said"), [("en", "yes"), ("zh_HK", "係"), ("zh_CN", "是")])
def test_a_widget_and_its_parts_speak_the_new_language_at_once(qtbot: QtBot, code: str, said: str) -> None:
    card = Card()
    qtbot.addWidget(card)
    words.set_language(code)
    assert (card.windowTitle(), card.label.text()) == (said, said)
    words.set_language("en")
    assert card.label.text() == "yes"


def test_text_of_a_person_stays_as_it_is(qtbot: QtBot) -> None:
    label = Label(YES)
    qtbot.addWidget(label)
    label.put("永發電鍍廠")
    words.set_language("zh_CN")
    assert label.text() == "永發電鍍廠"


def test_a_part_that_is_gone_is_forgotten(qtbot: QtBot) -> None:
    card, gone = Card(), QWidget()
    qtbot.addWidget(card)
    card.says(gone.setWindowTitle, YES)
    gone.deleteLater()
    QCoreApplication.sendPostedEvents(gone, 0)
    QApplication.processEvents()
    del gone
    words.set_language("zh_HK")
    assert card.label.text() == "係"


def test_an_unknown_language_is_our_bug_and_changes_nothing() -> None:
    with pytest.raises(ValueError, match="fr"):
        words.set_language("fr")
    assert words.language() == "en"


@pytest.mark.parametrize(
    ("code", "save", "discard", "close"),
    [("en", "Save", "Discard", "Close"), ("zh_HK", "儲存", "捨棄", "關閉"), ("zh_CN", "保存", "丢弃", "关闭")],
)
def test_the_buttons_of_qt_speak_too(qtbot: QtBot, code: str, save: str, discard: str, close: str) -> None:
    words.set_language(code)
    kinds = QDialogButtonBox.StandardButton
    box = QDialogButtonBox(kinds.Save | kinds.Discard | kinds.Close)
    qtbot.addWidget(box)
    shown_words = [box.button(kind).text().replace("&", "") for kind in (kinds.Save, kinds.Discard, kinds.Close)]
    assert shown_words == [save, discard, close]


def test_words_of_hong_kong_are_put_right_only_there() -> None:
    words.set_language("zh_HK")
    assert QCoreApplication.translate("QLineEdit", "Select All") == "全選"
    words.set_language("zh_CN")
    assert QCoreApplication.translate("QLineEdit", "Select All") != "全選"
    words.set_language("en")
    assert QCoreApplication.translate("QLineEdit", "Select All") == "Select All"


def test_the_signal_comes_once_for_each_change(qtbot: QtBot) -> None:
    with qtbot.waitSignal(words.screen.retranslated, timeout=1000):
        words.set_language("zh_HK")
    assert QLocale().name() == "zh_HK"


def test_values_are_shown_in_the_language() -> None:
    from datetime import date

    assert shown(date(2026, 3, 5)) == "5 March 2026"
    words.set_language("zh_HK")
    assert shown(date(2026, 3, 5)) == "2026年3月5日"
    assert tr(YES) == "係"


@pytest.mark.parametrize(("code", "face"), [("en", fonts.HK), ("zh_HK", fonts.HK), ("zh_CN", fonts.SC)])
def test_each_language_is_set_in_its_own_face(code: str, face: str) -> None:
    words.set_language(code)
    assert fonts.families(code, "linux")[0] == face
    assert QFontInfo(QFont(fonts.families(code, "linux"))).family() == face


def test_windows_faces_come_first_only_where_their_shapes_are_right() -> None:
    assert fonts.families("en", "win32")[0] == "Segoe UI"
    assert fonts.families("zh_HK", "win32")[0] == fonts.HK
    assert fonts.families("zh_CN", "win32")[0] == "Microsoft YaHei UI"


def test_chinese_is_never_under_thirteen_pixels() -> None:
    assert fonts.pixels("caption", "en") == 12
    assert fonts.pixels("caption", "zh_HK") == fonts.pixels("caption", "zh_CN") == 13


def test_what_is_in_a_window_takes_the_face_and_the_brackets_of_the_language(qtbot: QtBot) -> None:
    holder, label = QWidget(), Label()
    label.put("（個案）：")
    QVBoxLayout(holder).addWidget(label)
    qtbot.addWidget(holder)
    holder.show()
    wide, faces = [], []
    for code in ("en", "zh_HK", "en", "zh_CN"):
        words.set_language(code)
        QApplication.processEvents()
        wide.append(label.fontMetrics().horizontalAdvance(label.text()))
        faces.append(label.font().families()[0])
    assert wide[0] == wide[2] < wide[1] == wide[3]
    assert faces == [fonts.families(code)[0] for code in ("en", "zh_HK", "en", "zh_CN")]
