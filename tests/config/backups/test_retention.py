"""Which backups are deleted."""

from datetime import UTC, datetime, timedelta

from config.backups.retention import backups, made, prune, to_delete

NOW = datetime(2026, 11, 30, 3, tzinfo=UTC)


def nightly(days):
    return [NOW - timedelta(days=day) for day in range(days)]


def test_one_backup_is_kept_for_each_day_week_and_month():
    kept = sorted(set(nightly(400)) - to_delete(nightly(400), (7, 5, 12), NOW))
    days = [f"{time:%m-%d}" for time in reversed(kept)]
    assert days[:7] == ["11-30", "11-29", "11-28", "11-27", "11-26", "11-25", "11-24"]
    # The newest of each week (Sundays), then of each month.
    assert days[7:10] == ["11-22", "11-15", "11-08"]
    assert days[10:] == [
        *("10-31", "09-30", "08-31", "07-31", "06-30", "05-31"),
        *("04-30", "03-31", "02-28", "01-31", "12-31"),
    ]


def test_young_backups_and_the_newest_are_never_deleted():
    hourly = [NOW - timedelta(hours=hour) for hour in range(60)]
    deleted = to_delete(hourly, (1, 0, 0), NOW)
    assert all(NOW - time >= timedelta(days=2) for time in deleted)
    assert to_delete([NOW - timedelta(days=900)], (0, 0, 0), NOW) == set()


def test_old_backups_stay_if_no_new_ones_are_made():
    old = [NOW - timedelta(days=day) for day in range(500, 507)]
    assert to_delete(old, (7, 0, 0), NOW) == set()


def test_only_complete_backups_are_counted_and_deleted(tmp_path):
    for name in ("on-record-20200101T000000Z", "on-record-20200102T000000Z"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "manifest.json").touch()
    for name in ("on-record-20190101T000000Z", "photographs", ".unfinished-abc"):
        (tmp_path / name).mkdir()
    assert [f"{made(path):%d}" for path in backups(tmp_path)] == ["02", "01"]
    (deleted,) = prune(tmp_path, (1, 0, 0), NOW)
    assert deleted.name == "on-record-20200101T000000Z"
    assert sorted(path.name for path in tmp_path.iterdir()) == [
        ".unfinished-abc",
        "on-record-20190101T000000Z",
        "on-record-20200102T000000Z",
        "photographs",
    ]
