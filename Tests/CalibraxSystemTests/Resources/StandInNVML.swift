import CalibraxSystem
import CalibraxTestSupport
import Foundation
import Testing

/// A library with the functions of nvml.h that says what a test wants, built with the system's C compiler.
struct StandInNVML {
  private let directory = TemporaryDirectory()

  var path: String { directory.path("nvml.so") }

  /// How often it was started and stopped: `+` and `-`.
  var starts: String { directory.read("starts") ?? "" }

  /// Builds it.
  ///
  /// - Parameters:
  ///   - gpus: How many there are; `nil` when it cannot count them.
  ///   - failing: The one that cannot be reached.
  ///   - withoutUtilization: The one that tells of its memory only.
  ///   - start: What starting returns; 0 is well, 9 is that there is no driver.
  func build(gpus: Int?, failing: Int = -1, withoutUtilization: Int = -1, start: Int = 0) throws {
    directory.write(Self.source, to: "nvml.c")
    let compiler = Process()
    compiler.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    compiler.arguments = [
      "cc", "-shared", "-fPIC", "-o", path + ".new", directory.path("nvml.c"), "-DGPUS=\(gpus ?? -1)",
      "-DFAILING=\(failing)", "-DWITHOUT=\(withoutUtilization)", "-DSTART=\(start)",
      "-DSTARTS=\"\(directory.path("starts"))\"",
    ]
    try compiler.run()
    compiler.waitUntilExit()
    try #require(compiler.terminationStatus == 0, "these tests need a C compiler, cc")
    try FileManager.default.moveItem(atPath: path + ".new", toPath: path)
  }

  /// What a monitor says of its GPUs.
  func read(_ monitor: inout ResourceReader, at uptime: Double) -> [ResourceReading] {
    monitor.read(at: uptime).filter { $0.name.hasPrefix("gpu") }
  }

  /// A monitor that reads nothing else.
  func monitor() -> ResourceReader { ResourceReader(root: directory.path("empty"), nvml: path) }

  private static let source = """
    #include <stdio.h>

    typedef int nvmlReturn_t;
    typedef struct { unsigned index; } *nvmlDevice_t;
    typedef struct { unsigned int gpu; unsigned int memory; } nvmlUtilization_t;
    typedef struct { unsigned long long total; unsigned long long free; unsigned long long used; } nvmlMemory_t;

    static void note(char sign) {
      FILE *file = fopen(STARTS, "a");
      if (file) { fputc(sign, file); fclose(file); }
    }
    nvmlReturn_t nvmlInit_v2(void) { note('+'); return START; }
    nvmlReturn_t nvmlShutdown(void) { note('-'); return 0; }
    nvmlReturn_t nvmlDeviceGetCount_v2(unsigned int *count) {
      if (GPUS < 0) return 999;
      *count = GPUS;
      return 0;
    }
    nvmlReturn_t nvmlDeviceGetHandleByIndex_v2(unsigned int index, nvmlDevice_t *device) {
      static struct { unsigned index; } devices[8];
      if (index >= GPUS) return 2;
      if (index == FAILING) return 15;
      devices[index].index = index;
      *device = (nvmlDevice_t)&devices[index];
      return 0;
    }
    nvmlReturn_t nvmlDeviceGetUtilizationRates(nvmlDevice_t device, nvmlUtilization_t *rates) {
      if (device->index == WITHOUT) return 3;
      *rates = (nvmlUtilization_t){ .gpu = 40 + device->index, .memory = 7 };
      return 0;
    }
    nvmlReturn_t nvmlDeviceGetMemoryInfo(nvmlDevice_t device, nvmlMemory_t *memory) {
      *memory = (nvmlMemory_t){ .total = 80ull << 30, .free = 20ull << 30, .used = 60ull << 30 };
      return 0;
    }

    """
}
