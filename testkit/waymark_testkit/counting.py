"""What a request cost the database, told in headers of the answer: for bin/bench, which counts statements at the server.

`X-Testkit-SQL`: statements that read or write. `X-Testkit-SQL-Control`: BEGIN, savepoints and the like, which come with transactions.
"""

from collections.abc import Callable
from typing import Any

from django.db import connection
from django.http import HttpRequest, HttpResponse

CONTROL = ("BEGIN", "SAVEPOINT", "RELEASE", "ROLLBACK", "COMMIT", "SET")


class CountingMiddleware:
    """Outermost, so that the session, the actor and the read log are counted with the page."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        counter = _Counter()
        with connection.execute_wrapper(counter):
            response = self.get_response(request)
        response.headers["X-Testkit-SQL"] = str(counter.statements)
        response.headers["X-Testkit-SQL-Control"] = str(counter.control)
        return response


class _Counter:
    def __init__(self) -> None:
        self.statements = self.control = 0

    def __call__(self, execute: Callable[..., Any], sql: str, *rest: Any) -> Any:
        if sql.lstrip().upper().startswith(CONTROL):
            self.control += 1
        else:
            self.statements += 1
        return execute(sql, *rest)
