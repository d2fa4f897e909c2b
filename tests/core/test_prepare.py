"""Preparing an installation: each step does its part once, and nothing the second time."""

import os
import stat
import subprocess
import sys

import pytest

from waymark.core import prepare
from waymark.core.actors import system
from waymark.core.audit import write
from waymark.core.models import AuditEntry


@pytest.fixture
def said():
    return []


@pytest.fixture
def key_file(settings, tmp_path):
    settings.AUDIT_KEY_FILE = tmp_path / "keys" / "audit.key"
    return settings.AUDIT_KEY_FILE


@pytest.mark.django_db
def test_a_database_that_is_up_to_date_is_left_alone(said):
    prepare.database(said.append)

    assert said == []


@pytest.mark.django_db
def test_the_audit_key_is_made_once_for_its_owner_alone(key_file, said):
    prepare.audit_key(said.append)
    made = key_file.read_bytes()
    prepare.audit_key(said.append)

    assert key_file.read_bytes() == made
    assert len(said) == 1
    assert stat.S_IMODE(key_file.stat().st_mode) == 0o600


@pytest.mark.django_db
def test_a_sealed_log_without_its_key_gets_no_new_one(key_file, said):
    """Somebody must see that the key is gone; a fresh one would hide it."""
    write(system("test"), "something")
    AuditEntry.objects.update(seq=1, prev="0" * 64, mac="1" * 64)

    prepare.audit_key(said.append)

    assert not key_file.exists()


@pytest.fixture
def collected(settings, tmp_path):
    settings.STATIC_ROOT = tmp_path / "static"
    settings.STORAGES = {
        **settings.STORAGES,
        "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.ManifestStaticFilesStorage"},
    }
    return settings.STATIC_ROOT


def test_static_files_are_collected_once_and_again_when_one_has_changed(collected, said, monkeypatch):
    prepare.static_files(said.append)
    assert (collected / "staticfiles.json").exists()
    assert list(collected.glob("waymark/waymark.*.css"))

    prepare.static_files(said.append)
    assert len(said) == 1

    files = [*prepare._files(), "waymark/new.css 1 1"]
    monkeypatch.setattr(prepare, "_files", lambda: iter(files))
    prepare.static_files(said.append)
    assert len(said) == 2


def test_where_static_files_are_served_from_source_nothing_is_collected(settings, said):
    prepare.static_files(said.append)

    assert said == []
    assert settings.STATIC_ROOT is None


STOPPED = """
import os, django
django.setup()
from django.db.migrations.recorder import MigrationRecorder
from waymark.core import prepare
noted = []
def stop(*named):
    noted.append(named)
    if len(noted) == 5:
        os._exit(9)
MigrationRecorder.record_applied = stop
prepare.folders()
prepare.database(print)
"""


@pytest.mark.slow
def test_who_is_stopped_while_the_database_is_made_begins_again(tmp_path):
    left_out = ("DATABASE_URL", "TESTKIT")
    kept = {name: value for name, value in os.environ.items() if name not in left_out}
    mine = {**kept, "WAYMARK_DATA": str(tmp_path), "DJANGO_SETTINGS_MODULE": "waymark.project.settings.dev"}

    stopped = subprocess.run([sys.executable, "-c", STOPPED], env=mine, timeout=120, check=False)
    again = subprocess.run(
        [sys.executable, "-m", "django", "prepare"],
        env=mine, capture_output=True, text=True, timeout=120, check=False,
    )  # fmt: skip

    assert stopped.returncode == 9
    assert again.returncode == 0, again.stderr
