"""Which input method Qt is asked to use.

The PySide6 wheel has no plugin for fcitx, so that whoever types Chinese with it could not type here. fcitx also answers
as ibus, for which there is one: where fcitx is asked for and there is no plugin, Qt is told ibus. This must be settled
before Qt starts.
"""

from __future__ import annotations

import os
from collections.abc import Collection, Mapping, MutableMapping
from pathlib import Path
from typing import Final

_FCITX: Final = ("fcitx", "fcitx5")


def choice(environment: Mapping[str, str], plugins: Collection[str]) -> dict[str, str]:
    """What must be set in the environment for what is asked for there; nothing when all is well.

    Args:
        environment: `QT_IM_MODULE`, `QT_IM_MODULES` and `XMODIFIERS` as the desktop has set them.
        plugins: the file names of Qt's plugins for input methods.
    """
    if any("fcitx" in name for name in plugins):
        return {}
    several = [one for one in environment.get("QT_IM_MODULES", "").split(";") if one]
    found: dict[str, str] = {}
    if any(one in _FCITX for one in several) and "ibus" not in several:
        found["QT_IM_MODULES"] = ";".join("ibus" if one in _FCITX else one for one in several)
    if environment.get("QT_IM_MODULE", "") in _FCITX or (not several and _by_x11(environment)):
        found["QT_IM_MODULE"] = "ibus"
    return found


def settle(environment: MutableMapping[str, str] = os.environ) -> None:
    """Set it, before the first Qt application is made."""
    asked = " ".join(environment.get(name, "") for name in ("QT_IM_MODULE", "QT_IM_MODULES", "XMODIFIERS"))
    if "fcitx" in asked:  # hardly anybody need wait for a look into a folder
        environment.update(choice(environment, _plugins()))


def _by_x11(environment: Mapping[str, str]) -> bool:
    """X11 alone names fcitx. Under Wayland that is for other programs: Qt speaks to the compositor itself."""
    if "QT_IM_MODULE" in environment or environment.get("WAYLAND_DISPLAY"):
        return False
    return environment.get("XMODIFIERS", "").removeprefix("@im=") in _FCITX


def _plugins() -> list[str]:
    from PySide6.QtCore import QLibraryInfo

    folder = Path(QLibraryInfo.path(QLibraryInfo.LibraryPath.PluginsPath)) / "platforminputcontexts"
    return [one.name for one in folder.iterdir()] if folder.is_dir() else []
