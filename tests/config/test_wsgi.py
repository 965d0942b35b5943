"""The WSGI application."""

import os
import subprocess
import sys

CODE = """
import sys
from config import wsgi

assert "numpy" not in sys.modules
assert wsgi.loading.is_alive() and wsgi.loading.daemon
wsgi.loading.cancel()
wsgi.load_suggestions()
from quotes.extraction import languages, model
model.gzip = None  # nothing is read from now on
for language in languages.LANGUAGES.values():
    model.used(language)
"""


def test_a_worker_loads_suggestions_after_its_start():
    subprocess.run([sys.executable, "-c", CODE], check=True, env=os.environ)
