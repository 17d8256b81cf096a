import Testing

@testable import CalibraxSystem

/// What the files of /proc and cgroups say is taken as proc(5) and the kernel's documentation have it.
@Suite struct KernelTextTests {
  @Test func aNamedNumberIsFoundByItsWholeName() {
    let meminfo = NamedNumbers(
      "MemTotal:       24684092 kB\nMemAvailable:   24255364 kB\nActive:           188340 kB\nActive(anon):       1512 kB\n"
    )
    #expect(meminfo["MemTotal"] == 24_684_092)
    #expect(meminfo["MemAvailable"] == 24_255_364)
    #expect(meminfo["Active(anon)"] == 1_512)
    #expect(meminfo["Mem"] == nil)
    #expect(meminfo["SwapTotal"] == nil)
    let stat = NamedNumbers("anon 1536000\ninactive_file 372658176\nactive_file 17743872\n")
    #expect(stat["inactive_file"] == 372_658_176)
    #expect(stat["file"] == nil)
    #expect(NamedNumbers("VmRSS:\t    3060 kB\n")["VmRSS"] == 3_060)
    #expect(NamedNumbers("VmRSS:\nMemTotal: many\n")["MemTotal"] == nil)
  }

  @Test func aProcessMayHaveAnyName() throws {
    let tail =
      "R 23761 23761 23360 0 -1 4194304 99 0 0 0 700 55 0 0 20 0 1 0 2276248 3133440 394 18446744073709551615 0"
    for name in ["(cat)", "(a) R 1 2 (b)", "(tmux: server)", "())"] {
      let times = try #require(ProcessTimes(stat: "23772 \(name) \(tail)\n"))
      #expect(times.busy == 755)
      #expect(times.start == 2_276_248)
    }
  }

  @Test(arguments: ["", "23772 (cat", "23772 (cat) R 1 2 3", "1 (a) R 1 1 1 0 -1 4 9 0 0 0 x 5 0 0 20 0 1 0 22 3"])
  func whatIsNoStatOfAProcessGivesNoTimes(_ text: String) {
    #expect(ProcessTimes(stat: text) == nil)
  }

  @Test func aProcessIsAsBusyAsItsTicksSay() throws {
    let before = try #require(ProcessTimes(stat: Self.processStat(user: 100, system: 50)))
    let after = try #require(ProcessTimes(stat: Self.processStat(user: 300, system: 150)))
    #expect(after.percent(since: before, elapsed: 2, ticksPerSecond: 100) == 150)
    #expect(after.percent(since: before, elapsed: 0, ticksPerSecond: 100) == nil)
    #expect(before.percent(since: after, elapsed: 2, ticksPerSecond: 100) == nil)
    let another = try #require(ProcessTimes(stat: Self.processStat(user: 300, system: 150, start: 9)))
    #expect(another.percent(since: before, elapsed: 2, ticksPerSecond: 100) == nil)
  }

  @Test func theMachineIsBusyWhenItNeitherIdlesNorWaits() throws {
    let text = """
      cpu  1534116 5975 318869 2623807 24201 0 14802 6596 4000 7
      cpu0 741064 3558 147675 1352882 10344 0 3807 3266 0 0
      cpu1 793051 2417 171194 1270925 13856 0 10994 3330 0 0
      intr 23362570 0 0 0
      ctxt 67711992

      """
    let times = try #require(MachineTimes(stat: text))
    #expect(times.count == 2)
    #expect(times.idle == 2_623_807 + 24_201)
    #expect(times.busy == 1_534_116 + 5_975 + 318_869 + 14_802 + 6_596)
    let old = try #require(MachineTimes(stat: "cpu  10 0 20 70\ncpu0 10 0 20 70\n"))
    #expect(old.busy == 30)
    #expect(old.idle == 70)
  }

  @Test(arguments: ["", "intr 1 2 3\n", "cpu  1 2 3\n", "cpu  1 2 x 4\n", "cpu0 1 2 3 4\n"])
  func whatIsNoStatOfAMachineGivesNoTimes(_ text: String) {
    #expect(MachineTimes(stat: text) == nil)
  }

  @Test func aCounterOfTheMachineThatWentBackGivesNoPercentage() throws {
    let before = try #require(MachineTimes(stat: "cpu  100 0 0 100 50 0 0 0 0 0\n"))
    func percent(_ text: String) -> Double? { MachineTimes(stat: text)?.percent(since: before) }
    #expect(percent("cpu  130 0 0 160 60 0 0 0 0 0\n") == 30)
    #expect(percent("cpu  130 0 0 100 40 0 0 0 0 0\n") == nil)
    #expect(percent("cpu  90 0 0 200 50 0 0 0 0 0\n") == nil)
    #expect(percent("cpu  100 0 0 100 50 0 0 0 0 0\n") == nil)
  }

  @Test(arguments: [
    ("150000 100000\n", 1.5), ("50000 100000", 0.5), ("max 100000\n", nil), ("max\n", nil), ("", nil),
    ("-1 100000", nil),
    ("100000 0", nil), ("inf 100000", nil), ("nan nan", nil),
  ])
  func aQuotaOfVersion2IsATimeAndAPeriod(_ text: String, _ cores: Double?) {
    #expect(CPUQuota(max: text)?.cores == cores)
  }

  @Test func aQuotaOfVersion1IsInTwoFiles() {
    #expect(CPUQuota(quota: "400000\n", period: "100000\n")?.cores == 4)
    #expect(CPUQuota(quota: "-1\n", period: "100000\n") == nil)
    #expect(CPUQuota(quota: "100000\n", period: "0\n") == nil)
    #expect(CPUQuota(quota: "", period: "100000\n") == nil)
  }

  static func processStat(user: Int, system: Int, start: Int = 8) -> String {
    "7 (calibraxd) S 1 7 7 0 -1 4194304 99 0 0 0 \(user) \(system) 0 0 20 0 1 0 \(start) 3133440 394 0\n"
  }
}
