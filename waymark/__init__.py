"""Waymark: the record and the running of a mental-health recovery service. Wings, and rooms in them; see CONTRIBUTING.md."""
