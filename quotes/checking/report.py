"""The JSON of checked quotations, the same from the page and from `check_quotes`."""

from quotes.checking.claim_places import MARKS

#: Code points of printed words that are given, and places of a quotation.
MAX_PRINTED, MAX_PLACES = 2_000, 10
#: A longer gap between two pieces of printed words is not given.
MAX_GAP_SHOWN = 200


def checked_as_json(name, checked):
    """Return a dict for JSON about a Checked quotation of the file or text `name`.

    Offsets are half-open code points.
    """
    judged = checked.judgement
    return {
        "file": name,
        "spans": [list(span) for span in checked.spans],
        "words": checked.words,
        "speaker": checked.speaker,
        "verdict": str(judged.verdict),
        "reason": judged.reason,
        "flags": sorted(map(str, judged.flags)),
        "speaker_verdict": judged.speaker,
        "notes": list(judged.notes),
        "places": [
            {
                "kind": place.candidate.key[0],
                "id": place.candidate.key[1],
                "article": place.source,
                "spans": [list(span) for span in place.whole_spans],
                "printed": match_as_printed(place)[:MAX_PRINTED],
            }
            for place in judged.places[:MAX_PLACES]
        ],
    }


def match_as_printed(place):
    """Return the words of a Match as printed, from the first span to the last.

    Long text that the claim's ellipsis omits is omitted here too. "" for a quote on
    record whose words were not found in a text of its source, or with marked changes.
    """
    held = place.candidate
    if held.unprinted or not held.is_compared:
        return ""
    if held.is_quote and MARKS.search(place.printed):
        return ""
    text, parts, at = place.candidate.text, [], place.start
    for start, end in place.spans:
        if start - at > MAX_GAP_SHOWN:
            parts.append(" […] ")
        elif start > at:
            parts.append(text[at:start])
        parts.append(text[max(start, at) : end])
        at = max(at, end)
    return "".join(parts)
