"""The declaration of interest, asked of every officer who signs: none, or one and of which nature."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from app.case_parts import RecommendationRow
from app.decisions import Declared
from app.field_words import field_word
from app.texts import N_, Message
from ui.casefile.parts import Fact
from ui.theme import Tone
from ui.widgets.fields import ChoiceField, LongText
from ui.widgets.form import Form


def ask_interest(form: Form, fit: Callable[[], object]) -> None:
    """Add the question to a form; `fit` is called when its second row comes or goes."""
    options = [(False, N_("I have no interest in this case")), (True, N_("I have an interest in this case"))]
    form.add(
        "declares",
        field_word("declares"),
        ChoiceField(options, width=300),
        hint=N_("In the applicant, the factory, a provider or the outcome. It is printed beside your signature."),
        missing=N_("Say whether you have an interest in this case."),
    )
    form.add(
        "nature", field_word("nature"), LongText(most=2000, rows=2), missing=N_("Say of which nature the interest is.")
    )

    def follow() -> None:
        form.show_row("nature", bool(form.field("declares").read()))
        fit()

    form.field("declares").changed.connect(follow)
    form.show_row("nature", False)


def declared(values: dict[str, Any]) -> Declared:
    """What was answered."""
    return Declared(bool(values["declares"]), values.get("nature") or "")


def interest_facts(advice: RecommendationRow) -> tuple[Fact, ...]:
    """What the officers who have signed declared, line by line."""
    text = _words(advice.prepared_declares)
    said = [Fact(Message("Declaration of who recommended"), text, _tone(advice.prepared_declares))]
    if advice.endorsed_by is not None:
        text = _words(advice.endorsed_declares)
        said.append(Fact(Message("Declaration of who endorsed"), text, _tone(advice.endorsed_declares)))
    return tuple(said)


def _words(said: Declared | None) -> Message:
    if said is None:
        return Message("Not asked")
    if said.interest:
        return Message("An interest is declared: {nature}", nature=said.nature)
    return Message("No interest is declared")


def _tone(said: Declared | None) -> Tone:
    return "warn" if said is not None and said.interest else "plain"
