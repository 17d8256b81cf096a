import CalibraxDashboard
import Testing

@testable import calibraxctl

/// The line that tells how far something has come.
@Suite struct ProgressBarTests {
  @Test func onItsWay() {
    let bar = ProgressBar(name: "epochs", upper: 100, value: 34, rate: 2.1)
    #expect(drawn(bar, 80) == "epochs █████████████▎░░░░░░░░░░░░░░░░░░░░░░░░░  34 %   34/100  2.10/s  0:31 left")
    let bytes = ProgressBar(name: "download", lower: 50, upper: 100, units: "MB", value: 75.5)
    #expect(drawn(bytes, 60) == "download ████████████████▎░░░░░░░░░░░░░░░  51 %  75.5/100 MB")
    #expect(drawn(ProgressBar(name: "steps", upper: 10), 50) == "steps ░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░   0 %   –/10")
  }

  @Test func atItsEnd() {
    let end = ProgressBar(name: "epochs", upper: 40, value: 40, rate: 3)
    #expect(drawn(end, 60) == "epochs ██████████████████████████████ 100 %  40/40  complete")
    let stopped = ProgressBar(name: "epochs", upper: 40, value: 10, ending: .stopped)
    #expect(drawn(stopped, 60) == "epochs ███████▊░░░░░░░░░░░░░░░░░░░░░░░  25 %  10/40  stopped")
    let failed = ProgressBar(name: "epochs", upper: 40, value: 10, ending: .failed)
    #expect(drawn(failed, 60) == "epochs ████████░░░░░░░░░░░░░░░░░░░░░░░░  25 %  10/40  failed")
    #expect(failed.line(width: 60).parts.contains { $0.color == .red && $0.text.contains("failed") })
  }

  @Test func towardsWhatNobodyKnows() {
    let files = ProgressBar(name: "files", upper: nil, value: 1234, rate: 56)
    #expect(drawn(files, 50) == "files ░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░  1234  56.0/s")
    let complete = ProgressBar(name: "files", upper: nil, value: 1234, ending: .complete)
    #expect(drawn(complete, 50) == "files ████████████████████████████  1234  complete")
    let none = ProgressBar(name: "files", upper: 0, value: 0, ending: .complete)
    #expect(drawn(none, 50) == "files ███████████████████████ 100 %  0/0  complete")
  }

  @Test(
    arguments: [.infinity, -.infinity, .nan, .greatestFiniteMagnitude, .leastNonzeroMagnitude, -1e300, 0] as [Double])
  func aRateThatNobodyCanMeanIsNoReasonToEnd(rate: Double) {
    for (lower, upper, value) in [
      (0.0, 10.0, 5.0), (-1.7e308, 1.7e308, 1.5e308), (0, .leastNonzeroMagnitude, .leastNonzeroMagnitude),
    ] {
      let bar = ProgressBar(name: "steps", lower: lower, upper: upper, value: value, rate: rate)
      for width in [20, 80, 200] { #expect(bar.line(width: width).width <= width) }
    }
    let unknown = ProgressBar(name: "steps", upper: nil, value: 5, rate: rate)
    #expect(drawn(unknown, 80).contains("/s") == rate.isFinite)
  }

  @Test func soIsAnIncreaseThatNoDoubleHolds() {
    var rate = Rate()
    rate.note(-1.5e308, at: 0)
    rate.note(1.5e308, at: 5)
    let bar = ProgressBar(name: "steps", lower: -1.6e308, upper: 1.6e308, value: 1.5e308, rate: rate.perSecond(at: 5))
    #expect(drawn(bar, 80).hasPrefix("steps █"))
  }

  @Test func whatDoesNotFitIsLeftOut() {
    let bar = ProgressBar(name: "epochs", upper: 100, value: 150, rate: 2.1)
    #expect(drawn(bar, 20) == "epoc… ████████ 100 %")
    #expect(drawn(bar, 40) == "epochs ██████████████████ 100 %  150/100")
    for width in 20...200 { #expect(bar.line(width: width).width <= width) }
  }
}

private func drawn(_ bar: ProgressBar, _ width: Int) -> String {
  [bar.line(width: width)].text(on: Terminal(isInteractive: false, hasColor: false, width: width))
}
