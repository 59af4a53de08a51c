"""A vault in an asynchronous program: in_threads.py FILE

Calls release Python's lock, so a thread is all they need. The vault key comes from standard input, one line.
"""

import asyncio
import sys

from inkseal import Vault, read_vault_key, wipe

vault_key = read_vault_key()


async def main() -> None:
    vault = await asyncio.to_thread(Vault.open_file, sys.argv[1])
    with vault:
        # About 0.1 s, in which the loop does other things.
        unlocking = asyncio.create_task(asyncio.to_thread(vault.unlock, vault_key))
        turns = 0
        while not unlocking.done():
            turns += 1
            await asyncio.sleep(0.001)
        await unlocking
        wipe(vault_key)
        opened = await asyncio.gather(*(asyncio.to_thread(vault.open, secret.id) for secret in vault.list()))
    print("opened", len(opened), "secrets;", "the loop went on" if turns > 5 else "the loop stood still")


asyncio.run(main())
