import CalibraxModel
import Testing

@testable import calibraxctl

/// Charts of what is hard to show.
@Suite struct ChartExtremesTests {
  @Test func noSamples() {
    #expect(
      drawn([series("loss", [])]) == """
        ● loss
        1.0 ┤
            │
            │
        0.5 ┤          no samples yet
            │
        0.0 ┤
            └┬────────────────┬────────────────┬
             0.0             0.5             1.0
        """)
  }

  @Test func oneSampleAndAConstant() {
    #expect(
      drawn([series("loss", [(3, 5)])]) == """
        ● loss 5
        5.6 ┤
            │
            │
        5.0 ┤                 •
            │
        4.4 ┤
            └──────┬──────────┬───────────┬─────
                  2.8        3.0         3.2
        """)
    #expect(
      drawn([series("loss", [(3, 5), (4, 5)])]) == """
        ● loss 5
        5.6 ┤
            │
            │
        5.0 ┤⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉⠉
            │
        4.4 ┤
            └┬────────────────┬────────────────┬
             3.0             3.5             4.0
        """)
  }

  @Test func theLargestNumbers() {
    #expect(
      drawn([series("loss", [(3, 1.7e308), (4, -1.7e308)])]) == """
        ● loss -1.7e308
         2e308 ┤⠉⠒⠢⢄⣀
               │     ⠉⠑⠒⠤⣀⡀
               │          ⠈⠉⠒⠢⢄⣀
             0 ┤                ⠉⠑⠢⠤⣀⡀
               │                     ⠈⠉⠒⠤⢄⣀
        -2e308 ┤                           ⠉⠑⠢⠤⣀
               └┬───────────────┬──────────────┬
                3.0            3.5           4.0
        """)
  }

  @Test func theSmallestNumbersOverTheLargest() {
    let points = [(-1.7e308, .leastNonzeroMagnitude), (1.7e308, .leastNormalMagnitude)] as [(Double, Double)]
    #expect(
      drawn([series("loss", points)]) == """
        ● loss 2.2251e-308
        3e-308 ┤                               ⣀
               │                        ⢀⣀⠤⠤⠒⠊⠉
               │                  ⢀⣀⠤⠔⠒⠉⠁
               │            ⣀⡠⠤⠒⠒⠉⠁
               │      ⣀⡠⠤⠒⠊⠉
             0 ┤⣀⠤⠔⠒⠉⠉
               └──────┬─────────┬────────┬──────
                   -1e308       0      1e308
        """)
  }

  @Test(
    arguments: [
      ([1, 1.0000000000000002], 1), ([0, .leastNonzeroMagnitude], 1), ([-.greatestFiniteMagnitude, 0], 1),
      ([.greatestFiniteMagnitude, .greatestFiniteMagnitude], 1), ([-0.0, 0.0], 1), ([1e300, 1e-300], 1e300),
      ([1e15, 1e15 + 1], 1e18),
    ] as [([Double], Double)])
  func everyNumberCanBeDrawnAtEveryWidth(_ values: [Double], _ place: Double) {
    let points = values.enumerated().map { (Double($0.offset) * place - place, $0.element) }
    for width in [20, 21, 22, 23, 24, 30, 47, 80, 133, 300] {
      for scale in [nil, MetricScale(lower: 3), MetricScale(units: "furlongs", upper: -1e9)] {
        var chart = Chart(title: "a group of metrics", series: [series("a", points, scale), series("b", points)])
        chart.mayBeClock = width % 2 == 0
        for line in chart.lines(width: width, height: 12, hasColor: width % 3 == 0) {
          #expect(line.width <= width)
        }
      }
    }
  }

  @Test func aSmallDifferenceOfLargeNumbers() {
    let axis = drawn([series("count", [(0, 1_000_000_000), (1, 1_000_000_003)])]).split(separator: "\n")
    #expect(axis[0] == "● count 1000000003")
    #expect(axis[1].hasPrefix("1000000003 ┤"))
    #expect(axis[6].hasPrefix("1000000000 ┤"))
  }

  @Test func namesThatAreLongOrWideOrObeyed() {
    func legend(_ name: String) -> Substring? { drawn([series(name, [(0, 1)])]).split(separator: "\n").first }
    #expect(legend(String(repeating: "long", count: 20)) == "● longlonglonglonglonglonglonglonglon… 1")
    #expect(legend(String(repeating: "温", count: 40)) == "● 温温温温温温温温温温温温温温温温温… 1")
    #expect(legend("a\u{1B}[2J\nb") == "● a\u{FFFD}[2J\u{FFFD}b 1")
  }
}
