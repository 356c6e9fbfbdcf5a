"""`python -m installer`: make the folder that runs, unless it is there and up to date, and say where it is."""

from __future__ import annotations

import sys

from installer import folder


def main() -> int:
    """Make the folder."""
    try:
        print(folder.make())
    except folder.Failed as failure:
        print(failure, file=sys.stderr)
        return 1
    return 0


if __name__ == "__main__":
    sys.exit(main())
