"""One visit on the case page, with what can be done to it."""

from __future__ import annotations

from functools import partial
from typing import Any, Final, Protocol

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QFrame, QSizePolicy, QWidget

from app import documents
from app.field_words import field_word
from app.texts import N_, Message
from app.visit_sheet import PhotographRow, VisitRow
from ui import theme
from ui.casefile.parts import Fact, Facts, told
from ui.desk import Desk
from ui.documents.drop import FileDrop
from ui.documents.thumbnail import Shelf, Thumbnail
from ui.widgets.basic import Button, Label, Tool, column, row
from ui.widgets.flow import Flow

_SIZE: Final = QSize(200, 140)
_TOP: Final = Qt.AlignmentFlag.AlignTop


class Host(Protocol):
    """Who does what a card is asked for."""

    @property
    def desk(self) -> Desk: ...
    def edit(self, one: VisitRow | None) -> None: ...
    def strike_out(self, one: VisitRow) -> None: ...
    def add_photographs(self, one: VisitRow, files: Any = ()) -> None: ...
    def correct_photograph(self, one: PhotographRow) -> None: ...
    def remove_photograph(self, one: PhotographRow) -> None: ...
    def look(self, one: PhotographRow) -> None: ...


class VisitCard(QFrame):
    """When and where, what was found, and the photographs. Files may be dropped on it while it may be changed."""

    def __init__(self, host: Host, one: VisitRow, shelf: Shelf, *, may: bool) -> None:
        super().__init__()
        self._host, self._one, self._shelf = host, one, shelf
        self._open = may and not one.stands
        self.setProperty("surface", "card")
        self.thumbnails: list[Thumbnail] = []
        whole = column(self._head(), self._facts(), margins=theme.S16, gap=theme.S8)
        if one.stands:
            sentence = N_("A recommendation rests on this visit, so it stands as it is.")
            whole.addWidget(Label(sentence, tone="muted", size="caption", wrap=True))
        if one.photographs:
            pictures = QWidget()
            policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
            policy.setHeightForWidth(True)
            pictures.setSizePolicy(policy)
            pictures.setLayout(Flow(*(self._photograph(each) for each in one.photographs), gap=theme.S16))
            whole.addWidget(pictures)
        self.setLayout(whole)
        self._drop = FileDrop(self)
        self._drop.allowed = self._open
        self._drop.dropped.connect(lambda files: host.add_photographs(one, files))

    def _head(self) -> QWidget:
        one, host = self._one, self._host
        title = Label(size="section", bold=True, wrap=True)
        title.say(Message("{day}: {site}", day=one.fields.held_on, site=one.fields.site))
        self.add = Button(N_("Add photographs…"), icon_name="plus", then=lambda: host.add_photographs(one),
                          about=one.fields.site)  # fmt: skip
        about = Message("{day}: {site}", day=one.fields.held_on, site=one.fields.site)
        self.correct = Tool("pencil-simple", Message("Correct the visit {visit}", visit=about),
                            then=lambda: host.edit(one))  # fmt: skip
        self.strike = Tool("trash", Message("Strike out the visit {visit}", visit=about),
                           then=lambda: host.strike_out(one))  # fmt: skip
        for button in (self.add, self.correct, self.strike):
            button.setVisible(not one.stands)
            button.setEnabled(self._open)
        holder = QWidget()
        laid = row(title, self.add, self.correct, self.strike, gap=theme.S8)
        laid.setContentsMargins(0, 0, 0, 0)
        laid.setStretch(0, 1)
        holder.setLayout(laid)
        return holder

    def _facts(self) -> Facts:
        fields = self._one.fields
        said = [
            Fact(field_word(name), getattr(fields, name)) for name in ("purpose", "present") if getattr(fields, name)
        ]
        none = Fact(field_word("findings"), Message("No findings are recorded"), "muted")
        said.append(Fact(field_word("findings"), fields.findings) if fields.findings else none)
        facts = Facts()
        facts.put(said)
        return facts

    def _photograph(self, one: PhotographRow) -> QWidget:
        office: Any = self._host.desk.office
        read = partial(documents.content, office, one.copy_sha256)
        small = Thumbnail(self._host.desk, one.copy_sha256, read, self._shelf, size=_SIZE, told=one.fields.caption,
                          then=lambda: self._host.look(one))  # fmt: skip
        self.thumbnails.append(small)
        day = one.fields.taken_on
        dated = Message("{day}", day=day) if day is not None else Message("Day not known")
        correct = Tool("pencil-simple", Message("Correct {name}", name=one.fields.caption),
                       then=lambda: self._host.correct_photograph(one))  # fmt: skip
        remove = Tool("x", Message("Take {name} off the visit", name=one.fields.caption),
                      then=lambda: self._host.remove_photograph(one))  # fmt: skip
        for tool in (correct, remove):
            tool.setVisible(not self._one.stands)
            tool.setEnabled(self._open)
        under = row(told(dated, tone="muted", caption=True, wrap=False), None, correct, remove, gap=0)
        caption = told(one.fields.caption)
        caption.setAlignment(_TOP)
        holder = QWidget()
        holder.setFixedWidth(_SIZE.width())
        holder.setLayout(column(small, caption, under, gap=theme.S4))
        return holder
