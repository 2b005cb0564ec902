"""Attacks an emulator as another user of the machine, if this user may change to one; prints JSON.

usage: otherUser.py <address> <the emulator's directory>
"""

import json
import os
import pwd
import sys
import urllib.error
import urllib.request
from pathlib import Path

url, directory = sys.argv[1:]
"localhost".encode("idna")  # loads what another user may not be able to read
ran = "self"
if os.getuid() == 0:
    nobody = pwd.getpwnam("nobody")
    os.setgroups([])
    os.setgid(nobody.pw_gid)
    os.setuid(nobody.pw_uid)
    ran = "nobody"

try:
    read = Path(directory, "secret").read_text() and "read"
except OSError as error:
    read = type(error).__name__

call = urllib.request.Request(url, b'{"SecretId": "held"}', {"X-Amz-Target": "secretsmanager.GetSecretValue"})
try:
    called = urllib.request.urlopen(call).status
except urllib.error.HTTPError as error:
    called = error.code
print(json.dumps({"ran": ran, "read": read, "called": called}))
