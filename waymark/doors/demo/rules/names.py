"""How somebody made up signs in."""

import re
import unicodedata


def username(name: str) -> str:
    """'marek.wojcik' of 'Marek Wójcik': plain letters, so that every keyboard has them."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    return ".".join(re.findall(r"[a-z]+", plain))
