"""The columns of the list of awards."""

from __future__ import annotations

from collections.abc import Callable
from typing import Final

from app.certificates import AwardRow, Remarks
from app.texts import N_
from app.words import word
from ui.theme import Tone
from ui.widgets.rows import Column
from ui.words import language, tr

#: Nothing to be told.
NONE: Final = Remarks()

_RemarksOf = Callable[[AwardRow], Remarks]


def columns(remarks: _RemarksOf) -> list[Column[AwardRow]]:
    """Number over category, the names in both scripts, the state over what the certificate makes small."""
    return [
        Column("number", N_("Certificate number"), lambda one: one.number or "–", second=_category, stacked=True,
               width=228, sort=False, elide=True, jump=True),
        Column("name", N_("Name"), _name, second=_other_name, stacked=True, width=176, sort=False, stretch=True,
               elide=True, jump=True),
        Column("state", N_("State"), _state, second=lambda one: _said(remarks(one)), stacked=True, width=130,
               sort=False, elide=True, tone=lambda one: _tone(one, remarks(one)),
               icon=lambda one: "warning" if remarks(one).sentences else None),
    ]  # fmt: skip


def _category(one: AwardRow) -> str:
    return tr(word(one.category))


def _name(one: AwardRow) -> str:
    english = language() == "en"
    return next((name.text for name in one.names if (name.language == "en") == english), one.names[0].text)


def _other_name(one: AwardRow) -> str:
    return next((name.text for name in one.names if name.text != _name(one)), "")


def _state(one: AwardRow) -> str:
    if one.stands and one.prints > 1:
        return tr("Printed {n} times", n=one.prints)
    return tr(one.state)


def _said(remarks: Remarks) -> str:
    """The sentences stand over the certificate; here is only room to say that there are some."""
    if not remarks.makeable:
        return tr("Cannot be made")
    count = len(remarks.sentences)
    return tr("{n} warnings", n=count) if count > 1 else tr("One warning") if count else ""


def _tone(one: AwardRow, remarks: Remarks) -> Tone:
    if one.revoked:
        return "muted"
    return "danger" if not remarks.makeable else "warn" if remarks.sentences else "plain"
