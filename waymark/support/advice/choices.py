"""Whether something that was explained is asked again."""

SETTLED = [("no", "Ask again in 28 days"), ("yes", "They have decided: it need not come up again")]
