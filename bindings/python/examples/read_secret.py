"""Reads a login and its current one-time code: read_secret.py FILE NAME

The vault key comes from standard input, one line.
"""

import sys

from inkseal import InksealError, LoginPayload, Vault, read_vault_key, wipe

vault_key = read_vault_key()
try:
    with Vault.open_file(sys.argv[1]) as vault:
        try:
            vault.unlock(vault_key)
        finally:
            wipe(vault_key)
        id = vault.find(sys.argv[2])
        match vault.open(id).payload:
            case LoginPayload(username=username, totp=totp) as login:
                print(login)  # Shows which members there are, and no text.
                print("user name:", username.expose() if username else "none")
                if totp is not None:
                    code = totp.code()
                    print("code:", code.code.expose(), f"for {code.seconds_remaining} s")
            case other:
                print("This is no login but", other.secret_type)
except InksealError as error:
    sys.exit(f"{error.code}: {error}")
