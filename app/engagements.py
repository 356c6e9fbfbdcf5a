"""Providers in a case: who assessed the factory, who supplies the equipment, and with which interest."""

from __future__ import annotations

from dataclasses import dataclass
from uuid import UUID

from app.act import NEW, act
from app.cleaning import cleaned, put, why
from app.locked import refuse_locked
from app.office import Work
from app.refusal import Invalid
from app.rights import Right
from models import Case, Engagement
from models.kinds import ProviderRole


@dataclass(frozen=True, slots=True)
class EngagementFields:
    """A provider's part; `interest` unknown is `None`, and a known interest says which."""

    role: ProviderRole = ProviderRole.SUPPLIES
    name_en: str = ""
    name_zh: str = ""
    interest: bool | None = None
    interest_text: str = ""


_COLUMNS = "role name_en name_zh interest interest_text"


@act("engagement.add", "Add a provider", right=Right.ENTER, writes={"engagements": NEW})
def add(work: Work, case_id: UUID, form: EngagementFields) -> UUID:
    """A provider takes part in a case. Raises `NotReady`, as the other acts do, while an approved case is locked."""
    refuse_locked(work.get(Case, case_id))
    return work.add(Engagement(case_id=case_id, struck_out=False, **_checked(form))).id


@act("engagement.correct", "Correct a provider", right=Right.ENTER, writes={"engagements": _COLUMNS}, undo=True)
def correct(work: Work, id: UUID, form: EngagementFields, *, seen: int) -> None:
    """Change what is known of a provider's part."""
    made = work.get(Engagement, id, seen=seen)
    refuse_locked(work.get(Case, made.case_id))
    put(made, _checked(form))


@act(
    "engagement.strike_out",
    "Strike out a provider",
    right=Right.ENTER,
    writes={"engagements": "struck_out"},
    undo=True,
)
def strike_out(work: Work, id: UUID, *, seen: int, reason: str) -> None:
    """Take a provider off the case; it stays in the history."""
    why(reason)
    made = work.get(Engagement, id, seen=seen)
    refuse_locked(work.get(Case, made.case_id))
    made.struck_out = True


def _checked(form: EngagementFields) -> dict[str, object]:
    values = cleaned(form, prose=frozenset({"interest_text"}))
    if not (values["name_en"] or values["name_zh"]):
        raise Invalid("Enter the name of the provider.", field="name_en")
    if form.interest and not values["interest_text"]:
        raise Invalid("Say which interest the provider has.", field="interest_text")
    return values
