"""Opens every state of the story in test-vectors/format-2/operations, as everybody who was ever given a key."""

from __future__ import annotations

import json
import unittest
from collections import Counter
from typing import Any

import keys
import strict
from refusal import Refusal, require
from root import Root, accept, accept_after_checkpoint, accept_after_token, check_costs, open_remembered
from states import STATES, State, behind, entries, read
from texts import Checkpoint
from vault import Agent, Owner, checkpoint, given

# The floor, unless an operation says otherwise.
COST = {"memory_kib": 65_536, "passes": 3, "lanes": 1}


class Operations(unittest.TestCase):
    maxDiff = None

    def test_every_state(self) -> None:
        count: Counter[str] = Counter()
        for state in STATES.values():
            with self.subTest(state.name):
                seen = state.expect["owner"]
                for how, view in [("vault_keys", Owner.with_vault_key), ("recovery_codes", Owner.with_code)]:
                    for key, expected in state.expect[how].items():
                        actual = given(lambda: view(state.root(), key, state.store).view())
                        self.assertEqual(actual, seen if expected == "ok" else expected)
                        count["refused" if expected != "ok" else how] += 1
                for token, expected in state.expect["tokens"].items():
                    self.assertEqual(given(lambda: state.with_token(token).view()), expected)
                    count["refused" if "error" in expected else "tokens"] += 1
        print(f"{len(STATES)} states of format 2, by the reference: {dict(count)}")
        self.assertGreater(len(STATES), 60)
        self.assertGreater(count["refused"], 100)

    def test_each_follows_the_one_before(self) -> None:
        """COMMIT-2, ROTATE-1, -2 and -5, as far as a reader sees what a writer did."""
        for state in STATES.values():
            with self.subTest(state.name):
                root, operation = state.owner().root, state.data["operation"]
                if state.data["after"] is None:
                    self.assertEqual((root.epoch, root.seq, root.floor), (1, 1, 0))
                    continue
                before = STATES[state.data["after"]].owner().root
                self.assertEqual((root.vault, root.seq), (before.vault, before.seq + 1))
                self.assertEqual(root.previous, before.digest)
                self.assertEqual(root.epoch, before.epoch + ("rotate" in operation))
                authors = [writer for writer, seq in root.writers if seq == root.seq]
                self.assertEqual(len(authors), 1)
                self.check_author(state, authors[0], before)
                others = dict(entry for entry in root.writers if entry[0] not in authors)
                self.assertEqual(others.items() & dict(before.writers).items(), others.items())
                accept(root, before)
                slots = [{slot.id + slot.parameters + slot.seal for slot in one.slots} for one in (root, before)]
                new = {"rotate": 5, "change_vault_key": 1}
                self.assertEqual(len(slots[0] - slots[1]), max(new.get(member, 0) for member in operation))

    def check_author(self, state: State, author: bytes, before: Root) -> None:
        """DEV-8 and COMMIT-4: a device keeps its writer id until it gives a commit up or remembers nothing."""
        operation = state.data["operation"]
        memory = operation.get("memory", {})
        if "made_again" in operation:
            self.assertEqual(author, STATES[operation["made_again"]].author())
        elif memory.get("when") == "after":
            self.assertEqual(author, STATES[memory["of"]].author())
        else:
            self.assertNotIn(author, dict(before.writers))
        if memory.get("when") == "before":
            self.assertNotEqual(author, STATES[memory["of"]].author())

    def test_what_was_taken_opens_nothing(self) -> None:
        """What an agent may not read it does not open with any key that it has had, or that was left in storage."""
        count = 0
        for state in STATES.values():
            owner = state.owner()
            present = {secret: name for place in range(len(owner.root.pages)) for secret, name in owner.page(place)}
            for token in state.expect["tokens"]:
                granted = entries(state, token)
                old = {entry for before in behind(state) for entry in entries(before, token)}
                for secret, key in old - granted:
                    if secret in present:
                        with self.assertRaises(Refusal) as caught:
                            owner.revisions(secret, present[secret], lambda _, key=key: key, lambda _: 0)
                        self.assertEqual(caught.exception.rule, "SEAL-2", state.name)
                        count += 1
        print(f"{count} keys that were taken open nothing, by the reference")
        self.assertGreater(count, 100)

    def test_what_devices_refuse(self) -> None:
        count: Counter[str] = Counter()
        for name, expected in read("traces", "refused").items():
            seen = STATES[name].owner()
            mark = Checkpoint.parse(checkpoint(seen.root))
            agents = {
                token: STATES[name].with_token(token)
                for token, shown in STATES[name].expect["tokens"].items()
                if shown.get("rule") in (None, "GRANT-7")
            }
            actual: dict[str, Any] = {"owner": {}, "checkpoint": {}, "tokens": {}}
            for other in STATES.values():
                if other.root().vault != seen.root.vault:
                    continue

                def as_owner(other: State = other) -> None:
                    root = other.root()
                    root.authenticate(seen.key, seen.root.epoch)
                    accept(root, seen.root)

                def with_checkpoint(other: State = other) -> None:
                    accept_after_checkpoint(other.owner().root, mark)

                note(actual["owner"], other.name, as_owner)
                note(actual["checkpoint"], other.name, with_checkpoint)
                for token, agent in agents.items():

                    def as_agent(other: State = other, agent: Agent = agent) -> None:
                        root = other.root()
                        root.authenticate_for_agent(agent.token)
                        accept_after_token(root, agent.token.epoch, agent.token.seq)
                        accept(root, agent.root)

                    note(actual["tokens"].setdefault(token, {}), other.name, as_agent)
            actual["tokens"] = {token: refused for token, refused in actual["tokens"].items() if refused}
            self.assertEqual(actual, expected, name)
            for refused in [actual["owner"], actual["checkpoint"], *actual["tokens"].values()]:
                count.update(refused.values())
        print(f"{count.total()} states refused after another, by the reference: {dict(count)}")

    def test_what_is_refused(self) -> None:
        """What a rule of the format forbids. A reader does not know the vaults of format 1, nor other errors."""
        count: Counter[str] = Counter()
        for case in read("refused", "cases"):
            rule = case["expect"]["rule"]
            if rule is None or rule.startswith("MIGRATE-"):
                count["not for a reader"] += 1
                continue
            with self.subTest(case["name"]):
                with self.assertRaises(Refusal) as caught:
                    attempt(case)
                self.assertEqual(caught.exception.rule, rule)
                if "draft" not in case.get("operation", {}):
                    self.assertEqual(caught.exception.code, case["expect"]["error"])
                count["refused"] += 1
        print(f"operations and openings, by the reference: {dict(count)}")
        self.assertGreater(count["refused"], 15)


def note(refused: dict[str, str], name: str, opening: Any) -> None:
    try:
        opening()
    except Refusal as refusal:
        refused[name] = refusal.rule


def attempt(case: dict[str, Any]) -> None:
    """Does as much of something as the format has rules for."""
    if "open" in case:
        seen, shown = STATES[case["seen"]].root(), case["open"]
        data = bytes.fromhex(STATES[shown].data["root_hex"] if isinstance(shown, str) else shown["bytes_hex"])
        open_remembered(data, seen.vault, case.get("suite", 1))
        return
    operation = case["operation"]
    for what in ["create", "change_vault_key", "rotate", "migrate"]:
        if what in operation:
            keys.check_new(operation[what]["vault_key"].encode())
            cost = COST | operation[what]
            check_costs([(cost["memory_kib"], cost["passes"], cost["lanes"])])
    if "rotate" in operation:
        state = STATES[case["after"]]
        for missing in operation.get("missing", []):
            del state.store[bytes.fromhex(missing)]
        state.owner().view()
        try:
            state.root().open_with_vault_key(operation["rotate"]["vault_key"].encode())
        except Refusal:
            return
        raise Refusal("ROTATE-3")
    for change in operation.get("draft", []):
        [(what, given_values)] = change.items()
        if what == "create_identity":
            require(1 <= len(given_values["handle"]) <= 255, "GRANT-5")
        else:
            write(given_values)


def write(values: dict[str, Any]) -> None:
    """Puts a meta and a payload together that nobody seals."""
    description = "x" * values.get("description_length", 0)
    meta = {"name": values.get("name", "n"), "type": "other", "description": description}
    content = json.dumps(meta | {"created_at": 0, "updated_at": 0}).encode()
    strict.meta(content)
    keys.pad(content, keys.CAPS[keys.META])
    payload = json.dumps({"data": "x" * values.get("data_length", 0)}, separators=(",", ":"))
    keys.pad(payload.encode(), keys.CAPS[keys.PAYLOAD])


if __name__ == "__main__":
    unittest.main()
