"""Looks at what a run of pgdrill has left behind, and says what must not be.

It shares no code with pgdrill, and reads backups with other programs than it: boto3, gzip and zlib of Python, zstd, psql and
pg_restore. Questions come as JSON lines on stdin, each answered by one on stdout; it ends when stdin does.

  {"remember": {"stores": [...]}}   -> {"<store> <key>": "<sha256>", ...}
  {"look": {...}}                   -> ["what is broken", ...]

Of a look, everything may be left out:
  stores      [{"folder": PATH} | {"endpoint", "bucket", "prefix", "key", "secret"}]
  kept        what `remember` said before the run: none of it may have changed or gone, except
  removable   ["<store> <key>", ...], which the run may have deleted
  restore     {"env": {...}, "answers": {SQL: TEXT}}: where to restore backups that are new, and what they must hold
  databases   {"env": {...}, "names": [...]}: no others may be there
  target      {"env": {...}, "sql": SQL, "answers": [...]}: a live database, which must be whole, old or new
  temporary   folders that must be empty
  home        HOME of the run, by which its processes are found, and where no core may lie
  secrets     what no output, no file of the temporary folders and no command line may hold
  output      what was printed
  leftovers   true where the server was gone for good, so that nobody could have cleared the store
  uncommitted true where a run was killed: objects of a backup that has no manifest may stay, and nothing else
"""

import gzip
import hashlib
import json
import os
import pathlib
import re
import subprocess
import sys
import tempfile
import threading
import time

import boto3
from botocore.config import Config


class Folder:
    def __init__(self, folder):
        self.name = folder
        self.folder = pathlib.Path(folder)

    def keys(self):
        found = (path for path in self.folder.rglob("*") if path.is_file())
        return sorted(str(path.relative_to(self.folder)) for path in found)

    def read(self, key):
        return (self.folder / key).read_bytes()

    def unfinished(self):
        return [key for key in self.keys() if pathlib.PurePath(key).name.startswith(".")]


class Bucket:
    clients = {}

    def __init__(self, endpoint, bucket, prefix, key, secret):
        self.name = f"s3://{bucket}/{prefix}"
        self.bucket, self.prefix = bucket, f"{prefix}/"
        if (endpoint, key) not in self.clients:
            self.clients[endpoint, key] = boto3.client(
                "s3",
                endpoint_url=endpoint,
                aws_access_key_id=key,
                aws_secret_access_key=secret,
                region_name="us-east-1",
                config=Config(s3={"addressing_style": "path"}),
            )
        self.client = self.clients[endpoint, key]

    def keys(self):
        pages = self.client.get_paginator("list_objects_v2").paginate(Bucket=self.bucket, Prefix=self.prefix)
        return sorted(one["Key"][len(self.prefix) :] for page in pages for one in page.get("Contents", []))

    def read(self, key):
        return self.client.get_object(Bucket=self.bucket, Key=self.prefix + key)["Body"].read()

    def unfinished(self):
        uploads = self.client.list_multipart_uploads(Bucket=self.bucket).get("Uploads", [])
        return [f"upload of {one['Key']}" for one in uploads]


def store_of(where):
    return Folder(where["folder"]) if "folder" in where else Bucket(**where)


def sha256(content):
    return hashlib.sha256(content).hexdigest()


def remember(stores):
    found = {}
    for where in stores:
        store = store_of(where)
        found.update({f"{store.name} {key}": sha256(store.read(key)) for key in store.keys()})
    return found


def look(asked):
    home = asked.get("home")
    broken = still_running(home) if home else []
    for where in asked.get("stores", []):
        broken += store_problems(store_of(where), asked)
    broken += database_problems(asked.get("databases"))
    broken += target_problems(asked.get("target"))
    broken += file_problems(asked)
    broken += secret_problems(asked)
    return broken


def store_problems(store, asked):
    broken = []
    contents = {key: store.read(key) for key in store.keys()}
    kept = {name.split(" ", 1)[1]: digest for name, digest in asked.get("kept", {}).items() if name.startswith(f"{store.name} ")}
    removable = {name.split(" ", 1)[1] for name in asked.get("removable", []) if name.startswith(f"{store.name} ")}
    for key, digest in kept.items():
        if key.endswith(".drill.json"):
            continue
        if key not in contents:
            if key not in removable:
                broken.append(f"{store.name}/{key} was there before and is gone")
        elif sha256(contents[key]) != digest:
            broken.append(f"{store.name}/{key} has changed")
    accounted = set()
    for key in contents:
        if not key.endswith(".manifest.json"):
            continue
        stem = key[: -len(".manifest.json")]
        accounted |= {key, f"{stem}.drill.json"}
        broken += manifest_problems(store, key, contents, accounted, key in kept, asked)
    if not asked.get("leftovers"):
        orphans = set(contents) - accounted - set(kept)
        if asked.get("uncommitted"):
            orphans = {key for key in orphans if not is_of_backup(key)}
        broken += [f"{store.name}/{key} belongs to no backup" for key in sorted(orphans)]
        # What a prune had to take away whole: without its manifest nothing else of a backup may stay for good.
        broken += [f"{store.name} has left an unfinished {name}" for name in store.unfinished()]
    return broken


def is_of_backup(key):
    return re.match(r"\w+_backup_\d{4}-\d\d-\d\d_\d\d-\d\d-\d\d\.", key) is not None


def manifest_problems(store, key, contents, accounted, is_old, asked):
    where = f"{store.name}/{key}"
    try:
        manifest = json.loads(contents[key])
    except ValueError as error:
        return [f"{where} is no JSON: {error}"]
    broken = []
    for one in manifest["objects"]:
        accounted.add(one["key"])
        content = contents.get(one["key"])
        if content is None:
            broken.append(f"{where} names {one['key']}, which is not there")
        elif len(content) != one["bytes"] or sha256(content) != one["sha256"]:
            broken.append(f"{where}: {one['key']} is not what it says")
    if broken or is_old:
        return broken
    dump = manifest["objects"][0]["key"]
    return [f"{where}: {problem}" for problem in restore_problems(dump, contents[dump], manifest, asked.get("restore"))]


def restore_problems(key, stored, manifest, restore):
    is_plain = ".sql" in key
    text = decompressed(key, stored)
    if is_plain and sha256(text) != manifest["plain"]["sha256"]:
        return ["its text is not the one that was dumped"]
    if restore is None:
        return []
    env = {**os.environ, **restore["env"]}
    database = f"invariants_{os.getpid()}_{time.monotonic_ns()}"
    run(["psql", "-Xqd", "postgres", "-c", f"create database {database}"], env)
    try:
        env["PGDATABASE"] = database
        with tempfile.NamedTemporaryFile(prefix="invariants-") as file:
            file.write(text)
            file.flush()
            load = ["psql", "-Xqv", "ON_ERROR_STOP=1", "-f", file.name] if is_plain else ["pg_restore", "-ed", database, file.name]
            run(load, env)
        return wrong_answers(env, restore["answers"])
    except subprocess.CalledProcessError as error:
        return [f"it does not restore: {error.stderr.decode(errors='replace').strip()}"]
    finally:
        run(["psql", "-Xqd", "postgres", "-c", f"drop database if exists {database} with (force)"], env)


def wrong_answers(env, answers):
    found = {sql: ask(env, sql) for sql in answers}
    return [f"restored, {sql} gives {found[sql]} and not {answer}" for sql, answer in answers.items() if found[sql] != answer]


def decompressed(key, stored):
    if key.endswith(".gz"):
        return gzip.decompress(stored)
    if key.endswith(".zst"):
        return subprocess.run(["zstd", "-dcq"], input=stored, check=True, capture_output=True).stdout
    return stored


def database_problems(databases):
    if databases is None:
        return []
    names = ask({**os.environ, **databases["env"]}, "select datname from pg_database where not datistemplate order by 1").split("\n")
    return [f'database "{name}" is left behind' for name in names if name not in databases["names"]]


def target_problems(target):
    if target is None:
        return []
    try:
        answer = ask({**os.environ, **target["env"]}, target["sql"])
    except subprocess.CalledProcessError as error:
        answer = error.stderr.decode(errors="replace").strip()
    return [] if answer in target["answers"] else [f"the live database is neither old nor new: {answer}"]


def ask(env, sql):
    return run(["psql", "-XqAt", "-c", sql], env).decode().strip()


def run(command, env):
    return subprocess.run(command, env=env, check=True, capture_output=True).stdout


def file_problems(asked):
    folders = asked.get("temporary", [])
    broken = [f"{folder}/{name} is left behind" for folder in folders for name in sorted(os.listdir(folder))]
    if asked.get("home"):
        broken += [f"{path} is left behind" for path in pathlib.Path(asked["home"]).rglob("core*")]
    return broken


def secret_problems(asked):
    secrets = [secret for secret in asked.get("secrets", []) if secret]
    broken = [f"the output holds a secret ({secret[:3]}...)" for secret in secrets if secret in asked.get("output", "")]
    for folder in asked.get("temporary", []):
        for path in pathlib.Path(folder).rglob("*"):
            content = path.read_bytes() if path.is_file() else b""
            broken += [f"{path} holds a secret" for secret in secrets if secret.encode() in content]
    seen = sampler.taken(asked.get("home"))
    broken += [f"a command line holds a secret: {line[:60]}..." for line in seen for secret in secrets if secret in line]
    return broken


def processes(home):
    for pid in filter(str.isdigit, os.listdir("/proc")):
        try:
            if f"HOME={home}".encode() in pathlib.Path(f"/proc/{pid}/environ").read_bytes().split(b"\0"):
                yield pid, pathlib.Path(f"/proc/{pid}/cmdline").read_bytes().replace(b"\0", b" ").decode(errors="replace")
        except OSError:
            pass  # It has ended, or is somebody else's.


def still_running(home, patience=3):
    """What was told to end may need a moment."""
    deadline = time.monotonic() + patience
    while True:
        left = [line for _, line in processes(home)]
        if not left or time.monotonic() > deadline:
            return [f"still running: {line.strip()[:200]}" for line in left]
        time.sleep(0.03)


class Sampler(threading.Thread):
    """The command lines of everything with a HOME below one that was named."""

    def __init__(self):
        super().__init__(daemon=True)
        self.homes = {}

    def watch(self, home):
        self.homes[home] = set()

    def taken(self, home):
        return self.homes.pop(home, set())

    def run(self):
        while True:
            for home, lines in list(self.homes.items()):
                lines.update(line for _, line in processes(home))
            time.sleep(0.1)


sampler = Sampler()
sampler.start()
for line in sys.stdin:
    question = json.loads(line)
    try:
        if "watch" in question:
            answer = sampler.watch(question["watch"])
        elif "remember" in question:
            answer = remember(question["remember"]["stores"])
        else:
            answer = look(question["look"])
        print(json.dumps({"ok": answer}), flush=True)
    except Exception as error:  # noqa: BLE001: the one who asked has to know
        print(json.dumps({"error": f"{type(error).__name__}: {error}"}), flush=True)
