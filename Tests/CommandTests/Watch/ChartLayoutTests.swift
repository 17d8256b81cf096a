import Testing

@testable import calibraxctl

/// How charts are arranged on a screen.
@Suite struct ChartLayoutTests {
  @Test(
    arguments: [
      // One chart is as wide as the screen, and not higher than helps.
      ([1], 80, 22, 1, 20), ([1], 200, 48, 1, 20),
      // Below each other while all fit, else beside each other.
      ([2], 200, 44, 1, 20), ([5], 120, 36, 2, 12), ([5], 200, 46, 2, 15), ([12], 200, 46, 3, 11),
      // What does not fit is scrolled to: a page is whole charts.
      ([5], 80, 20, 1, 10), ([5], 80, 35, 1, 11), ([40], 120, 36, 2, 12),
      // What is tiny shows what it can.
      ([5], 40, 8, 1, 8), ([5], 20, 1, 1, 7), ([5], 20, -3, 1, 7),
      // Executions do not share a row of charts.
      ([1, 1, 1], 200, 30, 1, 10), ([2, 2], 120, 20, 2, 10), ([], 80, 20, 1, 20),
    ] as [([Int], Int, Int, Int, Int)])
  func layouts(_ charts: [Int], _ width: Int, _ room: Int, _ columns: Int, _ height: Int) {
    let layout = ChartLayout(charts: charts, width: width, room: room)
    #expect(layout.columns == columns)
    #expect(layout.height == height)
  }
}
