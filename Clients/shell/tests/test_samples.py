"""Samples, executions and alerts: what arrives at the server."""

from __future__ import annotations

import shells

HOSTILE = "-n 'it' \"q\" \\ \\n %s `x` $(touch /x) \t\x01\x7f é😀 {}[]:,\nend\n\n"


class Samples(shells.ShellTest):
    def test_a_killed_server_stores_each_sample_once(self) -> None:
        for way in shells.ways():
            if way.shell not in ("dash", "busybox"):
                continue
            with self.subTest(str(way)), shells.server() as running, shells.Connection(running) as watcher:
                watcher.call("subscribe", topics=["samples"])
                process = way.start(running, "calibrax_stream")

                def feed(first: int, end: int) -> None:
                    assert process.stdin
                    process.stdin.write(b"".join(b"k %d %d\n" % (n, n) for n in range(first, end)))
                    process.stdin.flush()

                feed(0, 2_000)
                # It is told while the input goes on.
                watcher.event()
                running.kill()
                feed(2_000, 4_000)
                running.start()
                feed(4_000, 5_000)
                ended = shells.finish(process)
                self.assertEqual((ended.status, ended.errors), (0, ""))
                with shells.Connection(running) as connection:
                    points = connection.call("querySeries", key="k", order="recorded")["points"]
                self.assertEqual(points, [[n, n] for n in range(5_000)])

    def test_lines_that_are_refused_are_told_and_the_others_stored(self) -> None:
        for way in shells.shells():
            with self.subTest(str(way)), shells.server() as running, shells.Connection(running) as connection:
                lines = b'x 1 1\n\ny nan 2\nz 1 2 3\n\\"q\xc3\xa9 3 4\r\nw 1e999 1\nlast 9 0'
                ended = way.run(running, "calibrax_stream", feed=lines)
                self.assertEqual(ended.status, 5)
                self.assertIn("line 3 is not KEY VALUE [AT]: y nan 2", ended.errors)
                self.assertIn("line 4 is not KEY VALUE [AT]: z 1 2 3", ended.errors)
                self.assertIn("is not finite", ended.errors)
                self.assertIn("3 of 7 lines were refused", ended.errors)
                self.assertEqual(
                    {one["key"]: one["last"] for one in connection.call("listSeries")["series"]},
                    {"x": [1, 1], '\\"qé': [4, 3], "last": [0, 9]},
                )

    def test_text_arrives_as_it_is(self) -> None:
        for way in shells.shells():
            with self.subTest(str(way)), shells.server() as running, shells.Connection(running) as connection:
                ended = way.run(
                    running, 'calibrax_record "$1" -1e3 2 && calibrax_alert warning "$1" 5 4 "$1"', HOSTILE
                )
                self.assertEqual((ended.status, ended.errors), (0, ""))
                series = connection.call("listSeries")["series"][0]
                self.assertEqual((series["key"], series["last"]), (HOSTILE, [2, -1000]))
                self.assertEqual(connection.call("listAlerts")["alerts"][0]["message"], HOSTILE)
                ended = way.run(running, "calibrax_call listAlerts | calibrax_get alerts 0 message")
                self.assertEqual(ended.output, HOSTILE + "\n")

    def test_numbers_are_checked_before_they_are_sent(self) -> None:
        for way in shells.shells():
            for text in ["", "x", "1x", "01", ".5", "5.", "NaN", "inf", "0x1", "1 2", "1\n2", '1,"at":2', "--1"]:
                with self.subTest(str(way), text=text):
                    ended = way.run(None, 'calibrax_record k "$1"', text, CALIBRAX_SERVER="/nowhere/at/all")
                    self.assertEqual(ended.status, 2)
                    self.assertIn(f'VALUE is "{text}", not a number', ended.errors)

    def test_a_command_is_an_execution(self) -> None:
        for way in shells.shells():
            with self.subTest(str(way)), shells.server() as running, shells.Connection(running) as connection:
                script = """
                    calibrax_execution 'a "b"' sh -c 'exit 7'; echo $?
                    work() { calibrax_record loss 1; }; calibrax_execution train work; echo $?"""
                ended = way.run(running, script)
                self.assertEqual((ended.output, ended.errors), ("7\n0\n", ""))
                found = connection.call("listExecutions")["executions"]
                self.assertEqual(
                    [(one["pipeline_name"], one["state"]) for one in found],
                    [("train", "succeeded"), ('a "b"', "failed")],
                )
                series = connection.call("listSeries")["series"]
                self.assertEqual([one["execution_id"] for one in series], [found[0]["execution_id"]])

    def test_commands_that_end_at_once_end_their_execution(self) -> None:
        for way in shells.shells():
            with self.subTest(str(way)), shells.server() as running, shells.Connection(running) as connection:
                script = """
                    for time in 1 2 3 4 5; do calibrax_execution quick true; done
                    calibrax_execution missing there-is-no-such-command 2>/dev/null; echo $?"""
                ended = way.run(running, script)
                self.assertEqual((ended.status, ended.output), (0, "127\n"))
                states = [one["state"] for one in connection.call("listExecutions")["executions"]]
                self.assertEqual(states, ["failed"] + 5 * ["succeeded"])

    def test_events_are_printed_as_they_come(self) -> None:
        for way in shells.ways():
            if way.shell not in ("dash", "busybox"):
                continue
            with self.subTest(str(way)):
                process = way.start(self.server, "calibrax_events runs samples '{\"keys\":[\"k\"]}' | head -n 1")
                assert process.stdout
                # Nobody says when it has subscribed, so what happens is said until it is told.
                connection = self.connection
                while connection.call("serverInfo")["methods"]["subscribe"]["calls"] == 0:
                    pass
                connection.call("record", key="other", value=1)
                connection.call("record", key="k", value=2, at=1)
                self.assertIn(b'"key":"k"', process.stdout.readline())
                # The next one finds that nobody reads any more.
                connection.call("record", key="k", value=3)
                process.kill()
                process.communicate()
                self.server.restart()
                self.connection = self.entered(shells.Connection(self.server))
