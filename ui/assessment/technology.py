"""The technology of a demonstration: its entry of the register, and where it was demonstrated before."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app import technologies
from app.act import ACTS
from app.case_sheet import CaseSheet
from app.demonstrated import DEMONSTRATING, Demonstration
from app.kept import Kept
from app.technologies import TechnologyFields
from app.texts import N_, Message
from app.words import word
from ui import theme
from ui.casefile.ask import AskDialog, Send
from ui.casefile.parts import Fact, Facts, empty, told
from ui.desk import Desk
from ui.widgets.basic import Button, Label, column, row
from ui.widgets.fields import ChoiceField
from ui.widgets.stops import drawn_anew
from ui.words import Speaking, language


class TechnologyBlock(Speaking, QWidget):
    """Signals: `choose()` asks for the dialog, `open_case(UUID)` leads to an earlier project."""

    choose = Signal()
    open_case = Signal(object)

    def __init__(self, desk: Desk) -> None:
        super().__init__()
        self._desk = desk
        self._facts = Facts()
        self._earlier = QVBoxLayout()
        self._earlier.setSpacing(2)
        heading = Label(N_("Technology"), size="section", bold=True)
        self.setLayout(column(heading, self._facts, self._earlier, gap=theme.S8))

    def put(self, sheet: CaseSheet) -> None:
        """Show what is known of it; a type that demonstrates nothing has none."""
        self.setVisible(sheet.fields.type in DEMONSTRATING)
        found = sheet.assessment
        pick = Button(N_("Choose from the register…"), kind="link", then=self.choose.emit)
        pick.setEnabled(self._desk.may(ACTS["case.choose_technology"]) and not sheet.locked)
        name = sheet.fields.technology or Message("Not named yet")
        facts = [Fact(Message("Technology"), name, beside=pick)]
        if found.technology is not None:
            facts += _registered(found.technology.fields)
        facts.append(Fact(Message("Demonstrated before"), _said(found.demonstrated)))
        self._facts.put(facts)
        with drawn_anew(self):
            empty(self._earlier)
            for one in found.demonstrated or ():
                self._earlier.addLayout(self._line(one))

    def _line(self, one: Demonstration) -> Any:
        """An earlier project: its number leads to it."""
        link = Button(Message("{reference}", reference=one.reference), kind="link",
                      then=lambda: self.open_case.emit(one.id))  # fmt: skip
        parts = [word(one.type), word(one.stage)]
        if one.sector is not None:
            parts.insert(1, word(one.sector))
        text = Message("{list}", list=tuple(parts))
        if one.received_on is not None:
            text = Message("{what}, received {day}", what=text, day=one.received_on)
        laid = row(link, told(text, tone="muted"), gap=theme.S8)
        laid.setStretch(1, 1)
        return laid


def _registered(form: TechnologyFields) -> list[Fact]:
    """What the register says of the entry that was chosen."""
    code = Message("{code}, {version}", code=form.code, version=form.list_version)
    developer = form.developer_en if language() == "en" else form.developer_zh or form.developer_en
    origin = word(form.origin) if form.origin is not None else Message("Not known yet")
    return [
        Fact(Message("On the technology list"), code),
        Fact(Message("Developer"), developer or Message("Not known yet")),
        Fact(Message("Who developed the technology"), origin, second=form.origin_evidence),
    ]


def _said(found: Sequence[Demonstration] | None) -> Message:
    if found is None:
        return Message("Name the technology first; then every phase is looked through.")
    if not found:
        return Message("No approved project of any phase bears this name here.")
    return Message("{n} approved projects bear this name here, of whatever phase:", n=len(found))


class ChooseTechnologyDialog(AskDialog[tuple[UUID]]):
    """Asks which entry of the register a case takes its technology from. The answer is a tuple of one id."""

    def __init__(self, parent: QWidget | None, register: Sequence[Kept[TechnologyFields]], now: UUID | None) -> None:
        why = N_("The case takes over the name, the version of the list, and who developed it with the evidence.")
        super().__init__(parent, N_("Choose a technology"), why=why, button=N_("Take it over"), width=700)
        options = [(one.id, _option(one.fields)) for one in register]
        missing = N_("Choose a technology of the register.")
        self.form.add("technology", N_("Technology"), ChoiceField(options, width=460), missing=missing)
        self.form.put({"technology": now})

    def answer(self, values: dict[str, Any]) -> tuple[UUID]:
        """The entry's id in a tuple."""
        return (values["technology"],)

    @classmethod
    def ask(
        cls, parent: QWidget | None, register: Sequence[Kept[TechnologyFields]], now: UUID | None,
        *, send: Send | None = None,
    ) -> tuple[UUID] | None:  # fmt: skip
        """The entry, or None."""
        return cls(parent, register, now).run(send)


def _option(form: TechnologyFields) -> Message:
    names = {"en": form.name_en, "zh_HK": form.name_tc, "zh_CN": form.name_sc}
    return Message("{code} {text}", code=form.code, text=names[language()] or form.name)


def register_of(desk: Desk, then: Any) -> None:
    """Read the register, then go on."""
    desk.read(technologies.rows, then=then, slot="technologies")
