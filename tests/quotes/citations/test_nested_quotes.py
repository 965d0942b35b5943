"""Titles in quotation marks, with others inside."""

from quotes.citations.nested_quotes import quoted_title


def test_marks_inside_alternate_with_those_around():
    for title, quoted in (
        ("Plain", "“Plain”"),
        (
            "Why the “quiet war” over ‘smart’ meters isn’t over",
            "“Why the ‘quiet war’ over ‘smart’ meters isn’t over”",
        ),
        ("“A ‘b’ c” d", "“‘A “b” c’ d”"),
        ("Minister shouts “Enough!”", "“Minister shouts ‘Enough!’”"),
        ('He said "no" twice', "“He said ‘no’ twice”"),
        ("“One” and “two”", "“‘One’ and ‘two’”"),
        ("“a “b” c”", "“‘a “b” c’”"),
        ("(“Yes”)", "“(‘Yes’)”"),
        # Apostrophes, inches and marks without a partner.
        ("The ’90s are “back”", "“The ’90s are ‘back’”"),
        ("Dogs’ “day”", "“Dogs’ ‘day’”"),
        ("‘isn’t it’ so", "“‘isn’t it’ so”"),
        ('A 6" gun', '“A 6" gun”'),
        ("“Unclosed title", "““Unclosed title”"),
        # Marks of other languages.
        ("Nennt „unfertig“, was", "“Nennt „unfertig“, was”"),
        ("Le « mot » d’or", "“Le « mot » d’or”"),
        ("", "“”"),
    ):
        assert quoted_title(title) == quoted, title
