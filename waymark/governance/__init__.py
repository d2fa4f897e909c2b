"""Showing that it was done right."""
