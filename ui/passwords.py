"""A password of somebody's own choosing: asked for twice, and long enough."""

from __future__ import annotations

from collections.abc import Mapping

from app.refusal import Invalid
from app.texts import N_
from ui.widgets.fields import TextField
from ui.widgets.form import Form


def add_passwords(form: Form, hint: str) -> None:
    """The rows `password` and `again`."""
    form.add("password", N_("Password"), TextField(secret=True), hint=hint, missing=N_("Choose a password."))
    form.add("again", N_("The password again"), TextField(secret=True), missing=N_("Type the password a second time."))


def agreed(form: Form, values: Mapping[str, object]) -> bool:
    """Whether what was read can be a password; if not, the form says why."""
    from app.opening import SHORTEST_PASSWORD

    password = str(values["password"])
    if len(password) < SHORTEST_PASSWORD:
        form.refuse(Invalid("Choose a password of at least {n} characters.", n=SHORTEST_PASSWORD, field="password"))
        return False
    if password != values["again"]:
        form.refuse(Invalid("The two passwords are not the same.", field="again"))
        return False
    return True
