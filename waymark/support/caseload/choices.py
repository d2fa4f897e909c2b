"""What a worker is to an episode."""

from enum import StrEnum


class Purpose(StrEnum):
    KEY_WORKER = "key_worker"
    CO_WORKER = "co_worker"
    CARE_COORDINATOR = "care_coordinator"
