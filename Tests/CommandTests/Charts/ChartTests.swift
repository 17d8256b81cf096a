import CalibraxModel
import Testing

@testable import calibraxctl

/// Charts as they are drawn, without colours.
@Suite struct ChartTests {
  @Test func aSeriesOverItsAxes() {
    let points = [0, 1, 2, 3, 4].map { ($0, 4 - $0) } as [(Double, Double)]
    #expect(
      drawn([series("loss", points, MetricScale(units: "nats"))], MetricGroup("", units: "epoch")) == """
        ● loss 0 nats
        4 nats ┤⠉⠒⠤⢄⣀
               │     ⠉⠒⠢⠤⣀
               │          ⠉⠑⠒⠤⣀⡀
             2 ┤               ⠈⠉⠒⠢⠤⣀⡀
               │                     ⠈⠉⠒⠢⢄⣀
             0 ┤                           ⠉⠑⠢⠤⣀
               └┬───────┬───────┬──────┬───────┬
                0       1       2      3   epoch
        """)
  }

  @Test func seriesThatShareAScaleShareAnAxis() {
    let loss = series("loss", [(0, 2), (4, 1)], MetricScale("loss", units: "nats"))
    #expect(
      drawn([loss, series("validation", [(0, 3), (4, 2)], "loss")]) == """
        a loss 1 nats   b validation 2
        3 nats ┤⠉⠑⠒⠒⠤⠤b⣀⣀⡀
               │         ⠈⠉⠉⠒⠒⠢⠤⠤⢄⣀⣀
               │                    ⠉⠉⠑⠒⠒⠤⠤⠤⣀⣀b
             2 ┤⠉⠑a⠒⠢⠤⠤⢄⣀⣀⡀                   ⠈⠉
               │          ⠈⠉⠉⠒⠒⠒⠤⠤⠤⣀⣀⡀
             1 ┤                     ⠈⠉⠉⠑⠒a⠢⠤⠤⢄⣀
               └┬───────┬───────┬──────┬───────┬
                0       1       2      3       4
        """)
  }

  @Test func anotherScaleIsOnTheRightAndMoreAreInTheLegend() {
    let all = [
      series("loss", [(0, 2), (4, 1)], MetricScale(units: "nats")),
      series("accuracy", [(0, 0), (4, 80)], MetricScale(units: "%", lower: 0, upper: 100)),
      series("speed", [(0, 7), (4, 20)]),
    ]
    #expect(
      drawn(all, width: 60) == """
        a loss 1 nats   b accuracy 80 % (right)   c speed 20 (5…20)
        2.0 nats ┤⠉⠒a⠤⠤⣀⡀                            ⢀⣀⡠⠤⠔⠒⠊⠉├ 100 %
                 │      ⠈⠉⠑⠒⠢⠤⢄⣀             ⣀⣀⠤⠤⠒⠒⠉c⠁ ⣀⣀⠤⠤⠔⠒│
                 │              ⠉⠉⠒⠒⢤⣄⣠⡤⠔⠒⠊⠉⠉⢀⣀⣀b⠤⠒⠒⠊⠉⠉      │
             1.5 ┤          c⣀⠤⠤⠒⠒⠉⠉⣁⣀⡠⠬⠝⠓⠒⠭a⣁⣀              ├ 50
                 │ ⢀⣀⡠⠤⠔⠒⠊⢉⣉⣀⠤⠤⠒⠒⠊⠉⠉           ⠉⠑⠒⠢⠤⢄⣀⡀      │
             1.0 ┤⣉⡡⠤⠤⠒⠒b⠉⠁                           ⠈⠉⠒⠒⠤⠤⣀├ 0
                 └┬─────────┬──────────┬──────────┬─────────┬┘
                  0         1          2          3         4
        """)
  }

  @Test func coloursTellSeriesApartWhereThereAreSome() {
    let chart = Chart(title: "training", series: [series("a", [(0, 2)]), series("b", [(4, 1)])])
    let lines = chart.lines(width: 40, height: 9, hasColor: true)
    let title = StyledText("training", .bold) + StyledText("   ")
    let first = StyledText("● ", .cyan) + StyledText("a") + StyledText(" 2", .bold)
    #expect(lines[0].truncated(to: 18).parts.prefix(4) == (title + first).parts[..<4])
    #expect(lines.contains { $0.parts.contains { $0.text.contains("•") && $0.color == .cyan } })
    #expect(lines.contains { $0.parts.contains { $0.text.contains("•") && $0.color == .yellow } })
  }

  @Test func whatLiesBeyondABoundIsMarkedAtTheEdge() {
    let points = [(0, 1), (1, 9), (2, 3), (3, -4), (4, 5)] as [(Double, Double)]
    #expect(
      drawn([series("load", points, MetricScale(lower: 0, upper: 6))]) == """
        ● load 5
        6 ┤       ⢀⠔▲⠢⣀
          │     ⢀⠔⠁    ⠉⠢⢄                    ⡠⠊
          │    ⡰⠁         ⠉⠒⢄⡀              ⡠⠊
          │  ⡠⠊              ⠈⠒⠤⡀         ⢀⠎
          │⡠⠊                   ⠈⠑⠤⣀    ⢀⠔⠁
        0 ┤                         ⠑⠢▼⠔⠁
          └┬────────┬────────┬────────┬────────┬
           0        1        2        3        4
        """)
    let line = [0, 1, 2, 3, 4, 5].map { ($0, $0) } as [(Double, Double)]
    #expect(
      drawn([series("load", line)], MetricGroup("", lower: 1, upper: 3)) == """
        ● load 5
        3 ┤                               ⢀⣀⠤⠔⠒▶
          │                         ⢀⣀⠤⠔⠒⠉⠁
          │                   ⢀⣀⠤⠔⠒⠉⠁
        2 ┤             ⣀⡠⠤⠒⠒⠉⠁
          │      ⣀⣀⠤⠔⠒⠉⠉
        1 ┤◀⠤⠤⠒⠊⠉
          └┬────────┬────────┬────────┬────────┬
           1.0     1.5      2.0      2.5     3.0
        """)
  }

  @Test func samplesInAnyOrderAreJoinedFromLeftToRight() {
    #expect(
      drawn([series("loss", [(3, 1), (1, 3), (2, 2)])], width: 20, height: 7) == """
        ● loss 2
        3 ┤⠉⠒⠤⣀
          │    ⠉⠒⠤⣀
          │        ⠉⠑⠢⢄⡀
        1 ┤            ⠈⠉⠒⠤⣀
          └┬───────┬───────┬
           1       2       3
        """)
  }

  @Test func timesOfDayWhereTheyAreMeant() {
    let points = (0...60).map { (1_772_409_600 + Double($0) * 60, Double($0)) }
    var chart = Chart(series: [series("load", points)])
    chart.mayBeClock = true
    let lines = drawn(chart, width: 60).split(separator: "\n")
    #expect(lines.last == "    00:00       00:15         00:30           UTC 2026-03-02")
  }
}
