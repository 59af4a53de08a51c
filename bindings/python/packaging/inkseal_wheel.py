"""Builds the wheel: maturin, with what a package that is passed on has to have.

The licence and the notices of what is linked in lie in it, and it is the same from every folder and on every machine of
a kind: no path of the machine is in the library or in the bill of materials, the library is stripped, and times are
fixed. It is what `pip` calls (PEP 517).
"""

from __future__ import annotations

import base64
import csv
import hashlib
import io
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
import zipfile
from pathlib import Path
from typing import Any

import maturin
from maturin import get_requires_for_build_editable, get_requires_for_build_wheel

__all__ = [
    "build_editable",
    "build_wheel",
    "get_requires_for_build_editable",
    "get_requires_for_build_wheel",
    "prepare_metadata_for_build_wheel",
]

HERE = Path(__file__).resolve().parent.parent
ROOT = HERE.parent.parent
EPOCH = (1980, 1, 1, 0, 0, 0)
"""The time of every file of a wheel: the first that a ZIP archive can have."""


def prepare_metadata_for_build_wheel(folder: str, settings: Any = None) -> str:
    """Writes the metadata of the wheel into a folder. Returns the name of theirs in it."""
    _write_licences()
    return str(maturin.prepare_metadata_for_build_wheel(folder, settings))


def build_wheel(folder: str, settings: Any = None, metadata: str | None = None) -> str:
    """Builds the wheel into a folder. Returns its name."""
    _write_licences()
    flags = f"{os.environ.pop('RUSTFLAGS', '')} {_output(ROOT / 'scripts/release-flags')}".strip()
    # For the library alone. In the environment they would reach the generator of the bindings too, which others build
    # without them, so that each would build anew what the other has built.
    given = {**(settings or {}), "maturin.build-args": ["--config", f"build.rustflags='{flags}'"]}
    name = str(maturin.build_wheel(folder, given, metadata))
    _finish(Path(folder) / name)
    return name


def build_editable(folder: str, settings: Any = None, metadata: str | None = None) -> str:
    """Builds what an editable installation needs. It stays on this machine."""
    _write_licences()
    return str(maturin.build_editable(folder, settings, metadata))


def _write_licences() -> None:
    """The metadata names them, so they are there before it is made."""
    shutil.copyfile(ROOT / "LICENSE", HERE / "LICENSE")
    notices = _output(ROOT / "scripts/notices", "inkseal-ffi", _host())
    (HERE / "THIRD-PARTY-NOTICES").write_text(notices, encoding="utf-8")


def _output(program: Path, *arguments: str) -> str:
    # By its interpreter, which Windows does not look for in the file.
    interpreter = [sys.executable] if program.name == "notices" else ["bash"]
    command = [*interpreter, str(program), *arguments]
    return subprocess.run(command, check=True, stdout=subprocess.PIPE, encoding="utf-8").stdout


def _host() -> str:
    said = subprocess.run(["rustc", "--version", "--verbose"], check=True, stdout=subprocess.PIPE, text=True).stdout
    return next(line.split()[1] for line in said.splitlines() if line.startswith("host: "))


def _finish(wheel: Path) -> None:
    """Writes a wheel anew, without what is of the machine."""
    with zipfile.ZipFile(wheel) as archive:
        contents = {name: archive.read(name) for name in archive.namelist() if not name.endswith("/")}
    record = next(name for name in contents if name.endswith(".dist-info/RECORD"))
    del contents[record]
    for name, content in contents.items():
        if name.endswith((".so", ".dylib")):
            contents[name] = _stripped(content)
        elif "/sboms/" in name:
            contents[name] = _portable(content)
    rows = io.StringIO()
    lines = csv.writer(rows, lineterminator="\n")
    for name, content in sorted(contents.items()):
        digest = base64.urlsafe_b64encode(hashlib.sha256(content).digest()).rstrip(b"=").decode()
        lines.writerow([name, f"sha256={digest}", len(content)])
    lines.writerow([record, "", ""])
    with zipfile.ZipFile(wheel, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as archive:
        for name, content in [*sorted(contents.items()), (record, rows.getvalue().encode())]:
            entry = zipfile.ZipInfo(name, EPOCH)
            entry.external_attr = (0o755 if name.endswith((".so", ".dylib", ".dll")) else 0o644) << 16
            entry.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(entry, content)


def _stripped(library: bytes) -> bytes:
    """A library without the symbols that nobody looks up. The generator of the bindings needed them before."""
    if shutil.which("strip") is None:
        return library
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder) / "library"
        file.write_bytes(library)
        subprocess.run(["strip", "-x" if sys.platform == "darwin" else "--strip-unneeded", str(file)], check=True)
        return file.read_bytes()


def _portable(materials: bytes) -> bytes:
    """A bill of materials (CycloneDX) that says nothing of the machine and the moment."""
    # Crates of this project are named by the folder they are in.
    text = materials.decode().replace(f"file://{ROOT.as_posix()}", "file://")
    document = json.loads(text)
    document.pop("serialNumber", None)
    document.get("metadata", {}).pop("timestamp", None)
    text = json.dumps(document, indent=2, sort_keys=True)
    return re.sub(re.escape(ROOT.as_posix()), "", text).encode()
