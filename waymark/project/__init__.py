"""Settings, root addresses, the menu, the command line."""
