"""What Windows shows under Properties of our programs, in the form PyInstaller reads."""

from __future__ import annotations

from pathlib import Path

from app.version import VERSION

_FORM = """\
VSVersionInfo(
  ffi=FixedFileInfo(filevers={numbers}, prodvers={numbers}, mask=0x3f, flags=0x0, OS=0x40004, fileType=0x1,
    subtype=0x0, date=(0, 0)),
  kids=[
    StringFileInfo([StringTable('040904B0', [
      StringStruct('CompanyName', 'CP Desk'),
      StringStruct('FileDescription', 'CP Desk'),
      StringStruct('FileVersion', '{version}'),
      StringStruct('InternalName', 'cpdesk'),
      StringStruct('LegalCopyright', 'Apache-2.0'),
      StringStruct('ProductName', 'CP Desk'),
      StringStruct('ProductVersion', '{version}')])]),
    VarFileInfo([VarStruct('Translation', [1033, 1200])])
  ]
)
"""


def text(version: str = VERSION) -> str:
    """The resource for a version such as `0.1.0`; Windows counts four numbers."""
    numbers = tuple(int(part) for part in version.split("."))
    return _FORM.format(version=version, numbers=(*numbers, 0, 0, 0, 0)[:4])


def write(folder: Path) -> Path:
    """Write the resource into a folder; give the file."""
    file = folder / "version.txt"
    file.write_text(text(), encoding="utf-8")
    return file
