"""Processes record side by side, each sample once, while the server is killed under them."""

from __future__ import annotations

import threading
from typing import List

from calibrax_client import Client

from .support import LONG, ServerTests, run_program, wait_until

COUNT = 2_000
WORKERS = 8

RECORD = """
    import os, sys, time
    from calibrax_client import Metric, execution, flush, progress

    metric = Metric("step", throttle=None)

    def work(number):
        # The server is killed twice meanwhile; each sample says whose it is.
        for step in range(%d):
            metric.record(number * 100_000 + step)
            if step %% 100 == 0:
                time.sleep(0.01)
        return number
""" % COUNT

WAYS = {
    "fork": """
    children = []
    with execution("parent", execution_id="parent"):
        work(0)
        for number in range(1, 9):
            child = os.fork()
            if child == 0:
                work(number)
                os._exit(0 if flush(30) else 1)
            children.append(child)
        assert all(os.waitpid(child, 0)[1] == 0 for child in children)
    """,
    "multiprocessing fork": """
    import multiprocessing
    with execution("parent", execution_id="parent"):
        work(0)
        processes = [multiprocessing.get_context("fork").Process(target=work, args=(n,)) for n in range(1, 9)]
        [process.start() for process in processes]
        [process.join() for process in processes]
        assert all(process.exitcode == 0 for process in processes)
    """,
    "multiprocessing spawn": """
    import multiprocessing
    if __name__ == "__main__":
        work(0)
        processes = [multiprocessing.get_context("spawn").Process(target=work, args=(n,)) for n in range(1, 9)]
        [process.start() for process in processes]
        [process.join() for process in processes]
        assert all(process.exitcode == 0 for process in processes)
    """,
    "executor": """
    import multiprocessing
    from concurrent.futures import ProcessPoolExecutor
    if __name__ == "__main__":
        work(0)
        with ProcessPoolExecutor(4, mp_context=multiprocessing.get_context("fork")) as executor:
            assert list(executor.map(work, range(1, 9))) == list(range(1, 9))
    """,
}


class ProcessTests(ServerTests):
    """Programs whose processes reach the server by one of the ways that lead to it."""

    way = "unix"

    @property
    def address(self) -> str:
        return self.server.addresses[self.way]


class ExactlyOnceTests(ProcessTests):
    """Every sample of every process is stored once, whichever way the process was made."""

    def all_values(self, key: str) -> List[float]:
        with Client(self.address) as client:
            series = client.list_series(keys=[key])["series"]
            found = [client.query_series(each["series"], order="recorded")["points"] for each in series]
        return [value for points in found for _, value in points]

    def samples(self) -> int:
        with Client(self.address, attempts=50) as client:
            series = client.list_series(keys=["step"])["series"]
            return sum(each["count"] for each in series)

    def record_while_the_server_is_killed(self, code: str) -> None:
        outcome = []
        program = threading.Thread(
            # The last samples may meet a server that has just come back.
            target=lambda: outcome.append(run_program(self.address, RECORD, code, timeout=2 * LONG))
        )
        program.start()
        for part in (COUNT + 500, 5 * COUNT):
            wait_until(lambda: self.samples() >= part or not program.is_alive(), "samples")
            self.server.restart()
        program.join(2 * LONG)
        self.assertEqual(outcome[0].returncode, 0, outcome[0].stderr)
        expected = [number * 100_000 + step for number in range(WORKERS + 1) for step in range(COUNT)]
        self.assertEqual(sorted(self.all_values("step")), expected)

    def test_forked_by_hand(self) -> None:
        self.record_while_the_server_is_killed(WAYS["fork"])
        self.assertEqual(self.executions()["parent"]["state"], "succeeded")
        self.assertEqual(len(self.values("step", "parent")), (WORKERS + 1) * COUNT)

    def test_forked_by_multiprocessing(self) -> None:
        self.record_while_the_server_is_killed(WAYS["multiprocessing fork"])
        self.assertEqual(len(self.values("step", "parent")), (WORKERS + 1) * COUNT)

    def test_spawned(self) -> None:
        self.record_while_the_server_is_killed(WAYS["multiprocessing spawn"])

    def test_of_an_executor(self) -> None:
        self.record_while_the_server_is_killed(WAYS["executor"])


class ForkTests(ProcessTests):
    """A forked child records for itself."""

    def test_while_other_threads_record(self) -> None:
        program = """
            import os, threading
            from calibrax_client import Metric, execution, flush
            parent, child_metric = Metric("parent", throttle=None), Metric("child", throttle=None)
            is_over = threading.Event()
            recorded = [0] * 4

            def record(thread):
                # Not more than are kept.
                while not is_over.wait(0.0005):
                    parent.record(thread)
                    recorded[thread] += 1

            with execution("e", execution_id="e"):
                threads = [threading.Thread(target=record, args=(n,)) for n in range(4)]
                [thread.start() for thread in threads]
                for number in range(10):
                    child = os.fork()
                    if child == 0:
                        child_metric.record(number)
                        os._exit(0 if flush(20) else 1)
                    assert os.waitpid(child, 0)[1] == 0
                is_over.set()
                [thread.join() for thread in threads]
            flush(20)
            print(sum(recorded))
        """
        run = run_program(self.address, program)
        self.assertEqual((run.returncode, run.stderr), (0, ""))
        self.assertEqual(sorted(self.values("child", "e")), list(range(10)))
        with Client(self.address) as client:
            stored = len(client.query_series(key="parent", execution_id="e")["points"])
        self.assertEqual(stored, int(run.stdout))
        self.assertGreater(stored, 0)

    def test_a_grandchild_records_in_the_execution_of_the_first(self) -> None:
        program = """
            import os
            from calibrax_client import Metric, execution, flush
            metric = Metric("m", throttle=None)
            with execution("e", execution_id="e"):
                child = os.fork()
                if child == 0:
                    # Nothing is recorded between the forks.
                    grandchild = os.fork()
                    if grandchild == 0:
                        metric.record(3)
                        os._exit(0 if flush(20) else 1)
                    assert os.waitpid(grandchild, 0)[1] == 0
                    os._exit(0)
                assert os.waitpid(child, 0)[1] == 0
                metric.record(1)
        """
        run = run_program(self.address, program)
        self.assertEqual((run.returncode, run.stderr), (0, ""))
        self.assertEqual(sorted(self.values("m", "e")), [1, 3])
        with Client(self.address) as client:
            states = [(one["execution_id"], one["state"]) for one in client.list_executions()["executions"]]
        self.assertEqual(states, [("e", "succeeded")])

    def test_what_the_parent_recorded_before_is_not_the_childs(self) -> None:
        program = """
            import os
            from calibrax_client import Metric, execution, flush
            metric = Metric("m", throttle=None)
            with execution("e", execution_id="e"):
                for number in range(100):
                    metric.record(number)
                child = os.fork()
                metric.record(1_000 if child == 0 else 2_000)
                if child == 0:
                    os._exit(0 if flush(20) else 1)
                assert os.waitpid(child, 0)[1] == 0
        """
        run = run_program(self.address, program)
        self.assertEqual((run.returncode, run.stderr), (0, ""))
        self.assertEqual(sorted(self.values("m", "e")), [*range(100), 1_000, 2_000])
        self.assertEqual(self.executions()["e"]["state"], "succeeded")

    def test_a_loop_outside_any_execution_goes_on_in_both(self) -> None:
        program = """
            import os
            from calibrax_client import flush, progress
            for item in progress(range(3), key="items"):
                if item == 1:
                    child = os.fork()
            if child == 0:
                os._exit(0 if flush(20) else 1)
            assert os.waitpid(child, 0)[1] == 0
        """
        run = run_program(self.address, program)
        self.assertEqual((run.returncode, run.stderr), (0, ""))
        with Client(self.address) as client:
            ends = [
                client.query_series(each["series"])["points"][-1][1]
                for each in client.list_series(keys=["items"])["series"]
            ]
        self.assertEqual(ends, [3, 3])


class ExactlyOnceTestsOverTCP(ExactlyOnceTests):
    """The same over TCP, where a host has to be looked up."""

    way = "tcp"


class ForkTestsOverTCP(ForkTests):
    """The same over TCP."""

    way = "tcp"
