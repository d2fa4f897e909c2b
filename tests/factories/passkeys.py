"""A device that makes passkeys and answers with them, as a browser would hand its answers on. Real keys and real signatures."""

import json
import os
from base64 import urlsafe_b64encode
from hashlib import sha256
from html import unescape
from re import search
from typing import Any

from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.hashes import SHA256
from fido2 import cbor
from fido2.cose import ES256

PRESENT, VERIFIED, WITH_KEY = 0x01, 0x04, 0x40


def options_on(answer: Any) -> dict[str, Any]:
    """What a page asks the device."""
    found = search(r'data-options="([^"]+)"', answer.content.decode())
    assert found, "the page asks no device"
    public: dict[str, Any] = json.loads(unescape(found[1]))["publicKey"]
    return public


class Device:
    """One passkey on one device. `counts`: whether it counts its answers; `verifies`: whether it looks at who holds it."""

    def __init__(
        self, origin: str = "https://testserver", *, counts: bool = True, verifies: bool = True
    ) -> None:
        self.origin, self.counts, self.verifies = origin, counts, verifies
        self.key, self.id, self.counter, self.user = (
            ec.generate_private_key(ec.SECP256R1()),
            os.urandom(32),
            0,
            "",
        )

    def make(self, options: dict[str, Any]) -> str:
        """The answer to being asked for a new passkey."""
        self.user = options["user"]["id"]
        key = cbor.encode(dict(ES256.from_cryptography_key(self.key.public_key())))
        about = bytes(16) + len(self.id).to_bytes(2, "big") + self.id + key
        said = self._said(WITH_KEY) + about
        kept = cbor.encode({"fmt": "none", "attStmt": {}, "authData": said})
        client = self._client("webauthn.create", options["challenge"])
        return self._answer(clientDataJSON=_text(client), attestationObject=_text(kept))

    def use(self, options: dict[str, Any]) -> str:
        """The answer to being asked who it is."""
        self.counter += self.counts
        said, client = self._said(), self._client("webauthn.get", options["challenge"])
        signed = self.key.sign(said + sha256(client).digest(), ec.ECDSA(SHA256()))
        return self._answer(
            clientDataJSON=_text(client),
            authenticatorData=_text(said),
            signature=_text(signed),
            userHandle=self.user,
        )

    def _said(self, more: int = 0) -> bytes:
        host = self.origin.split("//")[1].split(":")[0]
        flags = PRESENT | (VERIFIED if self.verifies else 0) | more
        return sha256(host.encode()).digest() + bytes([flags]) + self.counter.to_bytes(4, "big")

    def _client(self, kind: str, challenge: str) -> bytes:
        return json.dumps({"type": kind, "challenge": challenge, "origin": self.origin}).encode()

    def _answer(self, **response: str) -> str:
        ids = {"id": _text(self.id), "rawId": _text(self.id), "type": "public-key"}
        return json.dumps({**ids, "response": response, "clientExtensionResults": {}})


def _text(raw: bytes) -> str:
    return urlsafe_b64encode(raw).decode().rstrip("=")
