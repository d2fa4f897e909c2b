"""How the demo keeps the one password that it prints for everybody."""

from django.contrib.auth.hashers import Argon2PasswordHasher


class Printed(Argon2PasswordHasher):
    """Argon2 at little cost: there is nothing to guess, and a start would wait a third of a second for each sign-in it makes."""

    time_cost = 1
    memory_cost = 1024
    parallelism = 1
