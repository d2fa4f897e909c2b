"""A stand-in for an employer's directory (OpenID Connect): it asks who one is, gives a code once, and a token for the code, the secret and
the other half of PKCE. What it says can be made wrong, one thing at a time.
"""

import base64
import hashlib
import json
import secrets
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer
from urllib.parse import parse_qsl, urlsplit

import pytest
from joserfc import jwt
from joserfc.jwk import OctKey, RSAKey

from waymark.core import clock
from waymark.organisation.staff.permissions import openid

CLIENT, SECRET = "waymark", "between the two of us"
OUR_KEY, ANOTHER_KEY = (RSAKey.generate_key(2048, {"kid": "one"}) for _ in range(2))


class Directory:
    """`who`: what the token says of whoever signs in. `wrong`: claims in place of the right ones. `key`, `alg`: what it signs by."""

    def __init__(self):
        self.who = {
            "sub": "7f3a",
            "preferred_username": "kiran.patel@leeds-mind.example",
            "amr": ["pwd", "mfa"],
        }
        self.wrong, self.metadata_wrong, self.asked, self.codes = {}, {}, [], {}
        self.key, self.alg, self.here, self.tokens = OUR_KEY, "RS256", "", 0

    def metadata(self):
        return {
            "issuer": self.here,
            "authorization_endpoint": f"{self.here}/authorize",
            "token_endpoint": f"{self.here}/token",
            "jwks_uri": f"{self.here}/keys",
            "id_token_signing_alg_values_supported": ["RS256", "HS256", "none"],
            "token_endpoint_auth_methods_supported": ["client_secret_basic"],
            **self.metadata_wrong,
        }

    def signs_in(self, away):
        """What whoever is sent away comes back with, as the address says."""
        asked = dict(parse_qsl(urlsplit(away).query))
        self.asked.append(asked)
        code = secrets.token_urlsafe(12)
        self.codes[code] = asked
        return {"code": code, "state": asked["state"]}

    def token(self, headers, form):
        asked = self.codes.pop(form["code"], None)
        half = base64.urlsafe_b64encode(hashlib.sha256(form["code_verifier"].encode()).digest()).rstrip(b"=")
        basic = base64.b64encode(f"{CLIENT}:{SECRET}".encode()).decode()
        right = (
            asked is not None
            and headers["Authorization"] == f"Basic {basic}"
            and form["redirect_uri"] == asked["redirect_uri"]
            and (asked["code_challenge_method"], asked["code_challenge"]) == ("S256", half.decode())
        )
        if not right:
            return 400, {"error": "invalid_grant"}
        now = int(clock.now().timestamp())
        claims = {
            "iss": self.here, "aud": CLIENT, "iat": now, "exp": now + 300, "nonce": asked["nonce"], **self.who, **self.wrong,
        }  # fmt: skip
        self.tokens += 1
        id_token = jwt.encode({"alg": self.alg, "kid": "one"}, claims, self.key, algorithms=[self.alg])
        return 200, {"access_token": "not for us", "token_type": "Bearer", "id_token": id_token}


@pytest.fixture
def directory(settings):
    stand_in = Directory()

    class Handler(BaseHTTPRequestHandler):
        def log_message(self, *args):
            pass

        def answer(self, code, said):
            self.send_response(code)
            self.send_header("Content-Type", "application/json")
            self.end_headers()
            self.wfile.write(json.dumps(said).encode())

        def do_GET(self):
            keys = {"keys": [OUR_KEY.as_dict(private=False)]}
            self.answer(200, keys if self.path == "/keys" else stand_in.metadata())

        def do_POST(self):
            form = dict(parse_qsl(self.rfile.read(int(self.headers["Content-Length"])).decode()))
            self.answer(*stand_in.token(self.headers, form))

    server = HTTPServer(("127.0.0.1", 0), Handler)
    stand_in.here = f"http://127.0.0.1:{server.server_port}"
    threading.Thread(target=server.serve_forever, args=(0.02,), daemon=True).start()
    settings.DIRECTORIES = {
        "leeds-mind": {
            "name": "Leeds Mind",
            "issuer": stand_in.here,
            "client_id": CLIENT,
            "client_secret": SECRET,
        }
    }
    openid._registered.cache_clear()
    yield stand_in
    server.shutdown()
    server.server_close()


def shared_secret():
    """A key that both sides know: what a token must not be signed by."""
    return OctKey.import_key(SECRET)
