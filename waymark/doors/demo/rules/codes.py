"""One-time codes (RFC 6238: SHA-1, six digits, 30 seconds) of a seed that is printed, and the address by which an app takes the seed in."""

import base64
import hashlib
import hmac
import struct
from urllib.parse import quote

PERIOD, DIGITS = 30, 6


def code_of(seed: str, seconds: int) -> str:
    """The code at `seconds` since 1970."""
    counted = struct.pack(">Q", seconds // PERIOD)
    digest = hmac.new(base64.b32decode(seed), counted, hashlib.sha1).digest()
    start = digest[-1] & 0x0F
    number = struct.unpack(">I", digest[start : start + 4])[0] & 0x7FFFFFFF
    return f"{number % 10**DIGITS:0{DIGITS}}"


def seconds_left(seconds: int) -> int:
    """How much longer that code is good for."""
    return PERIOD - seconds % PERIOD


def key_address(seed: str, username: str, issuer: str) -> str:
    """The otpauth address that an authenticator app reads."""
    label = quote(f"{issuer}:{username}")
    return f"otpauth://totp/{label}?secret={seed}&issuer={quote(issuer)}"
