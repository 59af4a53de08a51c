"""Writes a file of test vectors once, and never again."""

from __future__ import annotations

import json
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

ROOT = Path(__file__).resolve().parent.parent

Case = dict[str, Any]


def write_all(source: str, makers: dict[str, Callable[[], list[Case]]]) -> int:
    """Makes the files named on the command line, or all; returns the program's exit code.

    `makers` has `area/name` and what makes its cases. A file that is there is refused before
    anything is made: a committed case is never regenerated.
    """
    wanted = sys.argv[1:] or list(makers)
    for name in wanted:
        if name not in makers:
            print(f"{name}: not one of {', '.join(makers)}", file=sys.stderr)
            return 2
    there = [name for name in wanted if path(name).exists()]
    if there:
        print(f"refused, already made: {', '.join(there)}", file=sys.stderr)
        return 1
    for name in wanted:
        cases = makers[name]()
        check_names(name, cases)
        document = {"area": name.split("/")[0], "source": source, "cases": cases}
        path(name).parent.mkdir(exist_ok=True)
        # Non-ASCII stays escaped, so that no editor normalises it and no reader is misled by it.
        with path(name).open("x", encoding="ascii", newline="\n") as file:
            json.dump(document, file, indent=1)
            file.write("\n")
        print(f"{name}: {len(cases)} cases")
    return 0


def must_fail(error: type[Exception], call: Callable[..., Any], *arguments: Any) -> None:
    """What a negative case says of the package is so."""
    try:
        call(*arguments)
    except error:
        return
    raise AssertionError(f"{call.__name__} did not raise {error.__name__}")


def path(name: str) -> Path:
    return ROOT / f"{name}.json"


def check_names(file: str, cases: list[Case]) -> None:
    names = [case["name"] for case in cases]
    doubles = {name for name in names if names.count(name) > 1}
    if doubles:
        raise ValueError(f"{file}: names used twice: {doubles}")
    for case in cases:
        if "expect" not in case:
            raise ValueError(f"{file}: {case['name']}: no expectation")
