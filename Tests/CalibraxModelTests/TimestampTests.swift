import CalibraxModel
import Testing

/// Moments are read from the forms of ISO 8601 that harnesses write.
@Suite struct TimestampTests {
  @Test(arguments: [
    ("1970-01-01", 0, false), ("1970-01-01T00:00:01", 1_000_000, false), ("1969-12-31T23:59:59.5", -500_000, false),
    ("2026-03-01T12:00:00", 1_772_366_400_000_000, false), ("2026-03-01 12:00:00.123456", 1_772_366_400_123_456, false),
    ("2026-03-01T12:00:00.1234567Z", 1_772_366_400_123_456, true), ("2026-03-01T12:00Z", 1_772_366_400_000_000, true),
    ("2026-03-01T14:00:00+02:00", 1_772_366_400_000_000, true),
    ("2026-03-01T06:30:00-0530", 1_772_366_400_000_000, true),
    ("2024-02-29T00:00:00", 1_709_164_800_000_000, false), ("0001-01-01T00:00:00", -62_135_596_800_000_000, false),
    ("9999-12-31T23:59:59.999999", 253_402_300_799_999_999, false),
  ])
  func areRead(_ text: String, _ microseconds: Int64, _ hasZone: Bool) throws {
    let timestamp = try #require(Timestamp(text))
    #expect(timestamp.microseconds == microseconds)
    #expect(timestamp.hasZone == hasZone)
  }

  @Test(arguments: [
    "", "now", "2026", "2026-3-1", "2026-13-01", "2026-02-29", "2026-00-10", "2026-01-00", "2026-01-01T",
    "2026-01-01T24:00:00",
    "2026-01-01T10", "2026-01-01T10:60", "2026-01-01T10:00:60", "2026-01-01T10:00:00.", "2026-01-01T10:00:00+25:00",
    "2026-01-01T10:00:00Zulu", " 2026-01-01", "2026-01-01T10:00:00+1", "２０２６-01-01", "0000-01-01",
    "9999-12-31T23:59:59-01:00", "0001-01-01T00:00:00+01:00",
  ])
  func areRefused(_ text: String) {
    #expect(Timestamp(text) == nil)
  }

  @Test(arguments: [
    "1970-01-01T00:00:00", "2026-11-21T02:57:55.000001", "1969-12-31T23:59:59.500000", "2000-02-29T12:30:45",
  ])
  func areWrittenAsPythonDoes(_ text: String) {
    #expect(Timestamp(text)?.text == text)
  }

  @Test func everyDayOfFourCenturiesComesBack() {
    for day in stride(from: Int64(-719_162), to: 146_097 * 2, by: 97) {
      let moment = Timestamp(microseconds: day * 86_400_000_000)
      #expect(Timestamp(moment.text) == moment)
    }
  }
}
