import CalibraxSystem
import CalibraxTestSupport
import Glibc
import Testing

/// What a process and its machine use is told as far as the kernel tells it.
@Suite struct ResourceReaderTests {
  let machine = Machine()

  @Test func whatIsReadHasNamesWithUnits() {
    var monitor = machine.monitor()
    #expect(
      monitor.read(at: 0) == [
        ResourceReading(name: "memory_rss_mb", value: 5),
        ResourceReading(name: "host_memory_percent", value: 25),
        ResourceReading(name: "host_memory_used_mb", value: 250),
      ])
  }

  @Test func percentagesOfCPUAreSinceTheCallBefore() {
    var monitor = machine.monitor()
    #expect(monitor.read(at: 10)["cpu_percent"] == nil)
    let second = Int(sysconf(Int32(_SC_CLK_TCK)))
    machine.set("proc/self/stat", KernelTextTests.processStat(user: 100 + 2 * second, system: 100 + second))
    machine.set(user: 1_300, idle: 9_700)
    let readings = monitor.read(at: 12)
    #expect(readings["cpu_percent"] == 150)
    #expect(readings["host_cpu_percent"] == 30)
    machine.set(user: 1_300, idle: 9_800)
    #expect(monitor.read(at: 14)["cpu_percent"] == 0)
  }

  @Test func aCopyGoesOnFromWhereItWasCopied() {
    var monitor = machine.monitor()
    _ = monitor.read(at: 0)
    var copy = monitor
    machine.set(user: 1_500, idle: 9_500)
    #expect(monitor.read(at: 1)["host_cpu_percent"] == 50)
    #expect(copy.read(at: 1)["host_cpu_percent"] == 50)
  }

  @Test func anotherProcessCanBeLookedAt() {
    machine.set("proc/77/status", "VmRSS:\t 2048 kB\n")
    machine.set("proc/77/stat", KernelTextTests.processStat(user: 0, system: 0))
    var monitor = machine.monitor(process: 77)
    #expect(monitor.read(at: 0)["memory_rss_mb"] == 2)
    machine.set("proc/77/stat", KernelTextTests.processStat(user: 50, system: 0, start: 9))
    #expect(monitor.read(at: 1)["cpu_percent"] == nil, "a later process of the same number")
  }

  @Test(arguments: [
    ("proc/self/stat", ["cpu_percent"]), ("proc/stat", ["host_cpu_percent"]), ("proc/self/status", ["memory_rss_mb"]),
    ("proc/meminfo", ["host_memory_percent", "host_memory_used_mb"]),
  ])
  func whatCannotBeReadIsLeftOutAlone(_ path: String, _ missing: [String]) {
    for text in [nil, "", "nonsense \n\0 (\n) -1 -1 -1"] {
      let machine = Machine()
      func names(_ readings: [ResourceReading]) -> Set<String> { Set(readings.map(\.name)) }
      var monitor = machine.monitor()
      _ = monitor.read(at: 0)
      machine.set(user: 1_100, idle: 9_100)
      let all = names(monitor.read(at: 1))
      #expect(all.count == 5)
      machine.set(user: 1_200, idle: 9_200)
      machine.set(path, text)
      #expect(names(monitor.read(at: 2)) == all.subtracting(missing))
    }
  }

  @Test func anOldKernelThatDoesNotTellWhatIsAvailableGivesNoMemoryOfTheMachine() {
    machine.set("proc/meminfo", "MemTotal: 1024000 kB\nMemFree: 1000 kB\n")
    var monitor = machine.monitor()
    #expect(monitor.read(at: 0).map(\.name) == ["memory_rss_mb"])
  }

  @Test func onAMachineWithNothingToReadThereAreNoReadings() {
    var monitor = ResourceReader(
      directory: machine.directory.path("missing"), root: machine.directory.path("empty"), nvml: "/no/library")
    #expect(monitor.read(at: 0) == [])
    #expect(monitor.read(at: 1) == [])
  }

  // MARK: The CPU of a cgroup

  @Test func aQuotaIsWhatMayBeUsed() {
    machine.enter("/job")
    machine.setCPU("/job", max: "200000 100000", used: 5_000_000)
    var monitor = machine.monitor()
    #expect(monitor.read(at: 0)["host_cpu_percent"] == nil)
    machine.setCPU("/job", max: "200000 100000", used: 7_000_000)
    #expect(monitor.read(at: 4)["host_cpu_percent"] == 25)
    machine.setCPU("/job", max: "200000 100000", used: 97_000_000)
    #expect(monitor.read(at: 5)["host_cpu_percent"] == 100, "a burst")
    machine.setCPU("/job", max: "200000 100000", used: 1_000)
    #expect(monitor.read(at: 6)["host_cpu_percent"] == nil, "it went back")
  }

  @Test func theStrictestQuotaOfAGroupAndItsParentsCounts() {
    machine.enter("/pod/container")
    func use(_ seconds: Int) {
      machine.setCPU("/pod", max: "100000 100000", used: 1_000_000 * seconds)
      machine.setCPU("/pod/container", max: "300000 100000", used: 0)
    }
    use(1)
    var monitor = machine.monitor()
    _ = monitor.read(at: 0)
    use(2)
    #expect(monitor.read(at: 2)["host_cpu_percent"] == 50)
  }

  @Test(arguments: ["max 100000", "400000 100000", "nonsense"])
  func aQuotaThatIsNoneLeavesTheMachine(_ max: String) {
    machine.enter("/job")
    machine.setCPU("/job", max: max, used: 0)
    var monitor = machine.monitor()
    _ = monitor.read(at: 0)
    machine.set(user: 1_200, idle: 9_800)
    #expect(monitor.read(at: 1)["host_cpu_percent"] == 20)
  }

  @Test func aQuotaWhoseUseIsNotToldGivesNoReading() {
    machine.enter("/job")
    machine.set("sys/fs/cgroup/job/cpu.max", "100000 100000\n")
    var monitor = machine.monitor()
    _ = monitor.read(at: 0)
    machine.set(user: 1_200, idle: 9_800)
    #expect(monitor.read(at: 1)["host_cpu_percent"] == nil)
  }

  @Test func aQuotaThatComesMeanwhileCountsFromThenOn() {
    machine.enter("/job")
    var monitor = machine.monitor()
    _ = monitor.read(at: 0)
    machine.set(user: 1_200, idle: 9_800)
    machine.setCPU("/job", max: "100000 100000", used: 9_000_000)
    #expect(monitor.read(at: 1)["host_cpu_percent"] == nil)
    machine.setCPU("/job", max: "100000 100000", used: 9_500_000)
    #expect(monitor.read(at: 2)["host_cpu_percent"] == 50)
  }

  @Test(arguments: ["cpu,cpuacct", "cpuacct"])
  func aQuotaOfVersion1IsCountedByAnotherController(_ counting: String) {
    machine.enterVersion1()
    if counting == "cpuacct" {
      machine.set("proc/self/cgroup", "5:cpuacct:/batch\n4:cpu:/batch\n")
      machine.set(
        "proc/self/mountinfo",
        """
        36 31 0:31 / /sys/fs/cgroup/cpu,cpuacct rw,relatime - cgroup cgroup rw,cpu
        37 31 0:32 / /sys/fs/cgroup/cpuacct rw,relatime - cgroup cgroup rw,cpuacct

        """)
    }
    machine.set("sys/fs/cgroup/cpu,cpuacct/batch/cpu.cfs_quota_us", "50000\n")
    machine.set("sys/fs/cgroup/cpu,cpuacct/batch/cpu.cfs_period_us", "100000\n")
    machine.set("sys/fs/cgroup/cpu,cpuacct/cpu.cfs_quota_us", "-1\n")
    machine.set("sys/fs/cgroup/cpu,cpuacct/cpu.cfs_period_us", "100000\n")
    machine.set("sys/fs/cgroup/\(counting)/batch/cpuacct.usage", "1000000000\n")
    var monitor = machine.monitor()
    _ = monitor.read(at: 0)
    machine.set("sys/fs/cgroup/\(counting)/batch/cpuacct.usage", "1250000000\n")
    #expect(monitor.read(at: 2)["host_cpu_percent"] == 25)
  }

  // MARK: The memory of a cgroup

  @Test func aLimitIsWhatMayBeUsed() {
    machine.enter("/job")
    machine.setMemory("/job", max: 200, current: 150, inactive: 50)
    var monitor = machine.monitor()
    let readings = monitor.read(at: 0)
    #expect(readings["host_memory_percent"] == 50)
    #expect(readings["host_memory_used_mb"] == 100)
  }

  @Test func theStrictestLimitOfAGroupAndItsParentsCounts() {
    machine.enter("/pod/container")
    machine.setMemory("/pod", max: 400, current: 300, inactive: 0)
    machine.setMemory("/pod/container", max: nil, current: 20, inactive: 0)
    var monitor = machine.monitor()
    #expect(monitor.read(at: 0)["host_memory_used_mb"] == 300)
    machine.setMemory("/pod/container", max: 100, current: 20, inactive: 0)
    #expect(monitor.read(at: 1)["host_memory_used_mb"] == 20)
    machine.setMemory("/pod/container", max: 400, current: 20, inactive: 0)
    #expect(monitor.read(at: 1)["host_memory_used_mb"] == 300, "of the same limit the outer one is reached first")
  }

  @Test(arguments: [nil, 1_000, 5_000])
  func aLimitThatIsNoneLeavesTheMachine(_ max: Int?) {
    machine.enter("/job")
    machine.setMemory("/job", max: max, current: 150, inactive: 50)
    var monitor = machine.monitor()
    #expect(monitor.read(at: 0)["host_memory_used_mb"] == 250)
  }

  @Test func aGroupIsNeverFullerThanFullNorEmptierThanEmpty() {
    machine.enter("/job")
    machine.setMemory("/job", max: 100, current: 101, inactive: 0)
    var monitor = machine.monitor()
    #expect(monitor.read(at: 0)["host_memory_percent"] == 100)
    machine.setMemory("/job", max: 100, current: 20, inactive: 21)
    #expect(monitor.read(at: 1)["host_memory_percent"] == 0)
  }

  @Test func aLimitWhoseUseIsNotToldGivesNoReading() {
    machine.enter("/job")
    machine.set("sys/fs/cgroup/job/memory.max", "104857600\n")
    var monitor = machine.monitor()
    #expect(monitor.read(at: 0).map(\.name) == ["memory_rss_mb"])
  }

  @Test func aLimitOfVersion1CountsAsWell() {
    machine.enterVersion1()
    let directory = "sys/fs/cgroup/memory/user.slice/job 1"
    machine.set("sys/fs/cgroup/memory/memory.limit_in_bytes", "9223372036854771712\n")
    machine.set(directory + "/memory.limit_in_bytes", "104857600\n")
    machine.set(directory + "/memory.usage_in_bytes", "52428800\n")
    machine.set(directory + "/memory.stat", "cache 1\ninactive_file 7\ntotal_inactive_file 26214400\n")
    var monitor = machine.monitor()
    #expect(monitor.read(at: 0)["host_memory_percent"] == 25)
    machine.set(directory + "/memory.limit_in_bytes", "9223372036854771712\n")
    #expect(monitor.read(at: 1)["host_memory_percent"] == 25)
    #expect(monitor.read(at: 1)["host_memory_used_mb"] == 250)
  }

  // MARK: The machine that runs this

  @Test func theDiskIsThatOfTheDirectory() throws {
    var monitor = ResourceReader(
      directory: machine.directory.path, root: machine.directory.path, nvml: "/no/such/library.so")
    let readings = monitor.read(at: 0)
    #expect((0...100).contains(try #require(readings["disk_used_percent"])))
    #expect(try #require(readings["disk_free_mb"]) > 0)
    var withoutSize = ResourceReader(directory: "/proc", root: machine.directory.path, nvml: "/no/such/library.so")
    #expect(withoutSize.read(at: 0)["disk_used_percent"] == nil)
    #expect(withoutSize.read(at: 0)["disk_free_mb"] == nil)
  }

  @Test func thisProcessIsReadOnThisMachine() throws {
    var monitor = ResourceReader(directory: machine.directory.path)
    #expect(monitor.read(at: seconds(CLOCK_MONOTONIC))["cpu_percent"] == nil)
    let start = seconds(CLOCK_PROCESS_CPUTIME_ID)
    var work = 0.0
    while seconds(CLOCK_PROCESS_CPUTIME_ID) - start < 0.3 { work += (work + 1).squareRoot() }
    let readings = monitor.read(at: seconds(CLOCK_MONOTONIC))
    let cores = Double(sysconf(Int32(_SC_NPROCESSORS_CONF)))
    #expect(work > 0)
    let own = try #require(readings["cpu_percent"])
    #expect(own > 0 && own < 100 * (cores + 1))
    #expect(try #require(readings["memory_rss_mb"]) > 1)
    for name in ["host_cpu_percent", "host_memory_percent", "disk_used_percent"] {
      let percent = try #require(readings[name], "\(name)")
      #expect(percent > 0 && percent <= 100, "\(name)")
    }
    #expect(try #require(readings["host_memory_used_mb"]) > 1)
    #expect(try #require(readings["disk_free_mb"]) > 0)
    #expect(readings.allSatisfy { $0.value >= 0 && $0.value.isFinite })
  }

  private func seconds(_ clock: clockid_t) -> Double {
    var time = timespec()
    clock_gettime(clock, &time)
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }
}
