"""A process that forks: the child does not hang, and holds no key."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
import unittest
import warnings
from collections.abc import Callable

from fresh import KEY, ORGANIZATION, login, master_key, new_vault

from inkseal import LockedError, MasterKey, OrgKey, Vault

LASTING = """
import os, sys, threading
from inkseal import LockedError, forks
from fresh import login, new_vault

vault = new_vault()
id = vault.create("name", login()).id
view = vault.credentials(vault.create_identity("agent", secret_ids=[id]).id)
forks.PATIENCE = 0.01
entered, done = threading.Event(), threading.Event()

def lasts():
    running = forks.enter()
    entered.set()
    done.wait()
    forks.leave(running)

threading.Thread(target=lasts).start()
entered.wait()
if os.fork() == 0:
    for call in (lambda: vault.open(id), vault.list, vault.lock, lambda: view.get(id)):
        try:
            call()
        except LockedError:
            continue
        os._exit(1)
    os._exit(0)
code = os.waitstatus_to_exitcode(os.wait()[1])
done.set()
assert vault.open(id).payload == login()
sys.exit(code)
"""


@unittest.skipUnless(hasattr(os, "fork"), "there are no forks")
class Forks(unittest.TestCase):
    def in_child(self, work: Callable[[], bool]) -> None:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", DeprecationWarning)  # Threads are what this is about.
            process = os.fork()
        if process == 0:
            try:
                os._exit(0 if work() else 1)
            finally:
                os._exit(2)
        self.assertEqual(os.waitstatus_to_exitcode(os.waitpid(process, 0)[1]), 0)

    def test_the_child_holds_no_key(self) -> None:
        vault, key, org_key = new_vault(), master_key(), OrgKey.generate()
        id = vault.create("name", login()).id
        vault.create_identity("agent", secret_ids=[id])
        view = new_view = vault.credentials("agent")

        def work() -> bool:
            calls = (lambda: vault.open(id), lambda: view.get(id), key.auth_hash, org_key.expose_bytes)
            for call in calls:
                try:
                    call()
                except LockedError:
                    continue
                return False
            # It is a vault all the same.
            vault.unlock_with(master_key())
            return bool(vault.open(id).payload == login())

        self.in_child(work)
        self.assertEqual((vault.open(id).payload, len(key.auth_hash())), (login(), 64))
        # A view alone holds the vault.
        del vault, view

        def alone() -> bool:
            try:
                new_view.get(id)
            except LockedError:
                return True
            return False

        self.in_child(alone)

    def test_the_child_does_not_hang(self) -> None:
        vault = Vault.initialize(ORGANIZATION, KEY).vault
        id = vault.create("name", login()).id
        stop = threading.Event()

        def changes() -> None:
            while not stop.is_set():
                vault.change_vault_key(KEY, KEY)
                vault.rename(id, "name")
                MasterKey.derive(KEY, ORGANIZATION)

        threads = [threading.Thread(target=changes) for _ in range(2)]
        for thread in threads:
            thread.start()
        try:
            for _ in range(5):
                self.in_child(lambda: not vault.is_unlocked and vault.list()[0].id == id and vault.rename(id, "x").id == id)
        finally:
            stop.set()
            for thread in threads:
                thread.join()
        self.assertTrue(vault.is_unlocked)

    def test_a_child_of_a_process_that_could_not_wait_is_refused(self) -> None:
        done = subprocess.run([sys.executable, "-c", LASTING], cwd=os.path.dirname(__file__), capture_output=True, text=True)
        self.assertEqual(done.returncode, 0, done.stderr)


if __name__ == "__main__":
    unittest.main()
