"""Saves under load: who sends what, what was acknowledged, and what is in doubt because the answer never came."""

import hashlib
import json
import random
import threading
import time
from dataclasses import dataclass, field
from http.client import HTTPException
from uuid import UUID, uuid4

from tests.bench.browser import Answer, Browser, Fields, form_in
from tests.bench.budgets import SLOTS, filled_contact, next_visit
from waymark.core import clock

ACKNOWLEDGED = {"note": {200, 201}, "contact": {302}}
PAUSE = 0.05


@dataclass(frozen=True)
class Write:
    """One thing to be saved, under an id its sender made. Sent again, it is the same to the byte."""

    kind: str
    id: UUID
    path: str
    body: bytes | Fields
    sha256: str = ""

    def send(self, browser: Browser) -> Answer:
        token = {"X-CSRFToken": browser.cookies.get("waymark_csrf", "")}
        if isinstance(self.body, bytes):
            return browser.send("PUT", self.path, self.body, {"Content-Type": "application/json", **token})
        return browser.post(self.path, self.body)


@dataclass
class Ledger:
    """What has been sent and how it stands. Refusals are kept too: there should be none."""

    acknowledged: dict[UUID, Write] = field(default_factory=dict)
    in_doubt: dict[UUID, Write] = field(default_factory=dict)
    refused: list[str] = field(default_factory=list)
    ever_in_doubt: int = 0
    lock: threading.Lock = field(default_factory=threading.Lock)

    def about_to_send(self, write: Write) -> None:
        """In doubt from before the first byte leaves until an answer has come."""
        with self.lock:
            self.in_doubt[write.id] = write

    def answered(self, write: Write, answer: Answer) -> None:
        with self.lock:
            if answer.status in ACKNOWLEDGED[write.kind]:
                self.in_doubt.pop(write.id, None)
                self.acknowledged[write.id] = write
            elif answer.status < 500:
                self.refused.append(f"{write.kind} {write.id}: {answer.status} {answer.text[:200]}")


@dataclass
class Senders:
    """Some workers who save without pause, each on a connection of their own, until told to stop."""

    browser: Browser
    person_ids: list[str]
    ledger: Ledger
    many: int = 4
    contact_share: float = 0.3
    fields: dict[str, Fields] = field(default_factory=dict)
    stopping: threading.Event = field(default_factory=threading.Event)
    threads: list[threading.Thread] = field(default_factory=list)

    def prepare(self) -> None:
        """Open the contact page of a few people once, as a worker would have it open."""
        for person_id in self.person_ids[:8]:
            page = self.browser.get(f"/contact/{uuid4()}/?person={person_id}")
            self.fields[person_id] = filled_contact(form_in(page.text), tick_off=False)

    def start(self) -> None:
        self.stopping.clear()
        self.threads = [threading.Thread(target=self._save_on, args=(n,)) for n in range(self.many)]
        for thread in self.threads:
            thread.start()

    def stop(self) -> None:
        self.stopping.set()
        for thread in self.threads:
            thread.join(90)

    def send_again(self, writes: list[Write]) -> None:
        """Send writes again, whatever became of them the first time."""
        mine = self.browser.beside()
        for write in writes:
            self._send(mine, write)
        mine.close()

    def _save_on(self, number: int) -> None:
        choose, mine = random.Random(f"{number}/{uuid4()}"), self.browser.beside()
        while not self.stopping.is_set():
            if not self._send(mine, self._next(choose)):
                time.sleep(PAUSE)
        mine.close()

    def _send(self, browser: Browser, write: Write) -> bool:
        self.ledger.about_to_send(write)
        try:
            self.ledger.answered(write, write.send(browser))
        except (OSError, HTTPException):
            with self.ledger.lock:
                self.ledger.ever_in_doubt += 1
            return False
        return True

    def _next(self, choose: random.Random) -> Write:
        row_id = uuid4()
        if choose.random() < self.contact_share:
            person_id = choose.choice(list(self.fields))
            fields = [*self.fields[person_id], *next_visit(next(SLOTS))]
            return Write("contact", row_id, f"/contact/{row_id}/?person={person_id}", fields)
        text = (
            f"Saved under load, number {row_id}. "
            + "We talked about the week and what comes next. " * choose.randint(1, 8)
        )
        body = {
            "person": choose.choice(self.person_ids),
            "text": text,
            "occurred_at": clock.now().isoformat(),
            "device_now": clock.now().isoformat(),
            "device": "bench",
            "device_seq": choose.randint(0, 1_000_000),
        }
        digest = hashlib.sha256(text.encode()).hexdigest()
        return Write("note", row_id, f"/api/notes/{row_id}", json.dumps(body).encode(), digest)
