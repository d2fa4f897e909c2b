"""The append-only, hash-chained log of every read and write. `write` from actions; `collector` hears every row a request loads."""

from waymark.core.audit.write import refused, write, write_many

__all__ = ["refused", "write", "write_many"]
