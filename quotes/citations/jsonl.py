"""Writes references as JSON Lines: all known data, an object per line, for programs.

Source: jsonlines.org. The names of the fields stay as they are; new ones may come.

- `id`: of the quote ("q7"), or of the article if nothing is quoted; unique.
- `url`: its page here.
- `text`: the words as printed, with their line breaks, or the paraphrase.
- `kind`: direct, mixed or indirect.
- `language`, `translation`, `translation_language`: BCP 47 tags; the words translated.
- `said`: a date, as "2025-02-03", "2025-02" or "2025"; so are all dates.
- `caution`: what to say before the words, such as "Not Voltaire", if an attribution is
  disputed or refuted, or if the words are not found in the source.
- `speakers`: each with `name`, `role` (as printed), `standing` (unverified, verified),
  `kind` (person, organisation), `family` (name).
- `doubtful_speakers`: the same, with the standing disputed or misattributed.
- `anchor`: `status` (exact, edited, differs, ambiguous, missing, no_text), `spans`
  ([start, end] each, half-open code points in the snapshot of the text), `prefix` and
  `suffix` (the text around), `held_at` (when that snapshot was retrieved), `caveat`
  (what limits the status, for readers: a cut that changes the sense, a passage that
  changed and was not rechecked). If only an earlier snapshot had the words:
  `printed_until` (the day on which the last one that had them was retrieved) and
  `changed_by` (the first one without them).
- `saying`: the page of its saying here, if the words have other prints.
- `article`: `id`, `url` (its page here), `type` (CSL item type), `title`, `authors`
  (`family`, `given`, `particle`, `suffix`, or `literal`), `publication`, `place`,
  `published`, `accessed`, `source_url`, `archive_url`, `section`, `page`, `language`,
  and the fields that `Work` describes: `doi`, `isbn`, `issn`.
- `source_at_words`: the address of the words in the page of the source, in the first
  thousand lines.
- `licence`: the address of the licence of these data, not of the words or the article.

Unknown values are left out.
"""

import datetime
import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Final

from quotes.citations.changed import Changed
from quotes.citations.json_text import (
    escape_character,
    json_member,
    json_string,
    needs_no_escapes,
    plain_string,
)
from quotes.citations.licence import Licence
from quotes.citations.reference import (
    DESCRIBED,
    CitedSpeaker,
    CSLName,
    Quoted,
    Reference,
    Work,
    described_values,
    isodate,
)
from quotes.citations.text_fragment import MAX_LINKED

# Escape the characters that some programs take for the end of a line, and other control
# characters. JSON allows any escape in strings.
_TO_ESCAPE: Final = re.compile("[\x7f-\x9f\u2028\u2029]")


def write_json_lines(
    references: Iterable[Reference], licence: Licence | None = None
) -> Iterator[str]:
    """Yield a .jsonl file, line by line, one object each."""
    end = _member("licence", licence.url if licence else "")
    for number, reference in enumerate(references):
        quoted = reference.quoted
        own = _own(quoted) if quoted else f'"id": "{reference.key}"'
        if number < MAX_LINKED and (address := reference.source_at_words):
            own = f'{own}, "source_at_words": {json_string(address)}'
        yield f'{{{own}, "article": {_article(reference.work)}{end}}}\n'


def _own(quoted: Quoted) -> str:
    """Return the members that only this quote has, as JSON."""
    language = json_member("language", quoted.language, _name)
    said = f', "said": "{quoted.said.isoformat()}"' if quoted.said else ""
    # Check all texts of the quote at once.
    plain = needs_no_escapes(
        f"{quoted.url}{quoted.exact}{quoted.prefix}{quoted.suffix}"
    )
    write = plain_string if plain else _string
    own = (
        f'"id": "{quoted.key}"{json_member("url", quoted.url, write)}'
        f"{_member('caution', quoted.caution)}"
        f'{json_member("text", quoted.exact, write)}, "kind": "{quoted.kind}"'
        f"{language}{said}"
        f"{_member('translation', quoted.translation)}"
        f"{_member('translation_language', quoted.translation_language)}"
    )
    if quoted.saying:
        own += _member("saying", quoted.saying)
    if reported := quoted.reported:
        own = f'{own}, "speakers": [{", ".join([_speaker(who) for who in reported])}]'
    if doubtful := quoted.doubtful:
        speakers = ", ".join([_speaker(who) for who in doubtful])
        own = f'{own}, "doubtful_speakers": [{speakers}]'
    anchor = f'"status": "{quoted.anchor}"'
    if quoted.spans:
        spans = ", ".join([f"[{start}, {end}]" for start, end in quoted.spans])
        anchor = f'{anchor}, "spans": [{spans}]'
    anchor += json_member("prefix", quoted.prefix, write)
    anchor += json_member("suffix", quoted.suffix, write)
    if quoted.snapshot_at:
        anchor = f'{anchor}, "held_at": "{_time(quoted.snapshot_at)}"'
    if caveat := quoted.caveat:
        anchor += _member("caveat", str(caveat))
        if isinstance(caveat, Changed):
            anchor = (
                f'{anchor}, "printed_until": "{caveat.had.isoformat()}", '
                f'"changed_by": "{caveat.lacked.isoformat()}"'
            )
    return f'{own}, "anchor": {{{anchor}}}'


def _speaker(who: CitedSpeaker) -> str:
    role = _member("role", who.role)
    kind = "person" if who.is_person else "organisation"
    return (
        f'{{"name": {_name(who.name)}{role}, "standing": "{who.standing}", '
        f'"kind": "{kind}"{json_member("family", who.family, _name)}}}'
    )


def _member(name: str, text: str) -> str:
    return json_member(name, text, _string)


def _string(text: str) -> str:
    if needs_no_escapes(text):
        return f'"{text}"'
    written = json_string(text)
    if written.isprintable():
        return written
    return _TO_ESCAPE.sub(escape_character, written)


_name: Final = lru_cache(maxsize=4096)(_string)


@lru_cache(maxsize=512)
def _article(work: Work) -> str:
    """Return the members that all quotes of a work share, as JSON."""
    names = ", ".join([_author(name) for name in work.authors])
    authors = f', "authors": [{names}]' if names else ""
    described = zip(DESCRIBED, described_values(work), strict=True)
    return (
        f'{{"id": "{work.key}"{_member("url", work.page_url)}, "type": "{work.type}"'
        f"{_member('title', work.title)}{authors}"
        f"{_member('publication', work.container_title)}{_member('place', work.place)}"
        f"{_member('published', isodate(work.issued))}"
        f"{_member('accessed', isodate(work.accessed))}"
        f"{_member('source_url', work.url)}{_member('archive_url', work.archive_url)}"
        f"{_member('section', work.section)}{_member('page', work.page)}"
        f"{_member('language', work.language)}"
        f"{''.join([_member(name, value) for name, value in described])}}}"
    )


@lru_cache(maxsize=4096)
def _author(name: CSLName) -> str:
    # Drop the first comma, because no member comes before it.
    members = (
        f"{_member('family', name.family)}{_member('given', name.given)}"
        f"{_member('particle', name.particle)}{_member('suffix', name.suffix)}"
        f"{_member('literal', name.literal)}"
    )
    return f"{{{members[2:]}}}"


#: All quotes of a snapshot have the same time.
_time: Final = lru_cache(maxsize=512)(datetime.datetime.isoformat)
