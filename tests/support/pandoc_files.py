"""Our files, as pandoc reads them."""

import json
import subprocess

import pypandoc


def csl_through_pandoc(text, reader):
    """Return the CSL items that pandoc reads from a bibliography."""
    ran = subprocess.run(
        [pypandoc.get_pandoc_path(), "--from", reader, "--to", "csljson"],
        input=text.encode(),
        capture_output=True,
        check=True,
    )
    assert ran.stderr == b""
    return json.loads(ran.stdout)


def pandoc(content, source, to="plain"):
    """Return a document as pandoc reads it, its lines unbroken."""
    done = subprocess.run(
        [pypandoc.get_pandoc_path(), f"--from={source}", f"--to={to}", "--wrap=none"],
        input=content if isinstance(content, bytes) else content.encode(),
        capture_output=True,
        check=True,
    )
    return done.stdout.decode()
