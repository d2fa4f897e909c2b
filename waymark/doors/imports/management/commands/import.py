"""`waymark import people FILE`: a spreadsheet of people from the command line, checked first, brought in whole or not at all."""

import sys
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from waymark.core import clock
from waymark.core.actors import Actor
from waymark.core.ids import new_id
from waymark.core.pages import NotYours, Refused
from waymark.doors.imports import actions, jobs, permissions, queries
from waymark.doors.imports.choices import Problem, Status
from waymark.organisation.services import queries as services
from waymark.organisation.services.models import Service
from waymark.organisation.staff import queries as staff

WRONG = 1
NOT_ASKED_RIGHT = 2
INVENTED = "NHS numbers that begin with 999 stand for people who do not exist. If this sheet is for a demonstration, add --invented."


class Command(BaseCommand):
    """people FILE [--service SLUG] [--by USERNAME] [--team CODE] [--dry-run] [--errors OUT.xlsx] [--sound-rows-only] [--invented].

    Exit: 0 all well; 1 something has to be put right, and was not brought in; 2 the question itself is wrong.
    """

    help = __doc__ or ""

    def add_arguments(self, parser: CommandParser) -> None:
        kinds = parser.add_subparsers(dest="kind", required=True)
        people = kinds.add_parser("people", help="people, one a row")
        people.add_argument("file", help="a spreadsheet: .xlsx, .xls, .ods or .csv")
        people.add_argument(
            "--service", default="", help="the service, where this installation has more than one"
        )
        people.add_argument("--by", default="", metavar="USERNAME", help="in whose name; needs the right")
        people.add_argument("--team", default="", metavar="CODE", help="the team of rows that name none")
        people.add_argument(
            "--dry-run", action="store_true", help="only say what is wrong; nobody is brought in"
        )
        people.add_argument(
            "--errors", default="", metavar="OUT.xlsx", help="write the sheet there, wrong cells marked"
        )
        people.add_argument("--sound-rows-only", action="store_true", help="leave wrong rows out")
        people.add_argument(
            "--invented", action="store_true", help="NHS numbers of the 999 range may come in"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            code = self._people(**options)
        except (Refused, NotYours) as refusal:
            raise CommandError(str(refusal), returncode=NOT_ASKED_RIGHT) from refusal
        if code:
            sys.exit(code)

    def _people(self, file: str, service: str, by: str, team: str, errors: str, **options: Any) -> int:
        worker = self._actor(_service(service), by)
        batch = self._check(worker, Path(file), team, options["invented"])
        try:
            return self._act(worker, batch, errors, **options)
        finally:
            if queries.batch_for(worker, batch.pk).status == Status.CHECKED:
                actions.throw_away(by=worker, id=batch.pk, at=clock.now())

    def _act(self, worker: Actor, batch: queries.Batch, errors: str, **options: Any) -> int:
        self._say_found(batch)
        if errors:
            copy = actions.export_marked(by=worker, id=batch.pk, at=clock.now())
            Path(errors).write_bytes(copy)
            self._tell(f"The marked sheet is in {errors}.")
        may_come = batch.coming and (batch.is_all_sound or options["sound_rows_only"])
        if options["dry_run"] or not may_come:
            self.stdout.write("Nobody was brought in.")
            return 0 if batch.is_all_sound else WRONG
        return self._bring_in(worker, batch, options["sound_rows_only"])

    def _actor(self, service: Service, username: str) -> Actor:
        if not username:
            return permissions.operator(service.pk)
        user = staff.user_called(username)
        found = (
            staff.actor_for(user, clock.today(), service=service.slug) if user and user.is_active else None
        )
        if found is None or found.service_id != service.pk:
            raise Refused(f"'{username}' holds no post in {service.name} today.")
        permissions.may_bring_in(found)
        return found.through("import")

    def _check(self, worker: Actor, path: Path, team: str, invented: bool) -> queries.Batch:
        data = _bytes_of(path)
        unit = queries.team_called(worker, team) if team else None
        if team and unit is None:
            codes = ", ".join(unit.code for unit in queries.teams(worker))
            raise Refused(f"There is no team with the code '{team}'. There are: {codes}.")
        self._tell(f"Reading {path.name} …")
        now, unit_id = clock.now(), unit.pk if unit else None
        invented = invented or queries.holds_invented_people(worker)
        checked = queries.read_file(worker, data, clock.today(now), unit_id=unit_id, invented=invented)
        return actions.check_sheet(
            by=worker,
            id=new_id(),
            at=now,
            file_name=path.name,
            data=data,
            checked=checked,
            unit_id=unit_id,
            invented=invented,
        )

    def _bring_in(self, worker: Actor, batch: queries.Batch, sound_rows_only: bool) -> int:
        actions.begin_at_once(by=worker, id=batch.pk, at=clock.now(), sound_rows_only=sound_rows_only)
        done = jobs.bring_in_taken(worker, batch, self._tell_progress)
        self._tell("")
        if done.is_kept:
            self.stdout.write(f"{done.why_not} Nobody was brought in.")
            return WRONG
        self.stdout.write(f"{done.added:,} people brought in.")
        return 0 if done.is_all_sound else WRONG

    def _say_found(self, batch: queries.Batch) -> None:
        self.stdout.write(
            f"{batch.rows:,} rows: {batch.coming:,} can come in, {batch.here:,} are here already, {batch.wrong:,} have to be put right."
        )
        for found in queries.shown(batch):
            where = ", ".join(part for part in (found.row, found.column) if part)
            self.stdout.write(f"  {where}: {found.sentence}")
        more = len(batch.findings) - queries.SHOWN
        if more > 0:
            self.stdout.write(f"  and {more} more. --errors OUT.xlsx writes them all.")
        if any(found["code"] == Problem.NHS_NOT_ISSUED for found in batch.findings):
            self.stdout.write(INVENTED)

    def _tell_progress(self, done: int, of: int) -> None:
        end = "\r" if self.stderr.isatty() else "\n"
        self.stderr.write(f"{done} of {of} people", style_func=str, ending=end)

    def _tell(self, words: str) -> None:
        self.stderr.write(words, style_func=str)


def _service(slug: str) -> Service:
    loaded = {service.slug: service for service in services.loaded()}
    if slug in loaded:
        return loaded[slug]
    if not slug and len(loaded) == 1:
        return next(iter(loaded.values()))
    names = ", ".join(loaded) or "none is loaded yet; see waymark service load"
    raise Refused(f"Say which service with --service. There are: {names}.")


def _bytes_of(path: Path) -> bytes:
    try:
        return path.read_bytes()
    except OSError as wrong:
        raise Refused(f"{path} cannot be read: {wrong.strerror}.") from wrong
