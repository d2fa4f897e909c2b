"""Money and claims."""
