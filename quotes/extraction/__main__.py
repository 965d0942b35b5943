"""Suggests the quotes of articles: lines of JSON in, lines of JSON out.

    python -m quotes.extraction < articles.jsonl > suggested.jsonl

In: {"id", "text"}. Out: {"id", "quotes": [{"kind", "content", "speaker", "cue", …}]},
where content, speaker and cue are lists of [start, end], half-open code points. If the
name of a speaker is not certain, "speaker_name" is "" and "speaker_candidates" has the
possible names.
"""

import json
import sys
from typing import Any

from quotes.extraction import Suggestion, suggest


def as_row(one: Suggestion) -> dict[str, Any]:
    """Return a suggestion as a row of the output."""
    return {
        "kind": one.kind,
        "content": [list(span) for span in one.content],
        "speaker": [list(speaker.span) for speaker in one.speakers] or None,
        "cue": [list(one.cue)],
        "speaker_name": [speaker.name for speaker in one.speakers],
        "speaker_role": [speaker.role for speaker in one.speakers],
        "speaker_reason": [speaker.reason for speaker in one.speakers],
        "speaker_candidates": [
            [candidate.name for candidate in speaker.candidates]
            for speaker in one.speakers
        ],
        "speech": one.speech,
        "confidence": one.confidence,
        "reason": one.reason,
    }


def main() -> None:
    for line in sys.stdin:
        if line.strip():
            article = json.loads(line)
            rows = [as_row(one) for one in suggest(article["text"])]
            print(json.dumps({"id": article["id"], "quotes": rows}, ensure_ascii=False))


if __name__ == "__main__":
    main()
