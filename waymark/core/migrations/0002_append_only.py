"""The audit log only grows: a row may be sealed once (seq, prev, mac), and never changed or deleted."""

from django.db import migrations

from waymark.core.append_only import AppendOnly


class Migration(migrations.Migration):
    dependencies = [("core", "0001_initial")]

    operations = [AppendOnly("core_auditentry", filled_once=("seq", "prev", "mac"))]
