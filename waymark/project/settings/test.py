"""The suite: a data folder of its own, cheap password hashing, file databases."""

import atexit
import os
import shutil
import tempfile

if "WAYMARK_DATA" not in os.environ:  # the process that makes it takes it away; its workers inherit it
    os.environ["WAYMARK_DATA"] = tempfile.mkdtemp(prefix="waymark-test-")
    atexit.register(shutil.rmtree, os.environ["WAYMARK_DATA"], ignore_errors=True)

from waymark.project.settings.dev import *  # noqa: F403
from waymark.project.settings.dev import DATA, DATABASES

CLOCK_MAY_PRETEND = True
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
DATABASES["default"]["CONN_MAX_AGE"] = 0
if "sqlite3" in DATABASES["default"]["ENGINE"]:
    DATABASES["default"]["TEST"] = {"NAME": str(DATA / "test.sqlite3")}
    DATABASES["default"]["OPTIONS"]["init_command"] = (
        "PRAGMA journal_mode=WAL; PRAGMA synchronous=OFF; PRAGMA foreign_keys=ON;"
    )
