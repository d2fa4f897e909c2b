"""Search over the text a worker may read. The policy stands inside the query: what they may not read
is neither shown nor counted (LDS-110).
"""

from waymark.work.search.queries.search_text import Found, ids_with, search_text

__all__ = ["Found", "ids_with", "search_text"]
