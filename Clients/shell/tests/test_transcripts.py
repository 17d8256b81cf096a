"""The conversations of the protocol, as the transports carry them."""

from __future__ import annotations

import shutil
import subprocess
import threading
import unittest

import shells
from transcript import Transcript


class Speaker:
    """A connection by calibrax_lines."""

    def __init__(self, way: shells.Way, running: shells.Server) -> None:
        self.process = way.start(running, "calibrax_lines")
        # An answer that does not come ends the conversation.
        self.guard = threading.Timer(20, self.process.kill)
        self.guard.start()

    def send(self, line: str) -> None:
        assert self.process.stdin
        self.process.stdin.write(line.encode() + b"\n")
        self.process.stdin.flush()

    def receive(self) -> str:
        assert self.process.stdout
        return self.process.stdout.readline().decode()

    def close(self) -> shells.Ended:
        self.guard.cancel()
        return shells.finish(self.process)


class Transcripts(unittest.TestCase):
    def play(self, transcript: Transcript, way: shells.Way) -> None:
        speakers: dict[str, Speaker] = {}
        with shells.server(transcript.tokens, transcript.configuration) as running:

            def speaker(number: str) -> Speaker:
                if number not in speakers:
                    speakers[number] = Speaker(way, running)
                return speakers[number]

            try:
                problems = transcript.play(
                    lambda number, line: speaker(number).send(line), lambda number: speaker(number).receive()
                )
            finally:
                ends = [one.close() for one in speakers.values()]
        self.assertEqual(problems, [])
        self.assertTrue(ends)
        for end in ends:
            self.assertEqual((end.output, end.errors), ("", ""))

    def test_every_transcript_by_every_transport(self) -> None:
        transcripts = Transcript.all()
        self.assertTrue(transcripts)
        for way in shells.ways():
            for transcript in transcripts if way.shell == "dash" else transcripts[:1]:
                with self.subTest(str(way), transcript=transcript.name):
                    self.play(transcript, way)

    def test_without_a_server_it_says_so(self) -> None:
        self.assertTrue(shutil.which("dash"))
        run = subprocess.run(
            ["dash", shells.CLIENT, "lines"],
            env={"PATH": "/usr/bin:/bin", "CALIBRAX_DATA": "/nowhere"},
            input=b"",
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
        self.assertEqual((run.returncode, run.stdout), (3, b""))
        self.assertIn(b"no server: /nowhere/calibrax.lock names none", run.stderr)
