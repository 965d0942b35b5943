"""The site's own settings, with a few more addresses for tests of replicas."""

from config.replicas import health
from config.settings import *  # noqa: F403

health.SUSPENSION = 1.0  # the tests wait for it
ROOT_URLCONF = "tests.support.replica_urls"
