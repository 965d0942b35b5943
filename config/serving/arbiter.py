"""Gunicorn's master process, with workers that overlap at a reload."""

import contextlib
import os
import signal

from gunicorn.arbiter import Arbiter
from gunicorn.errors import HaltServer


class OverlappingArbiter(Arbiter):
    """A master that stops old workers only once new ones are ready (SIGHUP).

    Gunicorn stops the old ones at once, so that requests wait while the new ones load.
    If the new program does not start, the old one continues.
    """

    is_stopping = False
    is_reloading = False

    def manage_workers(self):
        """Start missing workers, and stop old ones that ready ones have replaced."""
        working = [
            worker
            for worker in self.WORKERS.values()
            if not getattr(worker, "is_stopping", False)
        ]
        if not self.is_reloading:
            for _ in range(self.num_workers - len(working)):
                self.spawn_worker()
        ready = sorted(filter(is_ready, working), key=lambda worker: worker.age)
        for worker in ready[: max(0, len(ready) - self.num_workers)]:
            worker.is_stopping = True
            self.kill_worker(worker.pid, signal.SIGTERM)

    def reload(self):
        """Start new workers, and wait until they have replaced the old ones."""
        self.is_reloading = True
        try:
            super().reload()
        finally:
            self.is_reloading = False

    def stop(self, graceful=True):
        """Stop all workers."""
        self.is_stopping = True
        super().stop(graceful)

    def reap_workers(self):
        """Forget workers that have ended."""
        if self.is_stopping:
            # Whatever ended them, it was this process: nothing to report.
            self._reap_silently()
            return
        try:
            super().reap_workers()
        except HaltServer:
            if not any(map(is_ready, self.WORKERS.values())):
                raise
            self.log.error("New workers do not start. The old ones continue.")
        if self.is_reloading:
            self.manage_workers()

    def _reap_silently(self):
        with contextlib.suppress(ChildProcessError):
            while (ended := os.waitpid(-1, os.WNOHANG)[0]) != 0:
                worker = self.WORKERS.pop(ended, None)
                if worker is not None:
                    worker.tmp.close()


def is_ready(worker):
    """Return whether a worker has loaded the program (BufferingWorker.run)."""
    try:
        return os.fstat(worker.tmp.fileno()).st_size > 0
    except (OSError, ValueError):
        return False
