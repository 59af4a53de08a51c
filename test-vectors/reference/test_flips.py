"""Every byte of a small whole vault flipped, one at a time: nothing but refusals, and never other contents."""

from __future__ import annotations

import unittest
from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any

from refusal import Refusal
from root import Root
from states import STATES
from texts import Token, id_text
from vault import Agent, Owner, given

SMALL = STATES["edit what was migrated"]
ROOT = bytes.fromhex(SMALL.data["root_hex"])
Answers = dict[str, Any]


def owner(root: bytes, store: dict[bytes, bytes]) -> Answers:
    """What the owner is given for each question, with a recovery code."""
    code = next(iter(SMALL.expect["recovery_codes"]))
    opened = Owner.with_code(Root(root), code, store)
    answers = {}
    for identity, _ in opened.root.identities:
        answers[id_text(identity)] = given(lambda: opened.identity(identity))
    for place in range(len(opened.root.pages)):
        entries = given(lambda: opened.page(place))
        answers[f"page {place}"] = entries
        for secret, name in entries if isinstance(entries, list) else []:
            answers[id_text(secret)] = given(lambda: opened.secret(secret, name))
    return answers


def agent(token: str) -> Callable[[bytes, dict[bytes, bytes]], Answers]:
    def opener(root: bytes, store: dict[bytes, bytes]) -> Answers:
        opened = Agent(Root(root), Token.parse(token), store)
        answers = {"grants": given(opened.entries)}
        for secret, key in opened.entries():
            name = given(lambda: opened.record(secret))
            answers[f"page of {id_text(secret)}"] = name
            if isinstance(name, bytes):
                answers[id_text(secret)] = given(lambda: opened.secret(secret, name, key))
        return answers

    return opener


def flipped(data: bytes) -> Iterator[bytes]:
    for place in range(len(data)):
        yield data[:place] + bytes([data[place] ^ 1 << place % 8]) + data[place + 1 :]


class Flips(unittest.TestCase):
    def flip(self, opener: Callable[[bytes, dict[bytes, bytes]], Answers], apart: set[int], needed: set[bytes]) -> int:
        """Flips all, where bytes of the root and objects may be for others. Gives how many were refused."""
        whole, count = opener(ROOT, SMALL.store), Counter[bool]()
        self.assertFalse(any("error" in answer for answer in whole.values() if isinstance(answer, dict)))

        def check(root: bytes, store: dict[bytes, bytes], refused: bool, what: str) -> None:
            try:
                answers = opener(root, store)
            except Refusal:
                self.assertTrue(refused, what)
                count[True] += 1
                return
            other = {question for question, answer in answers.items() if answer != whole[question]}
            for question in other:
                self.assertIn("rule", answers[question], what)
            # Nothing is gone that has not been refused.
            self.assertEqual(bool(other), refused, what)
            self.assertTrue(other or answers == whole, what)
            count[bool(other)] += 1

        for place, root in enumerate(flipped(ROOT)):
            check(root, SMALL.store, place not in apart, f"byte {place} of the root")
        for name, data in SMALL.store.items():
            for place, other in enumerate(flipped(data)):
                check(ROOT, SMALL.store | {name: other}, name in needed, f"byte {place} of {name.hex()}")
        return count[True]

    def test_owner(self) -> None:
        macs = 32 * len(SMALL.owner().root.identities)
        count = self.flip(owner, set(range(len(ROOT) - macs, len(ROOT))), set(SMALL.store))
        print(f"{count} flips refused to the owner, by the reference")
        self.assertEqual(count, len(ROOT) - macs + sum(map(len, SMALL.store.values())))

    def test_agents(self) -> None:
        active = [token for token, shown in SMALL.expect["tokens"].items() if "error" not in shown]
        self.assertEqual(len(active), 1)
        for token in active:
            root = SMALL.with_token(token).root
            place = [identity for identity, _ in root.identities].index(Token.parse(token).identity)
            macs = len(ROOT) - 32 * (1 + len(root.identities))
            own = range(macs + 32 * (1 + place), macs + 32 * (2 + place))
            count = self.flip(agent(token), set(range(macs, len(ROOT))) - set(own), self.needed(token))
            print(f"{count} flips refused to an agent, by the reference")
            self.assertGreater(count, 2000)

    def needed(self, token: str) -> set[bytes]:
        """What the agent reads: its grants, the pages and the records of its secrets."""

        class Noted(dict[bytes, bytes]):
            asked: set[bytes] = set()

            def get(self, name: bytes, default: Any = None) -> Any:
                self.asked.add(name)
                return super().get(name, default)

        store = Noted(SMALL.store)
        agent(token)(ROOT, store)
        return store.asked


if __name__ == "__main__":
    unittest.main()
