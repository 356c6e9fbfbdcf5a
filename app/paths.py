"""Where the program's own data is, from source, installed or frozen, and where a person's data goes."""

from __future__ import annotations

import sys
from pathlib import Path

import platformdirs

ROOT = Path(getattr(sys, "_MEIPASS", Path(__file__).resolve().parent.parent))

RESOURCES = ROOT / "resources"


def settings_folder() -> Path:
    """The folder of this person's settings (language, theme, last office); never holds a secret or a case."""
    return Path(platformdirs.user_config_path("cpdesk", appauthor=False))


def log_folder() -> Path:
    """The folder of the rotating logs; they hold no applicant's data."""
    return Path(platformdirs.user_log_path("cpdesk", appauthor=False))


def offices_folder() -> Path:
    """Where a new local office is proposed; the roaming profile must not carry it."""
    return Path(platformdirs.user_data_path("cpdesk", appauthor=False, roaming=False))
