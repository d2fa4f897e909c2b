"""As what somebody signs a role document."""

from enum import StrEnum


class Capacity(StrEnum):
    WORKER = "worker"
    MANAGER = "manager"
