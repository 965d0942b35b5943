"""A quote with its citation as text, HTML and Markdown."""

from quotes.citations.quote_copy import quote_with_citation
from quotes.citations.reference import CitedSpeaker, Quoted
from quotes.citations.text import StyledRun, text_of

CITATION = text_of([StyledRun("("), StyledRun("Paper", em=True), StyledRun(", 2025)")])
URL = "https://quotes.example/quotes/7/we_will_(appeal)/"


def test_words_speaker_citation_and_address_in_three_formats():
    quoted = Quoted(
        key="q7",
        text="We *will* appeal.\n\n<b>Now</b>",
        speakers=(CitedSpeaker("Zoë Lim", "minister"), CitedSpeaker("Acme & Co")),
        url=URL,
        language="en",
    )
    copied = quote_with_citation(quoted, CITATION)
    assert copied.plain == (
        "“We *will* appeal.\n<b>Now</b>”\n"
        "— Zoë Lim, minister and Acme & Co\n(Paper, 2025)\n" + URL
    )
    assert copied.html == (
        f'<blockquote cite="{URL}" lang="en" dir="auto"><p>“We *will* appeal.<br>\n'
        "&lt;b&gt;Now&lt;/b&gt;”</p></blockquote>\n"
        "<p>— Zoë Lim, minister and Acme &amp; Co<br>\n(<em>Paper</em>, 2025)<br>\n"
        f'<a href="{URL}">{URL}</a></p>'
    )
    assert copied.markdown == (
        "> “We \\*will\\* appeal.  \n> \\<b\\>Now\\</b\\>”\n\n"
        "— Zoë Lim, minister and Acme & Co  \n(*Paper*, 2025)  \n"
        "[https://quotes.example/quotes/7/we\\_will\\_(appeal)/]"
        "(https://quotes.example/quotes/7/we_will_%28appeal%29/)"
    )


def test_what_is_doubtful_or_not_printed_so_comes_first():
    cases = (
        (("direct", "misattributed", "Not Ada."), "Not Ada.\n“Words.”\n— Not Ada\n"),
        (("indirect", "verified", ""), "Paraphrase: Words.\n— Ada\n"),
        (("mixed", "disputed", ""), "Words.\n— Disputed – Ada\n"),
    )
    for (kind, standing, caution), begin in cases:
        speakers = (CitedSpeaker("Ada", "", standing),)
        quoted = Quoted(key="q1", text="Words.", kind=kind, speakers=speakers)
        copied = quote_with_citation(quoted, CITATION, caution)
        assert copied.plain == f"{begin}(Paper, 2025)"
        assert copied.markdown.startswith("**Not Ada.**") == bool(caution)
        assert ("<strong>Not Ada.</strong>" in copied.html) == bool(caution)
    nobody = quote_with_citation(Quoted(key="q1", text="“Words.”"), CITATION)
    assert nobody.plain == "“Words.”\n— Unattributed\n(Paper, 2025)"
