"""`python -m installer.debian`: make the Debian package of this checkout and say where it is."""

from __future__ import annotations

import sys

from installer import folder
from installer.debian import package


def main() -> int:
    """Make the folder if need be, then the package."""
    try:
        print(package.make(folder.make(), folder.ROOT / "dist"))
    except (folder.Failed, package.Failed) as failure:
        print(failure, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
