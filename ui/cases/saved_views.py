"""Saved views in a window: listed in the rail with their numbers, kept, changed, put in order and deleted.

The numbers are counted one view after the other, so that whatever else is asked of the office comes between two of
them, and each count ends at ten thousand.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING, Any
from uuid import UUID

from PySide6.QtCore import QObject, QPoint, Qt, Signal
from PySide6.QtGui import QCursor
from PySide6.QtWidgets import QMenu, QWidget

from app.office import SignedIn, Touched
from app.texts import N_, Message
from ui.cases.list_page import CaseListPage
from ui.cases.views import View, view_of, views_of
from ui.desk import Desk
from ui.rail import Rail
from ui.words import tr

if TYPE_CHECKING:
    from app.views import ViewFields, ViewRow

#: What changes the numbers of the rail.
_COUNTED = frozenset("cases officers recommendations calculations approvals items tasks factories".split())


class SavedViews(QObject):
    """The views of the officer at a desk. Signals: `said(Message)` for the notice line, `deleted(name)`."""

    said = Signal(object)
    show_asked = Signal(str)

    def __init__(self, desk: Desk, rail: Rail, page: CaseListPage) -> None:
        super().__init__(page)
        self._desk, self._rail, self._page = desk, rail, page
        self._views: dict[str, View] = {}
        self._waiting: list[View] = []
        self._known = False
        rail.menu_asked.connect(self._offer)
        rail.rename_asked.connect(self._rename)
        rail.delete_asked.connect(self._delete)
        page.save_asked.connect(self._save_asked)
        desk.changed.connect(self._changed)

    def read(self) -> None:
        """Find out which views there are, and count."""
        self._known = True
        self._desk.read(_rows, self._desk.office.officer, then=self._take, slot="views")

    def count(self) -> None:
        """Count the cases of every view again."""
        if not self._known:
            self.read()
            return
        self._waiting = [*views_of(self._desk.office.officer).values(), *self._views.values()]
        self._count_next()

    # inside

    def _changed(self, touched: Touched) -> None:
        if "views" in touched.kinds:
            self.read()
        elif touched.kinds & _COUNTED:
            self.count()

    def _take(self, rows: tuple[ViewRow, ...]) -> None:
        self._views = {view.name: view for view in map(view_of, rows)}
        self._rail.put_saved(tuple(self._views.values()))
        self._page.know_views(self._views)
        self.count()

    def _count_next(self) -> None:
        if not self._waiting:
            return
        view = self._waiting.pop(0)
        self._desk.read(_many, view, self._desk.office, then=partial(self._counted, view.name), slot="counts")

    def _counted(self, name: str, number: int) -> None:
        from app.case_counts import ENOUGH

        self._rail.count(name, min(number, ENOUGH), over=number > ENOUGH)
        self._count_next()

    # keeping and changing

    def _save_asked(self) -> None:
        """The query in the box as a view; where a saved view is in front, as that one or as another."""
        row = self._page.view_shown.saved
        if row is None:
            self._save_as()
            return
        menu = _menu(self._page)
        name = Message("Save changes to ‘{name}’", name=row.name)
        menu.addAction(tr(name)).triggered.connect(lambda: self._keep(row))
        menu.addAction(tr(N_("Save as another view…"))).triggered.connect(self._save_as)
        menu.popup(QCursor.pos() if self._page.bar.save.underMouse() else _under(self._page.bar.save))

    def _save_as(self) -> None:
        from ui.cases.view_dialog import ViewDialog

        dialog = ViewDialog(self._desk, self._page, self._query(), self._page.look())
        dialog.kept.connect(self._shown)
        dialog.open()

    def _query(self) -> str:
        """What is shown now as one text: what the program's own view asks for, and what was typed beside it."""
        return " ".join(filter(None, (self._page.view_shown.scope, self._page.bar.typed)))

    def _shown(self, id: UUID) -> None:
        from ui.cases.views import saved_name

        self._page.bar.pin.setChecked(False)
        self.said.emit(N_("The view is saved. It stands in the rail."))
        self.show_asked.emit(saved_name(id))

    def _keep(self, row: ViewRow) -> None:
        """The saved view takes the query and the look of the list as they are now."""
        from app.views import ViewFields

        self._change(row, ViewFields(row.name, self._page.bar.typed, self._page.look(), row.shared))

    def _change(self, row: ViewRow, form: ViewFields) -> None:
        from app import views

        then = partial(self.said.emit, Message("The view ‘{name}’ is changed.", name=form.name))
        self._desk.do(views.change, row.id, form, seen=row.version, then=lambda _none: then())

    def _rename(self, name: str) -> None:
        from ui.cases.view_dialog import ViewDialog

        row = self._views[name].saved
        dialog = ViewDialog(self._desk, self._page, row.query if row else "", row.look if row else {}, row)
        dialog.open()

    def _share(self, row: ViewRow) -> None:
        from app.views import ViewFields

        self._change(row, ViewFields(row.name, row.query, row.look, not row.shared))

    def _move(self, row: ViewRow, by: int) -> None:
        from app import views

        self._desk.do(views.move, row.id, by, seen=row.version)

    def _delete(self, name: str) -> None:
        from app import views

        row = self._views[name].saved
        if row is not None:
            said = Message("The view ‘{name}’ is deleted. No case was changed. Ctrl+Z brings it back.", name=row.name)
            self._desk.do(views.strike_out, row.id, seen=row.version, then=lambda _none: self.said.emit(said))

    def _offer(self, name: str, where: QPoint) -> None:
        """What can be done with a saved view."""
        from app import cases

        row = self._views[name].saved
        if row is None:
            return
        menu = _menu(self._rail)
        may_share = self._desk.may(cases.open_case)
        may_change = may_share or not row.shared
        share = N_("Stop sharing it") if row.shared else N_("Share it with the office")
        mine = row.officer_id == self._desk.office.officer.id
        lines = (
            (N_("Change…"), lambda: self._rename(name), may_change),
            (share, lambda: self._share(row), may_share and mine),
            (N_("Move up"), lambda: self._move(row, -1), may_change),
            (N_("Move down"), lambda: self._move(row, 1), may_change),
            (N_("Delete the view"), lambda: self._delete(name), may_change),
        )
        for text, does, may in lines:
            action = menu.addAction(tr(text))
            action.triggered.connect(lambda _checked=False, does=does: does())
            action.setEnabled(may)
        menu.popup(where)


def _rows(session: Any, officer: SignedIn) -> tuple[ViewRow, ...]:
    """The saved views; what they need is imported where the window does not wait for it."""
    from app import views

    return views.rows(session, officer)


def _many(session: Any, view: View, office: Any) -> int:
    """How many cases a view has."""
    if view.saved is None:
        from app import case_counts

        return case_counts.many(session, view.base(office.officer), office.clock.today())
    from app import case_facets

    return case_facets.many_saying(session, office, view.query)


def _menu(over: QWidget) -> QMenu:
    made = QMenu(over)
    made.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    return made


def _under(button: Any) -> QPoint:
    found: QPoint = button.mapToGlobal(button.rect().bottomLeft())
    return found
