"""moto's S3 on a free port of 127.0.0.1, steered by JSON lines on stdin, each answered by one on stdout.

The first line out says where it listens. It ends when stdin ends, so it never outlives the test that started it.
What the tests ask here they learn from the server's own state, past the client under test.
"""

import datetime
import html
import io
import json
import logging
import os
import re
import sys
import threading

# A bucket's name is in the path; moto would else look for it in the host's name.
os.environ["S3_IGNORE_SUBDOMAIN_BUCKETNAME"] = "true"
os.environ["MOTO_S3_DEFAULT_KEY_BUFFER_SIZE"] = str(1 << 20)

from moto import settings  # noqa: E402
from moto.core import DEFAULT_ACCOUNT_ID  # noqa: E402
from moto.core.responses import ActionResult  # noqa: E402
from moto.iam.models import iam_backends  # noqa: E402
from moto.moto_server.werkzeug_app import (  # noqa: E402
    DomainDispatcherApplication,
    MotoRequestHandler,
    create_backend_app,
)
from moto.s3.models import FakeMultipart, s3_backends  # noqa: E402
from moto.s3.responses import S3Response  # noqa: E402
from werkzeug.serving import make_server  # noqa: E402

s3 = s3_backends[DEFAULT_ACCOUNT_ID]["aws"]
iam = iam_backends[DEFAULT_ACCOUNT_ID]["aws"]

UTC = datetime.timezone.utc


def remember_the_start(make=FakeMultipart.__init__):
    """moto forgets when an upload began."""

    def init(self, *args, **kwargs):
        make(self, *args, **kwargs)
        self.begun = datetime.datetime.now(UTC)

    FakeMultipart.__init__ = init


def list_multipart_uploads(self):
    """In place of moto's, which says that each began in 2010 and never turns a page."""
    asked = {name: values[0] for name, values in self.querystring.items()}
    after = (asked.get("key-marker", ""), asked.get("upload-id-marker", ""))
    found = sorted(self.backend.get_bucket(self.bucket_name).multiparts.values(), key=lambda one: (one.key_name, one.id))
    rest = [
        one
        for one in found
        if one.key_name.startswith(asked.get("prefix", "")) and (one.key_name, one.id) > after
    ]
    page = rest[: int(asked.get("max-uploads", 1000))]
    last = page[-1] if len(page) < len(rest) else None
    self.data["Action"] = "ListMultipartUploads"
    result = {
        "Bucket": self.bucket_name,
        "IsTruncated": last is not None,
        "NextKeyMarker": last and last.key_name,
        "NextUploadIdMarker": last and last.id,
        "Uploads": [{"Key": one.key_name, "UploadId": one.id, "Initiated": one.begun} for one in page],
    }
    return self.serialized(ActionResult(result))


class OneCommitAtATime:
    """S3 looks and writes in one step when If-None-Match is given; moto's threads could come between."""

    def __init__(self, app):
        self.app = app
        self.lock = threading.Lock()

    def __call__(self, environ, start_response):
        if "HTTP_IF_NONE_MATCH" not in environ or environ["REQUEST_METHOD"] in ("GET", "HEAD"):
            return self.app(environ, start_response)
        body = environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0))
        environ["wsgi.input"] = io.BytesIO(body)
        with self.lock:
            return self.app(environ, start_response)


def say_the_type_of_the_checksum(head=S3Response.head_object):
    """On HEAD moto leaves out whether a checksum is of the whole object or of the parts' checksums."""

    def answer(self, bucket_name, query, key_name, headers):
        status, answered, body = head(self, bucket_name, query, key_name, headers)
        name = "x-amz-checksum-crc32"
        if status == 200 and name in answered:
            key = self.backend.get_object(bucket_name, key_name)
            answered["x-amz-checksum-type"] = key.checksum_type or "FULL_OBJECT"
            if key.checksum_type == "COMPOSITE":
                answered[name] += f"-{key.checksum_parts}"
        return status, answered, body

    S3Response.head_object = answer


def check_a_bulk_delete_by_its_keys(check=S3Response._authenticate_and_authorize_s3_action):
    """S3 asks for s3:DeleteObject on each object; moto on the bucket, which no sensible policy grants."""

    def authorize(self, bucket_name=None, key_name=None):
        if key_name is None and self.data.get("Action") == "DeleteObject":
            body = self.body if isinstance(self.body, str) else self.body.decode()
            first = re.search("<Key>(.*?)</Key>", body, re.DOTALL)
            key_name = first and html.unescape(first.group(1))
        return check(self, bucket_name, key_name)

    S3Response._authenticate_and_authorize_s3_action = authorize


remember_the_start()
check_a_bulk_delete_by_its_keys()
say_the_type_of_the_checksum()
S3Response.list_multipart_uploads = list_multipart_uploads


def make_bucket(name, region="us-east-1", lock=False):
    bucket = s3.create_bucket(name, region)
    bucket.object_lock_enabled = lock
    if lock:
        s3.put_bucket_versioning(name, "Enabled")


def make_user(statements):
    name = f"user-{len(iam.users)}"
    iam.create_user("us-east-1", name)
    policy = json.dumps({"Version": "2012-10-17", "Statement": statements})
    iam.put_user_policy(name, "all", policy)
    key = iam.create_access_key(name)
    return {"accessKeyId": key.access_key_id, "secretAccessKey": key.secret_access_key}


def fill(bucket, keys):
    """Objects of one byte each, many at once."""
    for key in keys:
        s3.put_object(bucket, key, b"x")


def keys(bucket):
    found, *_ = s3.list_objects(s3.get_bucket(bucket), None, None, None, None)
    return sorted(key.name for key in found)


def open_uploads(bucket):
    return [{"key": upload.key_name, "id": upload.id} for upload in s3.get_bucket(bucket).multiparts.values()]


def begin_upload(bucket, key, age_seconds):
    """A multipart upload that nobody completes, as old as is told."""
    upload = s3.create_multipart_upload(bucket, key, {}, "STANDARD", {}, None, None, None)
    upload.begun -= datetime.timedelta(seconds=age_seconds)
    return upload.id


def facts(bucket, key):
    """What the server keeps beside the bytes."""
    found = s3.get_object(bucket, key)
    return {
        "bytes": found.contentsize,
        "storageClass": found.storage_class,
        "encryption": found.encryption,
        "kmsKeyId": found.kms_key_id,
        "lockMode": found.lock_mode,
        "lockUntil": found.lock_until,
    }


def use_signatures(on):
    settings.INITIAL_NO_AUTH_ACTION_COUNT = 0 if on else float("inf")


CALLS = {
    call.__name__: call
    for call in (make_bucket, make_user, fill, keys, open_uploads, begin_upload, facts, use_signatures)
}


def answer(line):
    try:
        asked = json.loads(line)
        return {"ok": CALLS[asked.pop("call")](**asked)}
    except Exception as error:
        return {"error": repr(error)}


def say(what):
    print(json.dumps(what), flush=True)


def main():
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    app = OneCommitAtATime(DomainDispatcherApplication(create_backend_app))
    server = make_server("127.0.0.1", 0, app, threaded=True, request_handler=MotoRequestHandler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    say({"ok": {"port": server.server_port}})
    for line in sys.stdin:
        say(answer(line))
    os._exit(0)


main()
