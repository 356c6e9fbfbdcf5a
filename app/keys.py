"""The keys of a local office: one random key, wrapped once per officer under that officer's password.

`keys.toml` holds, for each officer, the office's key sealed by AES-256-GCM under argon2id of the password, and a
check value of the key itself. So a *wrong password* is a failure of that seal, and a *damaged* file is a
failure after the key was proven. The whole file is sealed under the key too: no name, role or lock in it changes
unseen. No password and no bare key is ever written.
"""

from __future__ import annotations

import hashlib
import hmac
import os
import unicodedata
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from uuid import UUID

import tomli_w

from app.refusal import CannotOpen, NotFound, NotPermitted
from app.toml import parsed
from models.kinds import OfficeKind, Role

FILE = "keys.toml"
_FORMAT = 1


@dataclass(frozen=True, slots=True)
class Cost:
    """What one try at a password costs: argon2id passes, memory in KiB, lanes."""

    passes: int = 3
    memory: int = 65536
    lanes: int = 2


@dataclass(frozen=True, slots=True)
class Holder:
    """An officer who can unlock the office; enough to choose a name before the office is open."""

    id: UUID
    login: str
    initials: str
    name_en: str
    name_zh: str
    role: Role
    salt: bytes
    nonce: bytes
    wrapped: bytes
    cost: Cost


@dataclass(frozen=True, slots=True)
class Keys:
    """The content of `keys.toml`."""

    kind: OfficeKind
    name: str
    check: str
    holders: tuple[Holder, ...]
    seal: str = ""  # of the other parts, under the key; `write` makes it

    def holder(self, login: str) -> Holder:
        """The officer of that login; raises `NotFound`."""
        for one in self.holders:
            if one.login == login:
                return one
        raise NotFound("No officer of this office signs in as {login}.", login=login, field="officer")


def new_key() -> bytes:
    """A fresh random key for an office."""
    return os.urandom(32)


def part(key: bytes, purpose: str) -> bytes:
    """The key of one file of the office (`office.db`, `files.db`), derived from the office's own."""
    return hmac.new(key, purpose.encode(), hashlib.sha256).digest()


def check_value(key: bytes) -> str:
    """What proves a key without giving it away."""
    return part(key, "cpdesk key check").hex()


def wrap(
    key: bytes,
    password: str,
    *,
    id: UUID,
    login: str,
    initials: str,
    name_en: str,
    name_zh: str,
    role: Role,
    cost: Cost,
) -> Holder:
    """Seal the office's key for one officer; the officer's id is bound into the seal."""
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    salt, nonce = os.urandom(16), os.urandom(12)
    wrapped = AESGCM(_stretch(password, salt, cost)).encrypt(nonce, key, id.bytes)
    return Holder(id, login, initials, name_en, name_zh, role, salt, nonce, wrapped, cost)


def unwrap(keys: Keys, holder: Holder, password: str) -> bytes:
    """The office's key; raises `NotPermitted` for a wrong password, `CannotOpen` if keys.toml is damaged."""
    from cryptography.exceptions import InvalidTag
    from cryptography.hazmat.primitives.ciphers.aead import AESGCM

    try:
        key = AESGCM(_stretch(password, holder.salt, holder.cost)).decrypt(
            holder.nonce, holder.wrapped, holder.id.bytes
        )
    except InvalidTag as error:
        raise NotPermitted(
            "This is not the password of {initials}. Nothing was opened.", initials=holder.initials, field="password"
        ) from error
    prove(keys, key)
    return key


def prove(keys: Keys, key: bytes) -> None:
    """Raise `CannotOpen` unless these are the keys of that key's office, as they were written."""
    proofs = ((check_value(key), keys.check), (_seal(keys, key), keys.seal))
    if not all(hmac.compare_digest(due.encode(), found.encode()) for due, found in proofs):
        raise CannotOpen("The file keys.toml is damaged. Restore the office from a backup.")


def read(folder: Path) -> Keys:
    """Read `keys.toml`; raises `CannotOpen` if it is not what it should be or cannot be read."""
    try:
        kept = parsed((folder / FILE).read_text("utf-8"))
        if type(kept["format"]) is not int:
            raise TypeError("no format")
        if kept["format"] > _FORMAT:
            raise CannotOpen("This office was made by a newer CP Desk. Nothing was changed. Update the program.")
        holders = tuple(_holder(one) for one in kept["officer"])
        if not holders:
            raise ValueError("nobody could sign in")
        return Keys(OfficeKind(kept["kind"]), _text(kept, "name"), _text(kept, "check"), holders, _text(kept, "seal"))
    except (KeyError, ValueError, TypeError) as error:
        raise CannotOpen("The file keys.toml is damaged. Restore the office from a backup.") from error
    except OSError as error:
        raise CannotOpen("The office in {folder} cannot be reached. Check the disk.", folder=str(folder)) from error


def write(folder: Path, keys: Keys, key: bytes) -> None:
    """Seal and write `keys.toml` whole, by way of a second file, so that a power cut leaves the old or the new one."""
    body = {"seal": _seal(keys, key)} | _body(keys)
    beside = folder / (FILE + ".new")
    with beside.open("wb") as file:
        tomli_w.dump(body, file)
        file.flush()
        os.fsync(file.fileno())
    beside.replace(folder / FILE)


def _body(keys: Keys) -> dict[str, Any]:
    return {
        "format": _FORMAT,
        "kind": keys.kind.value,
        "name": keys.name,
        "check": keys.check,
        "officer": [_kept(one) for one in keys.holders],
    }


def _seal(keys: Keys, key: bytes) -> str:
    return hmac.new(part(key, "cpdesk keys seal"), tomli_w.dumps(_body(keys)).encode(), hashlib.sha256).hexdigest()


def _text(kept: dict[str, Any], name: str) -> str:
    value = kept[name]
    if not isinstance(value, str):
        raise TypeError(f"{name} is no text")
    return value


def _stretch(password: str, salt: bytes, cost: Cost) -> bytes:
    from argon2.low_level import Type, hash_secret_raw

    # One password, whichever way its accents are typed; and the environment may hold bytes that are no UTF-8.
    typed = unicodedata.normalize("NFC", password).encode("utf-8", "surrogatepass")
    return hash_secret_raw(
        typed,
        salt,
        time_cost=cost.passes,
        memory_cost=cost.memory,
        parallelism=cost.lanes,
        hash_len=32,
        type=Type.ID,
    )


def _kept(one: Holder) -> dict[str, Any]:
    return {
        "id": str(one.id),
        "login": one.login,
        "initials": one.initials,
        "name_en": one.name_en,
        "name_zh": one.name_zh,
        "role": one.role.value,
        "salt": one.salt.hex(),
        "nonce": one.nonce.hex(),
        "wrapped": one.wrapped.hex(),
        "passes": one.cost.passes,
        "memory": one.cost.memory,
        "lanes": one.cost.lanes,
    }


def _holder(kept: dict[str, Any]) -> Holder:
    return Holder(
        UUID(_text(kept, "id")),
        _text(kept, "login"),
        _text(kept, "initials"),
        _text(kept, "name_en"),
        _text(kept, "name_zh"),
        Role(kept["role"]),
        _bytes(kept, "salt", 16),
        _bytes(kept, "nonce", 12),
        bytes.fromhex(kept["wrapped"]),
        _cost(kept["passes"], kept["memory"], kept["lanes"]),
    )


def _bytes(kept: dict[str, Any], name: str, length: int) -> bytes:
    value = bytes.fromhex(kept[name])
    if len(value) != length:
        raise ValueError(f"{name} is too short or too long")
    return value


def _cost(passes: int, memory: int, lanes: int) -> Cost:
    """The cost a file asks for, within what a machine can bear: a tampered file must not eat the memory."""
    if not (1 <= passes <= 16 and 1 <= lanes <= 16 and 8 * lanes <= memory <= 1_048_576):
        raise ValueError("an unbearable cost")
    return Cost(passes, memory, lanes)
