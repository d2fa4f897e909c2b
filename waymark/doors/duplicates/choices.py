"""What the records lead may say of two records."""

SAY = [
    ("two_people", "They are two people"),
    ("keep_first", "One person: keep up the record on the left"),
    ("keep_second", "One person: keep up the record on the right"),
]
