"""How somebody travelled."""

from enum import StrEnum


class TravelledBy(StrEnum):
    CAR = "car"
    BUS = "bus"
    CYCLE = "cycle"
    FOOT = "foot"


WORDS = {
    TravelledBy.CAR: "Car",
    TravelledBy.BUS: "Bus or train",
    TravelledBy.CYCLE: "Bicycle",
    TravelledBy.FOOT: "On foot",
}
