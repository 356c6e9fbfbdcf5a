"""`cpdesk`: with a verb it is the command line, without one it opens the window. Qt is loaded only for the window."""

from __future__ import annotations

import gc
import sys
from collections.abc import Sequence


def main(argv: Sequence[str] | None = None) -> int:
    """Do what the words after `cpdesk` ask for (by default this process's own); give the exit code.

    A verb, `--version` and `--help` go to `app.command`. It gives `None` when what it did ends in a window, as
    `sample` does where there is a screen; then, and without a verb, the window opens with the same words.
    """
    words = list(sys.argv[1:] if argv is None else argv)
    if words == ["--look-inside"]:  # the built program starts itself to look into a file that came from outside
        from app.inside import child

        return child.main()
    if words and (not words[0].startswith("-") or words[0] in ("-h", "--help", "--version")):
        from app import command

        code = command.main(words)
        if code is not None:
            return code
    before_qt()
    from ui import startup

    return startup.run(words)


def before_qt() -> None:
    """Import what the first page needs of the office before Qt is imported, and look for no rubbish meanwhile.

    PySide6 reads the source of every module that is imported after it; the first row comes a fifth sooner this way.
    Importing makes many objects and leaves hardly any: looking for rubbish in them is a seventh of the start. When the
    window stands, `Program.enter` has it looked for again.
    """
    gc.disable()
    from app import case_list, opening  # noqa: F401


if __name__ == "__main__":
    sys.exit(main())
