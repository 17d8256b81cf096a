import CalibraxModel
import CalibraxReading
import Testing

/// Dates as people and programs write them.
@Suite struct WrittenMomentTests {
  @Test(arguments: [
    ("2024/06/03", "2024-06-03T00:00:00"), ("2024.01.01 3:00:00 +0100", "2024-01-01T02:00:00"),
    ("June 1 2024 10am", "2024-06-01T10:00:00"), ("1 June 2024", "2024-06-01T00:00:00"),
    ("Sat Jun  1 10:20:30 2024", "2024-06-01T10:20:30"), ("Sat, 01 Jun 2024 10:00:00 GMT", "2024-06-01T10:00:00"),
    ("Jun 1st, 2024", "2024-06-01T00:00:00"), ("01-Jun-2024 12:30", "2024-06-01T12:30:00"),
    ("20240601T1030", "2024-06-01T10:30:00"), ("20240601T103015Z", "2024-06-01T10:30:15"),
    ("2024-6-1 9:05", "2024-06-01T09:05:00"), ("6/1/2024 12:00 pm", "2024-06-01T12:00:00"),
    ("6/1/24 12:00am", "2024-06-01T00:00:00"), ("2024-06-01T10:00:00+02:00", "2024-06-01T08:00:00"),
    ("2024-06-01 10:00:00 UTC", "2024-06-01T10:00:00"), ("1717200000", "2024-06-01T00:00:00"),
    ("1717200000000", "2024-06-01T00:00:00"), ("20240601", "1970-08-23T06:23:21"),
  ]) func oneMomentInManyWays(_ text: String, _ moment: String) {
    #expect(Timestamp(written: text)?.text == moment)
  }

  @Test func ofTwoNumbersTheFirstIsTheMonthIfItCanBe() {
    #expect(Timestamp(written: "03.04.2024")?.text == "2024-03-04T00:00:00")
    #expect(Timestamp(written: "23.04.2024")?.text == "2024-04-23T00:00:00")
  }

  @Test(arguments: [("20240601", "2024-06-01T00:00:00"), ("20240601103000", "2024-06-01T10:30:00")])
  func digitsInANameAreADate(_ text: String, _ moment: String) {
    #expect(Timestamp(written: text, asDate: true)?.text == moment)
    #expect(Timestamp(written: "1717200000", asDate: true)?.text == "2024-06-01T00:00:00")
  }

  @Test(arguments: [
    "", "nonsense", "10:30", "June 2024", "32.01.2024", "2024-13-01", "1 June 2 July 2024", "2024-06-01 25:00",
    "13pm 1 June 2024", "2024-06-01 10:00 11:00", "a/b/c", "...", "T", "2024-06-01T", "\u{661}/\u{662}/2024",
  ]) func anythingElseIsNone(_ text: String) {
    #expect(Timestamp(written: text) == nil)
  }
}
