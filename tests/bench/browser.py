"""A browser without a picture: keeps cookies and its connection, reads forms, signs in as a person does."""

import http.client
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from html.parser import HTMLParser
from http.cookies import SimpleCookie
from urllib.parse import urlencode, urlsplit

IDLE = 10
CODES_TRIED, CODE_LASTS = 4, 30
Fields = list[tuple[str, str]]


@dataclass(frozen=True)
class Answer:
    """What came back."""

    status: int
    headers: dict[str, str]
    body: bytes
    seconds: float

    @property
    def text(self) -> str:
        return self.body.decode("utf8", "replace")

    @property
    def sql(self) -> int:
        return int(self.headers.get("x-testkit-sql", 0))

    @property
    def control(self) -> int:
        return int(self.headers.get("x-testkit-sql-control", 0))


@dataclass
class Browser:
    """One connection to the server, and a jar of cookies that several may share."""

    port: int
    cookies: dict[str, str] = field(default_factory=dict)
    connection: http.client.HTTPConnection | None = None
    used_at: float = 0.0

    def beside(self) -> "Browser":
        """Another connection of the same person."""
        return Browser(self.port, self.cookies)

    def get(self, path: str) -> Answer:
        return self.send("GET", path)

    def post(self, path: str, fields: Fields, **headers: str) -> Answer:
        body = urlencode(fields).encode()
        return self.send("POST", path, body, {"Content-Type": "application/x-www-form-urlencoded", **headers})

    def send(
        self, method: str, path: str, body: bytes | None = None, headers: dict[str, str] | None = None
    ) -> Answer:
        """One request, timed from its first byte to the answer's last. A connection long unused is made anew: the server closes those."""
        if time.monotonic() - self.used_at > IDLE:
            self.close()
        if self.connection is None:
            self.connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        jar = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        origin = f"http://localhost:{self.port}"
        sent = {"Host": f"localhost:{self.port}", "Cookie": jar, "Origin": origin, **(headers or {})}
        began = time.perf_counter()
        try:
            self.connection.request(method, path, body, sent)
            response = self.connection.getresponse()
            answer = Answer(
                response.status,
                {name.lower(): value for name, value in response.getheaders()},
                response.read(),
                time.perf_counter() - began,
            )
        except (OSError, http.client.HTTPException):
            self.close()
            raise
        self.used_at = time.monotonic()
        for line in response.msg.get_all("Set-Cookie") or []:
            self.cookies.update({name: morsel.value for name, morsel in SimpleCookie(line).items()})
        if response.will_close:
            self.close()
        return answer

    def follow(self, answer: Answer, most: int = 5) -> tuple[str, Answer]:
        """Where redirects lead, and what is there."""
        path = ""
        while answer.status in (301, 302, 303) and most:
            split = urlsplit(answer.headers["location"])
            path = f"{split.path}?{split.query}" if split.query else split.path
            answer, most = self.get(path), most - 1
        return path, answer

    def close(self) -> None:
        if self.connection is not None:
            self.connection.close()
            self.connection = None


class SignInFailed(RuntimeError):
    """The page after the password and the code was not the one behind them."""


def sign_in(browser: Browser, username: str, password: str, code: Callable[[], str]) -> None:
    """By password and one-time code, through the pages. `code` is asked when it is needed: on a busy machine one may run out on the way."""
    path, answer = browser.follow(browser.get("/my-day/"))
    path, answer = _filled(browser, path, answer, {"text": username, "password": password})
    for _ in range(CODES_TRIED):
        path, answer = _filled(browser, path, answer, {"text": code()})
        if answer.status == 200:
            return
        time.sleep(CODE_LASTS / 2)
    raise SignInFailed(f"{username}: {answer.status} at {path}: {answer.text[:2000]}")


def _filled(browser: Browser, path: str, answer: Answer, values: dict[str, str]) -> tuple[str, Answer]:
    """Fill in the form of a page, send it, and go where that leads. Where it leads nowhere, it is the same page again."""
    form = form_in(answer.text)
    fields = [(one.name, values.get(one.kind, one.value)) for one in form.inputs]
    where, found = browser.follow(browser.post(form.action or path, fields))
    return where or path, found


@dataclass(frozen=True)
class Input:
    """A field of a form: its name, its value, and what it takes. Boxes and choices have one each."""

    name: str
    value: str
    kind: str
    checked: bool = False


@dataclass
class Form:
    """The first form of a page that sends something."""

    action: str = ""
    inputs: list[Input] = field(default_factory=list)

    def named(self, name: str) -> list[Input]:
        return [one for one in self.inputs if one.name == name]

    def beginning(self, start: str) -> list[Input]:
        return [one for one in self.inputs if one.name.startswith(start)]


def form_in(html: str) -> Form:
    """The form of a page with the most fields: the page's own, not the search box above it."""
    reader = _Reader()
    reader.feed(html)
    return max(reader.forms, key=lambda form: len(form.inputs), default=Form())


KINDS = {"hidden", "password", "checkbox", "radio"}


class _Reader(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.forms: list[Form] = []
        self._inside = False
        self._select = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        if tag == "form":
            self._inside = given.get("method", "get").lower() == "post"
            if self._inside:
                self.forms.append(Form(urlsplit(given.get("action", "")).path and given["action"]))
        elif not self._inside:
            return
        elif tag == "select":
            self._select = given.get("name", "")
        elif tag == "option" and self._select:
            self._keep(self._select, given.get("value", ""), "option", "selected" in given)
        elif tag in ("input", "textarea") and given.get("name"):
            kind = given.get("type", "text") if tag == "input" else "textarea"
            kind = kind if kind in KINDS or tag == "textarea" else "text"
            self._keep(given["name"], given.get("value", ""), kind, "checked" in given)

    def _keep(self, name: str, value: str, kind: str, checked: bool) -> None:
        self.forms[-1].inputs.append(Input(name, value, kind, checked))

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self._inside = False
        elif tag == "select":
            self._select = ""
