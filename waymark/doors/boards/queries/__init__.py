"""The board of whoever leads a team: figures, and the people behind each. Only the worker's own teams; nobody is ranked.

A figure is counted in the database, and its list is the same filter with names. Who may know how many and not who (a manager with
oversight) has the figures without the lists.
"""

from waymark.doors.boards.queries.figures import board, caseload_behind
from waymark.doors.boards.queries.lists import PAGE, Line, Page, behind

__all__ = ["PAGE", "Line", "Page", "behind", "board", "caseload_behind"]
