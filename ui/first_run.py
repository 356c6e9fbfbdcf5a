"""The first start, in three steps: the language, where the cases are, and who is here. No tips, no tour."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Final

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFileDialog, QFrame, QProgressBar, QStackedWidget, QWidget

from app.paths import offices_folder
from app.refusal import Refusal
from app.texts import LANGUAGES, N_, Message
from ui import theme, words
from ui.icons import IconLabel
from ui.lane import Lane
from ui.opening import off_screen
from ui.passwords import add_passwords, agreed
from ui.sign_in import Problem
from ui.widgets.basic import Button, Label, Part, column, row
from ui.widgets.dialog import Careful, press_with_ctrl_s
from ui.widgets.fields import TextField
from ui.widgets.form import Form
from ui.words import Speaking, tr

if TYPE_CHECKING:
    from app.office import Office

#: The folders proposed inside `offices_folder()`.
OFFICE: Final = "office"
SAMPLE: Final = "sample-office"


class FirstRunDialog(Speaking, Careful):
    """Gives `office`, open and signed in, when it is accepted, or `existing`, a folder to sign in to.

    Signal: `language_chosen(code)`.
    """

    language_chosen = Signal(str)

    def __init__(self, lane: Lane, parent: QWidget | None = None, *, offices: Path | None = None) -> None:
        super().__init__(parent)
        self.office: Office | None = None
        self.existing: Path | None = None
        self._lane = lane
        self._offices = offices or offices_folder()
        self._folder = self._offices / OFFICE
        self._busy = False
        self._proposed = ""
        self.setWindowTitle("CP Desk")
        self.problem = Problem()
        self.steps = QStackedWidget()
        self.form = Form()
        self._where = Label(tone="muted", wrap=True)
        for step in (self._language_step(), self._place_step(), self._person_step(), self._waiting_step()):
            self.steps.addWidget(step)
        laid = column(self.problem, self.steps, margins=theme.S24, gap=theme.S12)
        laid.setStretch(1, 1)
        self.setLayout(laid)
        self.setMinimumSize(640, 520)
        self._languages[words.language()].setFocus()

    # 1 the language

    def _language_step(self) -> QWidget:
        self._languages: dict[str, Button] = {}
        for code, name in LANGUAGES.items():
            button = Button(kind="primary" if code == words.language() else "plain", then=self._chooser(code))
            button.setText(name)
            button.setMinimumHeight(44)
            button.setMinimumWidth(280)
            self._languages[code] = button
        parts = [row(None, button, None) for button in self._languages.values()]
        sign = IconLabel("translate", "accent", 40)
        return _step(None, row(None, sign, None), theme.S16, *parts, None)

    def _chooser(self, code: str) -> Callable[[], None]:
        return lambda: self.choose_language(code)

    def choose_language(self, code: str) -> None:
        """Speak this language from now on, and go to the next step."""
        words.set_language(code)
        self.language_chosen.emit(code)
        self.steps.setCurrentIndex(1)

    # 2 where the cases are

    def _place_step(self) -> QWidget:
        here = Button(N_("Keep the cases on this computer"), icon_name="folder", kind="primary", then=self.keep_here)
        sample = Button(N_("Open the sample office"), icon_name="flag", then=self.open_sample)
        known = Button(N_("Open an office that is here already…"), kind="link", then=self._choose_existing)
        return _step(
            Label(N_("Where are your cases?"), size="title", bold=True),
            theme.S8,
            _choice(
                row(here, None),
                Label(
                    N_("A new office in a folder of this computer, encrypted. Every officer has a password."),
                    tone="muted",
                    wrap=True,
                ),
            ),
            _choice(
                row(sample, None),
                Label(
                    N_("Sixty invented companies with cases in every stage, to look around in. No password."),
                    tone="muted",
                    wrap=True,
                ),
            ),
            row(known, None),
            None,
            row(Button(N_("Back"), icon_name="arrow-left", then=lambda: self.steps.setCurrentIndex(0)), None),
        )

    def _propose_name(self) -> None:
        """The office's name in the language, unless another was typed."""
        field = self.form.field("office")
        if field.state() == self._proposed:
            self._proposed = tr("Cleaner Production Secretariat")
            self.form.propose("office", self._proposed)

    def retranslate(self) -> None:
        """The language is chosen first: the proposed name follows it."""
        super().retranslate()
        self._propose_name()

    def keep_here(self) -> None:
        """A new office on this computer: go on to who is here."""
        self.problem.hush()
        self._tell_folder()
        self.steps.setCurrentIndex(2)
        self.form.field("name").setFocus()
        self.fit()

    def open_sample(self) -> None:
        """Make the sample office where it is proposed, or open the one that is there."""
        folder = self._offices / SAMPLE
        if folder.exists() and any(folder.iterdir()):
            self.existing = folder
            self.accept()
            return
        self._wait(N_("Making the sample office. This takes a moment."))
        off_screen(self._lane, lambda: _sample(folder), self._sample_made, self._failed_on(1))

    def _sample_made(self, _made: object) -> None:
        self.existing = self._offices / SAMPLE
        self._done()

    def _choose_existing(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, tr("Open an office"), str(self._offices))
        if chosen:
            self.existing = Path(chosen)
            self.accept()

    # 3 who is here

    def _person_step(self) -> QWidget:
        form = self.form
        form.add("office", N_("Name of the office"), TextField(most=120), missing=N_("Enter the name of the office."))
        form.add("name", N_("Your name"), TextField(most=120), missing=N_("Enter your name."))
        form.add("name_zh", N_("Your name in Chinese"), TextField(most=120))
        form.add("initials", N_("Initials"), TextField(most=12), missing=N_("Enter your initials."))
        add_passwords(
            form,
            N_("At least 10 characters. Nobody can open the office without it, and nobody can look it up."),
        )
        self._propose_name()
        change = Button(N_("Another folder…"), kind="link", then=self._choose_folder)
        make = Button(N_("Make the office"), kind="primary", then=self.make)
        make.setDefault(True)
        press_with_ctrl_s(self, make)
        back = Button(N_("Back"), icon_name="arrow-left", then=lambda: self.steps.setCurrentIndex(1))
        return _step(
            Label(N_("Who is here?"), size="title", bold=True),
            row(self._where, change),
            theme.S4,
            form,
            None,
            row(back, None, make),
        )

    def make(self) -> None:
        """Make the office, if all that it needs is there."""
        from app import opening
        from models.kinds import OfficeKind

        self.problem.hush()
        values = self.form.read()
        self.fit()
        if values is None or not agreed(self.form, values):
            return
        initials = str(values["initials"])
        first = opening.FirstOfficer(
            login=initials.casefold(), initials=initials, name_en=values["name"], name_zh=values["name_zh"] or ""
        )
        folder = self._folder
        self._wait(N_("Making the office…"))
        off_screen(
            self._lane,
            lambda: opening.create(
                folder, name=values["office"], kind=OfficeKind.REAL, first=first, password=values["password"]
            ),
            self._made,
            self._failed_on(2),
        )

    def take_folder(self, folder: Path) -> None:
        """Make the office in another folder: in it when it is empty, else in a new one within."""
        self._folder = folder if not folder.exists() or not any(folder.iterdir()) else folder / OFFICE
        self._tell_folder()

    def _tell_folder(self) -> None:
        self._where.say(Message("The office is kept in {folder}", folder=str(self._folder)))

    def _choose_folder(self) -> None:
        chosen = QFileDialog.getExistingDirectory(self, tr("Where to keep the office"), str(Path.home()))
        if chosen:
            self.take_folder(Path(chosen))

    def _made(self, office: Office) -> None:
        self.office = office
        self._done()

    # waiting and refusals

    def _waiting_step(self) -> QWidget:
        self._doing = Label(size="section", bold=True, wrap=True)
        self._doing.setAlignment(Qt.AlignmentFlag.AlignHCenter)
        bar = QProgressBar()
        bar.setRange(0, 0)
        bar.setTextVisible(False)
        bar.setFixedWidth(320)
        return _step(None, self._doing, theme.S8, row(None, bar, None), None)

    def _wait(self, what: str) -> None:
        self._busy = True
        self.problem.hush()
        self._doing.say(what)
        self.steps.setCurrentIndex(3)

    def _failed_on(self, step: int) -> Callable[[Refusal], None]:
        def failed(refusal: Refusal) -> None:
            self._busy = False
            self.steps.setCurrentIndex(step)
            if step == 2 and refusal.field in ("password", "name"):
                self.form.refuse(refusal)
            else:
                self.problem.say(refusal)
            self.fit()

        return failed

    def _done(self) -> None:
        self._busy = False
        self.accept()

    @property
    def dirty(self) -> bool:
        """Whether somebody has begun to say who is here."""
        return self.office is None and self.existing is None and self.form.dirty

    def reject(self) -> None:
        """Qt's call on Esc: not while an office is being made."""
        if not self._busy:
            super().reject()


def _step(*parts: Part) -> QWidget:
    page = QWidget()
    page.setLayout(column(*parts, gap=theme.S12))
    return page


def _choice(*parts: Part) -> QFrame:
    framed = QFrame()
    framed.setProperty("surface", "card")
    framed.setLayout(column(*parts, gap=theme.S8, margins=theme.S16))
    return framed


def _sample(folder: Path) -> None:
    from app import sample

    sample.build(folder)
