"""Make `recommendation_codes.csv` from what its source publishes: `python make_recommendation_codes.py FILE`.

The source was written by a spreadsheet, which dropped zeros at the end of a code (2.14 stands for 2.1400); they are put
back. A code that has two texts keeps both. Prices and industries are left out.
"""

from __future__ import annotations

import csv
import sys
from pathlib import Path

HERE = Path(__file__).parent


def main(source: Path) -> None:
    """Read the source and write the list beside this recipe."""
    texts: dict[str, list[str]] = {}
    with source.open(encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            code = row["ARC"].strip().ljust(len("2.1111"), "0")
            texts.setdefault(code, []).append(row["Description"].strip().capitalize())
    with (HERE / "recommendation_codes.csv").open("w", encoding="utf-8", newline="") as file:
        made = csv.writer(file, lineterminator="\n")
        made.writerow(("code", "text"))
        made.writerows((code, " / ".join(found)) for code, found in sorted(texts.items()))


if __name__ == "__main__":
    main(Path(sys.argv[1]))
