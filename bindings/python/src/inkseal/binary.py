"""Binary data as the text of an ``OtherPayload``."""

from __future__ import annotations

from ._native import inkseal_ffi
from .call import call
from .checked import checked
from .secret_text import SecretText, Text
from .vault_key import borrowed


@checked
def encode_binary(content: bytes | bytearray | memoryview) -> SecretText:
    """Any bytes as the ``data`` of an ``OtherPayload``: as they are if they are UTF-8, otherwise as a data URI in base64.

    ``decode_binary`` gives back what became a data URI. Base64 makes a third more of them: about 786,000 bytes fit into a
    payload. Fails with ``invalid_input`` if the text is past 1 MiB, which is more than a payload may have.
    """
    with borrowed(content) as octets:
        return call(inkseal_ffi.encode_binary, octets)


@checked
def decode_binary(data: Text) -> bytes | None:
    """The bytes that the ``data`` of an ``OtherPayload`` stands for if it is binary, ``None`` if it is text.

    Text is everything but ``data:application/octet-stream;base64,`` and canonical base64 with its padding. The bytes
    are secret, and Python cannot wipe them.
    """
    return call(inkseal_ffi.decode_binary, data)
