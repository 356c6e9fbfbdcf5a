"""What is asked about files before they are kept: which of them, and once for all of them type, date and sender."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QWidget

from app import file_names
from app.case_parts import DocumentRow
from app.clock import Clock
from app.documents import KINDS, DocumentFields, twin_words
from app.field_words import field_word
from app.inside.ask import UNSEEN
from app.inside.media import MAIL
from app.intake import Candidate
from app.texts import N_, Message
from app.words import word
from models.kinds import DocumentKind, Sight
from ui import theme
from ui.casefile.ask import AskDialog, Send
from ui.documents.parts import pages_words, size_words
from ui.icons import IconLabel
from ui.widgets.basic import Label, column, mnemonic_free, row
from ui.widgets.fields import ChoiceField, DateField, TextField
from ui.widgets.form import Form
from ui.widgets.scroll import Scroll

#: The list of files is never higher than this; more of them scroll.
_HIGH = 250

Answer = tuple[tuple[Candidate, ...], DocumentFields]


class KeepDialog(AskDialog[Answer]):
    """The files with a tick each, and the fields that hold for all of them."""

    def __init__(self, parent: QWidget | None, files: Sequence[Candidate], case_id: UUID, clock: Clock) -> None:
        count = sum(one.refusal is None for one in files)
        title = Message("Keep a document") if count == 1 else Message("Keep {n} documents", n=count)
        super().__init__(parent, title, button=N_("Keep with the case"), width=680)
        self.ticks = [_Tick(one, case_id) for one in files]
        self.form.whole_width(self._list())
        _add_fields(self.form, clock)
        if any(one.facts is not None and one.facts.media == MAIL for one in files):
            hint = N_(
                "A mail is kept as correspondence with its own date and sender; what came with it is what you say."
            )
            self.form.whole_width(Label(hint, tone="muted", size="caption", wrap=True))
        self.form.put(_proposed(files, clock))
        for tick in self.ticks:
            tick.box.toggled.connect(lambda _on: self._allow())
        self._allow()

    def begins(self) -> QWidget:
        """Where typing begins: under the files."""
        return self.form.field("kind").control

    def answer(self, values: dict[str, Any]) -> Answer:
        """The files that are ticked, and what holds for all of them."""
        return tuple(one.file for one in self.ticks if one.wanted), _fields(values)

    @classmethod
    def ask(
        cls,
        parent: QWidget | None,
        files: Sequence[Candidate],
        case_id: UUID,
        clock: Clock,
        *,
        send: Send | None = None,
    ) -> Answer | None:
        """What to keep, or None."""
        return cls(parent, files, case_id, clock).run(send)

    def _list(self) -> QWidget:
        inside = QWidget()
        inside.setProperty("surface", "clear")
        inside.setLayout(column(*self.ticks, None, gap=theme.S8))
        area = Scroll(inside)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the ticks in it take the keyboard
        area.setMinimumHeight(min(_HIGH, inside.sizeHint().height() + theme.S4))
        area.setMaximumHeight(_HIGH)
        return area

    def _allow(self) -> None:
        self.ok.setEnabled(any(tick.wanted for tick in self.ticks))


class CorrectDialog(AskDialog[DocumentFields]):
    """What is said of a document that is kept."""

    def __init__(self, parent: QWidget | None, kept: DocumentRow, clock: Clock) -> None:
        why = Message("The file “{name}” itself stays as it is.", name=kept.name)
        super().__init__(parent, N_("Correct what is said of a document"), why=why)
        _add_fields(self.form, clock)
        names = ("kind", "dated", "sender", "received_on")
        self.form.put({name: getattr(kept, name) for name in names})

    def answer(self, values: dict[str, Any]) -> DocumentFields:
        """What is said of it now."""
        return _fields(values)

    @classmethod
    def ask(
        cls, parent: QWidget | None, kept: DocumentRow, clock: Clock, *, send: Send | None = None
    ) -> DocumentFields | None:
        """What is said of it now, or None."""
        return cls(parent, kept, clock).run(send)


class _Tick(QWidget):
    """One file: ticked when it is to be kept; why not, or where the office has it already, stands under its name."""

    def __init__(self, file: Candidate, case_id: UUID) -> None:
        super().__init__()
        self.file = file
        name = file_names.shown_name(file.name)
        self.box = QCheckBox(mnemonic_free(name))
        self.box.setAccessibleName(name)
        self.box.setToolTip(name)
        self.box.setMinimumWidth(1)
        self.box.setEnabled(file.refusal is None)
        self.box.setChecked(file.refusal is None and not file.twins)
        about = Label(tone="muted", size="caption")
        about.say(_about(file))
        head = row(self.box, None, about, gap=theme.S8)
        head.setStretch(0, 1)
        whole = column(head, gap=2)
        for text, danger in _remarks(file, case_id):
            sign = IconLabel("warning-circle" if danger else "warning", "danger" if danger else "warn", 14)
            line = row(sign, Label(text, tone="danger" if danger else "warn", size="caption", wrap=True), gap=theme.S4)
            line.setAlignment(sign, Qt.AlignmentFlag.AlignTop)
            line.setContentsMargins(theme.S24, 0, 0, 0)
            whole.addLayout(line)
        self.setLayout(whole)

    @property
    def wanted(self) -> bool:
        """Whether it is to be kept."""
        return self.box.isEnabled() and self.box.isChecked()


def _about(file: Candidate) -> Message:
    """Size, pages and what it brings along."""
    parts = [size_words(file.size)] if file.size else []
    if file.facts is not None and (pages := pages_words(file.facts.pages)) is not None:
        parts.append(pages)
    if file.attachments:
        one = file.attachments == 1
        parts.append(Message("1 attachment") if one else Message("{n} attachments", n=file.attachments))
    return Message("{list}", list=tuple(parts))


def _remarks(file: Candidate, case_id: UUID) -> list[tuple[Message, bool]]:
    """What is to be said of a file, and whether it cannot be kept for it."""
    if file.refusal is not None:
        return [(file.refusal, True)]
    found = [(twin_words(twin, case_id), False) for twin in file.twins[:3]]
    if file.twins:
        found.append((Message("Tick it to keep it here as well."), False))
    sight = file.facts.sight if file.facts is not None else Sight.SHOWN
    if sight not in (Sight.SHOWN, Sight.NOT_SHOWN):
        found.append((Message(UNSEEN[sight]), False))
    return found


def _add_fields(form: Form, clock: Clock) -> None:
    kinds = [(kind, word(kind)) for kind in KINDS]
    form.add(
        "kind", field_word("kind"), ChoiceField(kinds, width=360), missing=N_("Choose what kind of document it is.")
    )
    form.add(
        "dated", field_word("dated"), DateField(clock=clock), hint=N_("The date that stands on it, if there is one.")
    )
    form.add("sender", field_word("sender"), TextField(most=300), hint=N_("Who sent or handed it in."))
    form.add("received_on", field_word("received_on"), DateField(clock=clock), missing=N_("Enter the day of receipt."))


def _fields(values: dict[str, Any]) -> DocumentFields:
    return DocumentFields(values["kind"], values["received_on"], values["dated"], values["sender"] or "")


def _proposed(files: Sequence[Candidate], clock: Clock) -> dict[str, Any]:
    """What the one file says of itself; for several nothing but the day."""
    fit = [one for one in files if one.facts is not None and one.refusal is None]
    blank: dict[str, Any] = {"received_on": clock.today(), "kind": None, "dated": None, "sender": ""}
    if len(fit) != 1 or fit[0].facts is None:
        return blank
    facts = fit[0].facts
    if facts.media == MAIL:
        kind = None if fit[0].attachments else DocumentKind.MAIL
        return blank | {"dated": facts.dated, "sender": facts.sender, "kind": kind}
    return blank | {"dated": facts.dated}
