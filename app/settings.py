"""What one person chose on one computer: language, theme, keys, the last office. Never a secret, never a case."""

from __future__ import annotations

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Final

from app.texts import LANGUAGES
from app.toml import NotToml, parsed

FILE: Final = "settings.toml"
THEMES: Final = ("system", "light", "dark")


@dataclass(frozen=True, slots=True)
class Settings:
    """The choices. `language` is "" until one is chosen; `last_office` is the folder of the office opened last; `keys`
    gives, by what is done, the keys that were chosen instead of those it has at the beginning, as in "Ctrl+N"."""

    language: str = ""
    theme: str = "system"
    last_office: Path | None = None
    keys: Mapping[str, str] = field(default_factory=dict)


def load(folder: Path) -> Settings:
    """The settings kept in a folder; what is missing or makes no sense stands as at the beginning."""
    try:
        kept: dict[str, Any] = parsed((folder / FILE).read_text("utf-8"))
    except (OSError, UnicodeDecodeError, NotToml):
        return Settings()
    office = kept.get("last_office")
    return Settings(
        language=kept["language"] if kept.get("language") in tuple(LANGUAGES) else "",
        theme=kept["theme"] if kept.get("theme") in THEMES else "system",
        last_office=Path(office) if isinstance(office, str) and office else None,
        keys=_texts(kept.get("keys")),
    )


def _texts(kept: Any) -> dict[str, str]:
    named = kept if isinstance(kept, dict) else {}
    return {name: value for name, value in named.items() if isinstance(value, str)}


def save(settings: Settings, folder: Path) -> None:
    """Keep the settings. A folder that cannot be written costs the choice, not the work, so nothing is raised."""
    import tomli_w

    body: dict[str, Any] = {"language": settings.language, "theme": settings.theme}
    if settings.last_office is not None:
        body["last_office"] = str(settings.last_office)
    if settings.keys:
        body["keys"] = dict(settings.keys)
    with suppress(OSError):
        folder.mkdir(parents=True, exist_ok=True)
        beside = folder / (FILE + ".new")
        beside.write_text(tomli_w.dumps(body), encoding="utf-8")
        beside.replace(folder / FILE)


def chosen(settings: Settings, folder: Path, **choices: Any) -> Settings:
    """The settings with other choices, kept at once."""
    changed = replace(settings, **choices)
    if changed != settings:
        save(changed, folder)
    return changed
