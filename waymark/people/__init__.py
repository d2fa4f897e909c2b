"""Service users, and who may see whose record."""
