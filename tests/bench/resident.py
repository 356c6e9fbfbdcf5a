"""The memory of a list in a process of its own: prints the bytes with Qt and SQLAlchemy, with the empty page, and
with the list read."""

from __future__ import annotations

import os
import resource
import sys
from pathlib import Path


def resident() -> int:
    """The bytes of this process that are in memory now."""
    pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    return pages * resource.getpagesize()


def main(folder: Path) -> None:
    """A window's list on a lane of its own, walked from end to end."""
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    import sqlalchemy.dialects.sqlite
    import sqlalchemy.orm  # noqa: F401 – what is loaded anyway
    from PySide6.QtWidgets import QApplication, QTableView

    application, view = QApplication([]), QTableView()
    view.show()
    application.processEvents()
    before = resident()
    from ui.__main__ import make_ready

    make_ready()  # as the program begins
    from PySide6.QtCore import QTimer

    from app import opening
    from ui import theme, words
    from ui.cases.list_page import CaseListPage
    from ui.desk import Desk
    from ui.lane import ThreadLane
    from ui.sweeping import Sweeper

    theme.apply(application, "light")
    words.set_language("en")
    office = opening.open_office(folder, login=opening.look(folder).holders[0].login, password="")
    desk = Desk(office, ThreadLane())
    page = CaseListPage(desk)
    page.resize(1440, 900)
    page.show()
    application.processEvents()
    Sweeper(application)  # as `Program.enter` does
    empty = resident()
    page.feed.ordered.connect(lambda: walk(0))
    model = page.table.window_model

    def walk(step: int) -> None:
        if step == 60:
            application.quit()
            return
        page.table.view.scrollTo(model.index((model.rowCount() - 1) * step // 59, 0))
        QTimer.singleShot(50, lambda: walk(step + 1))

    page.show_view("all")
    application.exec()
    print(before, empty, resident(), flush=True)
    desk.close()
    office.close()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
