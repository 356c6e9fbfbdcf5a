"""`python -m installer.windows`: make the setup program of this checkout and say where it is. On Windows only."""

from __future__ import annotations

import platform
import sys

from installer import folder
from installer.windows import setup


def main() -> int:
    """Make the folder if need be, then the setup program."""
    if platform.system() != "Windows":
        print("The folder build of Windows can be made on Windows only.", file=sys.stderr)
        return 2
    try:
        print(setup.make(folder.make(), folder.ROOT / "dist"))
    except (folder.Failed, setup.Failed) as failure:
        print(failure, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
