"""Figures that nobody published, filled in by hand by two officers (decision 20)."""

from __future__ import annotations

from decimal import Decimal

from app.refusal import Invalid, NotPermitted, NotSet
from app.rules.figure import Figure, Source
from app.rules.request import Request, Supplied, check_amount
from app.texts import Words
from models.kinds import Mark


def settled(figure: Figure, request: Request, *, share: bool) -> Figure:
    """The figure as the sum uses it: published, or supplied by hand and marked `entered`.

    `share` says that it is a rate (a fraction above 0, at most 1) and not an amount in HKD. Raises `NotSet` naming a
    figure that is neither, and `NotPermitted` for one supplied over a published figure or without a second officer.
    """
    given = (request.supplied or {}).get(figure.name)
    if given is None:
        if figure.is_set:
            return figure
        raise _not_set(figure, share)
    if figure.is_set:
        raise NotPermitted(
            "The figure {name} is published; only a figure that is not set may be supplied by hand",
            field=f"supplied.{figure.name}",
            figure=figure.name,
            name=figure.name,
        )
    _check(given, f"supplied.{figure.name}", share)
    source = given.source.strip()
    return Figure(figure.name, given.value, Source("", Words(source, source, source), None), Mark.ENTERED)


def _not_set(figure: Figure, share: bool) -> NotSet:
    if share:
        return NotSet(
            "The rate {name} is not set: it was not published. See the Secretariat’s files, and supply it with its "
            "source, a reason and a second officer",
            figure=figure.name,
            name=figure.name,
        )
    return NotSet(
        "The ceiling {name} is not set: it was not published. See the Secretariat’s files, and supply it with its "
        "source, a reason and a second officer",
        figure=figure.name,
        name=figure.name,
    )


def _check(given: Supplied, field: str, share: bool) -> None:
    if share:
        if not given.value.is_finite() or not 0 < given.value <= Decimal(1):
            raise Invalid("A rate is above 0% and at most 100%", field=field)
    else:
        check_amount(given.value, field)
    if not given.source.strip():
        raise Invalid("Say where the supplied figure comes from", field=field)
    if not given.reason.strip():
        raise Invalid("Say why the figure is supplied by hand", field=field)
    if not given.second_officer.strip():
        raise NotPermitted("A figure supplied by hand needs a second officer", field=field)
