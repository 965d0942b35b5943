"""A server on loopback for tests of fetching, which set its responses."""

import pytest

from tests.support.hostile_server import PAGE, answer, hostile_server


@pytest.fixture
def server():
    with hostile_server() as running:
        running.answers["/page"] = answer(PAGE)
        yield running
