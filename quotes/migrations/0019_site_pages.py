"""The pages about the site, with their first texts."""

import quotes.models.site_pages
from django.db import migrations, models

ABOUT = """
On Record is a public record of quotations. For every quote it says who is named as the
speaker, where the words were printed, and what has been checked.

It keeps two questions apart, because matching words do not make an attribution true.

## Are these the printed words?
Software compares each quote with the text that we hold of its source. The answer is
about the source alone: a newspaper can print, word for word, something that nobody said.

## Did this person say it?
Only people can answer that. Until an editor has compared the quote with other evidence,
a quote is credited to its speaker and **not yet checked**. The other answers are
verified, disputed and misattributed, each with its evidence on the page of the quote.

## What you can do here
- [Search the quotes](/quotes/), or browse [speakers](/speakers/), [topics](/topics/),
  [outlets](/publications/) and [years](/years/).
- Read each quote in its passage, and go on to the source.
- [Cite quotes and download them](/data/), one at a time or a whole list, or
  [follow a list as a feed](/feeds/).
- Read [how we check](/how-we-check/) and [what the labels mean](/labels/).

## What we do not promise
This is not a collection of everything that was said. A quote that is missing here may
well be genuine. A quote that is here is no more certain than its labels say.
"""

CHECKS = """
Every quote has two answers. The square sign is about the words, and software gives it.
The round sign is about the speaker, and editors give it. Neither follows from the other.

## How the words are compared
We hold a text of most sources. Software looks for the words of the quote in it, again
whenever the text or the quote changes.

**Word for word** means that every letter, capital, accent, figure and mark of
punctuation is the same. Only these differences do not count:

- line breaks, the number of spaces, and spaces around a dash;
- invisible characters, and a hyphen that only divides a word at the end of a line;
- the reporter’s words between two parts of one quotation, as in “We will win,” she said,
  “because we must.”

**Marked changes** means that the words are the same, apart from:

- what the quote marks itself: [brackets], [sic], and an ellipsis for a cut;
- the capital or small first letter of the quote;
- straight or curly quotation marks, kinds of dashes, and other ways to write or encode
  the same letters;
- the sign where the quotation ends, such as a full stop for a comma.

Any other difference gives **Other words**, even one letter, one accent or “2500” for
“2,500”. The page of the quote then shows the difference.

**Not found** means that the text we hold does not have the words. It does not mean that
nobody said them: the text may be another edition, or the words may come from another
source. Do not cite them from this one.

**More than once** means that the words occur in several places and it is not settled
which one is meant. **Text changed** means that an earlier text of the source had the
words and a newer one lacks them; both can be read. **No text held** means that nothing
was compared.

A cut that leaves out a “not”, “never”, “unless” or the like, within the quote or right
beside it, can turn a sentence round. We look for such words in English, French, German
and Spanish, and say so on the quote.
Irony, and a sense that only the next paragraph gives, no program finds: read the passage.

## How editors check the speaker
- **Credited, not yet checked:** the source names this speaker. No editor has compared
  that with anything else.
- **Verified:** an editor compared it with evidence beyond the source, such as a recording
  or the speaker’s own text. The evidence is on the page, so that you can judge it.
- **Disputed:** there is evidence against it, and the matter is open.
- **Misattributed:** the evidence says that this person did not say it. Such a quote says
  so before its words, in lists, files and feeds too.

None of the last three can be entered without its evidence.

## How quotes get here
Editors enter them. For English texts a program suggests quotes and their speakers. It
misses some and gets some wrong, so a suggestion becomes a quote only if an editor accepts
it. In other languages the suggestions are seldom right, and editors enter quotes by hand.

Nothing that was published is deleted. A quote or a source that was wrong is withdrawn:
its page stays, and gives the reason.

## What search looks at
Every word that you type has to be in the quote, in its translation, or in what belongs to
it: the speaker’s name and role, the title, author, outlet and date of the source, or a
topic. Search does not look at the whole texts of the sources. Other forms of a word are
found too. Words in quotation marks are searched in that order and form; capitals, accents
and punctuation do not matter. Quotes that lack some of the words are shown apart.

## What can still be wrong
- The text we hold can differ from what was printed, or be an excerpt.
- The source can be wrong about what was said. A match cannot show that.
- Editors can be wrong. Read their evidence, and tell us what is missing.
"""

LABELS = """
Every quote carries two labels. They answer different questions, and one says nothing
about the other. [How we check](/how-we-check/) explains what is behind them.
"""

CONTACT = """
## If something is wrong
Name the page, say what is wrong, and say where the right version can be checked: a
recording, a transcript, the printed page. A date and an address help most.

Words, names and dates are corrected against the source. The label of a speaker changes
only with evidence, which is then shown on the page of the quote.

## If you hold the rights to a text
Say which text, and whether we should show less of it. Quotes stay with the words around
them that are needed to check them.
"""

#: Name, title, description, text.
PAGES = [
    (
        "about",
        "About On Record",
        "A public record of quotations that keeps two questions apart: are these the "
        "printed words, and did this person say it?",
        ABOUT,
    ),
    (
        "checks",
        "How we check",
        "How the words of each quote are compared with its source, how editors check the "
        "speaker, and what can still be wrong.",
        CHECKS,
    ),
    (
        "labels",
        "What the labels mean",
        "Every label of the printed words and of the speaker, with what it says and what "
        "it does not say.",
        LABELS,
    ),
    ("contact", "Contact", "How to reach the editors and report a mistake.", CONTACT),
]


def add_pages(apps, schema_editor):
    """Add the pages that are missing; texts that somebody has edited stay."""
    SitePage = apps.get_model("quotes", "SitePage")
    for name, title, description, text in PAGES:
        first = {"title": title, "description": description, "text": text.strip()}
        SitePage.objects.get_or_create(name=name, defaults=first)


class Migration(migrations.Migration):

    dependencies = [
        ('quotes', '0018_exact_words'),
    ]

    operations = [
        migrations.CreateModel(
            name='SitePage',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('created_at', models.DateTimeField(auto_now_add=True)),
                ('updated_at', models.DateTimeField(auto_now=True)),
                ('name', models.CharField(choices=[('about', 'About'), ('checks', 'How we check'), ('labels', 'What the labels mean'), ('contact', 'Contact')], editable=False, max_length=20, unique=True)),
                ('title', models.CharField(max_length=100)),
                ('description', models.CharField(help_text='A sentence for search engines and for previews of links.', max_length=300)),
                ('text', models.TextField(help_text='Leave an empty line between paragraphs. “## ” begins a heading, “- ” an item of a list; **bold**; [words](/quotes/) is a link.', max_length=50000, validators=[quotes.models.site_pages.validate_links])),
            ],
            options={
                'verbose_name': 'page about the site',
                'verbose_name_plural': 'pages about the site',
                'ordering': ['pk'],
                'default_permissions': ('view', 'change'),
                'constraints': [models.CheckConstraint(condition=models.Q(('name__in', ['about', 'checks', 'labels', 'contact'])), name='sitepage_name_choice', violation_error_message='Choose one of these as name: about, checks, labels, contact.')],
            },
        ),
        migrations.RunPython(add_pages, migrations.RunPython.noop),
    ]
