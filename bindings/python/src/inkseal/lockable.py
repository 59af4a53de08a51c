"""Handles on keys. Not public."""

from __future__ import annotations

import asyncio
from typing import Self

from .call import call
from .crossing import Handle


class Lockable(Handle):
    """A handle on keys, which its block wipes at the end."""

    __slots__ = ()

    def lock(self) -> None:
        """Wipes the keys. Later calls that need them fail with ``locked``."""
        call(self._native.lock)

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.lock()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        # A change that runs is waited for, and not by the loop.
        await asyncio.to_thread(self.__exit__, *_)
