"""The way of a case in one line: the steps it has passed, where it stands, and what is to come."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from PySide6.QtWidgets import QFrame, QWidget

from app.case_sheet import CaseSheet
from app.texts import N_, Message
from app.words import word
from models.stages import Stage
from ui import theme
from ui.icons import IconLabel
from ui.theme import Tone
from ui.widgets.basic import Label, row, tip
from ui.words import Speaking, tr


class Place(StrEnum):
    """Where a step lies on the way of a case."""

    PASSED = "passed"
    HERE = "here"
    TO_COME = "to-come"
    ENDED = "ended"


@dataclass(frozen=True, slots=True)
class Step:
    """Some declared stages that belong together, under one word."""

    word: str
    stages: tuple[Stage, ...]


_S = Stage

#: Every declared stage but those in which a case ends early lies in one step.
STEPS: Final = (
    Step(N_("Application"), (_S.ENQUIRY, _S.DRAFT, _S.RECEIVED)),
    Step(N_("Completeness"), (_S.COMPLETENESS, _S.RETURNED)),
    Step(N_("Vetting"), (_S.ASSESSMENT,)),
    Step(N_("Recommendation"), (_S.RECOMMENDED, _S.NOT_RECOMMENDED)),
    Step(N_("Committee"), (_S.SCHEDULED, _S.DECISION, _S.DEFERRED, _S.APPROVED, _S.APPROVED_CONDITIONS)),
    Step(N_("Agreement"), (_S.LETTER, _S.AGREEMENT)),
    Step(N_("Project"), (_S.IN_PROGRESS, _S.VARIATION, _S.REPORT)),
    Step(N_("Claim"), (_S.VERIFICATION, _S.ACCOUNTS, _S.CLAIM_APPROVED)),
    Step(N_("Payment"), (_S.PAID, _S.CLAWBACK, _S.CLOSED)),
)

_LOOKS: Final[dict[Place, tuple[str, Tone]]] = {
    Place.PASSED: ("check", "ok"),
    Place.HERE: ("caret-right", "accent"),
    Place.TO_COME: ("circle", "muted"),
    Place.ENDED: ("x-circle", "danger"),
}


def places(sheet: CaseSheet) -> tuple[Place, ...]:
    """Where each of `STEPS` lies for a case; one that ended early ends after the last step it can be shown to have."""
    here = next((at for at, step in enumerate(STEPS) if sheet.stage in step.stages), None)
    if here is None:
        last = _reached(sheet)
        return tuple(
            Place.PASSED if at < last else Place.ENDED if at == last else Place.TO_COME for at in range(len(STEPS))
        )
    done = sheet.stage is Stage.CLOSED
    return tuple(
        Place.PASSED if at < here or (done and at == here) else Place.HERE if at == here else Place.TO_COME
        for at in range(len(STEPS))
    )


def _reached(sheet: CaseSheet) -> int:
    match sheet.stage:
        case Stage.INELIGIBLE:
            return 2 if sheet.standing is not None else 1
        case Stage.REJECTED:
            return 4
        case Stage.LAPSED:
            return 5
        case Stage.TERMINATED:
            return 6
    if sheet.approval is not None:
        return 4
    if sheet.recommendation is not None:
        return 3
    return 2 if sheet.standing is not None else 0


class StagePath(Speaking, QWidget):
    """Shows `STEPS` beside each other; the stages of a step are in its tool tip."""

    def __init__(self) -> None:
        super().__init__()
        self._steps: Sequence[_StepLabel] = [_StepLabel(step) for step in STEPS]
        laid = row(gap=0)
        for at, shown in enumerate(self._steps):
            if at:
                laid.addWidget(_joint(), 1)
            laid.addWidget(shown)
        self.setLayout(laid)
        self._sheet: CaseSheet | None = None

    def put(self, sheet: CaseSheet) -> None:
        """Show the way of a case."""
        self._sheet = sheet
        for shown, place in zip(self._steps, places(sheet), strict=True):
            shown.put(place, sheet.stage)

    def retranslate(self) -> None:
        """Tool tips are words and data."""
        super().retranslate()
        if self._sheet is not None:
            self.put(self._sheet)


class _StepLabel(QWidget):
    """One step: its sign and its word."""

    def __init__(self, step: Step) -> None:
        super().__init__()
        self._step = step
        self._sign = IconLabel("circle", "muted", 14)
        self._word = Label(step.word, size="caption")
        self.setLayout(row(self._sign, self._word, gap=theme.S4))

    def put(self, place: Place, stage: Stage) -> None:
        self._sign.draw(*_LOOKS[place])
        here = place in (Place.HERE, Place.ENDED)
        self._word.embolden(bold=here)
        self._word.set_tone("plain" if here else "muted")
        inside = Message("{stages}", stages=tuple(word(one) for one in self._step.stages))
        self.setToolTip(tip(tr(inside)))
        if here:
            self.setAccessibleName(tr("The case is here: {stage}", stage=word(stage)))
        else:
            self.setAccessibleName(tr(self._step.word))


def _joint() -> QWidget:
    """The quiet line between two steps."""
    line = QFrame()
    line.setProperty("surface", "line")
    line.setFixedHeight(1)
    line.setMinimumWidth(8)
    holder = QWidget()
    holder.setLayout(row(line))
    inside = holder.layout()
    if inside is not None:
        inside.setContentsMargins(theme.S4, 0, theme.S4, 0)
    return holder
