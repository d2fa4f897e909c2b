"""`waymark service`: load, check and list the services of this installation."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from waymark.core.actors import system
from waymark.organisation.services import actions, queries, rules
from waymark.organisation.services.rules.shape import Data


class Command(BaseCommand):
    """load NAME|FILE|all; check FILE…; list."""

    help = __doc__ or ""
    requires_system_checks: list[str] = []  # a page that is wrong keeps no operator from this

    def add_arguments(self, parser: CommandParser) -> None:
        verbs = parser.add_subparsers(dest="verb", required=True)
        load = verbs.add_parser("load", help="make or update services from files, after saying what changes")
        load.add_argument("files", nargs="+", metavar="NAME|FILE|all")
        load.add_argument("--preview", action="store_true", help="only say what would change")
        check = verbs.add_parser("check", help="say in sentences what is wrong with files")
        check.add_argument("files", nargs="+", metavar="FILE")
        verbs.add_parser(
            "list", help="the services that are loaded, and the files that come with the product"
        )

    def handle(self, *args: Any, verb: str, **options: Any) -> None:
        getattr(self, f"_{verb}")(**options)

    def _load(self, files: list[str], preview: bool, **_: Any) -> None:
        for data in self._sound(queries.shipped() if files == ["all"] else files):
            self._say_changes(data)
            if not preview:
                service = actions.load_service(by=system("service"), data=data)
                self.stdout.write(f"{service.slug}: loaded, version {service.version}.")

    def _check(self, files: list[str], **_: Any) -> None:
        read = self._sound(files)
        apart = rules.differences(read)
        if apart:
            raise CommandError("\n".join(apart))
        self.stdout.write("Nothing is wrong with " + ", ".join(data["slug"] for data in read) + ".")

    def _list(self, **_: Any) -> None:
        services = list(queries.loaded())
        for service in services:
            self.stdout.write(f"{service.slug}  version {service.version}  {service.name}")
        waiting = sorted(set(queries.shipped()) - {service.slug for service in services})
        if waiting:
            self.stdout.write("Not loaded, but here to load: " + ", ".join(waiting))

    def _sound(self, names: list[str]) -> list[Data]:
        """The files, parsed. Refuses them all when anything is wrong with one."""
        read, wrong = [], []
        for name in names:
            try:
                read.append(queries.service_file(name))
            except (queries.NoSuchFile, queries.NotAFile) as error:
                raise CommandError(str(error)) from error
            wrong += [f"{name}: {problem}" for problem in rules.problems(read[-1])]
        if wrong:
            raise CommandError("\n".join(wrong))
        return read

    def _say_changes(self, data: Data) -> None:
        before = queries.loaded().filter(slug=data["slug"]).first()
        for sentence in (
            rules.preview_change(before.source, queries.with_own_changes(data))
            if before and before.source
            else []
        ):
            self.stdout.write(f"{data['slug']}: {sentence}")
