"""Our files, as pandoc reads them."""

import json
import subprocess

import pypandoc


def pandoc(content, source, to="plain"):
    """Return a document as pandoc reads it, its lines unbroken."""
    done = subprocess.run(
        [pypandoc.get_pandoc_path(), f"--from={source}", f"--to={to}", "--wrap=none"],
        input=content if isinstance(content, bytes) else content.encode(),
        capture_output=True,
        check=True,
    )
    assert done.stderr == b""
    return done.stdout.decode()


def csl_through_pandoc(text, source):
    """Return the CSL items that pandoc reads from a bibliography."""
    return json.loads(pandoc(text, source, to="csljson"))
