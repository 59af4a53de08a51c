"""A vault file, changed as the service changes its vault (FORMAT-1.md, "The vault file")."""

from __future__ import annotations

import json
import os
from datetime import UTC, datetime
from pathlib import Path
from typing import Any
from uuid import uuid4

Json = dict[str, Any]

KEY_LISTED = ("id", "key_type", "created_by", "created_at", "updated_at")
SECRET_LISTED = ("id", "name", "description", "secret_type", "created_at", "updated_at", "access")


class Refusal(Exception):
    """A request that the service does not grant."""

    def __init__(self, status: int, detail: str) -> None:
        super().__init__(detail)
        self.status = status
        self.detail = detail


class VaultFile:
    """Read anew for each request, because the program under test changes the file in between."""

    def __init__(self, path: Path, organization_id: str) -> None:
        self.path = path
        self.organization_id = organization_id
        self.document: Json | None = None
        if path.exists():
            self.document = json.loads(path.read_text(encoding="utf-8"))
            self.organization_id = self.document["info"]["organization_id"]

    def save(self) -> None:
        """What is not known stays in the document, so it is written back."""
        temporary = self.path.with_suffix(".service")
        with temporary.open("w", encoding="utf-8") as file:
            os.chmod(temporary, 0o600)
            json.dump(self.document, file)
        temporary.replace(self.path)

    @property
    def vault(self) -> Json:
        if self.document is None:
            raise Refusal(404, "the vault is not initialized")
        return self.document

    def info(self) -> Json:
        keys, secrets = self.vault["keys"], self.vault["secrets"]
        recovery = [key for key in keys if key["key_type"] == "recovery"]
        return {
            **self.vault["info"],
            "key_count": len(keys) - len(recovery),
            "secret_count": len(secrets),
            "recovery_key_count": len(recovery),
        }

    def initialize(self, primary: Json, recovery: list[Json]) -> Json:
        if self.document is not None:
            raise Refusal(409, "the vault is initialized already")
        check_kinds([primary], "primary", 1)
        check_kinds(recovery, "recovery", 4)
        time = now()
        self.document = {
            "format": "inkbox-vault/1",
            "info": {
                "id": str(uuid4()),
                "organization_id": self.organization_id,
                "created_at": time,
                "updated_at": time,
            },
            "keys": [new_key(material) for material in (primary, *recovery)],
            "secrets": [],
            "identities": [],
        }
        return {
            "vault_id": self.document["info"]["id"],
            "vault_key_id": primary["id"],
            "recovery_key_count": len(recovery),
        }

    def unlock(self, auth_hash: str) -> Json:
        key = next((key for key in self.vault["keys"] if key["auth_hash"] == auth_hash), None)
        if key is None:
            return {"wrapped_org_encryption_key": None, "encrypted_secrets": []}
        secrets = [secret_detail(secret) for secret in self.vault["secrets"]]
        return {"wrapped_org_encryption_key": key["wrapped_org_encryption_key"], "encrypted_secrets": secrets}

    def keys(self, kind: str | None) -> list[Json]:
        return [listed_key(key) for key in self.vault["keys"] if kind in (None, key["key_type"])]

    def replace_primary(self, material: Json, current: str | None, recovery: str | None) -> Json:
        """The old primary goes; a recovery key that proves the right to it is used up."""
        if (current is None) == (recovery is None):
            raise Refusal(422, "either current_auth_hash or recovery_auth_hash")
        kind, proof = ("primary", current) if recovery is None else ("recovery", recovery)
        if not any(key["auth_hash"] == proof and key["key_type"] == kind for key in self.vault["keys"]):
            raise Refusal(403, "no such key")
        key = new_key({**material, "key_type": "primary"})
        kept = [old for old in self.vault["keys"] if old["key_type"] != "primary" and old["auth_hash"] != recovery]
        self.vault["keys"] = [key, *kept]
        return listed_key(key)

    def delete_key(self, auth_hash: str) -> None:
        keys = self.vault["keys"]
        key = find(keys, "auth_hash", auth_hash, "key")
        if key["key_type"] == "primary" and sum(other["key_type"] == "primary" for other in keys) == 1:
            raise Refusal(409, "the last primary key stays")
        keys.remove(key)

    def secrets(self, secret_type: str | None) -> list[Json]:
        return [
            listed_secret(secret) for secret in self.vault["secrets"] if secret_type in (None, secret["secret_type"])
        ]

    def secret(self, secret_id: str) -> Json:
        return find(self.vault["secrets"], "id", secret_id, "secret")

    def create_secret(self, body: Json) -> Json:
        if any(secret["id"] == body["id"] for secret in self.vault["secrets"]):
            raise Refusal(409, "there is a secret of this id")
        time = now()
        members = {name: body[name] for name in ("id", "name", "secret_type", "encrypted_payload")}
        secret = {**members, "created_at": time, "updated_at": time, "access": []}
        if body.get("description") is not None:
            secret["description"] = body["description"]
        self.vault["secrets"].append(secret)
        return listed_secret(secret)

    def update_secret(self, secret_id: str, body: Json) -> Json:
        secret = self.secret(secret_id)
        if unknown := set(body) - {"name", "description", "encrypted_payload"}:
            raise Refusal(422, f"not to be changed: {sorted(unknown)}")
        secret.update(body, updated_at=now())
        return listed_secret(secret)

    def delete_secret(self, secret_id: str) -> None:
        self.vault["secrets"].remove(self.secret(secret_id))

    def grant(self, secret_id: str, identity_id: str) -> Json:
        rules = self.secret(secret_id).setdefault("access", [])
        if any(rule["identity_id"] == identity_id for rule in rules):
            raise Refusal(409, "granted already")
        rule = {
            "id": str(uuid4()),
            "vault_secret_id": secret_id,
            "identity_id": identity_id,
            "created_at": now(),
        }
        rules.append(rule)
        return rule

    def revoke(self, secret_id: str, identity_id: str) -> None:
        rules = self.secret(secret_id).get("access", [])
        rules.remove(find(rules, "identity_id", identity_id, "grant"))


def now() -> str:
    return datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def find(things: list[Json], member: str, value: str, word: str) -> Json:
    for thing in things:
        if thing[member] == value:
            return thing
    raise Refusal(404, f"no such {word}")


def check_kinds(materials: list[Json], kind: str, count: int) -> None:
    if [material["key_type"] for material in materials] != [kind] * count:
        raise Refusal(422, f"{count} keys of type {kind}")


def new_key(material: Json) -> Json:
    time = now()
    members = {name: material[name] for name in ("id", "wrapped_org_encryption_key", "auth_hash", "key_type")}
    return {**members, "created_at": time, "updated_at": time}


def listed_key(key: Json) -> Json:
    return {name: key.get(name) for name in KEY_LISTED}


def listed_secret(secret: Json) -> Json:
    return {name: secret.get(name) for name in SECRET_LISTED}


def secret_detail(secret: Json) -> Json:
    return {**listed_secret(secret), "encrypted_payload": secret["encrypted_payload"]}
