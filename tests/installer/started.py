"""Starting the built program as somebody would who has nothing but its folder."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

#: What a Windows program cannot do without.
_WINDOWS = ("SYSTEMROOT", "WINDIR", "COMSPEC", "PATHEXT", "NUMBER_OF_PROCESSORS")


@dataclass(frozen=True)
class Built:
    """The built program, at home in a folder of its own: no variable names a Python, no path leads to the checkout."""

    file: Path
    home: Path

    @property
    def environment(self) -> dict[str, str]:
        """All that the program is told of the machine."""
        system = {name: os.environ[name] for name in _WINDOWS if name in os.environ}
        folders = {name: str(self.home / "data") for name in ("APPDATA", "LOCALAPPDATA", "XDG_DATA_HOME")}
        places = dict.fromkeys(("HOME", "USERPROFILE", "TMP", "TEMP"), str(self.home))
        path = r"C:\Windows\System32" if sys.platform == "win32" else "/usr/bin:/bin"
        words = {"PATH": path, "LANG": "C.UTF-8", "XDG_CONFIG_HOME": str(self.home / "config")}
        return {**system, **places, **folders, **words}

    def ends(self, *words: str | Path) -> subprocess.CompletedProcess[str]:
        """How a verb ends, and what it prints."""
        return subprocess.run(
            [str(self.file), *map(str, words)],
            cwd=self.home, env=self.environment, capture_output=True, encoding="utf-8", timeout=120, check=False,
        )  # fmt: skip

    def says(self, *words: str | Path) -> str:
        """What a verb prints; it must end well and complain of nothing."""
        done = self.ends(*words)
        assert (done.returncode, done.stderr) == (0, "")
        return done.stdout

    def opened(self, office: Path, screen: str) -> subprocess.Popen[str]:
        """The window on an office, on an X11 screen; what it prints is kept."""
        environment = {**self.environment, "DISPLAY": screen}
        return subprocess.Popen(
            [str(self.file), "--office", str(office)],
            cwd=self.home, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
        )  # fmt: skip
