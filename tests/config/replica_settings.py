"""The site's own settings, with a few addresses more for the tests of replicas."""

from config import replica_health
from config.settings import *  # noqa: F403

replica_health.REST = 1.0  # the tests wait for it
ROOT_URLCONF = "tests.config.replica_urls"
