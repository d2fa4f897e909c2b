"""A world of any size, written straight into the tables: for bin/bench, which measures pages in it."""
