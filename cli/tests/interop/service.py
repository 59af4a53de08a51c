"""The vault service over a vault file, on the loopback interface (FORMAT-1.md, "JSON of the vault service")."""

from __future__ import annotations

import json
import re
import threading
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, unquote, urlsplit

from vault_file import Json, Refusal, VaultFile, secret_detail

VAULT = "/api/v1/vault"

# Each answer takes the vault file, the query, the body and the parts of the path.
ROUTES: list[tuple[str, str, int, Callable[..., Any]]] = [
    ("GET", "/api/whoami", 200, lambda file, query, body: whoami(file)),
    ("GET", f"{VAULT}/info", 200, lambda file, query, body: file.info()),
    (
        "POST",
        f"{VAULT}/initialize",
        201,
        lambda file, query, body: file.initialize(body["vault_key"], body["recovery_keys"]),
    ),
    ("GET", f"{VAULT}/unlock", 200, lambda file, query, body: file.unlock(query["auth_hash"])),
    ("GET", f"{VAULT}/keys", 200, lambda file, query, body: file.keys(query.get("type"))),
    (
        "PUT",
        f"{VAULT}/keys/primary",
        200,
        lambda file, query, body: file.replace_primary(
            body, body.get("current_auth_hash"), body.get("recovery_auth_hash")
        ),
    ),
    ("DELETE", f"{VAULT}/keys/([^/]+)", 204, lambda file, query, body, key: file.delete_key(key)),
    ("GET", f"{VAULT}/secrets", 200, lambda file, query, body: file.secrets(query.get("secret_type"))),
    ("POST", f"{VAULT}/secrets", 201, lambda file, query, body: file.create_secret(body)),
    ("GET", f"{VAULT}/secrets/([^/]+)", 200, lambda file, query, body, secret: secret_detail(file.secret(secret))),
    ("PATCH", f"{VAULT}/secrets/([^/]+)", 200, lambda file, query, body, secret: file.update_secret(secret, body)),
    ("DELETE", f"{VAULT}/secrets/([^/]+)", 204, lambda file, query, body, secret: file.delete_secret(secret)),
    (
        "GET",
        f"{VAULT}/secrets/([^/]+)/access",
        200,
        lambda file, query, body, secret: file.secret(secret).get("access", []),
    ),
    (
        "POST",
        f"{VAULT}/secrets/([^/]+)/access",
        201,
        lambda file, query, body, secret: file.grant(secret, body["identity_id"]),
    ),
    (
        "DELETE",
        f"{VAULT}/secrets/([^/]+)/access/([^/]+)",
        204,
        lambda file, query, body, secret, identity: file.revoke(secret, identity),
    ),
]


def whoami(file: VaultFile) -> Json:
    return {"auth_type": "api_key", "organization_id": file.organization_id}


class Service:
    """Serves one vault file until its block ends; `url` is what the package takes as `base_url`."""

    def __init__(self, path: Path, organization_id: str = "org_interop_0001") -> None:
        one_at_a_time = threading.Lock()

        class Handler(BaseHTTPRequestHandler):
            protocol_version = "HTTP/1.1"

            def handle_request(self) -> None:
                length = int(self.headers.get("Content-Length") or 0)
                text = self.rfile.read(length)
                with one_at_a_time:
                    status, answer = respond(VaultFile(path, organization_id), self.command, self.path, text)
                content = b"" if status == 204 else json.dumps(answer).encode()
                self.send_response(status)
                self.send_header("Content-Type", "application/json")
                self.send_header("Content-Length", str(len(content)))
                self.end_headers()
                self.wfile.write(content)

            do_GET = do_POST = do_PUT = do_PATCH = do_DELETE = handle_request

            def log_message(self, *_: Any) -> None:
                """Paths hold auth hashes: nothing is logged."""

        self.server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
        self.server.daemon_threads = True
        self.thread = threading.Thread(target=self.server.serve_forever, daemon=True)
        self.url = f"http://127.0.0.1:{self.server.server_port}"

    def __enter__(self) -> Service:
        self.thread.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.server.shutdown()
        self.server.server_close()


def respond(file: VaultFile, method: str, target: str, text: bytes) -> tuple[int, Any]:
    """The status and the answer to one request; a change is in the file before it is acknowledged."""
    parts = urlsplit(target)
    query = {name: values[0] for name, values in parse_qs(parts.query).items()}
    try:
        body = json.loads(text) if text else {}
        for route_method, pattern, status, answer in ROUTES:
            match = re.fullmatch(pattern, parts.path)
            if match and route_method == method:
                result = answer(file, query, body, *map(unquote, match.groups()))
                if method != "GET":
                    file.save()
                return status, result
        return 404, {"detail": "no such path"}
    except Refusal as refusal:
        return refusal.status, {"detail": refusal.detail}
    except (KeyError, ValueError) as error:
        return 422, {"detail": f"{type(error).__name__}: {error}"}
