"""An act: a verb that knows its name, its right and its manners, declared once above the function.

Menus ask it (`office.may`), the journal is opened by it, undo and the tests read it. What an act may write is
declared with it, and a change beyond that is refused as our bug: no act, no change.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from importlib import import_module
from typing import Any, Concatenate, Generic, ParamSpec, TypeVar

from app.cleaning import REASON
from app.office import Work
from app.refusal import NotPermitted
from app.rights import Right, holds
from app.texts import N_, Message
from app.typed import plain_text
from models import journal
from models.stages import TRANSITIONS, Transition

P = ParamSpec("P")
T = TypeVar("T", covariant=True)

#: Every declared act by name.
ACTS: dict[str, Act[..., object]] = {}

#: Stands for all journalled columns of a record that the act makes new.
NEW = "new"


class Undeclared(RuntimeError):
    """An act changed what it did not declare: our bug; the work is rolled back."""


@dataclass(frozen=True)
class Act(Generic[P, T]):
    """A declared verb. Called like the function it wraps; its first argument is the work."""

    name: str
    title: str
    right: Right
    writes: Mapping[str, frozenset[str]]
    field: bool
    undo: bool
    run: Callable[Concatenate[Work, P], T]

    @property
    def transitions(self) -> tuple[Transition, ...]:
        """The ways between stages that this act, and no other, takes."""
        return tuple(way for way in TRANSITIONS if way.act == self.name)

    def __call__(self, work: Work, *args: P.args, **kwargs: P.kwargs) -> T:
        with work.doing():
            return self._done(work, *args, **kwargs)

    def _done(self, work: Work, *args: P.args, **kwargs: P.kwargs) -> T:
        if not holds(work.officer.role, self.right):
            raise NotPermitted("{who} may not do this: {what}.", who=work.officer.initials, what=Message(self.title))
        if not work.running:
            journal.begin(
                work.session,
                act=self.name,
                officer_id=work.officer.id,
                who=work.officer.login,
                at=work.at,
                reason=plain_text(str(kwargs.get("reason") or ""), field="reason", most=REASON, lines=True),
                kept=not self.writes,
            )
        entry = journal.entries(work.session)[-1]
        work.session.flush()
        before = len(entry.changes)
        work.running.append(self)
        try:
            result = self.run(work, *args, **kwargs)
            work.session.flush()
        finally:
            work.running.pop()
        if not work.running:
            self._compare(entry.changes[before:])
        return result

    def _compare(self, changes: list[dict[str, Any]]) -> None:
        for change in changes:
            kind, declared = change["kind"], self.writes.get(change["kind"], frozenset())
            if change["version"] == 1:
                beyond = set() if NEW in declared else {"a new record"}
            else:
                beyond = set(change["after"]) - declared
            if beyond:
                raise Undeclared(f"{self.name} changed {kind}: {', '.join(sorted(beyond))}")


#: Acts of packages that a window loads only when they are wanted, and where they are declared.
_LATE: Mapping[str, str] = {
    "applicant.may_be_same": "app.telling_apart",
    "applicant.merge": "app.merging",
    "applicant.tell_apart": "app.telling_apart",
    "case.take_over": "app.importing.take_over",
    "import.applicants": "app.importing.bring_in",
    "import.cases": "app.importing.bring_in",
    "import.factories": "app.importing.bring_in",
}


def known(name: str) -> Act[..., object] | None:
    """The act of a name, as the journal keeps it; None for one that no part of the program declares any more."""
    if name not in ACTS and name in _LATE:
        import_module(_LATE[name])
    return ACTS.get(name)


def act(
    name: str,
    title: str,
    *,
    right: Right,
    writes: Mapping[str, str],
    field: bool = False,
    undo: bool = False,
) -> Callable[[Callable[Concatenate[Work, P], T]], Act[P, T]]:
    """Declare a verb.

    Args:
        name: `noun.verb`, as the journal keeps it for ever.
        title: what it does, as menus and the history say it.
        right: what the officer must hold.
        writes: table name → the columns it may change, parted by blanks; `new` for records it makes. An act that
            writes nothing, such as an export, stands in the journal all the same.
        field: whether it may be done on a site visit.
        undo: whether its officer may take it back (never a decision or a number).
    """

    def declare(run: Callable[Concatenate[Work, P], T]) -> Act[P, T]:
        declared = {kind: frozenset(columns.split()) for kind, columns in writes.items()}
        made = Act(name, N_(title), right, declared, field, undo, run)
        if name in ACTS:
            raise ValueError(f"two acts are called {name}")
        ACTS[name] = made
        return made

    return declare
