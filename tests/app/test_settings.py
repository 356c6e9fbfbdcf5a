"""Settings come back as they were kept; what makes no sense is as if it were not there."""

from __future__ import annotations

from pathlib import Path

import pytest

from app import settings
from app.settings import Settings


def test_settings_come_back(tmp_path: Path) -> None:
    kept = Settings("zh_HK", "dark", tmp_path / "個案 office", {"new_case": "Ctrl+Alt+N", "case.note": ""})
    settings.save(kept, tmp_path / "new folder")
    assert settings.load(tmp_path / "new folder") == kept


@pytest.mark.parametrize(
    "text",
    [
        *("", "not toml =", "\x00", 'language = ["en"]', 'keys = "Ctrl+N"'),
        'language = "fr"\ntheme = "pink"\nlast_office = 3\n[keys]\nnew_case = 3',
    ],
)
def test_what_makes_no_sense_is_as_at_the_beginning(tmp_path: Path, text: str) -> None:
    (tmp_path / settings.FILE).write_text(text, encoding="utf-8")
    assert settings.load(tmp_path) == Settings()


def test_a_choice_is_kept_at_once(tmp_path: Path) -> None:
    now = settings.chosen(Settings(), tmp_path, theme="dark")
    assert now.theme == "dark"
    assert settings.load(tmp_path) == now


def test_a_folder_that_cannot_be_written_costs_only_the_choice(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    settings.save(Settings("en"), tmp_path / "file")
    assert settings.load(tmp_path / "file") == Settings()
