"""What the program is and stands on."""

from __future__ import annotations

import platform
from typing import Final

from PySide6.QtCore import qVersion
from PySide6.QtWidgets import QDialog, QGridLayout, QWidget

from app.texts import N_, Message
from app.version import VERSION
from ui import theme
from ui.widgets.basic import Button, Label, column, row
from ui.widgets.scroll import Scroll
from ui.words import Speaking

#: What the program is built with: name, licence.
PARTS: Final = (
    ("Qt, PySide6", "LGPL-3.0"),
    ("SQLAlchemy", "MIT"),
    ("Alembic", "MIT"),
    ("SQLCipher", "BSD-3-Clause"),
    ("ReportLab", "BSD-3-Clause"),
    ("pypdfium2, PDFium", "BSD-3-Clause, Apache-2.0"),
    ("OpenCC", "Apache-2.0"),
    ("python-stdnum", "LGPL-2.1"),
    ("argon2-cffi", "MIT"),
    ("cryptography", "Apache-2.0, BSD-3-Clause"),
    ("psycopg", "LGPL-3.0"),
    ("Noto Sans HK, Noto Sans SC", "OFL-1.1"),
    ("Phosphor Icons", "MIT"),
)


class _Pairs(QGridLayout):
    """Two columns: a short text, and what it is."""

    def __init__(self) -> None:
        super().__init__()
        self.setHorizontalSpacing(theme.S24)
        self.setVerticalSpacing(theme.S4)
        self.setColumnStretch(1, 1)

    def pair(self, first: Label, second: Label) -> None:
        """One more line."""
        line = self.rowCount()
        self.addWidget(first, line, 0)
        self.addWidget(second, line, 1)


class AboutDialog(Speaking, QDialog):
    """The program, its version, its licence, and what it stands on."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.says(self.setWindowTitle, N_("About CP Desk"))
        pairs = _Pairs()
        for name, licence in PARTS:
            pairs.pair(_plain(name), _plain(licence, muted=True))
        inside = QWidget()
        inside.setProperty("surface", "clear")
        laid = column(
            Label(N_("CP Desk"), size="title", bold=True),
            Label(Message("Version {version}", version=VERSION)),
            Label(
                N_("Casework for the Cleaner Production Partnership Programme: eligibility, subsidy, summaries."),
                wrap=True,
            ),
            Label(N_("Licence: Apache-2.0. It comes without any warranty."), wrap=True),
            Label(
                Message("Python {python}, Qt {qt}", python=platform.python_version(), qt=qVersion() or ""), tone="muted"
            ),
            theme.S8,
            Label(N_("It stands on"), size="section", bold=True),
            pairs,
            None,
        )
        laid.setContentsMargins(theme.S24, theme.S24, theme.S24, theme.S8)
        inside.setLayout(laid)
        self.setLayout(column(Scroll(inside), _closing(self), gap=0))
        self.resize(520, 620)


def _plain(text: str, *, muted: bool = False) -> Label:
    label = Label(tone="muted" if muted else "plain")
    label.put(text)
    return label


def _closing(dialog: QDialog) -> QWidget:
    feet = QWidget()
    close = Button(N_("Close"), kind="primary", then=dialog.accept)
    close.setDefault(True)
    laid = row(None, close)
    laid.setContentsMargins(theme.S24, theme.S8, theme.S24, theme.S16)
    feet.setLayout(laid)
    return feet
