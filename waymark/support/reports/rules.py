"""What a spoken report needs, and how it reads on the timeline. Values in, answers out (ASC-15)."""

NOBODY_TOLD = "Choose the colleague you told, or write the name of somebody else."
TWO_TOLD = "Choose a colleague or write a name, not both. Each person told is a report of its own."


def wrong_with_told(colleague: object, name: str) -> str:
    """What to say of who was told: one colleague, or one name; '' when it will do."""
    if colleague and name.strip():
        return TWO_TOLD
    return "" if colleague or name.strip() else NOBODY_TOLD


def as_note(told: str, time: str, said: str, reply: str) -> str:
    """The words of the note: 'Told Dee Marsh at 15:05: “…”', and what they answered. `time`: by London's clock."""
    return f"Told {told} at {time}: “{said}”\n\n{told} answered: “{reply}”"


def as_addition(is_right: bool, words: str) -> str:
    """What the colleague's answer adds to the note."""
    if not is_right:
        return f"Not right: {words}"
    return f"It is right. {words}".strip()
