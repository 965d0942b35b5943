"""`make clean` deletes no database without a backup."""

import subprocess
from types import SimpleNamespace

from config.local import clean
from config.local.paths import EmbeddedDatabaseError


def test_the_database_is_backed_up_before_it_is_deleted(monkeypatch, capfd):
    done = []
    state = SimpleNamespace(data=True, code=0)

    def run(command, env, **_):
        assert "DATABASE_URL" not in env
        done.append(command[2])
        return subprocess.CompletedProcess(command, state.code)

    monkeypatch.setenv("DATABASE_URL", "postgresql://another")
    monkeypatch.setattr(clean.subprocess, "run", run)
    monkeypatch.setattr(clean.postgres, "has_data", lambda: state.data)
    monkeypatch.setattr(clean.postgres, "remove", lambda: done.append("remove"))
    assert clean.main([]) == 0
    assert done == ["backup", "remove"]
    assert clean.main(["force"]) == 0
    assert done == ["backup", "remove", "remove"]

    done.clear()
    state.code = 1
    assert clean.main([]) == 1
    assert done == ["backup"]
    assert "make clean FORCE=1" in capfd.readouterr().err
    state.data = False
    assert clean.main([]) == 0, "there is nothing to back up"

    def refuse():
        raise EmbeddedDatabaseError("still running")

    monkeypatch.setattr(clean.postgres, "remove", refuse)
    assert clean.main([]) == 1
