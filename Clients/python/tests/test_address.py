"""Where servers are, and how they are reached."""

from __future__ import annotations

import asyncio
import os
import subprocess
import sys
import unittest
from pathlib import Path

from server import server

from calibrax_client import AddressError, AsyncClient, Client, TCPAddress, UnixAddress, Unreachable
from calibrax_client.address import parse_address

HERE = Path(__file__).resolve().parents[1]


class AddressTests(unittest.TestCase):
    def test_addresses_are_read_and_written(self) -> None:
        for text, address in (
            ("unix:/run/calibrax.sock", UnixAddress("/run/calibrax.sock")),
            ("data/calibrax.sock", UnixAddress("data/calibrax.sock")),
            ("tcp:127.0.0.1:7777", TCPAddress("127.0.0.1", 7777)),
            ("tcp:[::1]:7777", TCPAddress("::1", 7777)),
            ("tcp:benchmarks.example:1", TCPAddress("benchmarks.example", 1)),
        ):
            self.assertEqual(parse_address(text), address)

    def test_what_is_no_address_is_said_with_what_is_one(self) -> None:
        for text in ("calibrax.sock", "tcp:7777", "tcp:host:0", "tcp:host:65536", "tcp:host:٣", "tcp::1", ""):
            with self.subTest(text), self.assertRaisesRegex(AddressError, f'"{text}" is .*tcp:127.0.0.1:7777'):
                Client(text)

    def test_a_host_that_has_no_name_is_not_reached(self) -> None:
        for host in ("é" * 70, "a..é"):
            with self.subTest(host):
                with Client(f"tcp:{host}:1", attempts=1) as client, self.assertRaises(Unreachable):
                    client.ping()
                with self.assertRaises(Unreachable):
                    asyncio.run(ping(f"tcp:{host}:1"))

    def test_a_forked_child_connects_whatever_its_parent_was_importing(self) -> None:
        program = """
            import sys

            class Blocker:
                def find_spec(self, name, *more):
                    if name == "encodings.idna":
                        raise ImportError("interrupted by the fork")

            sys.meta_path.insert(0, Blocker())
            import calibrax_client as calibrax
            calibrax.Metric("m", throttle=None).record(1)
            print(calibrax.flush(), calibrax.counts().delivered, calibrax.Client().ping())
        """
        with server() as running:
            environment = {**os.environ, "CALIBRAX_SERVER": running.tcp, "PYTHONPATH": str(HERE)}
            lines = [line[12:] for line in program.splitlines()]
            run = subprocess.run(
                [sys.executable, "-c", "\n".join(lines)], env=environment, stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT, text=True, timeout=60,
            )  # fmt: skip
        self.assertEqual(run.stdout, "True 1 {}\n")


async def ping(address: str) -> None:
    async with AsyncClient(address, attempts=1) as client:
        await client.ping()
