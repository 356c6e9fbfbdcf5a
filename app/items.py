"""What an applicant still owes the office, and the paragraph that asks for it."""

from __future__ import annotations

from collections.abc import Collection
from datetime import date
from uuid import UUID

from sqlalchemy import select
from sqlalchemy.orm import Session

from app.act import NEW, act
from app.cleaning import put
from app.office import Work
from app.refusal import Invalid
from app.rights import Right
from app.texts import Message, say
from app.typed import plain_text
from app.words import word
from models import Case, Item
from models.kinds import ItemKind, ItemState


@act("item.ask", "Ask for an item", right=Right.ENTER, writes={"items": NEW}, field=True)
def ask(work: Work, case_id: UUID, kind: ItemKind, text: str = "") -> UUID:
    """Note that something is missing; an item that is none of the known kinds needs words of its own."""
    words = plain_text(text, field="text", most=300)
    if kind is ItemKind.OTHER and not words:
        raise Invalid("Say what is missing.", field="text")
    work.get(Case, case_id)
    made = Item(case_id=case_id, kind=kind, text=words, state=ItemState.MISSING, asked_on=work.today, reason="")
    return work.add(made).id


@act("item.settle", "Settle an item", right=Right.ENTER, writes={"items": "state settled_on reason"}, undo=True)
def settle(work: Work, id: UUID, state: ItemState, *, seen: int, on: date | None = None, reason: str = "") -> None:
    """The item has come in, is missing again, or is waived; a waiver says why."""
    words = plain_text(reason, field="reason", most=2000, lines=True)
    if state is ItemState.WAIVED and not words:
        raise Invalid("Say why the item is waived.", field="reason")
    day = on or work.today
    if day > work.today:
        raise Invalid("This day is in the future.", field="on")
    item = work.get(Item, id, seen=seen)
    item.state, item.reason = state, words
    item.settled_on = None if state is ItemState.MISSING else day


@act(
    "item.mark",
    "Mark on the checklist",
    right=Right.ENTER,
    writes={"items": f"{NEW} state settled_on reason"},
    field=True,
)
def mark(work: Work, case_id: UUID, kind: ItemKind, state: ItemState, *, reason: str = "") -> UUID:
    """Say how a known kind of item stands, whether it was asked for before or not; a waiver says why.

    What is marked missing is asked for with the rest.
    """
    if kind is ItemKind.OTHER:
        raise ValueError("an item in words of its own is asked for, not marked")
    words = plain_text(reason, field="reason", most=2000, lines=True)
    if state is ItemState.WAIVED and not words:
        raise Invalid("Say why the item is waived.", field="reason")
    work.get(Case, case_id)
    query = select(Item.id).where(Item.case_id == case_id, Item.kind == kind).order_by(Item.id.desc()).limit(1)
    found = work.session.execute(query).scalar()
    settled = None if state is ItemState.MISSING else work.today
    if found is None:
        made = Item(
            case_id=case_id, kind=kind, text="", state=state, asked_on=work.today, settled_on=settled, reason=words
        )
        return work.add(made).id
    item = work.get(Item, found)
    if (item.state, item.reason) != (state, words):
        put(item, {"state": state, "reason": words, "settled_on": settled})
    return item.id


def ask_for(work: Work, case_id: UUID, kinds: Collection[ItemKind]) -> None:
    """Note everything of a list as missing, so that the paragraph asks for all of it."""
    for kind in kinds:
        mark(work, case_id, kind, ItemState.MISSING)


def missing(session: Session, case_id: UUID) -> tuple[Item, ...]:
    """What is still missing, in the order it was asked for."""
    query = (
        select(Item).where(Item.case_id == case_id, Item.state == ItemState.MISSING).order_by(Item.asked_on, Item.id)
    )
    return tuple(session.execute(query).scalars())


def paragraph(session: Session, case_id: UUID, language: str) -> str:
    """The missing items as a ready paragraph for a letter or a message, in a language; "" when nothing is missing."""
    items = missing(session, case_id)
    if not items:
        return ""
    listed = tuple(Message("{words}", words=item.text) if item.text else word(item.kind) for item in items)
    reference = session.get_one(Case, case_id).reference
    if reference is None:
        return say(Message("To process your application, we still need: {items}.", items=listed), language)
    return say(
        Message("To process your application {reference}, we still need: {items}.", reference=reference, items=listed),
        language,
    )
