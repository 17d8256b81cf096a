"""Calls: results, refusals, and what leads to the server."""

from __future__ import annotations

import json
import shutil
import subprocess
import tempfile
from pathlib import Path

import shells


class Calls(shells.ShellTest):
    def test_a_result_is_printed(self) -> None:
        for way in shells.ways():
            with self.subTest(str(way)):
                ended = way.run(self.server, 'calibrax_call listRuns \'{"limit":\n 3}\'; echo "status $?"')
                self.assertEqual(ended.output, '{"runs":[],"next_cursor":null}\nstatus 0\n')
                self.assertEqual(ended.errors, "")

    def test_a_refusal_is_told_with_its_hint(self) -> None:
        for way in shells.ways():
            with self.subTest(str(way)):
                ended = way.run(self.server, "calibrax_call lstRuns")
                self.assertEqual((ended.status, ended.output), (5, ""))
                self.assertEqual(
                    ended.errors,
                    'calibrax: lstRuns: There is no method "lstRuns".\n  Did you mean "listRuns"?\n',
                )

    def test_a_script_with_set_eu_ends_at_a_refusal_and_goes_on_behind_a_result(self) -> None:
        for way in shells.shells():
            with self.subTest(str(way)):
                ended = way.run(
                    self.server, "set -eu; calibrax_call ping; calibrax_call getRun '{\"run_id\":\"x\"}'; echo on"
                )
                self.assertEqual((ended.status, ended.output), (5, "{}\n"))

    def test_nothing_of_the_script_changes(self) -> None:
        script = """
            state() { set | grep -v -E '^(_|BASH|PIPESTATUS|LINENO|RANDOM|SECONDS|EPOCH|TTYIDLE|status|pipestatus|state|\\?)'; }
            set -f; IFS=x; before=; before=$(state; echo "$-"); calibrax_call ping >/dev/null
            printf 'k 1\\n' | calibrax_stream; after=$(before=; state; echo "$-")
            test "$before" = "$after" && echo same"""
        for way in shells.shells():
            with self.subTest(str(way)):
                self.assertEqual(way.run(self.server, script).output, "same\n")

    def test_parameters_that_are_not_one_object_are_not_sent(self) -> None:
        bad = ["", "{", "{}{}", '{},"method":"deleteRun"', '{"a":1}}', "7", "{a:1}", '{"a":[}]}', "x{}"]
        for way in shells.shells():
            for text in bad:
                with self.subTest(str(way), text=text):
                    ended = way.run(None, 'calibrax_call ping "$1"', text, CALIBRAX_SERVER="/nowhere/at/all")
                    self.assertEqual((ended.status, ended.output), (2, ""))
                    self.assertIn(f"PARAMS is not one JSON object: {text}\n", ended.errors)

    def test_parameters_come_from_stdin_too_and_an_answer_of_any_length(self) -> None:
        points = [{"name": f"p{n}", "metrics": {"x": {"value": n}}} for n in range(20_000)]
        run = {"id": "large", "timestamp": "2026-03-02T02:00:00", "points": points}
        for way in shells.ways():
            if way.shell != "dash":
                continue
            with self.subTest(str(way)):
                ended = way.run(
                    self.server,
                    "calibrax_call ingest - | calibrax_get points; calibrax_call getRun '{\"run_id\":\"large\"}'",
                    feed=json.dumps({"run": run}, indent=1).encode(),
                )
                count, _, answer = ended.output.partition("\n")
                self.assertEqual(count, "20000")
                self.assertEqual(len(json.loads(answer)["points"]), 20_000)

    def test_an_address_that_makes_no_sense(self) -> None:
        for way in shells.shells():
            for address in ["foo", "unix:", "tcp:", "tcp:host", "tcp:host:", "tcp:host:x", "tcp:h:0", "tcp:h:65536", "tcp:h:-1"]:
                with self.subTest(str(way), address=address):
                    ended = way.run(None, "calibrax_call ping", CALIBRAX_SERVER=address, CALIBRAX_TRANSPORT="")
                    self.assertEqual(ended.status, 2)
                    self.assertIn(f'"{address}" is no address', ended.errors)
                    self.assertIn("unix:/path/to/calibrax.sock", ended.errors)

    def test_a_server_that_is_away(self) -> None:
        address = dict(self.server.addresses)
        self.server.kill()
        for way in shells.ways():
            with self.subTest(str(way)):
                ended = way.run(None, "calibrax_call ping", CALIBRAX_SERVER=address[way.kind])
                self.assertEqual((ended.status, ended.output), (3, ""))
                self.assertIn(f"cannot reach a server at {address[way.kind]}", ended.errors)
        self.server.start()

    def test_the_server_of_the_data_directory(self) -> None:
        with tempfile.TemporaryDirectory() as folder:
            lock = Path(folder) / "calibrax.lock"
            for way in shells.ways():
                name = self.server.addresses[way.kind].split(":", 1)[1]
                for content, status in [({way.kind: name, "pid": 1}, 0), ({"pid": 1}, 3), (None, 3)]:
                    with self.subTest(str(way), content=content):
                        lock.write_text(json.dumps(content) if content else "")
                        ended = way.run(None, "calibrax_call ping", CALIBRAX_SERVER="", CALIBRAX_DATA=folder)
                        self.assertEqual(ended.status, status, ended.errors)
            (Path(folder) / "benchmark-data").mkdir()
            lock.rename(Path(folder) / "benchmark-data" / "calibrax.lock")
            ended = way.run(None, 'cd "$1" && calibrax_call ping', folder, CALIBRAX_SERVER="")
            self.assertIn("no server: ./benchmark-data/calibrax.lock names none", ended.errors)

    def test_a_socket_with_any_name(self) -> None:
        with tempfile.TemporaryDirectory() as folder:
            data = Path(folder) / "a,c:d\"e'f(g)[h]{i}\\!$(x)é"
            data.mkdir()
            with shells.Server(data) as odd:
                for way in shells.ways():
                    if way.kind == "unix":
                        with self.subTest(str(way)):
                            self.assertEqual(way.run(odd, "calibrax_call ping").output, "{}\n")

    def test_a_token_is_shown_where_it_is_needed(self) -> None:
        writer, reader = "0123456789abcdef", 'r"\\$(x) {}[],:é%s'
        with shells.server(f"writer {writer}\nreader {reader.replace(' ', '_')}") as guarded:
            for way in shells.ways():
                if way.kind != "tcp":
                    continue
                for token, status in [("", 6), ("x" * 16, 6), (reader.replace(" ", "_"), 6), (writer, 0)]:
                    with self.subTest(str(way), token=token):
                        ended = way.run(guarded, "calibrax_record k 1", CALIBRAX_TOKEN=token)
                        self.assertEqual(ended.status, status, ended.errors)
                        self.assertEqual("Set CALIBRAX_TOKEN" in ended.errors, status == 6)
                        self.assertEqual("writer" in ended.errors, token.startswith("r"))

    def test_a_check_ends_with_what_it_came_to(self) -> None:
        with shells.server(configuration='{"slos":[{"metric":"ttfc","value":0.5}]}') as judging:
            for way in shells.shells():
                for samples, status in [([0.25], 0), ([0.75], 1)]:
                    with self.subTest(str(way), samples=samples):
                        run = {"points": [{"name": "p", "metrics": {"ttfc": {"value": 0, "samples": samples}}}]}
                        params = json.dumps({"method": "history", "run": run})
                        self.assertEqual(way.run(judging, 'calibrax_check "$1"', params).status, status)
                nothing = '{"method":"history","run":{"points":[]}}'
                self.assertEqual(way.run(judging, 'calibrax_check "$1"', nothing).status, 4)

    def test_it_runs_as_a_program(self) -> None:
        environment = {"PATH": "/usr/bin:/bin", "CALIBRAX_SERVER": self.server.unix}
        for shell, command in shells.SHELLS.items():
            if shell == "zsh" or not shutil.which(command[0]):
                continue
            for arguments, status, output in [(["call", "ping"], 0, "{}\n"), (["fail", "0"], 2, ""), ([], 2, "")]:
                with self.subTest(shell, arguments=arguments):
                    run = subprocess.run(
                        [*command, shells.CLIENT, *arguments], env=environment, stdout=subprocess.PIPE,
                        stderr=subprocess.DEVNULL, text=True,
                    )
                    self.assertEqual((run.returncode, run.stdout), (status, output))
