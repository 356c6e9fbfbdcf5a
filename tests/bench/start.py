"""One start in a process of its own: ours, or a bare PySide6 + SQLAlchemy window. Prints when its first row is painted.

The password is left aside in ours: the time that trying it takes is taken off.
"""

from __future__ import annotations

import os
import sys
import time
from collections.abc import Callable
from pathlib import Path

aside = 0.0


def painted() -> None:
    """Say when, and leave at once."""
    print(time.clock_gettime(time.CLOCK_MONOTONIC) - aside, flush=True)
    os._exit(0)


def _left_aside(task: Callable[..., bytes]) -> Callable[..., bytes]:
    def timed(*given: object) -> bytes:
        global aside  # noqa: PLW0603 – one start, one process
        begun = time.perf_counter()
        done = task(*given)
        aside += time.perf_counter() - begun
        return done

    return timed


def ours(folder: Path, login: str = "lky", then: Callable[[], None] = painted) -> None:
    """The program as it starts: application, theme, office, window, case list."""
    from ui.__main__ import make_ready

    make_ready()
    from PySide6.QtCore import QCoreApplication, QEvent, QObject, Qt
    from PySide6.QtWidgets import QApplication

    from app.paths import settings_folder
    from ui import startup

    application = QApplication([])
    program = startup.Program(application, settings_folder())

    class Watch(QObject):
        def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
            if event.type() == QEvent.Type.Paint and table.model.rowCount():
                # Before anything that the program itself does once it has painted.
                QCoreApplication.postEvent(self, QEvent(QEvent.Type.User), Qt.EventPriority.HighEventPriority.value)
            return False

        def event(self, event: QEvent) -> bool:
            if event.type() == QEvent.Type.User:
                then()
            return super().event(event)

    from app import keys, opening

    setattr(keys, "unwrap", _left_aside(keys.unwrap))  # noqa: B010 – the one place that stands in for it
    program.enter(opening.open_office(folder, login=login, password=""))
    assert program.window is not None
    table, watch = program.window.cases.table, Watch()
    table.view.viewport().installEventFilter(watch)
    application.exec()


def bare(_folder: Path) -> None:
    """The least that a window with a list from a database needs: the same libraries, nothing of ours."""
    from PySide6.QtCore import QEvent, QObject, QStringListModel, QTimer
    from PySide6.QtWidgets import QApplication, QListView, QMainWindow
    from sqlalchemy import create_engine, text
    from sqlalchemy.orm import Session

    application = QApplication([])
    with Session(create_engine("sqlite://")) as session:
        query = "with recursive n(i) as (select 1 union all select i + 1 from n where i < 5000) select i from n"
        rows = session.execute(text(query)).scalars().all()

    class Watch(QObject):
        def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
            if event.type() == QEvent.Type.Paint:
                QTimer.singleShot(0, painted)
            return False

    window, view, model, watch = QMainWindow(), QListView(), QStringListModel([str(row) for row in rows]), Watch()
    view.setModel(model)
    view.viewport().installEventFilter(watch)
    window.setCentralWidget(view)
    window.resize(1440, 900)
    window.show()
    application.exec()


if __name__ == "__main__":
    starts: dict[str, Callable[[Path], None]] = {"ours": ours, "bare": bare}
    starts[sys.argv[1]](Path(sys.argv[2]))
