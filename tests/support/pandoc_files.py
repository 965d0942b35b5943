"""Our files as pandoc, which others wrote, reads them."""

import json
import subprocess

import pypandoc


def csl_through_pandoc(text, reader):
    """Return the CSL items that pandoc makes of a bibliography's text."""
    ran = subprocess.run(
        [pypandoc.get_pandoc_path(), "--from", reader, "--to", "csljson"],
        input=text.encode(),
        capture_output=True,
        check=True,
    )
    assert ran.stderr == b""
    return json.loads(ran.stdout)
