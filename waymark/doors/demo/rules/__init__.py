"""One-time codes, usernames, and templates into sentences about somebody. Values in, values out."""

from waymark.doors.demo.rules.codes import code_of, key_address, seconds_left
from waymark.doors.demo.rules.names import username
from waymark.doors.demo.rules.words import Voice, said, voice_of

__all__ = ["Voice", "code_of", "key_address", "said", "seconds_left", "username", "voice_of"]
