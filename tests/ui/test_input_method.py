"""Who types Chinese with fcitx can type it here: Qt is told ibus, as which fcitx also answers."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from ui.input_method import choice, settle

WHEEL = ("libcomposeplatforminputcontextplugin.so", "libibusplatforminputcontextplugin.so")
ROOT = Path(__file__).parents[2]


@pytest.mark.parametrize(
    ("environment", "told"),
    [
        ({"QT_IM_MODULE": "fcitx"}, {"QT_IM_MODULE": "ibus"}),
        ({"QT_IM_MODULE": "fcitx5", "XMODIFIERS": "@im=fcitx"}, {"QT_IM_MODULE": "ibus"}),
        ({"XMODIFIERS": "@im=fcitx"}, {"QT_IM_MODULE": "ibus"}),
        ({"XMODIFIERS": "@im=fcitx", "WAYLAND_DISPLAY": "wayland-0"}, {}),
        ({"QT_IM_MODULE": "fcitx", "WAYLAND_DISPLAY": "wayland-0"}, {"QT_IM_MODULE": "ibus"}),
        ({"QT_IM_MODULES": "wayland;fcitx"}, {"QT_IM_MODULES": "wayland;ibus"}),
        ({"QT_IM_MODULES": "wayland;fcitx;ibus"}, {}),
        ({"QT_IM_MODULE": "ibus", "XMODIFIERS": "@im=fcitx"}, {}),
        ({"QT_IM_MODULE": "xim"}, {}),
        ({"XMODIFIERS": "@im=ibus"}, {}),
        ({}, {}),
    ],
)
def test_what_is_told_to_qt(environment: dict[str, str], told: dict[str, str]) -> None:
    assert choice(environment, WHEEL) == told


def test_a_qt_with_a_plugin_for_fcitx_is_left_alone() -> None:
    assert choice({"QT_IM_MODULE": "fcitx"}, (*WHEEL, "libfcitx5platforminputcontextplugin.so")) == {}


def test_the_wheel_as_it_is_has_ibus() -> None:
    environment = {"QT_IM_MODULE": "fcitx"}
    settle(environment)
    assert environment == {"QT_IM_MODULE": "ibus"}


def test_row_37_the_program_starts_where_fcitx_is_asked_for(tmp_path: Path) -> None:
    """The real start, as far as the first window; what Qt was told is asked of the running program."""
    script = (
        "import os, sys\n"
        "from PySide6.QtCore import QTimer\n"
        "from PySide6.QtWidgets import QApplication\n"
        "from ui import startup\n"
        "begin = startup.Program.begin\n"
        "def begun(program, folder=None):\n"
        "    print(os.environ['QT_IM_MODULE'], QApplication.inputMethod() is not None, flush=True)\n"
        "    return False\n"
        "startup.Program.begin = begun\n"
        "sys.exit(startup.run([]))\n"
    )
    environment = {**os.environ, "QT_IM_MODULE": "fcitx", "QT_QPA_PLATFORM": "offscreen", "PYTHONPATH": str(ROOT)}
    for name in ("HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_DATA_HOME"):
        environment[name] = str(tmp_path)
    done = subprocess.run(
        [sys.executable, "-c", script],
        capture_output=True,
        text=True,
        env=environment,
        cwd=ROOT,
        timeout=60,
        check=False,
    )
    assert (done.returncode, done.stdout) == (0, "ibus True\n"), done.stderr
