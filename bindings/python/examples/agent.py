"""What an agent sees of a vault, and what not: agent.py FILE HANDLE

The vault key comes from standard input, one line.
"""

import sys

from inkseal import NotFoundError, Vault, read_vault_key, wipe

vault_key = read_vault_key()
with Vault.open_file(sys.argv[1]) as vault:
    try:
        vault.unlock(vault_key)
    finally:
        wipe(vault_key)
    credentials = vault.credentials(sys.argv[2])
    print("granted:", ", ".join(str(secret.name) for secret in credentials.list()))

    token = credentials.get_api_key(credentials.find("Deploy token"))
    print("token for", token.endpoint.expose() if token.endpoint else "anything", "is", token.api_key)

    try:
        credentials.find("Example")
    except NotFoundError as error:  # Also a KeyError.
        print(f"{error.code}: {error}")
