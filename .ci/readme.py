"""Runs the commands in the READMEs, in order and in one shell, and compares what they print.

In a block marked `console` a line with `$ ` is a command and the lines under it are what it prints, in which `…`
stands for anything. The server's own command goes on in the background once it has printed its line.
"""

import os
import re
import shutil
import subprocess
import sys

FILES = ["README.md", "Sources/calibraxctl/README.md"]
ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))


def commands(text):
    for block in re.findall(r"^```console\n(.*?)^```", text, re.M | re.S):
        command, output = None, []
        for line in block.splitlines():
            if line.startswith("$ "):
                if command is not None:
                    yield command, output
                command, output = line[2:], []
            else:
                output.append(line)
        if command is not None:
            yield command, output


def matches(printed, expected):
    pattern = re.escape("\n".join(expected).rstrip()).replace("…", ".*")
    return re.fullmatch(pattern, printed.rstrip(), re.S) is not None


def main():
    os.chdir(ROOT)
    if os.path.exists("benchmark-data"):
        sys.exit("README: benchmark-data exists; move it away first")
    servers, setup, count = [], "", 0
    try:
        for command, expected in commands("".join(open(name, encoding="utf-8").read() for name in FILES)):
            count += 1
            if command.startswith("swift run"):
                server = subprocess.Popen(command.split(), stdout=subprocess.PIPE, text=True)
                servers.append(server)
                printed = server.stdout.readline()
            elif re.match(r"\w+\(\) \{|export ", command):
                setup += command + "\n"
                continue
            else:
                result = subprocess.run(["bash", "-c", setup + command], capture_output=True, text=True, timeout=60)
                printed = result.stdout + result.stderr
            if not matches(printed, expected):
                sys.exit(f"README: {command}\nprinted:\n{printed}\nexpected:\n" + "\n".join(expected))
    finally:
        for server in servers:
            server.terminate()
            server.wait(timeout=60)
        shutil.rmtree("benchmark-data", ignore_errors=True)
    if count < 5:
        sys.exit("README: no commands found")
    print(f"README: {count} commands print what it says")


main()
