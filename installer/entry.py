"""Where the built program begins.

Python's way of starting a process of its own (`multiprocessing`) starts the program again with a word of its own. Such
a process must do its work and not open a second window; from source, Python itself is started and this is not needed.
"""

from __future__ import annotations

import sys

if "--multiprocessing-fork" in sys.argv or "-c" in sys.argv:
    import multiprocessing

    multiprocessing.freeze_support()  # does not come back in a process that was started for work

from ui.__main__ import main

if __name__ == "__main__":
    sys.exit(main())
