"""A backup is one encrypted file, and a restore tries it in a place of its own before it touches anything.

The file is an `age` file (age-encryption.org): with the key and the `age` program it opens without Waymark. In it is a tar.gz of a list of
contents, the database as it stood at one moment, the attachments, and the keys the record is sealed with.
"""

from waymark.core.backups.archive import NotOurs
from waymark.core.backups.databases import CannotTry
from waymark.core.backups.keep import Made, back_up, restore, try_out

__all__ = ["CannotTry", "Made", "NotOurs", "back_up", "restore", "try_out"]
