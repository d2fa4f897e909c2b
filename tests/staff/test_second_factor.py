"""Seeds of codes in the database: sealed with the installation's key, so that a copy of the database makes no codes."""

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP
from cryptography.fernet import InvalidToken
from django.test import override_settings

from tests.factories.base import make_worker
from tests.factories.sign_in import give_phone
from waymark.project.second_factor import Adapter

SEED = "2AHPTM4JPOMPL4SF75T5F3LUK5VHCF5C"


def test_what_is_sealed_is_opened_again_and_never_looks_the_same_twice():
    sealed = {Adapter().encrypt(SEED) for _ in range(3)}

    assert len(sealed) == 3
    assert {Adapter().decrypt(one) for one in sealed} == {SEED}
    assert all(SEED not in one for one in sealed)


def test_another_installation_s_key_opens_nothing():
    with override_settings(SECRET_KEY="the key of another installation, long enough"):
        sealed = Adapter().encrypt(SEED)

    with pytest.raises(InvalidToken):
        Adapter().decrypt(sealed)


def test_after_the_key_was_changed_what_the_old_one_sealed_still_opens(settings):
    sealed = Adapter().encrypt(SEED)
    settings.SECRET_KEY_FALLBACKS = [settings.SECRET_KEY]
    settings.SECRET_KEY = "a new key for this installation, long enough"

    assert Adapter().decrypt(sealed) == SEED
    assert Adapter().decrypt(Adapter().encrypt(SEED)) == SEED


def test_a_sealed_seed_that_was_changed_is_refused():
    sealed = Adapter().encrypt(SEED)
    changed = sealed[:40] + ("A" if sealed[40] != "A" else "B") + sealed[41:]

    with pytest.raises(InvalidToken):
        Adapter().decrypt(changed)


@pytest.mark.django_db
def test_no_row_holds_a_seed_or_a_recovery_code_as_it_is():
    ann = make_worker("Ann Dodds")
    phone = give_phone(ann)

    kept = repr(list(Authenticator.objects.values()))
    assert Authenticator.objects.count() == 2
    for secret in (phone.secret, *phone.recovery_codes):
        assert secret not in kept


@pytest.mark.django_db
def test_the_picture_is_black_on_white_and_asks_no_other_host():
    ann = make_worker("Ann Dodds")
    TOTP.activate(ann.user, SEED)

    svg = Adapter().build_totp_svg(Adapter().build_totp_url(ann.user, SEED))
    assert 'fill="#000000"' in svg
    assert "white" in svg
    assert "http" not in svg.replace('xmlns="http://www.w3.org/2000/svg"', "")
