"""What an award says, line by line, for whoever compares it with its paper."""

from __future__ import annotations

from datetime import date

from app.certificates import AwardRow
from app.field_words import field_word
from app.texts import Message
from app.words import word
from models.kinds import Mark
from ui.casefile.parts import Fact, officer_name


def award_facts(one: AwardRow) -> tuple[Fact, ...]:
    """The award as it was entered, who entered it, and why it has ended if it has."""
    number = [] if one.number is None else [Fact(field_word("number"), one.number)]
    chinese, *others = [name.text for name in one.names]
    entered = Message("{who}, {at}", who=officer_name(one.entered_by), at=one.entered_at)
    return (
        Fact(field_word("state"), one.state),
        *number,
        Fact(field_word("name"), chinese, second="\n".join(others)),
        Fact(field_word("category"), word(one.category)),
        Fact(field_word("year"), Message("{year}", year=str(one.year))),
        Fact(field_word("recognised_on"), _day(one.recognised_on)),
        Fact(Message("Paper"), one.paper),
        Fact(field_word("valid_from"), _day(one.valid_from)),
        Fact(field_word("valid_until"), _day(one.valid_until)),
        Fact(field_word("entered_by_id"), entered),
        *_end(one),
    )


def _end(one: AwardRow) -> tuple[Fact, ...]:
    if one.revoked_on is None:
        return ()
    return Fact(field_word("revoked_on"), _day(one.revoked_on)), Fact(field_word("revoked_why"), one.revoked_why)


def _day(day: date | None) -> Message:
    """Nothing is published on how long an award is valid: both days may not be set."""
    return word(Mark.NOT_SET) if day is None else Message("{day}", day=day)
