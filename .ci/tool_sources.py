"""What tools.py has each tool measure: the files of a repository."""

HYPERFINE = {}

GOOGLE_BENCHMARK = {"a.cc": r"""
#include <benchmark/benchmark.h>
#include <numeric>
#include <vector>
static void sum(benchmark::State& state) {
  std::vector<int> all(state.range(0), 1);
  for (auto _ : state) benchmark::DoNotOptimize(std::accumulate(all.begin(), all.end(), 0));
  state.SetItemsProcessed(state.iterations() * state.range(0));
  state.SetBytesProcessed(state.iterations() * state.range(0) * sizeof(int));
  state.counters["half"] = state.range(0) / 2.0;
  state.SetLabel("a \"label\", quoted");
}
static void count(benchmark::State& state) {
  int number = 0;
  for (auto _ : state) benchmark::DoNotOptimize(++number);
}
static void broken(benchmark::State& state) {
  state.SkipWithError("no \"device\", sorry");
  for (auto _ : state) {}
}
BENCHMARK(sum)->Arg(64)->Arg(4096)->Unit(benchmark::kMicrosecond);
BENCHMARK(count)->Name("count, with a comma");
BENCHMARK(count)->Name("wall")->UseRealTime()->Unit(benchmark::kMillisecond)->Threads(2);
BENCHMARK(count)->Name("count_mean");
BENCHMARK(broken);
BENCHMARK_MAIN();
"""}

PYTEST_BENCHMARK = {"test_a.py": """
import time
import pytest

@pytest.mark.parametrize("n,how", [(1, "a b"), (2, "c/d")])
def test_sleep(benchmark, n, how):
    benchmark.pedantic(time.sleep, args=(n / 1000,), rounds=4 + n)

@pytest.mark.benchmark(group="sums")
def test_sum(benchmark):
    benchmark(sum, range(100))

def test_fails(benchmark):
    benchmark(lambda: 1 / 0)
"""}

GO_TEST = r"""
import "testing"

var sink []byte

func BenchmarkFill(b *testing.B) {
	for name, n := range map[string]int{"n=16": 16, "n=4-096": 4096} {
		b.Run(name, func(b *testing.B) {
			b.SetBytes(int64(n))
			for i := 0; i < b.N; i++ {
				sink = make([]byte, n)
			}
			b.ReportMetric(float64(n)/3, "fill/op")
		})
	}
}
"""

GO = {
    "go.mod": "module example.com/demo\n\ngo 1.19\n",
    "more/more_test.go": "package more\n" + GO_TEST,
    "demo_test.go": "package demo\n" + GO_TEST + r"""
func BenchmarkBroken(b *testing.B) { b.Fatal("no device") }

func BenchmarkLate(b *testing.B) {
	for i := 0; i < b.N; i++ {
		if i > 10 {
			b.Fatal("late")
		}
	}
}

func BenchmarkParent(b *testing.B) {
	b.Run("good", func(b *testing.B) { sink = make([]byte, b.N) })
	b.Run("size-16", func(b *testing.B) { b.Fatal("no size") })
}
""",
}

ASV = {
    "asv.conf.json": """{"version": 1, "project": "demo", "repo": ".", "branches": ["trunk"], "results_dir": "results",
                         "environment_type": "existing", "benchmark_dir": "benchmarks", "html_dir": "html"}""",
    "benchmarks/__init__.py": "",
    "benchmarks/a.py": """
import time

class Suite:
    params = [[1, 2], ["a", "b c"]]
    param_names = ["n", "how"]

    def time_sleep(self, n, how):
        time.sleep(n / 1000)

    def track_half(self, n, how):
        if how == "b c":
            raise ValueError("no")
        return n / 2
    track_half.unit = "ms"

def time_broken():
    raise RuntimeError("no")

def skip():
    raise NotImplementedError()

def time_skipped():
    pass
time_skipped.setup = skip

def mem_list():
    return [0] * 256

def peakmem_list():
    return [0] * 100000

def track_number():
    return 42
""",
}

XCTEST = {
    "Package.swift": """// swift-tools-version:5.9
import PackageDescription

let package = Package(name: "Demo", targets: [.testTarget(name: "DemoTests")])
""",
    "Tests/DemoTests/DemoTests.swift": """
import XCTest

final class DemoTests: XCTestCase {
  func testSum() { measure { _ = (0..<100_000).reduce(0, &+) } }
  func testFails() {
    measure { _ = (0..<1_000).reduce(0, &+) }
    XCTFail("no device")
  }
  func testPlain() {}
}
""",
}

FILES = {"hyperfine": HYPERFINE, "google-benchmark": GOOGLE_BENCHMARK, "pytest-benchmark": PYTEST_BENCHMARK, "go": GO,
         "asv": ASV, "xctest": XCTEST}
