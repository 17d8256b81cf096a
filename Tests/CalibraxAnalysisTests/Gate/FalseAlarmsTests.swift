import CalibraxModel
import Testing

@testable import CalibraxAnalysis

@Suite("What a gate would have called a regression")
struct FalseAlarmsTests {
  /// A level of 100 with noise of half a percent.
  private let quiet = (0..<40).map { 100 + [0, 0.5, -0.5, 0.25, -0.25][$0 % 5] }

  @Test("every run with enough before it and behind it is judged", arguments: [(0, 32), (1, 31), (40, 0), (20, 12)])
  func judged(_ confirmations: Int, _ count: Int) {
    let alarms = FalseAlarms(of: quiet, by: gate(confirmations))
    #expect(alarms.judged == count)
    #expect(alarms.count == 0)
  }

  @Test("too few are none")
  func tooFew() {
    #expect(FalseAlarms(of: [], by: gate(1)).judged == 0)
    #expect(FalseAlarms(of: Array(quiet.prefix(9)), by: gate(1)).judged == 0)
    #expect(FalseAlarms(of: Array(quiet.prefix(10)), by: gate(1)).judged == 1)
  }

  @Test(
    "one bad run is an alarm unless it must be confirmed, two are, three by one of them",
    arguments: [
      (1, 0, 1), (1, 1, 0), (2, 0, 2), (2, 1, 1), (2, 3, 0),
    ])
  func spikes(_ bad: Int, _ confirmations: Int, _ alarms: Int) {
    var values = quiet
    for place in 20..<20 + bad { values[place] = 130 }
    #expect(FalseAlarms(of: values, by: gate(confirmations)).count == alarms)
  }

  @Test("a run that is better is none")
  func better() {
    var values = quiet
    values[20] = 70
    #expect(FalseAlarms(of: values, by: gate(0)).count == 0)
    #expect(FalseAlarms(of: values, by: gate(0, .higher)).count == 1)
  }

  @Test("a level that stays is a true alarm, before and after the gate knows of it")
  func shift() {
    let values = quiet.enumerated().map { $0.offset < 20 ? $0.element : 1.3 * $0.element }
    #expect(FalseAlarms(of: values, by: gate(0)).count == 0)
    #expect(FalseAlarms(of: values, by: gate(1)).count == 0)
    let recovering = values + quiet.prefix(20)
    #expect(FalseAlarms(of: recovering, by: gate(0, .higher)).count == 0)
  }

  private func gate(_ confirmations: Int, _ direction: Direction = .lower) -> HistoryGate {
    var gate = HistoryGate()
    gate.policy.confirmations = confirmations
    gate.direction = direction
    return gate
  }
}
