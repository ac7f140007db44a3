"""What was worked out once and is asked again: kept by the hash of what it was made of, so that it is never stale.

Used by many threads at a time: who asks for what somebody is making already waits for it, and it is made once.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable, Hashable
from dataclasses import dataclass, field
from threading import Lock
from typing import Generic, TypeVar

K = TypeVar("K", bound=Hashable)
V = TypeVar("V")


@dataclass
class Kept(Generic[K, V]):
    """The values of the keys that were asked for last.

    Attributes:
        most: how many; the one that was not asked for the longest goes first.
    """

    most: int
    _values: OrderedDict[K, V] = field(default_factory=OrderedDict)
    _making: dict[K, Lock] = field(default_factory=dict)
    _lock: Lock = field(default_factory=Lock)

    def get(self, key: K, make: Callable[[], V]) -> V:
        """The value of a key, made when it is not there; what ``make`` raises goes on, and nothing is kept."""
        with self._lock:
            if key in self._values:
                self._values.move_to_end(key)
                return self._values[key]
            making = self._making.setdefault(key, Lock())
        with making:
            with self._lock:
                if key in self._values:  # another made it meanwhile
                    self._values.move_to_end(key)
                    return self._values[key]
            try:
                value = make()
                self.put(key, value)
            finally:
                with self._lock:
                    if self._making.get(key) is making:
                        del self._making[key]
        return value

    def put(self, key: K, value: V) -> None:
        """Keep the value of a key."""
        with self._lock:
            self._values[key] = value
            self._values.move_to_end(key)
            while len(self._values) > self.most:
                self._values.popitem(last=False)

    def __len__(self) -> int:
        """How many are kept."""
        return len(self._values)
