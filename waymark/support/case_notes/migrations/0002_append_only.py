"""What is signed is fixed: notes and what is marked on them only grow."""

from django.db import migrations

from waymark.core.append_only import AppendOnly


class Migration(migrations.Migration):
    dependencies = [("case_notes", "0001_initial")]

    operations = [AppendOnly("case_notes_note"), AppendOnly("case_notes_notemark")]
