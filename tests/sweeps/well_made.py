"""What every page is held to, whichever test fetches it: `Visitor` is a client that looks at each page it gets and refuses a bad one.

One h1, a title, a language, no id twice, nothing inline that the content security policy would refuse, no other host, a token in every
form that writes, a label for everything that can be filled in.
"""

import re
from html.parser import HTMLParser
from typing import Any
from urllib.parse import urlsplit

from django.http import HttpResponse
from django.test import Client

VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
BREAKS = {"br", "p"}
FETCHES = {"script": "src", "link": "href", "img": "src", "iframe": "src", "form": "action", "use": "href"}
POINTERS = ("aria-describedby", "aria-labelledby", "aria-controls", "aria-owns")
NEEDS_NO_LABEL = {"hidden", "submit", "button", "reset", "image"}
A_PYTHON_OBJECT = re.compile(r" at 0x[0-9a-f]{8,}>|<[\w.]+ object>")
CHANGES_EACH_TIME = re.compile(
    rb'(?<=name="csrfmiddlewaretoken" value=")\w+|(?<=name="back" value=")[^"]*'
    rb'| aria-current="(?:page|true)"| class="wm-menu__here"'
    rb"|[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}"
)
"""What stands in a page because of its own address, or afresh each time: two pages alike but for it are one."""


class BadPage(AssertionError):
    """A page is not made as every page must be."""


class Visitor(Client):
    """Fetches as a browser would, a broken page as 500 rather than an exception, and raises BadPage for one that is badly made."""

    _seen: set[tuple[int, bytes]] = set()

    def __init__(self, **options: Any) -> None:
        super().__init__(raise_request_exception=False, **options)

    def request(self, **request: Any) -> HttpResponse:
        response = super().request(**request)
        if is_a_page(response):
            self._look_at(response, request)
        return response

    def _look_at(self, response: HttpResponse, request: dict[str, Any]) -> None:
        """Pages that differ by a token or an id alone are looked at once: the sweeps fetch thousands that say 'Not found'."""
        bare = response.status_code, CHANGES_EACH_TIME.sub(b"", response.content)
        if bare in self._seen:
            return
        wrong = faults(response.content.decode("utf8"), fragment="HTTP_HX_REQUEST" in request)
        if wrong:
            raise BadPage(f"{request.get('PATH_INFO')} ({response.status_code}): {'; '.join(wrong)}")
        self._seen.add(bare)


def is_a_page(response: HttpResponse) -> bool:
    return response.headers.get("Content-Type", "").startswith("text/html") and bool(response.content)


def faults(html: str, *, fragment: bool = False) -> list[str]:
    """What is wrong with a page, in words. A fragment is a part of a page that htmx puts in place."""
    page = Reader.of(html)
    return [
        *([] if fragment else page.whole()),
        *page.ids_twice(),
        *page.inline,
        *page.elsewhere,
        *page.tokens_missing,
        *page.unlabelled(),
        *(["its own mark-up is shown as words"] if '<a href="/' in "".join(page.text) else []),
        *(["a Python object is shown as words"] if A_PYTHON_OBJECT.search("".join(page.text)) else []),
        *([] if fragment else page.pointing_nowhere()),
    ]


class Reader(HTMLParser):
    """Reads a page once and remembers what the questions above need. `text` is what somebody would read, `values` what stands in boxes."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.h1: list[str] = []
        self.lang = self.title = ""
        self.ids: list[str] = []
        self.inline: list[str] = []
        self.elsewhere: list[str] = []
        self.tokens_missing: list[str] = []
        self.fields: list[tuple[str, dict[str, str]]] = []
        self.labels_for: set[str] = set()
        self.pointers: set[str] = set()
        self.text: list[str] = []
        self.values: dict[str, list[str]] = {}
        self.tags: list[str] = []
        self._open: list[str] = []
        self._form: dict[str, Any] | None = None
        self._typed_in = ""

    @classmethod
    def of(cls, html: str) -> "Reader":
        reader = cls()
        reader.feed(html)
        reader.close()
        return reader

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        had = {name: value or "" for name, value in attrs}
        self.tags.append(tag)
        self.text += [" "] if tag in BREAKS else []
        self._look_at_attributes(tag, had)
        match tag:
            case "html":
                self.lang = had.get("lang", "")
            case "h1":
                self.h1.append("")
            case "label":
                self.labels_for.add(had.get("for", ""))
            case "form":
                self._form = {
                    "post": had.get("method", "get").lower() == "post",
                    "token": False,
                    "to": had.get("action", ""),
                }
            case "input" | "select" | "textarea":
                self._field(tag, had)
        if tag not in VOID:
            self._open.append(tag)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in VOID:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in self._open:
            while self._open.pop() != tag:
                pass
        if tag == "form" and self._form is not None:
            if self._form["post"] and not self._form["token"]:
                self.tokens_missing.append(
                    f"the form to {self._form['to'] or 'its own address'} has no token"
                )
            self._form = None

    def handle_data(self, data: str) -> None:
        if "title" in self._open and "svg" not in self._open:
            self.title += data
        if "h1" in self._open:
            self.h1[-1] += data
        if "textarea" in self._open:
            self.values[self._typed_in][-1] += data
        self.text.append(data)

    def whole(self) -> list[str]:
        """What makes it a page at all."""
        return [
            *(
                []
                if len(self.h1) == 1 and self.h1[0].strip()
                else [f"{len(self.h1)} headings of the first rank"]
            ),
            *([] if self.title.removesuffix("– Waymark").strip() else ["no title"]),
            *([] if self.lang.startswith("en") else ["no language"]),
        ]

    def ids_twice(self) -> list[str]:
        return [
            f"the id {name!r} stands {self.ids.count(name)} times"
            for name in sorted({i for i in self.ids if self.ids.count(i) > 1})
        ]

    def unlabelled(self) -> list[str]:
        return [
            f"nothing says what the {tag} {had.get('name') or had.get('id')!r} is for"
            for tag, had in self.fields
            if not (
                (had.get("aria-hidden") == "true" and had.get("tabindex") == "-1")
                or had.get("aria-label")
                or had.get("aria-labelledby")
                or had.get("inside a label")
                or had.get("id", "-") in self.labels_for
            )
        ]

    def pointing_nowhere(self) -> list[str]:
        return [
            f"something points at the id {name!r}, which is not there"
            for name in sorted(self.pointers - set(self.ids))
        ]

    def words(self) -> str:
        """The text of the page, white space as a browser shows it."""
        return " ".join("".join(self.text).split())

    def _look_at_attributes(self, tag: str, had: dict[str, str]) -> None:
        if "id" in had:
            self.ids.append(had["id"])
        if tag == "style" or "style" in had:
            self.inline.append(f"a style on <{tag}>")
        if tag == "script" and "src" not in had:
            self.inline.append("a script in the page")
        self.inline += [f"{name} on <{tag}>" for name in had if name.startswith("on")]
        self.inline += [
            f"{name}={value[:30]!r} on <{tag}>"
            for name, value in had.items()
            if name in ("href", "src", "action", "formaction")
            and value.strip().lower().startswith(("javascript:", "vbscript:", "data:text"))
        ]
        where = had.get(FETCHES.get(tag, ""), "")
        if urlsplit(where).netloc:
            self.elsewhere.append(f"<{tag}> asks {urlsplit(where).netloc}")
        for name in POINTERS:
            self.pointers |= set(had.get(name, "").split())

    def _field(self, tag: str, had: dict[str, str]) -> None:
        kind = had.get("type", "text")
        if self._form is not None and had.get("name") == "csrfmiddlewaretoken" and had.get("value"):
            self._form["token"] = True
        if tag != "input" or kind not in NEEDS_NO_LABEL:
            self.fields.append((tag, {**had, **({"inside a label": "yes"} if "label" in self._open else {})}))
        self._typed_in = had.get("name", "")
        self.values.setdefault(self._typed_in, []).append(had.get("value", ""))
