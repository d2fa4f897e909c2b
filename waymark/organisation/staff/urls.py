"""Addresses of this room: the door, one's own account, posts, roles and colleagues."""

from django.urls import path

from waymark.organisation.staff import api
from waymark.organisation.staff.views import account, directories, duties, passkeys, posts, reach, sign_in

urlpatterns = [
    path("sign-in/", sign_in.sign_in, name="sign_in"),
    path("sign-in/code/", sign_in.sign_in_code, name="sign_in_code"),
    path("sign-in/set-up/", sign_in.sign_in_set_up, name="sign_in_set_up"),
    path("sign-in/password/", sign_in.sign_in_password, name="sign_in_password"),
    path("sign-in/passkey/", passkeys.sign_in_passkey, name="sign_in_passkey"),
    path("sign-in/with/<slug:code>/", directories.sign_in_with, name="sign_in_with"),
    path("sign-in/from/<slug:code>/", directories.sign_in_from, name="sign_in_from"),
    path("sign-out/", sign_in.sign_out, name="sign_out"),
    path("account/", account.account, name="account"),
    path("account/service/", account.choose_service, name="choose_service"),
    path("account/password/", account.change_password, name="change_password"),
    path("account/second-factor/", account.change_second_factor, name="change_second_factor"),
    path("account/recovery-codes/", account.make_recovery_codes, name="make_recovery_codes"),
    path("account/passkeys/", passkeys.passkeys, name="passkeys"),
    path("account/passkeys/keep/", passkeys.keep_passkey, name="keep_passkey"),
    path("account/passkeys/remove/", passkeys.remove_passkey, name="remove_passkey"),
    path("account/sessions/", account.end_sessions, name="end_sessions"),
    path("api/session/", api.session, name="api_session"),
    path("staff/posts/", posts.posts, name="posts"),
    path("staff/posts/<uuid:post_id>/", duties.post, name="post"),
    path("staff/posts/<uuid:post_id>/switch/", duties.set_post_switch, name="set_post_switch"),
    path("staff/posts/<uuid:post_id>/stands/", duties.change_post, name="change_post"),
    path("staff/budget/", duties.budget, name="budget"),
    path("staff/posts/<uuid:post_id>/give/", posts.give_post, name="give_post"),
    path("staff/holdings/<uuid:holding_id>/end/", posts.end_post, name="end_post"),
    path("staff/roles/", posts.roles, name="roles"),
    path("staff/workers/", posts.workers, name="workers"),
    path("staff/workers/new/", posts.take_on, name="take_on"),
    path("staff/workers/<uuid:worker_id>/", posts.worker, name="worker"),
    path("staff/workers/<uuid:worker_id>/sign-in/", posts.make_sign_in, name="make_sign_in"),
    path(
        "staff/workers/<uuid:worker_id>/directory/", directories.name_in_directory, name="name_in_directory"
    ),
    path("staff/workers/<uuid:worker_id>/reach/", reach.set_reach, name="set_reach"),
    path("staff/workers/<uuid:worker_id>/away/", reach.set_cover, name="set_cover"),
    path("staff/away/<uuid:cover_id>/take-back/", reach.take_back_cover, name="take_back_cover"),
    path(
        "staff/workers/<uuid:worker_id>/first-password/",
        posts.give_first_password,
        name="give_first_password",
    ),
    path(
        "staff/workers/<uuid:worker_id>/second-factor/", posts.reset_second_factor, name="reset_second_factor"
    ),
    path("staff/workers/<uuid:worker_id>/sessions/", posts.end_sessions_of, name="end_sessions_of"),
]
