"""The verbs of the command line. Each module has `add(verbs)`, which declares its arguments, and `run(args) -> int`.

A verb imports what it needs inside `run`, so that starting the program costs little whatever the verb.
"""
