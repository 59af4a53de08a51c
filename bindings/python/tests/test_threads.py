"""One vault in several threads."""

from __future__ import annotations

import threading
import time
import unittest
from collections.abc import Callable

from fresh import KEY, ORGANIZATION, login, master_key, new_vault

from inkseal import (
    LockedError,
    LoginPayload,
    MasterKey,
    Vault,
    forks,
)


class Threads(unittest.TestCase):
    def test_readers_writers_and_a_lock(self) -> None:
        """Answers are right or `locked`, and nothing crashes."""
        vault = new_vault()
        ids = [vault.create(f"name {number}", login(f"password {number}")).id for number in range(20)]
        stop, answers, wrong = threading.Event(), {"right": 0, "locked": 0}, []

        def work(task: Callable[[int], bool]) -> None:
            number = 0
            while not stop.is_set():
                number += 1
                try:
                    if not task(number % 20):
                        wrong.append(task)
                    answers["right"] += 1
                except LockedError:
                    answers["locked"] += 1
                except BaseException as error:
                    wrong.append(error)
                    raise

        def opens(number: int) -> bool:
            payload = vault.open(ids[number]).payload
            return isinstance(payload, LoginPayload) and payload.password == f"password {number}"

        def lists(number: int) -> bool:
            return len(vault.list()) >= 20 and vault.search(f"name {number}") != []

        def changes(_: int) -> bool:
            id = vault.create("more", login()).id
            return vault.rename(id, "renamed").id == id and vault.delete(id).id == id

        def locks(_: int) -> bool:
            vault.lock()
            time.sleep(0.001)
            vault.unlock_with(master_key())
            time.sleep(0.003)
            return True

        def all_at_once(_: int) -> bool:
            return all(outcome.failure is None for outcome in vault.open_all())

        tasks = [opens, opens, lists, changes, changes, all_at_once, locks]
        threads = [threading.Thread(target=work, args=(task,)) for task in tasks]
        for thread in threads:
            thread.start()
        time.sleep(2)
        stop.set()
        for thread in threads:
            thread.join(30)
            self.assertFalse(thread.is_alive())
        self.assertEqual(wrong, [])
        self.assertGreater(answers["right"], 100)
        self.assertGreater(answers["locked"], 0)
        # A change that was locked out between its steps leaves what it made.
        self.assertEqual([secret.id for secret in vault.list()[:20]], ids)

    def test_others_run_during_a_derivation(self) -> None:
        thread = threading.Thread(target=MasterKey.derive, args=(KEY, ORGANIZATION))
        count = 0
        thread.start()
        while thread.is_alive():
            count += 1
            time.sleep(0.001)
        thread.join()
        self.assertGreater(count, 5)

    def test_what_was_begun_before_a_lock_does_not_unlock_after_it(self) -> None:
        vault = Vault.initialize(ORGANIZATION, KEY).vault
        calls: list[Callable[[], object]] = [lambda: vault.unlock(KEY), lambda: vault.change_vault_key(KEY, KEY)]
        for call in calls:
            ends: list[str] = []

            def run(call: Callable[[], object] = call, ends: list[str] = ends) -> None:
                try:
                    call()
                    ends.append("done")
                except LockedError:
                    ends.append("locked")

            # A thread that has been slow to begin, or to be stopped, is tried again.
            while ends.count("locked") == 0 and len(ends) < 50:
                thread = threading.Thread(target=run)
                thread.start()
                while thread.ident not in forks._running and thread.is_alive():
                    time.sleep(0.001)
                time.sleep(0.005)
                vault.lock()
                thread.join()
            self.assertEqual(ends[-1], "locked")
            self.assertFalse(vault.is_unlocked)
        vault.unlock(KEY)

    def test_two_vaults_that_import_each_other(self) -> None:
        vaults = [new_vault(), new_vault()]
        for vault in vaults:
            vault.create("name", login())
        threads = [
            threading.Thread(target=lambda a=a, b=b: [a.import_from(b) for _ in range(20)])
            for a, b in (vaults, reversed(vaults))
        ]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join(30)
            self.assertFalse(thread.is_alive())
        self.assertEqual([len(vault.list()) for vault in vaults], [2, 2])


if __name__ == "__main__":
    unittest.main()
