"""The language of the screen: `tr`, `set_language`, and `Speaking`, by which a widget changes its words at once.

One gettext catalogue serves all our own words (`app.texts`). Qt's own buttons and menus come from Qt's
files, loaded by name: Qt has none for Hong Kong and would silently fall back to English, so zh_HK takes
those of Taiwan, and the words that Hong Kong says differently are put right by `_HongKong`.

A widget that shows words inherits `Speaking` before its Qt class and binds each text once:

    class Card(Speaking, QWidget):
        def __init__(self) -> None:
            super().__init__()
            self.says(self.button.setText, "Save")

Words that depend on data are set in `retranslate`, which runs at each change of language.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, Final, cast

import shiboken6
from PySide6.QtCore import QCoreApplication, QEvent, QLibraryInfo, QLocale, QObject, QTranslator, Signal
from PySide6.QtWidgets import QApplication, QWidget

from app.texts import LANGUAGES, Message, say, show
from ui import fonts

_QT_FILES: Final = {"zh_HK": "qtbase_zh_TW", "zh_CN": "qtbase_zh_CN"}
_LOCALES: Final = {
    "en": (QLocale.Language.English, QLocale.Script.AnyScript, QLocale.Country.HongKong),
    "zh_HK": (QLocale.Language.Chinese, QLocale.Script.TraditionalChineseScript, QLocale.Country.HongKong),
    "zh_CN": (QLocale.Language.Chinese, QLocale.Script.SimplifiedChineseScript, QLocale.Country.China),
}

#: Qt's words for Taiwan that Hong Kong says otherwise, and words that Qt's file leaves in English.
_HONG_KONG: Final = {
    "Discard": "捨棄",
    "Abort": "中止",
    "Restore Defaults": "還原預設值",
    "Select All": "全選",
    "Parent Directory": "上一層資料夾",
    "Create New Folder": "新增資料夾",
    "Look in:": "位置：",
    "File &name:": "檔案名稱(&N)：",
    "Files of type:": "檔案類型：",
    "Date Modified": "修改日期",
}


class _HongKong(QTranslator):
    """Answers for the words of `_HONG_KONG` while the screen is in zh_HK; lets all others pass."""

    def isEmpty(self) -> bool:  # Qt ignores a translator that says it holds nothing
        return False

    def translate(self, context: str, text: str, disambiguation: str | None = None, n: int = -1) -> str:
        # None is Qt's null string, "not mine": Qt then asks the next translator.
        found = _HONG_KONG.get(text) if language() == "zh_HK" and context.startswith("Q") else None
        return cast(str, found)


class _Screen(QObject):
    """The language in use and what was given to Qt for it. `retranslated` comes after each change."""

    retranslated = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.language = "en"
        self.own: QTranslator | None = None
        self.qt: QTranslator | None = None


screen: Final = _Screen()


def language() -> str:
    """The language of the screen, one of `LANGUAGES`."""
    return screen.language


def system_language(locale: QLocale | None = None) -> str:
    """The language of the computer among `LANGUAGES`, English for all others. Macao and Taiwan read zh_HK."""
    locale = locale or QLocale.system()
    if locale.language() != QLocale.Language.Chinese:
        return "en"
    return "zh_CN" if locale.script() == QLocale.Script.SimplifiedChineseScript else "zh_HK"


def set_language(code: str) -> None:
    """Show every window in a language of `LANGUAGES`, at once. Raises ValueError for any other code."""
    if code not in LANGUAGES:
        raise ValueError(f"no such language: {code}")
    application = QApplication.instance()
    if not isinstance(application, QApplication):
        raise RuntimeError("the language is set on a running application")
    screen.language = code
    QLocale.setDefault(QLocale(*_LOCALES[code]))
    fonts.load()
    _set_font(application, code)
    _install_translators(application, code)
    # The event is posted to each window; send it now, so that no window is half in one language.
    QCoreApplication.sendPostedEvents(None, QEvent.Type.LanguageChange.value)
    screen.retranslated.emit()


def _set_font(application: QApplication, code: str) -> None:
    """The face of the language, on every widget: under a style sheet Qt tells only windows of another font, and what
    is in them would keep the shapes and the narrow brackets of the language before."""
    application.setFont(fonts.for_application(code))
    for widget in application.allWidgets():
        if not widget.isWindow():
            QCoreApplication.sendEvent(widget, QEvent(QEvent.Type.ApplicationFontChange))


def _install_translators(application: QApplication, code: str) -> None:
    """Qt's own words for the language, ours over them. Installing ours tells all widgets, also for English."""
    for old in (screen.own, screen.qt):
        if old is not None:
            application.removeTranslator(old)
    screen.qt = None
    if name := _QT_FILES.get(code):
        screen.qt = QTranslator()
        if not screen.qt.load(name, QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)):
            raise FileNotFoundError(f"{name}.qm")
        application.installTranslator(screen.qt)
    screen.own = _HongKong()
    application.installTranslator(screen.own)


def tr(text: str | Message, /, **values: Any) -> str:
    """A sentence in the screen's language; `values` fill the placeholders as in `Message`."""
    return say(text if isinstance(text, Message) else Message(text, **values), screen.language)


def shown(value: Any) -> str:
    """One value (amount, day, number) as a reader of the screen's language expects it."""
    return show(value, screen.language)


if TYPE_CHECKING:
    _Widget = QWidget
else:
    _Widget = object


class Speaking(_Widget):
    """A widget that changes its words with the language of the screen. Inherit it before the Qt class."""

    def says(self, put: Callable[[str], object], text: str | Message, /, **values: Any) -> None:
        """Give a text to a setter now and after each change of language.

        Binding the same setter again replaces what it says. The setter may belong to a child.
        """
        message = text if isinstance(text, Message) else Message(text, **values)
        self._words_said()[_key(put)] = (put, message)
        put(tr(message))

    def hushes(self, put: Callable[[str], object]) -> None:
        """Forget a binding of `says` and clear the text."""
        self._words_said().pop(_key(put), None)
        put("")

    def retranslate(self) -> None:
        """Say everything again. Override for words that depend on data, and call this first."""
        for key, (put, message) in list(self._words_said().items()):
            owner = getattr(put, "__self__", None)
            if isinstance(owner, QObject) and not shiboken6.isValid(owner):
                del self._words_said()[key]
            else:
                put(tr(message))

    def changeEvent(self, event: QEvent) -> None:
        """Qt's call: the language of the application has changed."""
        if event.type() == QEvent.Type.LanguageChange:
            self.retranslate()
        super().changeEvent(event)

    def _words_said(self) -> dict[object, tuple[Callable[[str], object], Message]]:
        said: dict[object, tuple[Callable[[str], object], Message]] = self.__dict__.setdefault("_words_bound", {})
        return said


def _key(put: Callable[[str], object]) -> object:
    """The same setter of the same object is the same key, though Python makes a new bound method each time."""
    owner = getattr(put, "__self__", None)
    return put if owner is None else (id(owner), getattr(put, "__name__", ""))
