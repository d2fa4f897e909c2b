"""Settings: base for all, dev for one's own machine, test for the suite, production for a service."""
