"""What the colleague who was told says of a spoken report."""

RIGHT, NOT_RIGHT = "right", "not_right"
ANSWERS = [(RIGHT, "Yes, it is as I was told"), (NOT_RIGHT, "No, something in it is not right")]
