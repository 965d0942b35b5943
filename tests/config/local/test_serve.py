"""`make run`, step by step and as a whole."""

import http.server
import os
import re
import socket
import subprocess
import sys
import threading
import urllib.request
from urllib.parse import urlsplit

import psycopg
import pytest
from django.contrib.auth.models import User

from config.local import serve
from tests.support.processes import PROJECT, free_port


def test_the_port_is_8000_unless_set():
    assert serve.read_port("") == 8000
    assert serve.read_port("8123") == 8123


@pytest.mark.parametrize("text", ["none", "0", "65536", "-1", "80.5"])
def test_an_invalid_port_is_refused(text):
    with pytest.raises(serve.CannotServe, match="choose a number"):
        serve.read_port(text)


def test_a_port_that_is_taken_is_named_with_another_to_try():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        with pytest.raises(serve.CannotServe, match=rf"Port {port} is taken") as caught:
            serve.check_port_is_free(port)
    assert re.search(r"make run PORT=\d+", str(caught.value))
    serve.check_port_is_free(port)


@pytest.mark.django_db
def test_an_editor_is_made_once_and_can_sign_in(client, capsys):
    serve.create_editor()
    output = capsys.readouterr().out
    password = re.search(r"^ +password +(\S+)$", output, re.MULTILINE)[1]
    assert "changepassword editor" in output
    assert client.login(username="editor", password=password)
    assert list(
        User.objects.get(username="editor").groups.values_list("name", flat=True)
    ) == ["Editors"]
    serve.create_editor()
    assert capsys.readouterr().out == ""


@pytest.mark.django_db
def test_no_editor_is_added_to_a_site_that_has_one(capsys):
    User.objects.create_user("somebody", is_staff=True)
    serve.create_editor()
    assert capsys.readouterr().out == ""


def test_static_files_are_collected_when_they_have_changed(settings, tmp_path):
    settings.STATIC_FROM_SOURCE = False
    settings.STATIC_ROOT = tmp_path / "collected"
    settings.STATICFILES_FINDERS = [
        "django.contrib.staticfiles.finders.FileSystemFinder"
    ]
    source = tmp_path / "source"
    source.mkdir()
    settings.STATICFILES_DIRS = [source]
    (source / "one.css").write_text("a {}")
    serve.collect_static()
    assert (settings.STATIC_ROOT / "one.css").read_text() == "a {}"
    (settings.STATIC_ROOT / "one.css").unlink()
    serve.collect_static()  # nothing has changed, so nothing is done
    assert not (settings.STATIC_ROOT / "one.css").exists()
    (source / "one.css").write_text("a { color: red }")
    serve.collect_static()
    assert (settings.STATIC_ROOT / "one.css").read_text() == "a { color: red }"


@pytest.mark.parametrize("status", [200, 500])
def test_the_address_is_printed_when_the_site_answers(status, capsys, settings):
    class Answer(http.server.BaseHTTPRequestHandler):
        def do_GET(self):
            self.send_response(status)
            self.end_headers()

        def log_message(self, *_):
            pass

    with http.server.HTTPServer(("127.0.0.1", 0), Answer) as server:
        thread = threading.Thread(target=server.handle_request)
        thread.start()
        address = f"http://127.0.0.1:{server.server_port}/"
        settings.ADMIN_PATH = "desk/"
        serve.announce(address)
        thread.join()
    output = capsys.readouterr().out
    assert f"On Record is at {address} (Ctrl-C stops it)" in output
    assert f"{address}desk/" in output
    assert ("fails" in output) == (status == 500)


@pytest.fixture
def empty_database(database_server):
    """The URL of a database that has no tables yet."""
    name = f"test_serve_{os.getpid()}"
    with psycopg.connect(database_server, autocommit=True) as connection:
        connection.execute(f"CREATE DATABASE {name}")
        try:
            yield urlsplit(database_server)._replace(path=f"/{name}").geturl()
        finally:
            connection.execute(f"DROP DATABASE {name} WITH (FORCE)")


def start(environment):
    return subprocess.Popen(
        [sys.executable, "-m", "config.local.serve"],
        cwd=PROJECT,
        env=os.environ | environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


def test_it_serves_a_site_from_an_empty_database_and_stops_cleanly(
    empty_database, tmp_path
):
    port = str(free_port())
    static = {"STATIC_FROM_SOURCE": "off", "STATIC_ROOT": str(tmp_path / "static")}
    with start({"PORT": port, "DATABASE_URL": empty_database} | static) as site:
        output = ""
        try:
            for line in site.stdout:
                output += line
                if "Editors sign in at" in line:
                    break
            assert f"On Record is at http://127.0.0.1:{port}/" in output, output
            assert "password" in output
            with urllib.request.urlopen(f"http://127.0.0.1:{port}/") as page:
                home = page.read().decode()
            assert "On Record" in home
            style = re.search(r"/static/css/site\.\w+\.css", home)[0]
            with urllib.request.urlopen(f"http://127.0.0.1:{port}{style}") as sheet:
                assert "immutable" in sheet.headers["Cache-Control"]
        finally:
            site.terminate()
        output = site.stdout.read()
    assert site.returncode == 0, output
    assert output.splitlines()[-1] == "On Record has stopped; everything is saved."
    with psycopg.connect(empty_database) as connection:
        articles = connection.execute("SELECT count(*) FROM articles_article")
        assert articles.fetchone()[0] > 0
    # Each file is there, and compressed, once.
    assert not (tmp_path / "static" / "css" / "site.css").exists()
    assert (tmp_path / "static" / f"{style.removeprefix('/static/')}.br").exists()


def test_a_taken_port_ends_it_at_once():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = str(taken.getsockname()[1])
        with start({"PORT": port}) as site:
            output = site.stdout.read()
    assert site.returncode == 1
    assert f"Port {port} is taken" in output
    assert "Traceback" not in output
    assert "Database" not in output, "nothing was started"


def test_a_database_that_does_not_answer_is_explained():
    address = f"postgresql://somebody@127.0.0.1:{free_port()}/quotes"
    environment = {"PORT": str(free_port()), "DATABASE_URL": address}
    with start(environment) as site:
        output = site.stdout.read()
    assert site.returncode == 1
    assert "The database does not answer" in output
    assert "Traceback" not in output
