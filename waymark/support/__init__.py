"""Caseload, goals, diary, notes."""
