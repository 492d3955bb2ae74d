"""Makes a virtual environment with these packages, unless the folder is there: python-env.py FOLDER REQUIREMENTS.

Parallel test workers all call this; a lock that the kernel drops with its holder lets one of them work. The folder
appears by a rename, so a half-made one is never used.
"""

import fcntl
import pathlib
import shutil
import subprocess
import sys
import venv


def main(folder: pathlib.Path, requirements: pathlib.Path) -> None:
    folder.parent.mkdir(parents=True, exist_ok=True)
    with open(folder.parent / "lock", "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if folder.exists():
            return
        partial = folder.with_suffix(".partial")
        shutil.rmtree(partial, ignore_errors=True)
        venv.create(partial, with_pip=True)
        pip = [partial / "bin" / "python", "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
        subprocess.run([*pip, "--requirement", requirements], check=True, stdout=sys.stderr)
        partial.rename(folder)


main(pathlib.Path(sys.argv[1]), pathlib.Path(sys.argv[2]))
