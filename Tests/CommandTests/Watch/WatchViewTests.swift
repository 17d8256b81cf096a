import CalibraxModel
import Testing

@testable import calibraxctl

/// What is shown of executions, without colours.
@Suite struct WatchViewTests {
  @Test func nothing() {
    #expect(drawn([]) == ["Nothing runs. What begins is shown here."])
    #expect(
      drawn([FollowedExecution(execution("e"))], width: 40) == [
        "━━ e  running 1:15  train ━━━━━━━━━━━━━━", "nothing recorded yet",
      ])
    // Nothing is said of what is recorded without an execution before something is.
    #expect(drawn([.alwaysOpen]) == drawn([]))
  }

  @Test func anExecutionWithBarsAndAChartForEachGroup() {
    let training = MetricGroup("training", units: "epoch")
    let bar = MetricScale(lower: 0, upper: 100, progress: true)
    let shown = followed(
      execution("e"),
      [
        (head("epochs", nil, bar), [0, 50]), (head("loss", training), [4, 3, 2, 1]), (head("batches", nil, bar), [5]),
        (head("load"), [1, 1]), (head("accuracy", MetricGroup("training")), [0, 1]),
      ])
    #expect(
      drawn([shown], width: 60, height: 24).joined(separator: "\n") == """
        ━━ e  running 1:15  train ━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━━
        epochs  ████████████████░░░░░░░░░░░░░░░░  50 %   50/100  0/s
        batches █▌░░░░░░░░░░░░░░░░░░░░░░░░░░░░░░   5 %    5/100  0/s
        training   a loss 1   b accuracy 1 (right)
        4 ┤⠉⠒a⠤⠤⣀⣀        ⡠⠔⠁                                  ├ 1.0
          │       ⠉⠑⠒⠢⠤⢄⣤⡊                                     │
        3 ┤          ⡠⠔⠁ ⠈⠉⠑⠒⠤⠤⣀⣀                              │
          │       ⢀⠔⠊            ⠉⠉⠒⠒a⠤⣀⣀                      ├ 0.5
        2 ┤     ⡠b⠁                      ⠉⠉⠒⠒⠤⢄⣀⡀              │
          │  ⢀⠔⠊                                ⠈⠉⠑⠒⠢⠤⣀⣀       │
        1 ┤⡠⠒⠁                                          ⠉⠉⠒⠒⠤a⣀├ 0.0
          └┬───────┬────────┬────────┬───────┬────────┬───────┬┘
           0.0    0.5      1.0      1.5     2.0      2.5  epoch
        ● load 1
        1.1 ┤
            │
            │
        1.0 ┤⠤⠤⠤⠤⠤⠤⠤⠤⠤⠤⠤⠤⠤⠤⠤⠤⠤⠤⠤⠤⠤⠤⠤⠤⠤⠤⠤⠤⠤⠤⠤⠤⠤⠤⠤⠤⠤⠤⠤⠤⠤⠤⠤⠤⠤⠤⠤⠤⠤⠤⠤⠤⠤⠤⠤
            │
            │
        0.9 ┤
            └┬──────────┬──────────┬─────────┬──────────┬──────────┬
             0.0       0.2        0.4       0.6        0.8       1.0
        """)
  }

  @Test(arguments: [(1, 1), (7, 2), (20, 5), (40, 12), (80, 24), (120, 40), (300, 90)])
  func itFitsEveryScreen(_ width: Int, _ height: Int) {
    let series = (0..<9).map { (head("metric \($0) 温度", MetricGroup("group \($0 / 2)")), [1, 2, 1e300]) }
    let progress = (head("a long name of a progress", nil, MetricScale(upper: 10, progress: true)), [3.0])
    let shown = [followed(execution("an-execution-with-a-long-name"), [progress] + series), .alwaysOpen]
    for hasColor in [false, true] {
      let view = WatchView(shown, width: width, height: height, hasColor: hasColor, now: 75)
      let lines = view.lines(0..<view.count)
      #expect(lines.count == view.count)
      #expect(lines.allSatisfy { $0.width <= width })
      // What is seen of them is the same, wherever it is looked at.
      #expect(view.lines(3..<min(9, view.count)) == Array(lines[3..<min(9, view.count)]))
    }
  }

  @Test func aLongNameLeavesRoomForTheState() {
    let long = FollowedExecution(execution("an-execution-with-a-long-name", .failed))
    #expect(drawn([long], width: 30).first == "━━ an-execution-with-…  failed")
  }

  @Test func barsSayHowTheyEnded() {
    let bar = MetricScale(upper: 10, progress: true)
    func line(_ state: ExecutionState, _ values: [Double]) -> String {
      drawn([followed(execution("e", state), [(head("steps", nil, bar), values)])], width: 50)[1]
    }
    #expect(line(.succeeded, [10]).hasSuffix("100 %  10/10  complete"))
    #expect(line(.succeeded, [3]).hasSuffix("30 %   3/10  stopped"))
    #expect(line(.failed, [3]).hasSuffix("30 %   3/10  failed"))
    #expect(line(.lost, [3]).hasSuffix("30 %   3/10  failed"))
  }

  @Test func aLoopThatHasJustBegunAgainHasNoRateYet() {
    let bar = MetricScale(upper: 20, progress: true)
    var shown = followed(execution("e"), [(head("batches", nil, bar), [0, 20])])
    for (count, values) in [[0.0], [7]].enumerated() {
      let goesOn = shown.take(part("batches", first: 2 + count, values), at: 74.5)
      #expect(goesOn)
    }
    #expect(drawn([shown], width: 50)[1].hasSuffix("35 %   7/20"))
  }

  @Test func aLoopSaysHowItEnded() {
    let bar = MetricScale(upper: 10, progress: true)
    func lines(_ end: Double, done: [Double]) -> [String] {
      drawn([followed(execution("e"), [(head("steps", nil, bar), done), (head("steps.end"), [end])])], width: 50)
    }
    #expect(lines(1, done: [10])[1].hasSuffix("100 %  10/10  complete"))
    #expect(lines(0, done: [3])[1].hasSuffix("30 %   3/10  stopped"))
    #expect(lines(-1, done: [3])[1].hasSuffix("30 %   3/10  failed"))
    // How it ended is no chart.
    #expect(lines(0, done: [3]).count == 2)
    // Behind its end it goes on, when it is run again.
    #expect(lines(0, done: [3, 4])[1].hasSuffix("40 %   4/10  0/s"))
    // What is called so and ends nothing is a metric like others.
    #expect(drawn([followed(execution("e"), [(head("steps.end"), [3])])])[1] == "● steps.end 3")
  }

  @Test func theFooter() {
    func line(_ footer: Footer, _ width: Int = 80) -> String { [footer.line(width: width)].text(on: plain(width)) }
    #expect(line(Footer(first: 0, last: 7, count: 7)) == "q quit")
    #expect(line(Footer(first: 4, last: 23, count: 53)) == "q quit  ↑↓ scroll  5–23 of 53")
    #expect(line(Footer(hasKeys: false, first: 4, last: 23, count: 53)) == "^C quit  5–23 of 53")
    #expect(line(Footer(isConnected: false, last: 7, count: 7)) == "reconnecting…  q quit")
    #expect(line(Footer(isConnected: false, last: 7, count: 7), 10) == "reconnect…")
  }

  private func plain(_ width: Int) -> Terminal { Terminal(isInteractive: false, hasColor: false, width: width) }

  /// The lines 75 s after the executions began.
  private func drawn(_ executions: [FollowedExecution], width: Int = 80, height: Int = 23) -> [String] {
    let view = WatchView(executions, width: width, height: height, hasColor: false, now: 75)
    return view.lines(0..<view.count).text(on: plain(width)).split(separator: "\n", omittingEmptySubsequences: false)
      .map { String($0) }
  }
}
