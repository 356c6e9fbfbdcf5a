"""The program is killed while somebody types: less than five seconds of words are lost, every time."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests import make
from tests.app.conftest import folder_office

pytestmark = pytest.mark.skipif(not hasattr(os, "fork"), reason="needs fork")

ROOT = Path(__file__).parents[2]
RUNS = int(os.environ.get("CPDESK_TYPING_KILLS", "100"))


def test_row_30_killed_while_typing(tmp_path: Path) -> None:
    office = folder_office(tmp_path / "office")
    make.received(office)
    office.close()
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "HOME": str(tmp_path), "QT_QPA_PLATFORM": "offscreen"}
    command = [
        sys.executable,
        str(Path(__file__).with_name("killed_typing.py")),
        str(tmp_path / "office"),
        str(RUNS),
        "7",
    ]
    done = subprocess.run(command, capture_output=True, text=True, cwd=ROOT, env=environment, timeout=500, check=False)
    assert done.returncode == 0, done.stderr
    runs = [json.loads(line) for line in done.stdout.splitlines()]
    assert len(runs) == RUNS
    assert [one for one in runs if not one["right"] or one["lost"] >= 5] == []
    # Whoever lived longer than the keeper waits has words on the disk.
    assert any(one["kept"] for one in runs)
