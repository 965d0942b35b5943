"""Decides which backups to delete: one is kept for each day, week and month."""

import shutil
from collections.abc import Callable, Iterable
from datetime import datetime, timedelta
from pathlib import Path

from config.backups.archive import MANIFEST, NAME

#: Younger backups are never deleted, however many there are: one of them may have been
#: made just before something was replaced.
ALWAYS_KEPT = timedelta(days=2)


def made(backup: Path) -> datetime | None:
    """Return when a backup was made, from the name of its folder; None for others."""
    try:
        return datetime.strptime(f"{backup.name}+0000", f"{NAME}%z")
    except ValueError:
        return None


def backups(folder: Path) -> list[Path]:
    """Return the complete backups in a folder, the newest first."""
    found = [
        path
        for path in (folder.iterdir() if folder.is_dir() else ())
        if made(path) and (path / MANIFEST).is_file()
    ]
    return sorted(found, key=lambda path: path.name, reverse=True)


def to_delete(
    times: Iterable[datetime], keep: tuple[int, int, int], now: datetime
) -> set[datetime]:
    """Return the times of the backups to delete.

    `keep` is for how many days, weeks and months one backup is kept, its newest. Days
    without a backup do not count, so old backups stay if no new ones are made.
    """
    newest_first = sorted(times, reverse=True)
    kept = {time for time in newest_first if now - time < ALWAYS_KEPT}
    kept.update(newest_first[:1])
    periods: tuple[Callable[[datetime], object], ...] = (
        lambda time: time.date(),
        lambda time: time.isocalendar()[:2],
        lambda time: (time.year, time.month),
    )
    for count, period in zip(keep, periods, strict=True):
        newest_of: dict[object, datetime] = {}
        for time in newest_first:
            newest_of.setdefault(period(time), time)
        kept.update([*newest_of.values()][:count])
    return set(newest_first) - kept


def prune(folder: Path, keep: tuple[int, int, int], now: datetime) -> list[Path]:
    """Delete the backups that are no longer needed, and return their folders."""
    times = {time: path for path in backups(folder) if (time := made(path))}
    excess = [times[time] for time in sorted(to_delete(times, keep, now))]
    for backup in excess:
        # Without its manifest it no longer counts as a backup, if this is interrupted.
        (backup / MANIFEST).unlink()
        shutil.rmtree(backup)
    return excess
