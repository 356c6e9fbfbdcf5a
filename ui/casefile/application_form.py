"""The fields of a case in groups; which groups are asked follows the project type."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import fields, replace
from typing import Any, Final
from uuid import UUID

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from app.cases import CaseFields
from app.clock import Clock
from app.drafts import Basis
from app.field_words import field_word
from app.refusal import Refusal
from app.texts import N_, Message
from app.words import word
from models.kinds import Characteristic, Origin, ProjectType, RepeatGround
from ui import theme
from ui.casefile.evidence_field import EvidenceField
from ui.widgets.fields import AnswerField, ChoiceField, DateField, Field, LongText, MoneyField, TextField
from ui.widgets.form import Form

_T = ProjectType
_ALL: Final = frozenset(ProjectType)
_FACTORY: Final = _ALL - {_T.OSI}
_DEMONSTRATES: Final = frozenset({_T.DP, _T.DP1, _T.DP2, _T.NT})

#: Which types each group is asked for.
ASKED: Final[Mapping[str, frozenset[ProjectType]]] = {
    "project": _ALL,
    "dates": _ALL,
    "technology": _DEMONSTRATES,
    "listing": frozenset({_T.NT}),
    "origin": frozenset({_T.NT}),
    "characteristics": _FACTORY,
    "repeat": frozenset({_T.OA}),
}

_TEXTS: Final = tuple(one.name for one in fields(CaseFields) if one.default == "")


class ApplicationForm(QWidget):
    """All fields of `CaseFields` but the applicant. `changed` comes at each edit."""

    changed = Signal()

    def __init__(self, clock: Clock) -> None:
        super().__init__()
        self._groups: dict[str, Form] = {name: Form() for name in ASKED}
        laid = QVBoxLayout(self)
        laid.setContentsMargins(0, 0, 0, 0)
        laid.setSpacing(theme.S16)
        _project(self._groups["project"])
        _dates(self._groups["dates"], clock)
        _technology(self._groups["technology"])
        _listing(self._groups["listing"])
        _origin(self._groups["origin"])
        _characteristics(self._groups["characteristics"])
        _repeat(self._groups["repeat"], clock)
        for group in self._groups.values():
            laid.addWidget(group)
            group.changed.connect(self.changed)
        self._groups["project"].changed.connect(self._follow)
        self._base: CaseFields | None = None

    def offer_factories(self, factories: Sequence[tuple[UUID, Message]]) -> None:
        """The factories of the applicant."""
        field = self._groups["project"].field("factory_id")
        assert isinstance(field, ChoiceField)
        field.set_options(factories)

    def put(self, given: CaseFields, basis: Basis | None = None) -> None:
        """Show the fields of a case; they are the untouched state."""
        self._base = given
        self.rest_on(basis)
        for group in self._groups.values():
            names = [name for name in CaseFields.__slots__ if name in group.names]
            group.put({name: getattr(given, name) for name in names})
        self._follow()

    def rest_on(self, basis: Basis | None) -> None:
        """Which version of the case the fields correct."""
        for group in self._groups.values():
            group.basis = basis

    @property
    def dirty(self) -> bool:
        """Whether something was changed."""
        return any(group.dirty for group in self._shown())

    def read(self) -> CaseFields | None:
        """The fields as typed, or None when one cannot be read; groups that are not asked stay as they were."""
        if self._base is None:
            return None
        parts = [group.read() for group in self._shown()]
        if None in parts:
            return None
        values: dict[str, Any] = {name: value for part in parts if part is not None for name, value in part.items()}
        values |= {name: values[name] or "" for name in _TEXTS if name in values}
        if values.get("type") is _T.OSI:
            values["factory_id"] = None
        return replace(self._base, **values)

    def field(self, name: str) -> Field:
        """The field of that name."""
        return next(group for group in self._groups.values() if name in group.names).field(name)

    def problems(self) -> tuple[str, ...]:
        """The sentences that stand beside fields now, in the screen's language."""
        return tuple(text for group in self._groups.values() for text in group.problems())

    def allow_only(self, names: Collection[str] | None) -> None:
        """Let only these fields be filled in; None for all of them."""
        for group in self._groups.values():
            for name in group.names:
                group.field(name).setEnabled(names is None or name in names)

    def settle(self) -> None:
        """What stands now is saved."""
        for group in self._groups.values():
            group.settle()

    def refuse(self, refusal: Refusal) -> None:
        """Show a refusal beside the field it names."""
        group = next((one for one in self._shown() if (refusal.field or "") in one.names), self._groups["project"])
        group.refuse(refusal)

    def _shown(self) -> list[Form]:
        kind = self._type()
        return [group for name, group in self._groups.items() if kind in ASKED[name]]

    def _type(self) -> ProjectType:
        kind = self._groups["project"].field("type").read()
        return kind if isinstance(kind, ProjectType) else _T.NT

    def _follow(self) -> None:
        """Ask what the type asks for."""
        kind = self._type()
        for name, group in self._groups.items():
            group.setVisible(kind in ASKED[name])
        self._groups["project"].show_row("factory_id", kind is not _T.OSI)


def _project(form: Form) -> None:
    form.section(N_("Project"))
    types = [(kind, Message("{code}: {words}", code=kind.value, words=word(kind))) for kind in _T]
    form.add("type", field_word("type"), ChoiceField(types, blank=None, width=420))
    form.add("factory_id", field_word("factory_id"), ChoiceField((), blank=N_("No factory yet"), width=420))
    for name in ("title_en", "title_tc", "title_sc"):
        form.add(name, field_word(name), TextField(most=300))
    form.add("requested", field_word("requested"), MoneyField(), hint=N_("What the applicant asks for, in HKD."))
    form.add("legacy_file_no", field_word("legacy_file_no"), TextField(most=100))


def _dates(form: Form, clock: Clock) -> None:
    form.section(N_("Dates of the project"))
    for name in ("starts_on", "ends_on"):
        form.add(name, field_word(name), DateField(clock=clock))


def _technology(form: Form) -> None:
    form.section(N_("Technology and novelty"))
    form.add("technology", field_word("technology"), TextField(most=300))
    hint = N_("For information; it decides nothing by itself.")
    form.add("commonly_adopted", field_word("commonly_adopted"), AnswerField(), hint=hint)
    form.add("demonstrated_before", field_word("demonstrated_before"), AnswerField(), hint=hint)


def _listing(form: Form) -> None:
    form.section(N_("New technology"), N_("On the technology list, or meeting the vetting criteria: either is enough."))
    for answer, version, evidence in (
        ("on_list", "list_version", "list_evidence"),
        ("meets_criteria", "criteria_version", "criteria_evidence"),
    ):
        form.add(answer, field_word(answer), AnswerField())
        form.add(version, field_word(version), TextField(most=100))
        form.add(evidence, field_word(evidence), LongText(most=2000, rows=2))


def _origin(form: Form) -> None:
    form.section(N_("Who developed the technology"), N_("The higher ceiling needs evidence on the case."))
    origins = [(each, word(each)) for each in Origin]
    form.add("origin", field_word("origin"), ChoiceField(origins, blank=N_("Not known yet"), width=420))
    form.add("origin_evidence", field_word("origin_evidence"), LongText(most=2000, rows=2))


def _characteristics(form: Form) -> None:
    form.section(N_("Target characteristics"), N_("Tick what applies, and say what shows it."))
    options = [(each.value, word(each)) for each in Characteristic]
    form.add("characteristics", field_word("characteristics"), EvidenceField(options))


def _repeat(form: Form, clock: Clock) -> None:
    form.section(N_("This assessment, and a repeat of an earlier one"))
    for name in ("completed_on", "report_approved_on"):
        form.add(name, field_word(name), DateField(clock=clock))
    form.add("measure_implemented", field_word("measure_implemented"), AnswerField())
    form.add("measure_investment", field_word("measure_investment"), MoneyField())
    grounds = [(each.value, word(each)) for each in RepeatGround]
    form.add("repeat_grounds", field_word("repeat_grounds"), EvidenceField(grounds))
