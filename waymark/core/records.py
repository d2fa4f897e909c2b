"""The base of every table of the record: ids made by the client, reads that log themselves, writes only inside an action.

security.md: audit calls placed by hand missed 20 of 30 views; a hook on loading missed none. So loading a row tells the request's
reading log, and saving outside an action is refused. What was relied on is never deleted (rules.md 0.1).
"""

from collections.abc import Iterable
from typing import Any, ClassVar, Self, TypeVar
from uuid import UUID

from django.db import IntegrityError, models, transaction

from waymark.core import actions
from waymark.core.audit import collector
from waymark.core.ids import is_unused, new_id


class NeverDeleted(TypeError):
    """Somebody tried to delete from the record."""


class SignedMeansFixed(TypeError):
    """Somebody tried to change what was signed."""


Row = TypeVar("Row", bound="Recorded")


class RecordedQuerySet(models.QuerySet[Row]):
    """Bulk writes obey the same two rules as single ones."""

    def kept(self, id: UUID) -> Row | None:
        """The row under `id`, if it has been written before: what an action asks that is idempotent on its id."""
        return None if is_unused(self.model._meta.label_lower, id) else self.filter(pk=id).first()

    def about_to_write(self) -> None:
        """Asked before every bulk write."""
        actions.require_open(self.model)

    def made_or_kept(self, id: UUID, **given: Any) -> tuple[Row, bool]:
        """The row made under `id` from `given`, or the one that was there, and whether it is new. One statement where it is new."""
        try:
            with transaction.atomic():
                return self.create(pk=id, **given), True
        except IntegrityError:
            row = self.filter(pk=id).first()
            if row is None:
                raise
            return row, False

    def update(self, **kwargs: Any) -> int:
        if self.model.fixed:
            raise SignedMeansFixed(f"{self.model.__name__} is fixed once written: correct it by adding.")
        self.about_to_write()
        return super().update(**kwargs)

    def bulk_create(self, objs: Iterable[Any], *args: Any, **kwargs: Any) -> list[Any]:
        self.about_to_write()
        return super().bulk_create(objs, *args, **kwargs)

    def delete(self) -> tuple[int, dict[str, int]]:
        if not self.model.erasable:
            raise NeverDeleted(f"{self.model.__name__} is part of the record: correct it by adding.")
        self.about_to_write()
        return super().delete()


class Recorded(models.Model):
    """A row of the record. `audit_person` names the attribute holding the person's id ('' when the row is about no one person)."""

    audit_person: ClassVar[str] = "person_id"
    audit_reads: ClassVar[bool] = True
    erasable: ClassVar[bool] = False
    fixed: ClassVar[bool] = False

    id = models.UUIDField(primary_key=True, default=new_id, editable=False)
    objects = models.Manager.from_queryset(RecordedQuerySet)()

    class Meta:
        abstract = True

    @classmethod
    def from_db(cls, db: Any, field_names: Any, values: Any, **more: Any) -> Self:
        row = super().from_db(db, field_names, values, **more)
        if cls.audit_reads:
            collector.saw(cls._meta.label_lower, row.pk, row.__dict__.get(cls.audit_person))
        return row

    def save(self, *args: Any, **kwargs: Any) -> None:
        actions.require_open(type(self))
        if self.fixed and not self._state.adding:
            raise SignedMeansFixed(f"{type(self).__name__} is fixed once written: correct it by adding.")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> Any:
        if not self.erasable:
            raise NeverDeleted(f"{type(self).__name__} is part of the record: correct it by adding.")
        actions.require_open(type(self))
        return super().delete(*args, **kwargs)
