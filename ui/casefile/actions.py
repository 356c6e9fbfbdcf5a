"""What can be done to a case: each act asked for in its dialog, done at the desk, and told in the notice line."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Final

from PySide6.QtCore import QObject, Signal
from PySide6.QtWidgets import QWidget

from app import cases, decisions, historic, locked, receipt
from app.case_sheet import CaseSheet
from app.refusal import Refusal, Stale
from app.texts import N_, Message
from app.words import word
from models.kinds import Verdict
from models.stages import Stage, way
from ui.casefile.decision_dialogs import (
    Advice,
    ConfirmDialog,
    ConfirmHistoricDialog,
    DecisionDialog,
    EndorseDialog,
    RecommendDialog,
)
from ui.casefile.dialogs import (
    AssignDialog,
    Chosen,
    Due,
    DueDialog,
    EditionDialog,
    MoveDialog,
    ReasonDialog,
    Received,
    ReceivedDialog,
    ReceiveDialog,
)
from ui.casefile.next_step import ENDORSE
from ui.desk import Desk

Then = Callable[[Any], None]
Failed = Callable[[Refusal], None]
#: Asks what becomes of unsaved typing; calls on once nothing is unsaved and the newest sheet is here.
Settled = Callable[[Callable[[], None]], None]

#: What locks a case that was open until then.
_LOCKING: Final = frozenset({locked.lock.name, decisions.confirm.name, historic.confirm.name})


class CaseActions(QObject):
    """Does the acts of one case; `sheet` is the newest that the page has seen. `said` carries what was
    done, `stale` asks for a newer sheet."""

    said = Signal(object)
    stale = Signal()

    def __init__(self, desk: Desk, parent: QWidget, settled: Settled) -> None:
        super().__init__(parent)
        self._desk = desk
        self._over = parent
        self._settled = settled
        self.sheet: CaseSheet | None = None

    def perform(self, act: str, to: Stage | None = None) -> None:
        """Ask for what an act needs, and do it; before a case is locked by it, what is typed must be settled."""
        if self.sheet is not None and _locks(self.sheet, act):
            self._settled(lambda: self._perform(act, to))
        else:
            self._perform(act, to)

    def _perform(self, act: str, to: Stage | None) -> None:
        sheet = self.sheet
        if sheet is None:
            return
        alone: dict[str, Callable[[CaseSheet], None]] = {
            "case.receive": self._receive,
            "case.choose_edition": lambda _sheet: self.choose_edition(),
            "case.approve": self._decide,
            "case.confirm_decision": self._confirm,
            "case.reject_entry": self._send_back,
            "case.reopen": self._reopen,
            "case.confirm_historic": self._confirm_historic,
            "case.unlock": self._unlock,
            "case.lock": self._lock,
            ENDORSE: self._endorse,
        }
        if act in alone:
            alone[act](sheet)
        elif act == "case.recommend":
            self._recommend(sheet, to)
        elif act == "case.move" and to is not None:
            self._move(sheet, to)

    def assign(self) -> None:
        """Give the case to an officer."""
        sheet = self.sheet
        if sheet is None:
            return

        def send(answer: tuple[Any], then: Then, failed: Failed) -> None:
            self._do(cases.assign, sheet.id, answer[0], seen=self._seen(), then=then, failed=failed,
                     said=Message("The case is assigned."))  # fmt: skip

        AssignDialog.ask(self._over, sheet.officers, sheet.officer.id if sheet.officer else None, send=send)

    def set_due(self) -> None:
        """Say what must be done by when."""
        sheet = self.sheet
        if sheet is None:
            return

        def send(due: Due, then: Then, failed: Failed) -> None:
            self._do(cases.set_due, sheet.id, due.on, due.what, seen=self._seen(), then=then, failed=failed,
                     said=Message("The due date is set."))  # fmt: skip

        DueDialog.ask(self._over, self._desk.office.clock, sheet.due_on, sheet.due_for, send=send)

    def correct_received(self) -> None:
        """Say on which day the application really came in."""
        sheet = self.sheet
        if sheet is None:
            return

        def send(received: Received, then: Then, failed: Failed) -> None:
            said = Message("The day of receipt is corrected. The case is still {reference}.", reference=sheet.reference)
            self._do(receipt.correct, sheet.id, received.on, reason=received.reason, seen=self._seen(),
                     then=then, failed=failed, said=said)  # fmt: skip

        ReceivedDialog.ask(self._over, self._desk.office.clock, sheet, send=send)

    def choose_edition(self) -> None:
        """Say which edition of the rules the case belongs to."""
        sheet = self.sheet
        if sheet is None:
            return

        def send(chosen: Chosen, then: Then, failed: Failed) -> None:
            self._do(cases.choose_edition, sheet.id, chosen.edition, reason=chosen.reason, seen=self._seen(),
                     then=then, failed=failed, said=Message("The edition is set."))  # fmt: skip

        EditionDialog.ask(self._over, self._desk.office.rules.editions, sheet, send=send)

    def _receive(self, sheet: CaseSheet) -> None:
        def send(day: Any, then: Then, failed: Failed) -> None:
            def received(reference: str) -> None:
                self.said.emit(Message("Received. The case is {reference}.", reference=reference))
                then(reference)

            self._do(cases.receive, sheet.id, day, seen=self._seen(), then=received, failed=failed)

        ReceiveDialog.ask(self._over, self._desk.office.clock, send=send)

    def _move(self, sheet: CaseSheet, to: Stage) -> None:
        found = way(sheet.stage, to)
        if found is None:
            return
        said = Message("Moved to “{stage}”.", stage=word(to))

        def send(reason: str, then: Then | None, failed: Failed | None) -> None:
            self._do(cases.move, sheet.id, to, reason=reason, seen=self._seen(), then=then, failed=failed, said=said)

        if found.reason:
            MoveDialog.ask(self._over, found, send=send)
        else:
            send("", None, None)

    def _reopen(self, sheet: CaseSheet) -> None:
        found = next((one for one in sheet.ways if one.act == cases.reopen.name), None)
        if found is None:
            return

        def send(reason: str, then: Then, failed: Failed) -> None:
            self._do(cases.reopen, sheet.id, reason=reason, seen=self._seen(), then=then, failed=failed,
                     said=Message("Corrected. The case is at “{stage}” again.", stage=word(found.end)))  # fmt: skip

        why = Message(
            "The case goes back from “{start}” to “{end}”. The history keeps the move and its correction.",
            start=word(found.start),
            end=word(found.end),
        )
        ReasonDialog.ask(self._over, N_("Correct a wrong move"), why=why, button=N_("Correct"), send=send)

    def _unlock(self, sheet: CaseSheet) -> None:
        def send(reason: str, then: Then, failed: Failed) -> None:
            self._do(locked.unlock, sheet.id, reason=reason, seen=self._seen(), then=then, failed=failed,
                     said=Message("Unlocked. Lock the case again once it is corrected."))  # fmt: skip

        why = N_("The facts, the costs and the findings can then be corrected. The approved amount stays. The history "
                 "keeps the reason, and the next move locks the case again.")  # fmt: skip
        ReasonDialog.ask(self._over, N_("Unlock an approved case"), why=why, button=N_("Unlock"), send=send)

    def _lock(self, sheet: CaseSheet) -> None:
        self._do(locked.lock, sheet.id, seen=self._seen(), said=Message("The case is locked again."))

    def _confirm_historic(self, sheet: CaseSheet) -> None:
        def send(_yes: bool, then: Then, failed: Failed) -> None:
            self._do(historic.confirm, sheet.id, seen=self._seen(), then=then, failed=failed,
                     said=Message("Confirmed. The recorded amount stands."))  # fmt: skip

        ConfirmHistoricDialog.ask(self._over, sheet, send=send)

    def _recommend(self, sheet: CaseSheet, to: Stage | None) -> None:
        verdict = Verdict.NOT_RECOMMENDED if to is Stage.NOT_RECOMMENDED else Verdict.RECOMMENDED

        def send(advice: Advice, then: Then, failed: Failed) -> None:
            self._do(
                decisions.recommend, sheet.id, advice.verdict, reason=advice.grounds, conditions=advice.conditions,
                declares=advice.declares, seen=self._seen(), then=then, failed=failed,
                said=Message("Recommended. Another officer must endorse the summary."),
            )  # fmt: skip

        RecommendDialog.ask(self._over, sheet, verdict, send=send)

    def _endorse(self, sheet: CaseSheet) -> None:
        advice = sheet.recommendation
        if advice is None:
            return

        def send(declares: decisions.Declared, then: Then, failed: Failed) -> None:
            self._do(decisions.endorse, advice.id, seen=advice.version, declares=declares, then=then, failed=failed,
                     said=Message("Endorsed. The summary is frozen as it is now."))  # fmt: skip

        EndorseDialog.ask(self._over, advice, sheet, send=send)

    def _decide(self, sheet: CaseSheet) -> None:
        def send(decision: decisions.Decision, then: Then, failed: Failed) -> None:
            self._do(decisions.approve, sheet.id, decision, seen=self._seen(), then=then, failed=failed,
                     said=Message("Entered. Another officer must confirm it."))  # fmt: skip

        DecisionDialog.ask(self._over, sheet, self._desk.office.clock, send=send)

    def _confirm(self, sheet: CaseSheet) -> None:
        entry = sheet.approval
        if entry is None:
            return

        def send(_yes: bool, then: Then, failed: Failed) -> None:
            self._do(decisions.confirm, entry.id, seen=entry.version, then=then, failed=failed,
                     said=Message("Confirmed. The decision has taken effect."))  # fmt: skip

        ConfirmDialog.ask(self._over, entry, sheet, send=send)

    def _send_back(self, sheet: CaseSheet) -> None:
        entry = sheet.approval
        if entry is None:
            return

        def send(reason: str, then: Then, failed: Failed) -> None:
            self._do(decisions.send_back, entry.id, reason=reason, seen=entry.version, then=then, failed=failed,
                     said=Message("Sent back. The decision must be entered anew."))  # fmt: skip

        ReasonDialog.ask(
            self._over, N_("Send the entry back"), why=N_("Say what differs from the committee’s paper."),
            button=N_("Send back"), send=send,
        )  # fmt: skip

    def _seen(self) -> int:
        """The version of the newest sheet, at the moment of the act."""
        assert self.sheet is not None
        return self.sheet.version

    def _do(
        self, act: Callable[..., Any], *args: Any, said: Message | None = None, then: Then | None = None,
        failed: Failed | None = None, **kw: Any,
    ) -> None:  # fmt: skip
        def refused(refusal: Refusal) -> None:
            if isinstance(refusal, Stale):
                self.stale.emit()
            if failed is not None:
                failed(refusal)
            else:
                self._desk.refused.emit(refusal)

        def done(result: Any) -> None:
            if said is not None:
                self.said.emit(said)
            if then is not None:
                then(result)

        self._desk.do(act, *args, then=done, failed=refused, **kw)


def _locks(sheet: CaseSheet, act: str) -> bool:
    """Whether what is typed could not be saved after an act: every move of an unlocked case locks it again."""
    unlocked = sheet.lock is not None and not sheet.locked
    return act in _LOCKING or (unlocked and any(one.act == act for one in sheet.ways))
