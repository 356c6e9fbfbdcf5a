"""Journeys use the office of the tests of `app` and the plain screen of the tests of `ui`."""

from __future__ import annotations

from tests.app.conftest import clock, office, sign_in_as
from tests.ui.conftest import plain_screen, swept

__all__ = ["clock", "office", "plain_screen", "sign_in_as", "swept"]
