"""Parts of pages are made once for the same values, and of nothing but these."""

import pytest
from django.template import Context, TemplateSyntaxError, engines
from django.utils.safestring import mark_safe


def template(source):
    return engines["django"].from_string("{% load fragments %}" + source).template


class Counted:
    """A value that counts how often it is printed; equal ones look the same."""

    def __init__(self, word):
        self.word, self.printed = word, 0

    def __eq__(self, other):
        return self.word == other.word

    def __hash__(self):
        return hash(self.word)

    def __str__(self):
        self.printed += 1
        return self.word


def test_the_same_values_are_rendered_once_and_others_on_their_own():
    page = template("{{ before }}{% kept word=word %}<b>{{ word }}</b>{% endkept %}")
    first, same, other = Counted("a"), Counted("a"), Counted("b")
    assert page.render(Context({"before": 1, "word": first})) == "1<b>a</b>"
    assert page.render(Context({"before": 2, "word": same})) == "2<b>a</b>"
    assert page.render(Context({"before": 3, "word": other})) == "3<b>b</b>"
    assert (first.printed, same.printed, other.printed) == (1, 0, 1)


def test_nothing_but_the_named_values_is_seen():
    page = template(
        "{% kept a=word|upper %}{{ a }}{{ word }}{{ request }}{% endkept %}"
    )
    assert page.render(Context({"word": "x", "request": "y", "a": "z"})) == "X"


def test_what_is_equal_but_looks_different_is_kept_apart():
    page = template("{% kept it=it %}{{ it }}{% endkept %}")
    values = ["<b>", mark_safe("<b>"), 1, True, 1.0, "<b>"]
    shown = [page.render(Context({"it": each})) for each in values]
    assert shown == ["&lt;b&gt;", "<b>", "1", "True", "1.0", "&lt;b&gt;"]


def test_what_does_not_escape_is_kept_apart():
    source = "{% autoescape off %}{% include part %}{% endautoescape %}"
    page = template("{% include part %}" + source)
    part = template("{% kept it=it %}{{ it }}{% endkept %}")
    assert page.render(Context({"it": "<", "part": part})) == "&lt;<"


def test_partials_includes_and_addresses_work_within():
    page = template(
        "{% partialdef p %}{{ x }}!{% endpartialdef %}"
        "{% kept x=x %}{% partial p %}{% url 'quotes:list' %}"
        '{% include "quotes/citable.html" with citable=x %}{% endkept %}'
    )
    assert page.render(Context({"x": "a"})) == "a!/quotes/\n"


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("{% kept it %}{% endkept %}", "takes name=value only, not “it”"),
        ("{% kept %}{% block b %}{% endblock %}{% endkept %}", "no block in"),
        ("{% kept %}", "Unclosed tag"),
    ],
)
def test_a_mistake_in_a_template_is_told(source, said):
    with pytest.raises(TemplateSyntaxError, match=said):
        template(source)


def test_an_error_within_is_raised_and_not_kept():
    class Fails:
        fails = True

        def __str__(self):
            if self.fails:
                raise LookupError
            return "well"

    page, value = template("{% kept it=it %}{{ it }}{% endkept %}"), Fails()
    with pytest.raises(LookupError):
        page.render(Context({"it": value}))
    value.fails = False
    assert page.render(Context({"it": value})) == "well"
