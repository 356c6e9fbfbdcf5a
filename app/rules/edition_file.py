"""Read a rules file into an `Edition`, and refuse it (`Damaged`) when it does not say what a rules file must say.

docs/rules-file.md describes the form. Figures are texts, so that 0.50 stays 0.50.
"""

from __future__ import annotations

import hashlib
import re
from decimal import Decimal
from enum import StrEnum

from app.money import LARGEST
from app.refusal import Damaged, Refusal
from app.rules.edition import (
    Edition,
    Geography,
    Period,
    Region,
    RepeatAssessment,
    RepeatRule,
    RouteRule,
    Technology,
    TypeRule,
    UntilIs,
)
from app.rules.figure import UNPUBLISHED, Clause, Figure, Source
from app.rules.table import Table
from app.texts import Message
from app.toml import NotToml, parsed
from models.kinds import (
    Basis,
    Characteristic,
    EligibleCost,
    FactoryKind,
    Limit,
    Mark,
    Origin,
    Process,
    ProjectType,
    RepeatGround,
    Route,
    Sector,
)

_PLAIN_NUMBER = re.compile(r"\d+(\.\d+)?")
_FILE_MARKS = (Mark.CONFIRMED, Mark.ANALOG, Mark.INFERRED, Mark.NOT_SET)


class Unit(StrEnum):
    """What a figure counts; decides what it may be."""

    SHARE = "share"  # a fraction, above 0 and at most 1
    PERCENT = "percent"  # above 0 and at most 100
    MONEY = "money"  # HKD
    COUNT = "count"  # a whole number: months, years, applications


def read_edition(content: bytes, file: str) -> Edition:
    """The edition that the bytes of a rules file hold; raises `Damaged` naming the file and the key."""

    def refuse(key: str, problem: Message) -> Refusal:
        return Damaged("The rules file {file} cannot be used. {key}: {problem}", file=file, key=key, problem=problem)

    try:
        values = parsed(content.decode("utf-8"))
    except UnicodeDecodeError:
        raise Damaged("The rules file {file} cannot be used: it is not written in UTF-8", file=file) from None
    except NotToml as problem:
        raise Damaged(
            "The rules file {file} cannot be used: it is not TOML ({detail})", file=file, detail=str(problem)
        ) from None
    return _Reader(Table(values, "", refuse), file, hashlib.sha256(content).hexdigest()).edition()


class _Reader:
    """Reads the parts of one file; knows its sources and its id."""

    def __init__(self, top: Table, file: str, sha256: str) -> None:
        self.top = top
        self.file = file
        self.sha256 = sha256
        self.id = top.text("id")
        sources = top.table("sources")
        self.sources = {key: self._source(sources.table(key), key) for key in sources.names()}

    def edition(self) -> Edition:
        top = self.top
        characteristics, sectors = top.table("characteristics"), top.table("sectors")
        edition = Edition(
            id=self.id,
            label=top.words("label"),
            period=self._period(top.table("period")),
            allocation=self._only_figure(top.table("allocation"), "amount", "allocation", Unit.MONEY),
            geography=self._geography(top.table("geography")),
            types=self._types(top.table("types")),
            rounding=self._only_figure(top.table("rounding"), "step", "rounding", Unit.MONEY),
            conversion=self._only_clause(top.table("conversion")),
            limits=self._limits(top.table("limits")),
            applicant=self._only_clause(top.table("applicant")),
            association=self._only_clause(top.table("association")) if top.has("association") else None,
            routes=self._routes(top.table("routes")),
            characteristics=characteristics.choices("listed", Characteristic),
            characteristics_clause=self._only_clause(characteristics),
            priority_sectors=sectors.choices("priority", Sector),
            sectors_clause=self._only_clause(sectors),
            repeat=self._repeat(top.table("repeat_assessment")),
            technology=self._technology(top.table("technology")) if top.has("technology") else None,
            novelty=self._only_clause(top.table("novelty")),
            defaults=self._defaults(top.table("defaults")) if top.has("defaults") else {},
            sources=self.sources,
            file=self.file,
            sha256=self.sha256,
        )
        top.finish()
        return edition

    # ---- sources, clauses, figures

    def _source(self, table: Table, key: str) -> Source:
        source = Source(key, table.words("title"), table.text("url") if table.has("url") else None)
        table.finish()
        return source

    def _source_of(self, table: Table) -> Source:
        key = table.text("source")
        if key not in self.sources:
            raise table.wrong("source", Message("there is no source “{name}” in this file", name=key))
        return self.sources[key]

    def _mark(self, table: Table) -> Mark:
        mark = table.choice("mark", Mark)
        if mark not in _FILE_MARKS:
            known = tuple(str(known) for known in _FILE_MARKS)
            raise table.wrong("mark", Message("“{word}” is not one of: {known}", word=str(mark), known=known))
        return mark

    def _clause(self, table: Table) -> Clause:
        clause = Clause(self._source_of(table), self._mark(table))
        if clause.mark is Mark.NOT_SET:
            raise table.wrong("mark", Message("a rule that stands here is not “not-set”; leave it out instead"))
        return clause

    def _only_clause(self, table: Table) -> Clause:
        clause = self._clause(table)
        table.finish()
        return clause

    def _figure(self, table: Table, key: str, name: str, unit: Unit) -> Figure:
        """A figure: value, source and mark; or the mark “not-set” alone, or with the source that is silent on it."""
        inner = table.table(key)
        mark = self._mark(inner)
        source = UNPUBLISHED if mark is Mark.NOT_SET and not inner.has("source") else self._source_of(inner)
        if mark is Mark.NOT_SET:
            if inner.has("value"):
                raise inner.wrong("value", Message("a figure that is not set has no value"))
            value = None
        else:
            value = self._number(inner, unit)
        inner.finish()
        return Figure(f"{self.id}.{name}", value, source, mark)

    def _number(self, table: Table, unit: Unit) -> Decimal:
        written = table.text("value")
        if not _PLAIN_NUMBER.fullmatch(written):
            raise table.wrong("value", Message("“{written}” is not a plain number above zero", written=written))
        value = Decimal(written)
        if value == 0:
            raise table.wrong("value", Message("the figure is zero; a figure that is not known is marked “not-set”"))
        if unit is Unit.SHARE and value > 1:
            raise table.wrong("value", Message("a rate is written as a fraction: 0.50, not 50"))
        if unit is Unit.PERCENT and value > 100:
            raise table.wrong("value", Message("a share is at most 100 per cent"))
        if unit is Unit.COUNT and value != value.to_integral_value():
            raise table.wrong("value", Message("a whole number is expected"))
        if value > LARGEST or (unit is Unit.MONEY and value != round(value, 2)):
            raise table.wrong("value", Message("an amount in Hong Kong dollars and cents is expected"))
        return value

    def _only_figure(self, table: Table, key: str, name: str, unit: Unit) -> Figure:
        figure = self._figure(table, key, name, unit)
        table.finish()
        if not figure.is_set:
            raise table.wrong(key, Message("this figure must be set"))
        return figure

    def _limits(self, table: Table) -> dict[Limit, Figure]:
        limits = {limit: self._figure(table, limit, f"limits.{limit}", Unit.MONEY) for limit in Limit}
        table.finish()
        return limits

    def _defaults(self, table: Table) -> dict[str, Figure]:
        """Figures of sister schemes; those whose name does not end in `months` are shares."""
        return {
            key: self._figure(table, key, f"defaults.{key}", Unit.COUNT if key.endswith("months") else Unit.SHARE)
            for key in table.names()
        }

    # ---- the parts

    def _period(self, table: Table) -> Period:
        first, last = table.table("from"), table.table("until")
        period = Period(
            first.day("value"),
            last.day("value"),
            self._only_clause(first),
            self._only_clause(last),
            table.choice("until_is", UntilIs),
            table.flag("provisional"),
        )
        table.finish()
        if period.last < period.first:
            raise table.wrong("until", Message("the last day is before the first day"))
        return period

    def _geography(self, table: Table) -> Geography:
        regions = table.choices("regions", Region)
        delta = table.texts("pearl_river_delta") if Region.PEARL_RIVER_DELTA in regions else ()
        geography = Geography(regions, delta, self._clause(table))
        table.finish()
        return geography

    def _types(self, table: Table) -> dict[ProjectType, TypeRule]:
        rules = {}
        for name in table.names():
            inner = table.table(name)
            if name not in list(ProjectType):
                raise table.wrong(name, Message("there is no such project type"))
            if inner.flag("published"):
                rules[ProjectType(name)] = self._type(inner, ProjectType(name))
            inner.finish()
        return rules

    def _type(self, table: Table, kind: ProjectType) -> TypeRule:
        by_origin: dict[Origin, Figure] = {}
        if table.has("ceiling_by_origin"):
            ceilings = table.table("ceiling_by_origin")
            by_origin = {o: self._figure(ceilings, o, f"{kind}.ceiling.{o}", Unit.MONEY) for o in Origin}
            ceilings.finish()
        return TypeRule(
            type=kind,
            clause=self._clause(table),
            rate=self._figure(table, "rate", f"{kind}.rate", Unit.SHARE),
            rate_is_maximum=table.flag("rate_is_maximum"),
            ceiling=None if by_origin else self._figure(table, "ceiling", f"{kind}.ceiling", Unit.MONEY),
            ceiling_by_origin=by_origin,
            ceiling_basis=table.choice("ceiling_basis", Basis),
            eligible_cost=table.choice("eligible_cost", EligibleCost),
            max_months=self._figure(table, "max_months", f"{kind}.max_months", Unit.COUNT),
            max_applications=self._figure(table, "max_applications", f"{kind}.max_applications", Unit.COUNT),
        )

    def _routes(self, table: Table) -> dict[Route, RouteRule]:
        rules = {}
        for route in Route:
            inner = table.table(route)
            if inner.flag("published"):
                rules[route] = self._route(inner, route)
            inner.finish()
        table.finish()
        return rules

    def _route(self, table: Table, route: Route) -> RouteRule:
        clause, factory = self._clause(table), table.choice("factory", FactoryKind)
        if route is Route.R3:
            types, not_set = table.choices("types", ProjectType), table.choices("types_not_set", ProjectType)
            return RouteRule(route, clause, factory, types, not_set, table.choices("processes", Process))
        if route is Route.R1D:
            above = self._figure(table, "percent_in_factory_above", "routes.1D.percent_in_factory_above", Unit.PERCENT)
            least = self._figure(
                table, "percent_in_applicant_at_least", "routes.1D.percent_in_applicant_at_least", Unit.PERCENT
            )
            return RouteRule(
                route, clause, factory, percent_in_factory_above=above, percent_in_applicant_at_least=least
            )
        return RouteRule(route, clause, factory)

    def _repeat(self, table: Table) -> RepeatAssessment:
        rule = RepeatAssessment(
            table.choice("rule", RepeatRule),
            self._figure(table, "min_years", "repeat_assessment.min_years", Unit.COUNT),
            table.flag("measure_implemented_with_investment"),
            table.choices("any_of", RepeatGround),
            self._clause(table),
        )
        table.finish()
        return rule

    def _technology(self, table: Table) -> Technology:
        test = Technology(table.flag("on_list"), table.flag("meets_criteria"), self._clause(table))
        table.finish()
        return test
