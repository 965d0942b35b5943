"""Environment variables: all documented, and each mistake has a sentence."""

import ast
import os
import re
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from config import variables

PROJECT = Path(__file__).resolve().parents[2]
#: Only tests set it.
UNDOCUMENTED = {"STATIC_FROM_SOURCE"}


def read_variables():
    """Return the names of variables that config/settings.py reads."""
    tree = ast.parse((PROJECT / "config" / "settings.py").read_text())
    readers = {name for name in vars(variables) if name[0].islower()}
    found = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and node.args:
            called = ast.unparse(node.func)
            if called in readers or called == "os.environ.get":
                found.add(ast.literal_eval(node.args[0]))
    return found


def test_every_variable_is_in_the_table():
    text = (PROJECT / "docs" / "deployment.md").read_text()
    table = text.partition("## Settings")[2].partition("\n## ")[0]
    rows = re.findall(r"^\|(.*?)\|", table, re.MULTILINE)
    documented = {name for row in rows for name in re.findall(r"`([A-Z_]+)`", row)}
    assert len(documented) > 30
    assert documented == read_variables() - UNDOCUMENTED


@pytest.mark.parametrize(
    ("reader", "arguments", "value", "told"),
    [
        (variables.switch, [False], "perhaps", "set it to on or off"),
        (variables.number, [1], "many", "set it to a whole number"),
        (variables.number, [1], "-1", "set it to 0 or more"),
        (variables.number, [2, 2], "1", "set it to 2 or more"),
        (variables.hosts, ["localhost"], "https://a.example", "names alone"),
        (variables.origins, [], "a.example", "write origins, as in https://"),
        (variables.origin, [], "https://a.example/x", "write origins, as in https://"),
        (variables.origin, [], "https://a.example http://b.example", "write one"),
        (variables.address_path, ["admin"], "a b", "use letters, digits"),
        (variables.address_path, ["admin"], "../x", "use letters, digits"),
        (variables.time_zone, ["UTC"], "Europe/Atlantis", "set it to a time zone"),
        (variables.time_zone, ["UTC"], "/etc/passwd", "set it to a time zone"),
        (variables.choice, ["b", "a", "b"], "loud", "set it to a or b"),
        (variables.proxies, [0], "10.0.0.300", "or to their addresses"),
        (variables.proxies, [0], "10.0.0.1/8", "has host bits set"),
        (variables.proxies, [0], "-1", "set it to 0 or more"),
    ],
)
def test_a_mistake_is_named_with_what_to_write(
    reader, arguments, value, told, monkeypatch
):
    monkeypatch.setenv("IT", value)
    with pytest.raises(ImproperlyConfigured, match=re.escape(told)) as caught:
        reader("IT", *arguments)
    assert str(caught.value).startswith("IT")


def test_values_are_read(monkeypatch):
    def read(reader, value, *arguments):
        monkeypatch.setitem(os.environ, "IT", value)
        return reader("IT", *arguments)

    assert read(variables.hosts, "a.example, [::1] .b.example", "") == [
        *("a.example", "[::1]", ".b.example")
    ]
    assert read(variables.origins, "https://a.example:8443") == [
        "https://a.example:8443"
    ]
    assert read(variables.address_path, "/desk/", "admin") == "desk/"
    assert read(variables.address_path, "", "admin") == "admin/"
    assert read(variables.proxies, "", 1) == 1
    assert read(variables.proxies, "2", 1) == 2
    networks = read(variables.proxies, "127.0.0.1, 10.0.0.0/8 fd00::/8", 1)
    assert [str(each) for each in networks] == [
        "127.0.0.1/32",
        "10.0.0.0/8",
        "fd00::/8",
    ]
