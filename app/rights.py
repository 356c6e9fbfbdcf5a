"""Who may do what: the rights, which role holds which, and what needs two officers."""

from __future__ import annotations

from enum import StrEnum

from models.kinds import Role


class Right(StrEnum):
    """What an act may ask for."""

    READ = "read"
    ENTER = "enter"  # applicants, cases, calculations, recommendations, a committee's decision
    ENDORSE = "endorse"  # sign an assessment summary
    CONFIRM = "confirm"  # be the second officer
    APPOINT = "appoint"  # officers and the office itself


class Waits(StrEnum):
    """What can wait for a second officer's signature."""

    SUMMARY = "summary"
    CALCULATION = "calculation"
    DECISION = "decision"
    HISTORIC = "historic"


_HELD: dict[Role, frozenset[Right]] = {
    Role.CASEWORKER: frozenset({Right.READ, Right.ENTER}),
    Role.SUPERVISOR: frozenset({Right.READ, Right.ENTER, Right.ENDORSE, Right.CONFIRM}),
    Role.ADMINISTRATOR: frozenset(Right),
    Role.AUDITOR: frozenset({Right.READ}),
}


def holds(role: Role, right: Right) -> bool:
    """Whether a role holds a right."""
    return right in _HELD[role]


def second_roles() -> tuple[Role, ...]:
    """The roles that may be the second officer."""
    return tuple(role for role in Role if holds(role, Right.CONFIRM))
