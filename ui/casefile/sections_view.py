"""All sections in one scroll beside their list: errors are never hidden behind a tab."""

from __future__ import annotations

from collections.abc import Mapping

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from app.case_sheet import CaseSheet
from ui import theme
from ui.casefile.section import Section
from ui.casefile.section_list import SectionList
from ui.widgets.basic import column, row, rule

_MOST_WIDTH = 1120


class SectionsView(QWidget):
    """Shows sections under each other; marks the one in sight, and tells those that come into sight."""

    def __init__(self, sections: Mapping[str, Section]) -> None:
        super().__init__()
        self._sections = sections
        self.list = SectionList([(key, one.short or one.called) for key, one in sections.items()])
        self.area = QScrollArea()
        self.area.setWidgetResizable(True)
        self.area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._inside = self._stacked()
        holder = QFrame()
        holder.setProperty("surface", "base")
        held = row(self._inside, None, gap=0)
        held.setStretch(0, 1)
        held.setStretch(1, 0)
        holder.setLayout(held)
        self.area.setWidget(holder)
        self.setLayout(row(self.list, self.area, gap=0))
        self.list.asked.connect(self.go_to)
        self.area.verticalScrollBar().valueChanged.connect(self._scrolled)
        self.list.mark(next(iter(sections)))

    def put(self, sheet: CaseSheet) -> None:
        """Show a newer sheet in every section; the place one was reading stays."""
        place = self.area.verticalScrollBar().value()
        self.setUpdatesEnabled(False)
        for key, section in self._sections.items():
            section.put(sheet)
            self.list.put(key, section.standing(sheet))
        self.setUpdatesEnabled(True)
        self.area.verticalScrollBar().setValue(place)

    def go_to(self, key: str) -> None:
        """Bring a section into sight."""
        section = self._sections[key]
        inside = self._inside.layout()
        if inside is not None:
            inside.activate()
        self.area.verticalScrollBar().setValue(max(section.y() - theme.S12, 0))
        self.list.mark(key)
        section.entered()

    def _stacked(self) -> QWidget:
        stacked = column(gap=theme.S24, margins=theme.S24)
        for at, section in enumerate(self._sections.values()):
            if at:
                stacked.addWidget(rule())
            stacked.addWidget(section)
        stacked.addStretch(1)
        made = QWidget()
        made.setLayout(stacked)
        made.setMaximumWidth(_MOST_WIDTH)
        return made

    def _scrolled(self, value: int) -> None:
        bottom = value + self.area.viewport().height()
        here = next(iter(self._sections))
        for key, section in self._sections.items():
            if section.y() <= value + 3 * theme.S24:
                here = key
            if section.y() < bottom and section.y() + section.height() > value:
                section.entered()
        self.list.mark(here)
