"""The service's own pages, five services side by side: each sees its own and nothing of the others (issue, section 3)."""

from datetime import UTC, datetime

import pytest
import time_machine
from django.test import Client

from tests.factories.base import actor_of, make_grant
from tests.factories.in_post import in_post
from tests.factories.real_service import real_service
from tests.factories.sign_in import give_phone, signed_in_client
from tests.services.files import ASC, DURHAM, FIVE, LEEDS, LLR, SURREY, file
from tests.staff.door import come_in, words
from waymark.core.ids import new_id
from waymark.core.models import AuditEntry
from waymark.organisation.services.models import Unit
from waymark.organisation.services.queries import CALLED
from waymark.people.access.choices import Relationship
from waymark.people.service_users import actions as service_users

pytestmark = pytest.mark.django_db
PAGES = ("/services/", "/services/settings/", "/staff/posts/", "/staff/roles/")
NOW = datetime(2026, 3, 3, 9, 0, tzinfo=UTC)


@pytest.fixture(autouse=True)
def tuesday_morning():
    with time_machine.travel(NOW, tick=False) as found:
        yield found


@pytest.fixture
def five():
    return {slug: real_service(slug) for slug in FIVE}


def administrator_of(service):
    """A browser of whoever keeps this service."""
    return signed_in_client(in_post(service, "SA-01", f"Ada {service.slug}"))


def named_in(slug):
    """What only this service calls so: its name, units, sites, organisations, role labels and words."""
    data = file(slug)
    listed = [row["name"] for key in ("units", "sites", "organisations") for row in data[key]]
    return {data["name"], data["brand"]["owner"], *listed, *[role["label"] for role in data["roles"]]} - {""}


@pytest.mark.parametrize("slug", FIVE)
def test_a_service_s_pages_show_its_own_and_nothing_of_the_other_four(five, slug):
    client = administrator_of(five[slug])
    shown = " ".join(words(client.get(page)) for page in PAGES)
    written = repr(file(slug))

    for row in [*file(slug)["units"], *file(slug)["organisations"], *file(slug)["sites"]]:
        assert row["name"] in shown
    for other in set(FIVE) - {slug}:
        # 'Crisis house' and the like are plain words, which a role of another service may use in its sentences.
        foreign = {name for name in named_in(other) if name not in written}
        assert len(foreign) >= 4
        assert [name for name in foreign if name in shown] == []


@pytest.mark.parametrize("slug", FIVE)
def test_every_post_and_role_of_the_file_is_on_its_page(slug):
    client, data = administrator_of(real_service(slug)), file(slug)
    posts, roles = client.get("/staff/posts/").content.decode(), words(client.get("/staff/roles/"))

    for post in data["posts"]:
        assert f'id="post-{post["number"]}"' in posts
    assert posts.count('id="post-') == len(data["posts"])
    for role in data["roles"]:
        assert (role["label"] or role["title"]) in roles
        assert all(sentence in roles for sentence in [*role["may"], *role["may_not"]])


@pytest.mark.parametrize("slug", FIVE)
def test_every_switch_clock_and_limit_is_on_the_settings_page(slug):
    page, data = words(administrator_of(real_service(slug)).get("/services/settings/")), file(slug)

    for table in ("switches", "clocks", "limits"):
        for name in data[table]:
            assert CALLED.get(name, name.replace("_", " ").capitalize()) in page
    for clock in data["clocks"].values():
        if isinstance(clock, dict):
            assert clock["words"] in page
    for row in data["crisis_wording"]:
        assert row["number"] in page


def test_the_roles_page_says_in_plain_sentences_what_a_role_may_do():
    page = words(administrator_of(real_service(DURHAM)).get("/staff/roles/"))
    worker = page[page.index("Recovery Worker, Grade 7, ref A4275") : page.index("System Administrator")]

    assert "Reference A4275, Grade 7, reports to Support & Recovery Area Manager." in worker
    assert "May Help people live the life they choose, one to one and in groups" in worker
    assert "May not Manage people or hold a budget, unless the post's switch says so." in worker
    assert "What Waymark lets this role do See their own day: visits, tasks, what is due, drafts" in worker
    assert "Give and end posts and sign-ins" not in worker


def test_what_is_ours_and_not_the_job_description_s_is_marked():
    page = words(administrator_of(real_service(SURREY)).get("/services/"))

    assert "Guildford locality team our default" in page
    assert "Adult Social Care our default" not in page


@pytest.mark.duty("TPL-59")
def test_a_recovery_worker_of_the_crisis_house_finds_all_nine_roles():
    dan = in_post(real_service(LLR), "RW-01", "Dan Price")
    client = Client()
    come_in(client, dan, give_phone(dan))
    answer = client.get("/staff/roles/")

    headings = [
        part.split("</h2>")[0] for part in answer.content.decode().split('<h2 class="nhsuk-heading-m">')[1:]
    ]
    nine = [
        "Operations Manager",
        "Team Leader",
        "Crisis Community Partnership Lead",
        "Senior Recovery Worker",
        "Recovery Worker, Grade 2",
        "Peer Support Worker",
        "Volunteer",
        "Crisis &amp; Transition Lead",
        "Regional Operations Manager",
    ]
    assert [role for role in nine if role not in headings] == []
    stated = [role for role in file(LLR)["roles"] if role["source"] == "[S]"]
    assert len(stated) == len(nine) == 9


@pytest.mark.duty("ASC-01")
def test_the_service_manager_of_the_council_template_sees_its_role_and_no_ward_bed_helpline_or_cafe():
    neil = in_post(real_service(ASC), "SM-01", "Neil Frost")
    client = Client()
    come_in(client, neil, give_phone(neil))
    roles = words(client.get("/staff/roles/"))

    role = roles[roles.index("Support Time Recovery Worker (ASC011, profile dated 1 February 2021)") :]
    assert "reports to Service Manager." in role.split("May ")[0]
    settings = words(client.get("/services/settings/"))
    for screen in ("Beds and stays", "Helpline", "Cafe", "Ward safe", "Inpatient transition view"):
        assert f"{screen} Off" in settings
    structure = client.get("/services/").content.decode()
    on, off = structure.split("Not in this service:")
    for channel in ("Stay in the house", "Time on a ward", "Helpline", "Cafe"):
        assert channel.casefold() in off.casefold()
        assert channel.casefold() not in on.casefold()
    menu = client.get("/", follow=True).content.decode()
    menu = menu[menu.index("<nav") : menu.index("</nav>")].casefold()
    assert [word for word in ("ward", "bed", "helpline", "cafe") if word in menu] == []


def person_of(team, by, given, family, birth):
    """Somebody supported by one team, as the administrator brings them in."""
    person = service_users.add_person(
        by=by,
        id=new_id(),
        at=NOW,
        given_name=given,
        family_name=family,
        birth=birth,
    )
    make_grant(person, unit=team, relationship=Relationship.TEAM)
    return person


@pytest.mark.duty("DUR-01")
def test_durham_has_two_localities_and_a_north_worker_sees_no_south_only_person():
    durham = real_service(DURHAM)
    ada, ann = in_post(durham, "SA-01", "Ada Lund"), in_post(durham, "RW-014", "Ann Dodds")
    north, south = (Unit.objects.get(service=durham, code=code) for code in ("north", "south"))
    person_of(north, actor_of(ada), "Sam", "Okafor", (1990, 5, 6))
    ruth = person_of(south, actor_of(ada), "Ruth", "Malik", (1984, 2, 3))

    administrator = Client()
    come_in(administrator, ada, give_phone(ada))
    teams = words(administrator.get("/services/"))
    assert "Support & Recovery North locality team Support & Recovery" in teams
    assert "Support & Recovery South locality team Support & Recovery" in teams
    assert "Support & Recovery service Adult Care" in teams
    assert "Adult Care grouping Adult and Health Services" in teams

    worker = Client()
    come_in(worker, ann, give_phone(ann))
    assert "Sam Okafor" in words(worker.get("/find/", {"q": "Sam"}))
    for typed in ("Ruth", "Malik", "3/2/1984"):
        found = words(worker.get("/find/", {"q": typed}))
        assert "Ruth Malik" not in found
        assert "A record may exist" not in found
    exact = words(worker.get("/find/", {"q": "Ruth Malik 3/2/1984"}))
    assert "Ruth Malik" not in exact.replace("Ruth Malik 3/2/1984", "")
    assert "A record may exist elsewhere in this service" in exact
    assert "why you need it" in exact

    address = f"/record/{ruth.pk}/"
    missing = worker.get(address)
    assert missing.status_code == 404
    assert "Malik" not in missing.content.decode()
    row = AuditEntry.objects.get(action="open_record", outcome="refused", actor=str(ann.pk))
    assert row.person_id == ruth.pk


@pytest.mark.parametrize("page", PAGES)
def test_nobody_of_no_service_sees_a_structure(page):
    assert Client().get(page).url.startswith("/sign-in/")


@pytest.mark.parametrize("page", PAGES)
def test_who_may_not_see_the_structure_is_refused_and_it_is_logged(page):
    """The auditor reads the log and nothing about the service."""
    client = signed_in_client(in_post(real_service(LEEDS), "AU-01", "Oz Quinn"))

    assert client.get(page).status_code == 403
    assert AuditEntry.objects.filter(action="open_page", object=page, outcome="refused").count() == 1
