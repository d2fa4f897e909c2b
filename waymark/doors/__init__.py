"""How people and machines come in; owning almost no tables."""
