import CalibraxModel
import Testing

@testable import CalibraxReading

/// Times as tools write them.
@Suite struct LenientTimeTests {
  @Test(arguments: [
    "1717243200", "1717243200.0", "1717243200000", "1717243200000000", "1717243200000000000", "1.7172432e9",
    "2024-06-01T12:00:00", "2024-06-01T12:00:00Z", "2024-06-01 14:00:00 +0200", "2024-06-01 07:00:00 -05:00",
    " 2024-06-01 12:00:00 UTC ",
  ]) func oneMomentInManyWays(_ text: String) {
    #expect(Timestamp(lenient: text)?.microseconds == 1_717_243_200_000_000)
  }

  @Test(arguments: ["", "yesterday", "nan", "inf", "-1", "1e300", "2024-06-01 +", "12:00:00", "2024-13-01"])
  func anythingElseIsNone(_ text: String) {
    #expect(Timestamp(lenient: text) == nil)
  }
}
