"""`cpdesk`: with a verb it is the command line, without one it opens the window. Qt is loaded only for the window."""

from __future__ import annotations

import builtins
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
    make_ready()
    from ui import startup

    return startup.run(words)


#: So many seconds a thread that computes goes on when another wants to. At Python's own five milliseconds the lane,
#: which comes back from the database for each row, waits for the window longer than it works.
_TURN = 0.001


def make_ready() -> None:
    """Import Qt, and switch off what would take a third of the start.

    Importing makes many objects and leaves hardly any: looking for rubbish in them is a seventh of the start. When the
    window stands, `ui.sweeping` looks for it. PySide6 reads the source of every module that is imported
    after it, for a word that nobody here says (`from __feature__ import …`), and Python keeps all the lines it read:
    another sixth of the start, and twelve megabytes. Its hook is taken off again.
    """
    gc.disable()
    sys.setswitchinterval(_TURN)
    import PySide6.QtCore  # noqa: F401

    plain = vars(builtins).get("__orig_import__")
    if plain is not None:
        setattr(builtins, "__import__", plain)  # noqa: B010 – a function of `builtins` is not to be assigned to


if __name__ == "__main__":
    sys.exit(main())
