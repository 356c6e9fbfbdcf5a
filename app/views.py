"""Saved views of the case list: a query under a name with the look of the list, one's own or the office's.

Who may read may keep views of her own, because they change nothing of a case; a view that all see, like everything
that all see, is for who may enter.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, Final
from uuid import UUID

from sqlalchemy import ColumnElement, and_, false, func, or_, select
from sqlalchemy.orm import Session

from app.act import NEW, act
from app.case_query import LONGEST
from app.cleaning import put
from app.office import SignedIn, Work
from app.refusal import Invalid, NotFound, NotPermitted
from app.rights import Right, holds
from app.typed import plain_text
from models.types import json_text
from models.view import SavedView

#: The longest name, and the most that is kept of how the list looks.
_NAME: Final = 60
_LOOK: Final = 20_000


@dataclass(frozen=True, slots=True)
class ViewFields:
    """What is kept of a view: its name, its query text, the look of the list, and whether all of the office see it."""

    name: str
    query: str
    look: Mapping[str, Any] = field(default_factory=dict)
    shared: bool = False


@dataclass(frozen=True, slots=True)
class ViewRow:
    """A saved view as the rail lists it."""

    id: UUID
    version: int
    officer_id: UUID
    name: str
    query: str
    look: Mapping[str, Any]
    shared: bool

    @property
    def fields(self) -> ViewFields:
        """What of it can be changed."""
        return ViewFields(self.name, self.query, self.look, self.shared)


@act("view.save", "Save a view", right=Right.READ, writes={"views": NEW})
def save(work: Work, form: ViewFields) -> UUID:
    """A new view, after the others of its kind. Raises `Invalid` naming the field."""
    if form.shared:
        _refuse_sharing(work)
    values = _checked(work, form, None)
    last = select(func.coalesce(func.max(SavedView.place), 0))
    place = work.session.execute(last).scalar_one() + 1
    return work.add(SavedView(officer_id=work.officer.id, place=place, struck_out=False, **values)).id


@act("view.change", "Change a view", right=Right.READ, writes={"views": "name query look shared"}, undo=True)
def change(work: Work, id: UUID, form: ViewFields, *, seen: int) -> None:
    """Another name, query or look; shared with the office, or not any more, which only its own officer may say."""
    view = _open(work, id, seen)
    if view.shared != form.shared:
        _refuse_sharing(work)
        if view.officer_id != work.officer.id:
            raise NotPermitted("Another officer saved this view. Only that officer can stop sharing it.")
    put(view, _checked(work, form, id))


@act("view.move", "Move a view", right=Right.READ, writes={"views": "place"}, undo=True)
def move(work: Work, id: UUID, by: int, *, seen: int) -> None:
    """One place up (-1) or down (1) among those of its kind; at the end nothing happens."""
    view = _open(work, id, seen)
    beside = [row.id for row in rows(work.session, work.officer) if row.shared == view.shared]
    at = beside.index(id) + by
    if 0 <= at < len(beside):
        other = work.get(SavedView, beside[at])
        view.place, other.place = other.place, view.place


@act("view.strike_out", "Delete a view", right=Right.READ, writes={"views": "struck_out"}, undo=True)
def strike_out(work: Work, id: UUID, *, seen: int) -> None:
    """The view is wanted no more; no case is touched, and the act can be taken back."""
    _open(work, id, seen).struck_out = True


def rows(session: Session, officer: SignedIn) -> tuple[ViewRow, ...]:
    """The views an officer has: one's own first, then those of the office, each in their order."""
    order = (SavedView.shared, SavedView.place, SavedView.id)
    found = session.execute(select(SavedView).where(_seen_by(officer.id)).order_by(*order)).scalars()
    return tuple(ViewRow(*(getattr(one, name) for name in ViewRow.__slots__)) for one in found)


def _seen_by(officer_id: UUID) -> ColumnElement[bool]:
    return and_(SavedView.struck_out.is_(False), or_(SavedView.officer_id == officer_id, SavedView.shared))


def _open(work: Work, id: UUID, seen: int) -> SavedView:
    """A view that this officer may change."""
    view = work.get(SavedView, id, seen=seen)
    if view.struck_out:
        raise NotFound("This view was deleted.")
    if view.shared:
        _refuse_sharing(work)
    elif view.officer_id != work.officer.id:
        raise NotPermitted("This view belongs to another officer.")
    return view


def _refuse_sharing(work: Work) -> None:
    if not holds(work.officer.role, Right.ENTER):
        raise NotPermitted("You can read here. Views that everyone sees are for who may enter.", field="shared")


def _checked(work: Work, form: ViewFields, own: UUID | None) -> dict[str, Any]:
    name = plain_text(form.name, field="name", most=_NAME)
    if not name:
        raise Invalid("Give the view a name.", field="name")
    taken = _seen_by(work.officer.id) if not form.shared else and_(SavedView.struck_out.is_(False), SavedView.shared)
    query = select(SavedView.id).where(taken, SavedView.name == name, SavedView.id != own if own else ~false())
    if work.session.execute(query.limit(1)).first():
        raise Invalid("Another view has this name. Choose another.", field="name")
    if len(json_text(dict(form.look))) > _LOOK:
        raise Invalid("The look of the list is too long to be kept. Reset its columns.", field="name")
    return {
        "name": name,
        "query": plain_text(form.query, field="query", most=LONGEST),
        "look": dict(form.look),
        "shared": form.shared,
    }
