"""Which of many things have a key in common, in eight bytes for each key, so that no two need be compared in vain.

A key is kept as forty bits of its hash: two keys that fall together by chance cost one comparison and no more.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterable, Iterator
from itertools import groupby
from typing import Final

#: The keys lie in so many heaps, of which one at a time is put in order.
_HEAPS: Final = 64

_NUMBER_BITS: Final = 30
_KEY_BITS: Final = 34


class Blocks:
    """Things by their numbers (below 2³⁰), under their keys."""

    def __init__(self) -> None:
        self._heaps = [array("Q") for _ in range(_HEAPS)]

    def add(self, number: int, keys: Iterable[str]) -> None:
        """A thing with its keys."""
        for key in set(keys):
            heap, rest = hash(key) % _HEAPS, (hash(key) // _HEAPS) % (1 << _KEY_BITS)
            self._heaps[heap].append(rest << _NUMBER_BITS | number)

    def __iter__(self) -> Iterator[list[int]]:
        """The numbers that have a key in common, for each such key; a heap is forgotten with its last one."""
        for at, heap in enumerate(self._heaps):
            self._heaps[at] = array("Q")
            for _, same in groupby(sorted(heap), key=lambda kept: kept >> _NUMBER_BITS):
                numbers = [kept % (1 << _NUMBER_BITS) for kept in same]
                if len(numbers) > 1:
                    yield numbers
