"""A stand-in for GOV.UK Notify on this machine: it checks our tokens as the documentation says and keeps what it was sent."""

import json
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer
from urllib.parse import parse_qs, urlsplit

import jwt
import pytest

from tests.sharing.conftest import leeds as leeds
from waymark.core import clock

SERVICE_ID = "26785a09-ab16-4eb0-8407-a37497a57506"
SECRET = "3d844edf-8d35-48ac-975b-e847b4f122b0"
KEY = f"waymark_test-{SERVICE_ID}-{SECRET}"


class Notify:
    """What it has, and how it answers: `fails` gives the next answers' codes, `became` what became of a message."""

    def __init__(self):
        self.sent, self.fails, self.became = [], [], {}
        self.forgets_to_answer = self.does_not_say = False

    def take(self, path, body):
        if self.fails:
            code = self.fails.pop(0)
            return code, {
                "status_code": code,
                "errors": [{"error": "X", "message": "phone_number Not a valid number"}],
            }
        name = "phone_number" if path.endswith("sms") else "email_address"
        self.sent.append({"path": path, "to": body[name], **body})
        return (0 if self.forgets_to_answer else 201), {
            "id": "740e5834-3a29-46b4-9a6f-16142fde533a",
            "reference": body["reference"],
        }

    def find(self, reference):
        return {"notifications": [
            {"reference": one["reference"], "status": self.became.get(reference, "sending")}
            for one in self.sent if one["reference"] == reference
        ]}  # fmt: skip


def knows(token):
    """A token of this service, signed with its secret, not older than thirty seconds."""
    try:
        claims = jwt.decode(token, SECRET, algorithms=["HS256"], options={"verify_iat": False})
    except jwt.InvalidTokenError:
        return False
    return claims["iss"] == SERVICE_ID and abs(claims["iat"] - clock.machine().timestamp()) <= 30


@pytest.fixture
def notify(settings):
    stand_in = Notify()

    class Handler(BaseHTTPRequestHandler):
        def log_message(self, *args):
            pass

        def answer(self, code, said):
            if not code:
                self.close_connection = True
                return
            self.send_response(code)
            self.end_headers()
            self.wfile.write(json.dumps(said).encode())

        def is_known(self):
            token = self.headers.get("Authorization", "").removeprefix("Bearer ")
            if knows(token):
                return True
            self.answer(
                403, {"status_code": 403, "errors": [{"error": "AuthError", "message": "Invalid token"}]}
            )
            return False

        def do_POST(self):
            body = json.loads(self.rfile.read(int(self.headers["Content-Length"])))
            if self.is_known():
                self.answer(*stand_in.take(self.path, body))

        def do_GET(self):
            if self.is_known():
                self.answer(
                    503 if stand_in.does_not_say else 200,
                    stand_in.find(parse_qs(urlsplit(self.path).query)["reference"][0]),
                )

    server = HTTPServer(("127.0.0.1", 0), Handler)
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    settings.NOTIFY_KEY = KEY
    stand_in.url = settings.NOTIFY_URL = f"http://127.0.0.1:{server.server_port}"
    settings.NOTIFY_TEMPLATES = {
        "text": "f33517ff-2a88-4f6e-b855-c550268ce08a",
        "email": "a1b2c3d4-e5f6-4a5b-8c9d-0e1f2a3b4c5d",
    }
    yield stand_in
    server.shutdown()
    server.server_close()
    thread.join()
