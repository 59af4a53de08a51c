"""Makes a vault with two secrets and an agent, and saves it: make_vault.py FILE

The vault key comes from standard input, one line.
"""

import sys

from inkseal import ApiKeyPayload, LoginPayload, TotpConfig, Vault, generate_local_organization_id, read_vault_key, wipe

vault_key = read_vault_key()
made = Vault.initialize(generate_local_organization_id(), vault_key)
wipe(vault_key)

with made.vault as vault:
    totp = TotpConfig.parse_uri("otpauth://totp/Example:ada?secret=JBSWY3DPEHPK3PXP&issuer=Example")
    vault.create("Example", LoginPayload("hunter2", username="ada", totp=totp))
    token = vault.create("Deploy token", ApiKeyPayload("token-1234", endpoint="https://api.example.com"))
    vault.create_identity("deploy-bot", display_name="Deploys", secret_ids=[token.id])
    vault.save_as(sys.argv[1])

# Shown once, for people to write down: they open the vault when its key is lost.
for code in made.recovery_codes:
    print("recovery code:", code.expose())
