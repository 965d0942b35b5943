"""Home: the quotes that editors choose for it, and an index of the doubtful ones."""

import django.db.models.deletion
from django.db import migrations, models


def let_editors_choose(apps, schema_editor):
    # Django creates permissions after all migrations have run, which is too late here.
    ContentType = apps.get_model("contenttypes", "ContentType")
    Permission = apps.get_model("auth", "Permission")
    content_type, _ = ContentType.objects.get_or_create(
        app_label="quotes", model="featuredquote"
    )
    group = apps.get_model("auth", "Group").objects.filter(name="Editors").first()
    for action in ("add", "change", "delete", "view"):
        made, _ = Permission.objects.get_or_create(
            content_type=content_type,
            codename=f"{action}_featuredquote",
            defaults={"name": f"Can {action} quote for the home page"},
        )
        if group:
            group.permissions.add(made)


class Migration(migrations.Migration):

    dependencies = [
        ('quotes', '0021_topic_index'),
    ]

    operations = [
        migrations.CreateModel(
            name='FeaturedQuote',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('updated_at', models.DateTimeField(auto_now=True)),
            ],
            options={
                'verbose_name': 'quote for the home page',
                'verbose_name_plural': 'quotes for the home page',
                'ordering': ['pk'],
            },
        ),
        migrations.AddIndex(
            model_name='attribution',
            index=models.Index(condition=models.Q(('standing__in', ['disputed', 'misattributed'])), fields=['quote'], name='attribution_in_doubt'),
        ),
        migrations.AddField(
            model_name='featuredquote',
            name='quote',
            field=models.OneToOneField(help_text='Verified, and found in the text of its source. Home shows another one of these every day, from tomorrow on.', on_delete=django.db.models.deletion.CASCADE, related_name='featured', to='quotes.quote'),
        ),
        migrations.RunPython(let_editors_choose, migrations.RunPython.noop),
    ]
