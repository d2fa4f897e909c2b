"""Doors into Waymark for checks and measurements from outside: a second distribution, for test machines only.

Every door refuses unless TESTKIT=1. Product code never imports this; settings/base.py registers it when TESTKIT=1.
"""
