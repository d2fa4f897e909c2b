"""Seeds of one-time and recovery codes, sealed in the database with a key of the installation: a copy of the database gives no codes."""

from base64 import urlsafe_b64encode
from io import BytesIO

import qrcode
from allauth.core import context
from allauth.mfa.adapter import DefaultMFAAdapter
from cryptography.fernet import Fernet, MultiFernet
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings
from django.utils.encoding import force_bytes
from qrcode.image.svg import SvgPathFillImage


class Adapter(DefaultMFAAdapter):
    """allauth asks it before it keeps a seed and before it uses one."""

    def build_totp_svg(self, url: str) -> str:
        """Black on white, whatever the theme of the page around it, so that a phone can read it by night."""
        image = BytesIO()
        qrcode.make(url, image_factory=SvgPathFillImage).save(image)
        return image.getvalue().decode("utf8")

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        """To whom a passkey belongs: this installation's own host, under the product's name."""
        return {"id": context.request.get_host().partition(":")[0], "name": "Waymark"}

    def encrypt(self, text: str) -> str:
        return _keys().encrypt(text.encode()).decode("ascii")

    def decrypt(self, encrypted_text: str) -> str:
        """Raises InvalidToken where the installation's key has changed: nobody's code can be right, and the operator must see why."""
        return _keys().decrypt(encrypted_text.encode("ascii")).decode()


def _keys() -> MultiFernet:
    """The key made from SECRET_KEY, and those of the keys before it (SECRET_KEY_FALLBACKS)."""
    return MultiFernet(
        [Fernet(_key(secret)) for secret in (settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)]
    )


def _key(secret: str | bytes) -> bytes:
    derived = HKDF(algorithm=SHA256(), length=32, salt=None, info=b"waymark second factor").derive(
        force_bytes(secret)
    )
    return urlsafe_b64encode(derived)
