"""Which passwords may be chosen: twelve characters or more, none that anybody would try first. Nothing else is asked (security.md)."""

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from waymark.organisation.staff import rules
from waymark.organisation.staff.models import User


class PasswordTooWeak(ValueError):
    """`problems`: a sentence each."""

    def __init__(self, problems: list[str]) -> None:
        super().__init__(" ".join(problems))
        self.problems = problems


def refuse_weak(password: str, user: User) -> None:
    """Raise PasswordTooWeak with a sentence for each thing that is wrong. Length and the list of common ones are settings."""
    if len(password) > rules.LONGEST_PASSWORD:
        raise PasswordTooWeak([f"Use at most {rules.LONGEST_PASSWORD:,} characters."])
    problems = [] if "\x00" not in password else ["A password cannot hold a NUL character."]
    if rules.is_first_guess(password, [user.username]):
        problems.append(
            "This is made of words that anybody would try first here. Three or four words of your own are better."
        )
    try:
        validate_password(password, user)
    except ValidationError as wrong:
        problems += wrong.messages
    if problems:
        raise PasswordTooWeak(problems)
