"""Forks: a child has one thread, and a copy of every key. Not public.

Before a fork no new call begins, and those that run are waited for: the child finds no lock that nobody will free, and
no key in the hands of a thread that it does not have. In the child all keys are wiped, so that none is there which the
parent's ``lock()`` cannot reach; a vault key unlocks them again. A call that lasts, such as one that waits for a file
which another program holds, is not waited for: then the child's handles are ``locked`` for good.
"""

from __future__ import annotations

import os
import threading
import time
from typing import Any, NoReturn
from weakref import WeakSet

PATIENCE = 10.0
"""How long a fork waits for calls, in seconds. The longest that does not wait for others takes about half a second."""

handles: WeakSet[Any] = WeakSet()
"""Every handle that there is."""
_running: list[int] = []
"""The threads that are in a call, once for each call. Lists change in one step."""
_forking: list[int] = []
"""The thread that forks."""
_one_at_a_time = threading.Lock()


class Lost:
    """What a handle has in place of its object in a child that could not wait."""

    def __getattr__(self, name: str) -> NoReturn:
        self.refuse()

    def refuse(self) -> NoReturn:
        """What all that is done with it fails with."""
        from .errors import LockedError

        raise LockedError("this was made before a fork, in a process whose calls could not be waited for")


def enter() -> int:
    """Begins a call, unless a thread forks. Returns what ends it."""
    thread = threading.get_ident()
    _running.append(thread)
    # A call in a call goes on, and so does one of the thread that forks: nobody would wait for it otherwise.
    while _forking and _forking[0] != thread and _running.count(thread) == 1:
        _running.remove(thread)
        time.sleep(0.001)
        _running.append(thread)
    return thread


def leave(thread: int) -> None:
    """Ends a call."""
    _running.remove(thread)


def _others(thread: int) -> bool:
    return any(running != thread for running in _running.copy())


def _before() -> None:
    _one_at_a_time.acquire()
    thread = threading.get_ident()
    _forking.append(thread)
    until = time.monotonic() + PATIENCE
    while _others(thread) and time.monotonic() < until:
        time.sleep(0.001)


def _in_parent() -> None:
    _forking.clear()
    _one_at_a_time.release()


def _in_child() -> None:
    global _one_at_a_time
    _one_at_a_time = threading.Lock()
    thread = threading.get_ident()
    lasting = _others(thread)
    _running[:] = [running for running in _running if running == thread]
    _forking.clear()
    for handle in list(handles):
        if lasting:
            handle._native = Lost()
        elif lock := getattr(handle, "lock", None):
            lock()


if hasattr(os, "register_at_fork"):
    os.register_at_fork(before=_before, after_in_parent=_in_parent, after_in_child=_in_child)
