"""Measurements, never part of the test run: bin/bench pages, bin/bench durability. Loopback only, bounded in time, nothing left running."""
