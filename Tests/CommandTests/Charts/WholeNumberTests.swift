import CalibraxModel
import Testing

@testable import calibraxctl

/// No number of a server ends the program that draws it.
@Suite struct WholeNumberTests {
  static let odd: [Double] = [.nan, .infinity, -.infinity, 1e300, -1e300, .leastNonzeroMagnitude, 0, 0x1p63, -0x1p63]

  @Test(
    arguments: zip(
      [1.9, -1.9, .nan, .infinity, -.infinity], [1, -1, 0, 1_000_000_000_000_000_000, -1_000_000_000_000_000_000]))
  func whatIsBehindThePointIsCutOff(value: Double, whole: Int) {
    #expect(Int(clamping: value) == whole)
  }

  @Test(arguments: odd)
  func anyNumberIsDrawn(value: Double) {
    #expect(!numberText(value).isEmpty)
    #expect(!durationText(value).isEmpty)
    #expect((0..<10).contains(dot(value, of: 10)))
    #expect(!ClockText.text(value, step: 1).isEmpty)
    #expect(!ClockText.text(value, step: 0.1).isEmpty)
    for other in Self.odd {
      #expect(!numberText(value, span: other).isEmpty)
      #expect(axisTexts([value, 0], step: other).count == 2)
      #expect(!ClockText.text(1e9, step: other).isEmpty || other >= 86_400)
    }
  }
}
