"""`waymark service`: load, check and list; what changes is said first, and nothing is loaded that is wrong."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from tests.services.files import ASC, DATA, DURHAM, FIVE, LEEDS
from waymark.core.models import AuditEntry
from waymark.organisation.services.models import Post, Service, Unit

pytestmark = pytest.mark.django_db


def service(*said):
    """What the command writes."""
    out = StringIO()
    call_command("service", *said, stdout=out)
    return out.getvalue()


@pytest.fixture
def edited(tmp_path):
    """Durham's second edition on the operator's desk, with one thing written otherwise."""

    def edit(old, new, name="mine.toml"):
        text = (DATA / f"{DURHAM}.toml").read_text(encoding="utf8")
        assert old in text
        assert "\nversion = 1\n" in text
        text = text.replace("\nversion = 1\n", "\nversion = 2\n")
        path = tmp_path / name
        path.write_text(text.replace(old, new), encoding="utf8")
        return str(path)

    return edit


def test_one_is_loaded_by_its_name():
    assert service("load", DURHAM) == "durham-support-recovery: loaded, version 1.\n"

    assert [found.slug for found in Service.objects.all()] == [DURHAM]
    assert Unit.objects.count() == 5
    assert Post.objects.filter(number="RW-014").count() == 1


def test_all_five_are_loaded_at_once():
    said = service("load", "all")

    assert said.count("loaded, version") == 5
    assert {found.slug for found in Service.objects.all()} == set(FIVE)


def test_loading_again_changes_nothing_and_says_so_in_the_log():
    for _ in range(2):
        service("load", DURHAM)

    rows = AuditEntry.objects.filter(action="load_service").order_by("id")
    assert list(rows.values_list("outcome", flat=True)) == ["done", "repeat"]
    assert Post.objects.filter(service__slug=DURHAM).count() == 16


def test_what_changes_is_said_before_it_is_done(edited):
    service("load", DURHAM)
    said = service("load", edited("toil = true", "toil = false"))

    assert any("toil" in line.casefold() for line in said.splitlines()[:-1])
    assert said.splitlines()[-1] == "durham-support-recovery: loaded, version 2."
    assert Service.objects.get().switches["toil"] is False


def test_a_preview_says_what_would_change_and_changes_nothing(edited):
    service("load", DURHAM)
    said = service("load", "--preview", edited("toil = true", "toil = false"))

    assert "toil" in said.casefold()
    assert "loaded" not in said
    assert Service.objects.get().switches["toil"] is True


def test_a_file_that_is_wrong_is_refused_whole_in_sentences(edited):
    wrong = edited('operational_line = "AM-001"', 'operational_line = "AM-999"')

    with pytest.raises(CommandError, match="AM-999"):
        service("load", LEEDS, wrong)
    assert not Service.objects.exists()


@pytest.mark.parametrize(
    ("name", "says"), [("nowhere", "There is no service file 'nowhere'"), ("/etc/hostname", "cannot be read")]
)
def test_a_file_that_is_none_is_told(name, says):
    for verb in ("load", "check"):
        with pytest.raises(CommandError, match=says):
            service(verb, name)


def test_files_are_checked_without_loading_them(edited):
    assert service("check", DURHAM, LEEDS) == (
        "Nothing is wrong with durham-support-recovery, leeds-recovery-centre.\n"
    )
    with pytest.raises(CommandError, match="toyl"):
        service("check", edited("toil = true", "toyl = true"))
    assert not Service.objects.exists()


def test_what_is_loaded_and_what_waits_is_listed():
    service("load", ASC)
    said = service("list").splitlines()

    assert said[0].startswith("council-str-asc011  version 1  ")
    assert said[1] == "Not loaded, but here to load: " + ", ".join(sorted(set(FIVE) - {ASC}))
