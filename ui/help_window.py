"""Help: short pages of our own in the language of the screen, without a network. F1 opens that of the page in front.

A page is a Markdown file in `resources/help/LANGUAGE`; it may name a key by what it does, as in `{key:new_case}`, and
lead to another page by its name, as in `[The case list](list.md)`.
"""

from __future__ import annotations

import re
from functools import cache
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import QSize, Qt, QUrl
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QListWidget, QListWidgetItem, QTextBrowser, QWidget

from app.names import fold
from app.paths import RESOURCES
from app.texts import N_
from ui import keys, menus, theme  # noqa: F401  # the menus tell which keys there are
from ui.help_dress import dress
from ui.widgets.basic import Button, column, row
from ui.widgets.search_box import SearchBox
from ui.words import Speaking, language, tr

if TYPE_CHECKING:
    from ui.window import MainWindow

FOLDER: Final = RESOURCES / "help"

#: The pages, in the order of the list at the left.
TOPICS: Final = (
    *("start", "home", "list", "query", "find", "case", "calculator", "documents", "applicants", "awards"),
    *("import", "drafts", "technologies", "office", "keys"),
)

#: Which page belongs to which kind of page of the window.
TOPIC_OF: Final = {
    "home": "home",
    "cases": "list",
    "case": "case",
    "applicants": "applicants",
    "applicant": "applicants",
    "duplicates": "applicants",
    "calculator": "calculator",
    "awards": "awards",
    "technologies": "technologies",
    "officers": "office",
    "import": "import",
}


@cache
def source(topic: str, code: str) -> str:
    """A page as it was written, in a language of `LANGUAGES`."""
    return (FOLDER / code / f"{topic}.md").read_text("utf-8")


def title(topic: str, code: str) -> str:
    """What a page is called: its first line."""
    return source(topic, code).partition("\n")[0].lstrip("# ").strip()


def markdown(topic: str, code: str) -> str:
    """A page with the keys as they are now."""
    return re.sub(r"\{key:([\w.-]+)\}", lambda found: _key(found[1]), source(topic, code))


def _key(name: str) -> str:
    shown = keys.shown(keys.current.of(name))
    return f"`{shown}`" if shown else tr("(no key)")


def found(text: str, code: str) -> tuple[str, ...]:
    """The pages that hold every word of a text; all of them for an empty one."""
    wanted = fold(text).split()
    return tuple(one for one in TOPICS if all(word in fold(source(one, code)) for word in wanted))


def show(window: MainWindow, kind: str) -> HelpWindow:
    """Open the help of a window on the page for what stands in front of it."""
    opened = window.findChild(HelpWindow) or HelpWindow(window)
    opened.go(TOPIC_OF.get(kind, TOPICS[0]))
    opened.show()
    opened.raise_()
    opened.activateWindow()
    return opened


class HelpWindow(Speaking, QWidget):
    """The pages: their list, a search in all of them, and the one that is read."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent, Qt.WindowType.Window)
        self.topic = TOPICS[0]
        self.search = SearchBox(N_("Search the help"), width=200)
        self.search.asked.connect(lambda _text: self._list())
        self.search.entered.connect(lambda _text: self._first())
        self.topics = QListWidget()
        self.search.left_down.connect(lambda: self.topics.setFocus(Qt.FocusReason.TabFocusReason))
        self.topics.currentItemChanged.connect(self._chosen)
        self.says(self.topics.setAccessibleName, N_("Help pages"))
        self.browser = QTextBrowser()
        self.browser.setOpenLinks(False)
        self.browser.anchorClicked.connect(self.follow)
        self.browser.document().setDocumentMargin(theme.S16)
        self._print = Button(N_("Print…"), icon_name="printer", then=self._print_page)
        self._lay_out()
        self.topics.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        keys.current.changed.connect(self._read)
        theme.current.changed.connect(self._read)
        QShortcut(QKeySequence("Esc"), self).activated.connect(self.close)
        self.retranslate()
        self.resize(820, 620)

    def go(self, topic: str) -> None:
        """Show a page."""
        self.topic = topic
        if self._item(topic) is None:
            self.search.clear()
        self._list()

    def follow(self, url: QUrl) -> None:
        """A link leads to another page; nothing leads out of the program."""
        topic = url.toString().removesuffix(".md")
        if topic in TOPICS:
            self.go(topic)

    def retranslate(self) -> None:
        """Every page in the language of the screen."""
        super().retranslate()
        self.setWindowTitle(tr("Help"))
        if hasattr(self, "_print"):
            self._list()
            self._read()

    def _lay_out(self) -> None:
        left = column(self.search, self.topics)
        right = column(self.browser, row(None, self._print))
        laid = row(left, right, margins=theme.S12, gap=theme.S12)
        laid.setStretch(1, 1)
        self.topics.setFixedWidth(220)
        self.search.setFixedWidth(220)
        self.setLayout(laid)

    def _list(self) -> None:
        """The pages that hold what is searched; the one that is read stays chosen if it is among them."""
        self.topics.blockSignals(True)
        self.topics.clear()
        for topic in found(self.search.text(), language()):
            item = QListWidgetItem(title(topic, language()))
            item.setData(Qt.ItemDataRole.UserRole, topic)
            item.setSizeHint(QSize(0, theme.ROW))
            self.topics.addItem(item)
        read = self._item(self.topic)
        if read is not None:
            self.topics.setCurrentItem(read)
        self.topics.blockSignals(False)
        self._read()

    def _item(self, topic: str) -> QListWidgetItem | None:
        items = [self.topics.item(at) for at in range(self.topics.count())]
        return next((one for one in items if one.data(Qt.ItemDataRole.UserRole) == topic), None)

    def _chosen(self, item: QListWidgetItem | None) -> None:
        if item is not None:
            self.topic = item.data(Qt.ItemDataRole.UserRole)
            self._read()

    def _first(self) -> None:
        self.topics.setCurrentRow(0)

    def _read(self) -> None:
        self.browser.setMarkdown(markdown(self.topic, language()))
        dress(self.browser.document())
        self.browser.setAccessibleName(title(self.topic, language()))
        wanted = self.search.text().split()
        if wanted:
            self.browser.find(wanted[0])

    def _print_page(self) -> None:
        from ui.printing import choose

        printer = choose(self, title(self.topic, language()), landscape=False)
        if printer is not None:
            self.browser.document().print_(printer)
