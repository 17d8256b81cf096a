import CalibraxSystem
import Testing

/// GPUs are read through NVIDIA's library where there is one.
@Suite struct GPUTests {
  let nvml = StandInNVML()

  @Test func severalGPUsAreToldApartAndOneThatFailsIsLeftOut() throws {
    try nvml.build(gpus: 2, failing: 0)
    var monitor = nvml.monitor()
    for uptime in [0.0, 1] {
      #expect(
        nvml.read(&monitor, at: uptime) == [
          ResourceReading(name: "gpu_utilization", value: 41, device: "gpu 1"),
          ResourceReading(name: "gpu_memory_mb", value: 61_440, device: "gpu 1"),
        ])
    }
    #expect(nvml.starts == "+")
  }

  @Test func aSingleGPUNeedsNoName() throws {
    try nvml.build(gpus: 1)
    var monitor = nvml.monitor()
    #expect(
      nvml.read(&monitor, at: 0) == [
        ResourceReading(name: "gpu_utilization", value: 40), ResourceReading(name: "gpu_memory_mb", value: 61_440),
      ])
  }

  @Test func aGPUThatDoesNotTellHowBusyItIsTellsItsMemory() throws {
    try nvml.build(gpus: 2, withoutUtilization: 0)
    var monitor = nvml.monitor()
    #expect(
      nvml.read(&monitor, at: 0) == [
        ResourceReading(name: "gpu_memory_mb", value: 61_440, device: "gpu 0"),
        ResourceReading(name: "gpu_utilization", value: 41, device: "gpu 1"),
        ResourceReading(name: "gpu_memory_mb", value: 61_440, device: "gpu 1"),
      ])
  }

  @Test func aLibraryThatCannotStartIsTriedOnceAMinute() throws {
    try nvml.build(gpus: 1, start: 9)
    var monitor = nvml.monitor()
    for uptime in stride(from: 100.0, to: 160, by: 5) { #expect(nvml.read(&monitor, at: uptime) == []) }
    #expect(nvml.starts == "+")
    #expect(nvml.read(&monitor, at: 160) == [])
    #expect(nvml.starts == "++")
  }

  @Test func aDriverThatGoesAwayIsTriedOnceAMinute() throws {
    try nvml.build(gpus: nil)
    var monitor = nvml.monitor()
    for uptime in stride(from: 0.0, to: 60, by: 5) { #expect(nvml.read(&monitor, at: uptime) == []) }
    #expect(nvml.starts == "+-")
    #expect(nvml.read(&monitor, at: 61) == [])
    #expect(nvml.starts == "+-+-")
  }

  @Test func aLibraryThatIsInstalledLaterIsFound() throws {
    var monitor = nvml.monitor()
    #expect(nvml.read(&monitor, at: 0) == [])
    try nvml.build(gpus: 1)
    #expect(nvml.read(&monitor, at: 59) == [])
    #expect(nvml.read(&monitor, at: 60).count == 2)
  }

  @Test func anotherLibraryOfThatNameIsNone() {
    var monitor = ResourceReader(root: "/no/such/root", nvml: "libc.so.6")
    #expect(monitor.read(at: 0) == [])
  }

  @Test func noGPUIsNoReading() throws {
    try nvml.build(gpus: 0)
    var monitor = nvml.monitor()
    #expect(nvml.read(&monitor, at: 0) == [])
  }
}
