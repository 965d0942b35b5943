"""Serves the site: `python -m config.serving --bind 127.0.0.1:8000 --workers 4`.

It takes the options of gunicorn, with other defaults.
"""

import os
import shutil
import sys
import tempfile

from gunicorn.app.wsgiapp import WSGIApplication

from config.serving import SETTINGS
from config.serving.arbiter import OverlappingArbiter

#: The variable that names the folder of the workers' metrics (prometheus_client).
METRICS_FOLDER = "PROMETHEUS_MULTIPROC_DIR"


def forget_worker(arbiter, worker):
    """Remove the gauges of a worker that has ended; its counts stay."""
    from prometheus_client.multiprocess import mark_process_dead

    mark_process_dead(worker.pid)


#: What differs from gunicorn's defaults. Options of the command line win.
DEFAULTS = {
    **SETTINGS,
    "workers": int(os.environ.get("WEB_CONCURRENCY", 2 * (os.cpu_count() or 1))),
    "child_exit": forget_worker,
}


class GunicornApplication(WSGIApplication):
    """Gunicorn with overlapping workers that receive whole requests."""

    def init(self, parser, opts, args):
        return super().init(parser, opts, args or ["config.wsgi"])

    def load_default_config(self):
        super().load_default_config()
        for name, value in DEFAULTS.items():
            self.cfg.set(name, value)

    def run(self):
        master = os.getpid()
        # Always a new one: it is deleted, and old counts would be added.
        folder = tempfile.mkdtemp(prefix="on-record-")
        os.environ[METRICS_FOLDER] = folder
        try:
            OverlappingArbiter(self).run()
        finally:
            # Its workers, which are forks, get here too.
            if os.getpid() == master:
                shutil.rmtree(folder, ignore_errors=True)


if __name__ == "__main__":
    sys.exit(GunicornApplication("%(prog)s [options]").run())
