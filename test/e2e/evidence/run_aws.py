"""Runs commands of the AWS CLI in one process, because a start takes longer than most commands.

Reads the arguments of a command as JSON from each line of standard input, and answers each with a line of JSON:
{"stdout", "stderr"}.
"""

import contextlib
import io
import json
import sys

from awscli.clidriver import create_clidriver

for line in sys.stdin:
    stdout, stderr = io.StringIO(), io.StringIO()
    with contextlib.redirect_stdout(stdout), contextlib.redirect_stderr(stderr):
        create_clidriver().main(json.loads(line))
    print(json.dumps({"stdout": stdout.getvalue(), "stderr": stderr.getvalue()}), flush=True)
