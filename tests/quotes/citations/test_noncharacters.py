"""Unicode's non-characters never get into a file, even if they are stored."""

from quotes.citations.formats import FORMATS
from quotes.citations.reference import CitedSpeaker, CSLName, Quoted, Reference, Work

NONE = "\ufdd0\ufdef\ufffe\uffff\U0001ffff\U0010fffe"


def test_no_file_has_any():
    text = f"a{NONE}b"
    work = Work(
        key="a1",
        type="article-newspaper",
        title=text,
        authors=(CSLName(text, text, text, text), CSLName(literal=text)),
        container_title=text,
        place=text,
        url=f"https://x.example/{NONE}",
        archive_url=f"https://y.example/{NONE}",
        page=text,
        section=text,
    )
    quoted = Quoted(
        key="q1",
        text=f"One {NONE}\nline",
        speakers=(CitedSpeaker(text, text, family=text),),
        translation=text,
        anchor="exact",
        spans=((1, 5),),
        prefix=text,
        suffix=text,
        printed=(text,),
    )
    for extension, format_ in FORMATS.items():
        for reference in (Reference(work, quoted), Reference(work)):
            written = "".join(format_.write([reference]))
            assert not set(NONE) & set(written), extension
            assert "\\uffff" not in written.lower(), extension
