"""A disk that is full: PostgreSQL's data, or its log, on a small file system.

Needs root, which mounts a file system in memory. Without it, the faults are skipped.
"""

import contextlib
import os
import shutil
import subprocess
import time

import psycopg

from benchmarks.faults.deployment import start

SIZE = "600m"
LEFT_FULL = 8.0


def can_mount():
    """Return whether a file system can be mounted here."""
    return os.geteuid() == 0 and shutil.which("mount") is not None


@contextlib.contextmanager
def small_disk(place, size):
    """Move what is in a folder to a small file system in its place, while it runs."""
    aside = place.with_name(f"{place.name}.aside")
    status = place.stat()
    place.rename(aside)
    place.mkdir()
    run("mount", "-t", "tmpfs", "-o", f"size={size}", "tmpfs", place)
    try:
        move(aside, place)
        os.chown(place, status.st_uid, status.st_gid)
        place.chmod(status.st_mode & 0o777)
        yield
    finally:
        move(place, aside)
        run("umount", place)
        place.rmdir()
        aside.rename(place)


def move(source, target):
    for each in [*source.iterdir()]:
        run("cp", "-a", each, target)
        shutil.rmtree(each) if each.is_dir() else each.unlink()


def run(*command):
    subprocess.run([*map(str, command)], check=True, capture_output=True)  # noqa: S603


def fill(folder):
    """Fill a small file system; return the file that does. Refuse any other folder."""
    assert os.path.ismount(folder), f"{folder} is no file system of its own"
    path = folder / "filler"
    with contextlib.suppress(OSError), path.open("wb", buffering=0) as file:
        for size in (2**20, 2**12):
            with contextlib.suppress(OSError):
                while file.write(b"\0" * size):
                    pass
    return path


def full_data(world):
    """Fill the disk with the data for eight seconds, then free it."""
    return _fill_for_a_while(world, world.primary.data)


def full_log(world):
    """Fill the disk with the log alone: PostgreSQL stops until there is space."""
    return _fill_for_a_while(world, world.primary.data / "pg_wal")


def _fill_for_a_while(world, folder):
    filler = fill(folder)
    until = time.monotonic() + LEFT_FULL
    while time.monotonic() < until:
        # Segments of the log that were used before are used up.
        with contextlib.suppress(psycopg.Error):
            world.primary.ask("SELECT pg_switch_wal()")
        time.sleep(0.2)
    filler.unlink()
    if not world.primary.answers():
        world.primary.stop()
        return start(world.primary)
    return time.monotonic()
