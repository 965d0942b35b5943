"""What a Python file imports, read from its source."""

import ast
from functools import cache
from pathlib import Path

ROOT = Path(__file__).parents[2]


def imports(source, package):
    """Yield the full names of all imports in a module's source.

    `from a import b` yields `a.b`, which may be a module or a name in one.
    """
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            parents = package.split(".")
            start = parents[: len(parents) - node.level + 1] if node.level else []
            for alias in node.names:
                yield ".".join([*start, *filter(None, [node.module]), alias.name])
        elif isinstance(node, ast.Call):
            called = getattr(node.func, "attr", getattr(node.func, "id", ""))
            for argument in node.args[:1]:
                if called in ("import_module", "__import__"):
                    yield str(getattr(argument, "value", "unknown"))


@cache
def imports_of(path):
    """Return the full names of all that a file of the project imports."""
    package = ".".join(path.relative_to(ROOT).parent.parts)
    return list(imports(path.read_text(encoding="utf-8"), package))


def libraries(path):
    """Return the top-level packages that a file imports, itself or through others.

    Only files of this project are followed.
    """
    found, seen, waiting = set(), {path}, [path]
    while waiting:
        for name in imports_of(waiting.pop()):
            found.add(name.partition(".")[0])
            new = [file for file in files_of(name) if file not in seen]
            seen.update(new)
            waiting += new
    return found


@cache
def files_of(name):
    """Return the project's files that run when this name is imported."""
    parts = name.split(".")
    steps = [ROOT.joinpath(*parts[:length]) for length in range(1, len(parts) + 1)]
    files = [file for step in steps for file in (step / "__init__.py", f"{step}.py")]
    return [file for file in map(Path, files) if file.is_file()]
