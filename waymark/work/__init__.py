"""Tasks, what is due, search: what every room above stands on."""
