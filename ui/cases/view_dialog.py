"""Save the query as a view, or change one: its name, its query text, and who sees it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from app import cases, views
from app.field_words import field_word
from app.texts import N_
from app.views import ViewFields, ViewRow
from ui import theme
from ui.desk import Desk
from ui.widgets.basic import column
from ui.widgets.dialog import FormDialog
from ui.widgets.fields import CheckField, TextField


class ViewDialog(FormDialog):
    """Asks and saves; `row` is the view that is changed. Signal: `kept(id)`, the dialog is then closed."""

    kept = Signal(UUID)

    def __init__(
        self, desk: Desk, parent: QWidget, query: str, look: Mapping[str, Any], row: ViewRow | None = None
    ) -> None:
        super().__init__(parent, N_("Save as a view") if row is None else N_("Change the view"))
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._desk, self._look, self._row = desk, look, row
        may_share = desk.may(cases.open_case)
        mine = row is None or row.officer_id == desk.office.officer.id
        self.form.add("name", field_word("name"), TextField(most=60), missing=N_("Give the view a name."))
        self.form.add("query", field_word("query"), TextField(most=2_000))
        shared = CheckField(N_("Everyone in the office sees it"))
        self.form.add("shared", N_("Who sees it"), shared)
        shared.control.setEnabled(may_share and mine)
        values = ("", query, False) if row is None else (row.name, query, row.shared)
        for name, value in zip(("name", "query", "shared"), values, strict=True):
            self.form.propose(name, value)
        self.setLayout(column(self.form, self.feet, margins=theme.S24, gap=theme.S16))
        self.setMinimumWidth(520)

    def take(self) -> None:
        """Save it; a refusal stays in the dialog."""
        values = self.form.read()
        if values is None:
            return
        self.ok.setEnabled(False)
        form = ViewFields(**values, look=self._look)
        if self._row is None:
            self._desk.do(views.save, form, then=self._done, failed=self.refused)
        else:
            id = self._row.id
            self._desk.do(
                views.change, id, form, seen=self._row.version, then=lambda _none: self._done(id), failed=self.refused
            )

    def _done(self, id: UUID) -> None:
        self.accept()
        self.kept.emit(id)
