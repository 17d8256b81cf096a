import CalibraxAnalysis
import CalibraxModel
import Testing

@Suite("The gate by runs made in turns")
struct PairedGateTests {
  private func judge(_ contenders: [Double], _ base: [Double], direction: Direction = .lower) -> MetricVerdict {
    var gate = PairedGate()
    gate.direction = direction
    return gate.judge(contenders, base: base)
  }

  @Test("runs that are all worse by more than is allowed are a regression")
  func regressed() {
    #expect(judge([110, 112, 111, 113], [100, 101, 99, 100.5]).verdict == .regressed)
    #expect(judge([110, 112, 111, 113], [100, 101, 99, 100.5], direction: .higher).verdict == .improved)
  }

  @Test("what the machine does to both is no difference")
  func drift() {
    let base = (0..<8).map { 100 + 10 * Double($0) }
    #expect(judge(base.map { $0 + 2 }, base).verdict != .regressed)
  }

  @Test("a small change passes, however sure it is")
  func allowed() {
    #expect(judge([102, 102.1, 102.2, 101.9, 102], [100, 100.1, 99.9, 100.2, 100]).verdict == .pass)
  }

  @Test("runs that are too far spread cannot show what is not allowed")
  func noisy() {
    #expect(judge([80, 120, 95, 140], [100, 70, 130, 90]).verdict == .noisy)
  }

  @Test("three runs of a side are too few, and none at all are none")
  func tooFew() {
    #expect(judge([200, 201, 202], [100, 101, 102, 103]).verdict == .insufficient)
    #expect(judge([200], []).verdict == .new)
  }
}
