"""What libpq itself reads in connection URLs: a JSON list of URLs on stdin, a JSON list of objects (null: refused) on stdout.

Values are hexadecimal, for they may be no UTF-8. See PQconninfoParse in https://www.postgresql.org/docs/current/libpq-connect.html.
"""

import ctypes
import json
import sys


class Option(ctypes.Structure):
    """PQconninfoOption of libpq-fe.h."""

    _fields_ = [
        ("keyword", ctypes.c_char_p),
        ("envvar", ctypes.c_char_p),
        ("compiled", ctypes.c_char_p),
        ("val", ctypes.c_char_p),
        ("label", ctypes.c_char_p),
        ("dispchar", ctypes.c_char_p),
        ("dispsize", ctypes.c_int),
    ]


libpq = ctypes.CDLL("libpq.so.5")
libpq.PQconninfoParse.restype = ctypes.POINTER(Option)
libpq.PQconninfoParse.argtypes = [ctypes.c_char_p, ctypes.POINTER(ctypes.c_void_p)]
libpq.PQconninfoFree.argtypes = [ctypes.POINTER(Option)]
libpq.PQfreemem.argtypes = [ctypes.c_void_p]


def parse(url):
    message = ctypes.c_void_p()
    options = libpq.PQconninfoParse(url.encode(), ctypes.byref(message))
    libpq.PQfreemem(message)
    if not options:
        return None
    found, at = {}, 0
    while options[at].keyword is not None:
        if options[at].val:
            found[options[at].keyword.decode()] = options[at].val.hex()
        at += 1
    libpq.PQconninfoFree(options)
    return found


json.dump([parse(url) for url in json.load(sys.stdin)], sys.stdout)
