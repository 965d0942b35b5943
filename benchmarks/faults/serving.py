"""Faults of the site's own processes, and of its clients."""

import contextlib
import http.client
import os
import random
import signal
import threading
import time

import django

from benchmarks import fuzzing
from benchmarks.faults.deployment import children
from tests.support.replica_pair import wait_until
from tests.support.small_server import HELD


def kill_worker(world):
    """Kill one of two workers."""
    os.kill(world.site.workers()[0], signal.SIGKILL)
    return time.monotonic()


def kill_master(world):
    """Kill the master. Its workers are killed too, and it is restarted after 1 s."""
    return _end_master(world, signal.SIGKILL)


def restart(world):
    """Stop the site as for a restart; it ends its requests and is started again."""
    return _end_master(world, signal.SIGTERM)


def _end_master(world, number):
    before = world.site.process
    before.send_signal(number)
    wait_until(lambda: world.site.process is not before, 60)
    return world.site.wait()


def reload(world):
    """Reload the program twice (HUP), the second time before the first has ended."""
    for _ in range(2):
        world.site.process.send_signal(signal.SIGHUP)
        time.sleep(2)
    time.sleep(8)
    return time.monotonic()


def thousand_slow_clients(world):
    """Hold 1,000 connections that never finish their requests for ten seconds."""
    with contextlib.ExitStack() as stack:
        for place in range(1_000):
            client = stack.enter_context(world.front.connect())
            client.sendall(HELD[place % len(HELD)])
        time.sleep(10)
    return time.monotonic()


def fuzz(world):
    """Send 600 odd requests to all addresses, over four connections at once."""
    os.environ |= world.site.environment
    os.environ["DJANGO_SETTINGS_MODULE"] = "config.settings"
    django.setup()  # for the patterns of addresses
    routes = [*fuzzing.patterns()]
    values = [fuzzing.NUMBERS, fuzzing.TEXTS]
    failed = []

    def send(seed):
        chance = random.Random(seed)  # noqa: S311
        for _ in range(150):
            method, path, headers, body = fuzzing.draw(routes, values, chance)
            if len(path) > 7_000:
                continue  # gunicorn refuses it: 400
            client = http.client.HTTPConnection(
                "127.0.0.1", world.site.port, timeout=30
            )
            try:
                client.putrequest(method.upper(), path)
                for name, value in headers.items():
                    client.putheader(name, value.encode("utf-8", "surrogateescape"))
                for name, value in world.front.headers.items():
                    client.putheader(name, value)
                client.putheader("Content-Length", str(len(body or b"")))
                client.endheaders(body)
                status = client.getresponse().status
                if status >= 500 and status != 501:
                    failed.append((status, method, path[:200]))
            except ValueError:
                pass  # the client itself refuses to send it
            except (OSError, http.client.HTTPException) as error:
                failed.append((repr(error), method, path[:200]))
            finally:
                client.close()

    threads = [threading.Thread(target=send, args=[seed]) for seed in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert not failed, failed[:5]
    assert children(world.site.process.pid), "All workers are gone"
    return time.monotonic()
