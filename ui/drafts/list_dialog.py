"""The drafts that earlier sittings left: whose, since when, what has become of the record, and what can be done."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from app import draft_standing
from app.draft_standing import Standing
from app.drafts import Draft
from app.texts import N_, Message
from ui import theme
from ui.casefile.parts import empty
from ui.desk import Desk
from ui.drafts.compare import CompareDialog
from ui.drafts.keeping import Keeper
from ui.names import company
from ui.widgets.basic import Button, Label, column, row, rule
from ui.widgets.dialog import Question
from ui.widgets.fit import Growing
from ui.widgets.scroll import Scroll
from ui.widgets.state import State, StatePage
from ui.widgets.stops import drawn_anew
from ui.words import Speaking, tr

_NAMED: Final = 3  # so many fields are named in a line


class DraftsDialog(Speaking, Growing):
    """One card for each draft. Signal: `restored(Draft)`: its words are to be put back; the dialog is then closed."""

    restored = Signal(object)

    def __init__(self, desk: Desk, keeper: Keeper, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk, self.keeper = desk, keeper
        self._standings: Mapping[UUID, Standing] = {}
        self.says(self.setWindowTitle, N_("Kept drafts"))
        self._none = StatePage(
            State("note-pencil", N_("No draft is left"), N_("What you type is kept while you type. After a crash it "
                                                          "is offered here."))
        )  # fmt: skip
        self._cards = column(gap=theme.S12)
        self._list = QWidget()
        self._list.setProperty("surface", "clear")
        self._list.setLayout(column(self._cards, None, gap=0))
        self._lay_out()
        keeper.left_changed.connect(self._read)
        self._read()

    def restore(self, draft: Draft) -> None:
        """Put the words of a draft back."""
        self.accept()
        self.restored.emit(draft)

    def compare(self, draft: Draft) -> CompareDialog:
        """Show the words of a draft beside what is kept now."""
        dialog = CompareDialog(draft, self._standings.get(draft.id), self)
        dialog.restored.connect(lambda: self.restore(draft))
        dialog.open()
        return dialog

    def discard(self, draft: Draft) -> Question:
        """Ask once, then discard a draft."""

        def answered(sure: bool) -> None:
            if sure:
                self.keeper.discard(draft)

        words = N_("Discard the words of this draft?")
        question = Question(self, answered, words=words, keep=N_("Keep the draft"), drop=N_("Discard"))
        question.open()
        return question

    def retranslate(self) -> None:
        """Every card in the screen's language."""
        super().retranslate()
        if hasattr(self, "_cards"):
            self._draw()

    def _read(self) -> None:
        drafts = (*self.keeper.left, *self.keeper.discarded)
        self._desk.read(
            draft_standing.standings, drafts, self._desk.office.rules, then=self._take, slot=f"drafts-{id(self)}"
        )

    def _take(self, standings: Mapping[UUID, Standing]) -> None:
        self._standings = standings
        self._draw()

    def _draw(self) -> None:
        with drawn_anew(self._list):
            empty(self._cards)
            for draft in self.keeper.left:
                self._cards.addWidget(self._card(draft))
            for draft in self.keeper.discarded:
                self._cards.addWidget(self._discarded(draft))
        some = bool(self.keeper.left or self.keeper.discarded)
        self._none.setVisible(not some)
        self._area.setVisible(some)

    def _card(self, draft: Draft) -> QFrame:
        standing = self._standings.get(draft.id)
        stuck = standing is not None and (standing.gone or standing.locked)
        about = called(draft, standing)
        restore = Button(
            N_("Restore"), icon_name="arrow-counter-clockwise", then=lambda: self.restore(draft), about=about
        )  # fmt: skip
        restore.setEnabled(not stuck)
        compare = Button(N_("Compare…"), then=lambda: self.compare(draft), about=about)
        discard = Button(N_("Discard…"), then=lambda: self.discard(draft), about=about)
        words = column(Label(about, bold=True, wrap=True), Label(_when(draft), tone="muted", wrap=True), gap=2)
        said = None if standing is None else standing_words(standing)
        if said is not None:
            words.addWidget(Label(said, tone="warn", wrap=True))
        return _framed(words, restore, compare, discard)

    def _discarded(self, draft: Draft) -> QFrame:
        about = called(draft, self._standings.get(draft.id))
        back = Button(N_("Take it back"), then=lambda: self.keeper.take_back(draft), about=about)
        said = Label(N_("Discarded. Until you sign out it can be taken back."), tone="muted", wrap=True)
        return _framed(column(Label(about, tone="muted", wrap=True), said, gap=2), back)

    def _lay_out(self) -> None:
        heading = Label(N_("Kept drafts"), size="section", bold=True)
        hint = N_("Words that were typed and never saved. Restoring puts them back into their form; nothing is saved "
                  "by it.")  # fmt: skip
        self._area = Scroll(self._list)
        close = Button(N_("Close"), then=self.accept)
        feet = row(None, close)
        feet.setContentsMargins(theme.S24, theme.S12, theme.S24, theme.S12)
        top = column(heading, Label(hint, tone="muted", wrap=True), gap=theme.S4)
        top.setContentsMargins(theme.S24, theme.S24, theme.S24, 0)
        middle = row(self._area, self._none, gap=0)
        middle.setContentsMargins(theme.S24, 0, theme.S24, 0)
        laid = column(top, middle, rule(), feet, gap=theme.S12)
        laid.setStretch(1, 1)
        self.setLayout(laid)
        self.resize(820, 520)
        close.setFocus()  # not on the first draft: Enter by mistake would put it back


def called(draft: Draft, standing: Standing | None) -> Message:
    """A draft as a person calls it: the case or company with both its names, and the form. Until it is known what they
    are now, as the page was called when the words were typed."""
    page = draft.whose
    if standing is not None and standing.names is not None:
        number = (standing.number or tr("No number yet")) if draft.place.page == "case" else ""
        page = "  ".join(part for part in (number, *company(*standing.names)) if part)
    return Message("{page} – {form}", page=page, form=draft.title) if page else draft.title


def standing_words(standing: Standing) -> Message | None:
    """What a person must know before the words are put back; None when all is as it was."""
    if standing.merged is not None:
        text = N_("The applicant was merged into {name}. Compare shows the words, to be copied there.")
        return Message(text, name=standing.merged)
    if standing.gone:
        return Message("What these words were typed for is no longer in the office. Compare shows them, to be copied.")
    if standing.locked:
        return Message("The case was approved and is locked. Compare shows the words, to be copied.")
    if standing.changed_at is not None:
        return Message(
            "{who} changed this on {at}, after the words were typed.", who=standing.changed_by, at=standing.changed_at
        )
    return None


def _when(draft: Draft) -> Message:
    labels = tuple(dict.fromkeys(word.label for _part, word in draft.words))
    fields = Message("{list}", list=labels[:_NAMED])
    if len(labels) > _NAMED:
        return Message("Kept {at}: {fields} and {n} more", at=draft.at, fields=fields, n=len(labels) - _NAMED)
    return Message("Kept {at}: {fields}", at=draft.at, fields=fields)


def _framed(words: QVBoxLayout, *buttons: Button) -> QFrame:
    card = QFrame()
    card.setProperty("surface", "panel")
    laid = row(words, *buttons, gap=theme.S8)
    laid.setStretch(0, 1)
    laid.setContentsMargins(theme.S16, theme.S12, theme.S12, theme.S12)
    card.setLayout(laid)
    return card
