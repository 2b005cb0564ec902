"""Runs a Lambda function and a CloudFront function that look for foreign files and processes; prints JSON.

usage: intruder.py <file in the developer's home> <file in .plumb> <port that somebody listens on>
"""

import io
import json
import os
import signal
import sys
import zipfile
from pathlib import Path
from types import SimpleNamespace
from typing import Any

sys.path.insert(0, str(Path(__file__).parents[2]))

from emulator.dataplane import edge, functions

LOOK = """
const fs = process.getBuiltinModule("fs");
const attempt = (what) => { try { return what(); } catch (error) { return error.code ?? String(error); } };
const { HOME, TMPDIR } = process.env;
const found = { environment: { HOME, TMPDIR } };
const each = (files, what) => Object.fromEntries(files.map((file) => [file, attempt(() => what(file))]));
found.read = each(event.files, (file) => fs.readFileSync(file, "utf8"));
found.inherited = Object.keys(process.env).filter((name) => name.startsWith("DEVELOPERS"));
const pids = fs.readdirSync("/proc").filter((name) => /^[0-9]+$/.test(name) && name !== String(process.pid));
found.seen = pids.includes(String(event.emulator));
const memory = (pid) => String(attempt(() => fs.readFileSync(`/proc/${pid}/environ`, "utf8")));
found.memory = pids.some((pid) => memory(pid).includes(event.mark));
const write = (file) => fs.writeFileSync(file, "x") ?? "ok";
found.written = each(event.outside, write);
found.own = attempt(() => write(`${TMPDIR}/note`));
found.setting = attempt(() => (fs.openSync("/proc/sys/kernel/core_pattern", "r+"), "opened"));
const { spawn } = process.getBuiltinModule("child_process");
// In a session of its own, so that the end of a process group does not reach it.
attempt(() => spawn("sleep", [event.seconds], { detached: true, stdio: "ignore" }).unref());
found.network = await new Promise((done) => {
    const socket = process.getBuiltinModule("net").connect(event.port, "127.0.0.1");
    socket.on("connect", () => { socket.destroy(); done("connected"); });
    socket.on("error", (error) => done(error.code));
});
"""
FUNCTION = f"export const handler = async (event) => {{ {LOOK} return found; }};"
EDGE = f"""
async function handler(event) {{
    const process = require.constructor("return process")();
    {LOOK}
    return {{ found }};
}}
"""


def package(text: str) -> bytes:
    """The package of a function."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        archive.writestr("index.mjs", text)
    return buffer.getvalue()


def function(text: str) -> Any:
    """A function in the shape of moto's model."""
    return SimpleNamespace(
        package_type="Zip",
        function_name="intruder",
        run_time="nodejs22.x",
        code_bytes=package(text),
        version="1",
        layers=[],
        function_arn="arn",
        role="arn:aws:iam::123456789012:role/intruder",
        memory_size=128,
        logs_group_name="none",
        logs_backend=SimpleNamespace(groups={}),
        timeout=20,
        handler="index.handler",
        region="eu-west-1",
        account_id="123456789012",
        environment_vars={},
        ephemeral_storage=512,
    )


def ended(seconds: str) -> int:
    """Kills the processes that outlived their call, and returns their number."""
    found = 0
    for file in Path("/proc").glob("[0-9]*/cmdline"):
        try:
            arguments = file.read_text().split("\0")
        except OSError:  # it has ended meanwhile
            continue
        if arguments[:2] == ["sleep", seconds]:
            os.kill(int(file.parent.name), signal.SIGKILL)
            found += 1
    return found


def main() -> None:
    """Runs both functions."""
    home, plumb, port = sys.argv[1:]
    os.environ |= {"DEVELOPERS_SECRET": "kept-in-memory", "MOTO_PORT": port}
    # /proc shows the environment with which a process was started.
    if "DEVELOPERS_TOKEN" not in os.environ:
        os.execve(
            sys.executable, [sys.executable, *sys.argv], os.environ | {"DEVELOPERS_TOKEN": "kept-in-memory"}
        )
    event: dict[str, Any] = {
        "files": [home, plumb],
        "outside": [f"{home}.planted", f"{plumb}.planted", str(Path(__file__).with_name("planted"))],
        "mark": "kept-in-memory",
        "emulator": os.getpid(),
        "port": int(port),
        "seconds": f"{os.getpid()}.54321",
    }
    outcome = functions.run(function(FUNCTION), event)
    answered = edge._run(EDGE, event)
    result = {
        "function": json.loads(outcome.payload),
        "edge": answered["found"] if isinstance(answered, dict) else answered.body.decode(),
        "planted": [file for file in event["outside"] if Path(file).exists()],
        "home": os.environ.get("HOME"),
    }
    for file in result["planted"]:
        Path(file).unlink()
    result["survivors"] = ended(event["seconds"])
    own = result["function"].get("environment", {}).get("TMPDIR")
    result["left"] = bool(own) and Path(own, "note").exists()
    try:
        from emulator.dataplane import sandbox
    except ImportError:
        pass
    else:
        result["health"] = sandbox.description()
    print(json.dumps(result))


if __name__ == "__main__":
    main()
