import CalibraxModel
import CalibraxReading

/// What XCTest prints of `measure`, on Linux and on macOS, amid whatever else tests print. The average has three
/// decimals, so it is not taken: the median of the values is.
enum XCTestOutput: FileAdapter {
  static let name = "xctest"
  static let summary = "output of XCTest's measure, of Linux and macOS"

  static func recognizes(_ head: FileHead) -> Bool {
    // Logs of builds begin with `[1/9]`, as if they were JSON.
    ["Test Suite '", "Test Case '"].contains { head.text.hasPrefix($0) || head.text.contains("\n" + $0) }
      || head.json == nil && head.text.contains("Test Case '")
  }

  static func read(_ file: inout SourceFile, into conversion: inout Conversion) throws(AdapterError) {
    var measured: [(place: String, test: String, text: String)] = []
    var failed: [String: String] = [:]
    var ended: Set<String> = []
    let unfinished = try file.forEachLine { (text, number) throws(AdapterError) in
      guard let line = Line(text) else { return }
      switch line.event {
      case .measured(let text): measured.append(("line \(number)", line.test, text))
      case .passed: ended.insert(line.test)
      case .failed:
        ended.insert(line.test)
        failed[line.test] = failed[line.test] ?? "line \(number)"
      }
    }
    conversion.skip(unfinishedLine: unfinished)
    if measured.isEmpty { conversion.skip("", "no test measured anything") }
    var draft = RunDraft()
    for (place, test, text) in measured {
      guard var measurement = measurement(text) else {
        conversion.skip(place, "it is no measurement that can be read: \(text.prefix(100))")
        continue
      }
      if failed[test] != nil { measurement.error = "the test failed" }
      draft.add(measurement, of: test, at: place, &conversion)
      // Lines that somebody picked out of the output say nothing of it.
      if !ended.isEmpty, !ended.contains(test) {
        conversion.skip(place, "nothing says whether \(test) passed: was the program stopped?")
      }
    }
    for (test, place) in failed.sorted(by: { $0.key < $1.key }) where !measured.contains(where: { $0.test == test }) {
      conversion.skip(place, "\(test) failed; if it measures something, it failed before")
    }
    conversion.add(draft)
  }

  /// A line about a test: `Test Case 'C.m' passed …` or, on macOS, `Test Case '-[Mod.C m]' passed …`.
  private struct Line {
    enum Event {
      case measured(String)
      case passed, failed
    }

    var test: String
    var event: Event

    init?(_ text: some StringProtocol) {
      // File and line stand before it, where there are any.
      guard let (_, rest) = text.cut("Test Case '"), let (name, told) = rest.cut("' ") else { return nil }
      if told.hasPrefix("measured [") {
        event = .measured(String(told.dropFirst(10)))
      } else if told.hasPrefix("passed") {
        event = .passed
      } else if told.hasPrefix("failed") {
        event = .failed
      } else {
        return nil
      }
      let isObjectiveC = name.hasPrefix("-[") && name.hasSuffix("]")
      test = isObjectiveC ? name.dropFirst(2).dropLast().split(separator: " ").joined(separator: ".") : name
    }
  }

  /// Reads `Time, seconds] average: 0.011, …, values: [0.0076, 0.0123], …, polarity: prefers smaller, …`.
  private static func measurement(_ text: String) -> Measurement? {
    guard let (head, rest) = text.cut("] "), let comma = head.lastIndex(of: ","),
      let (_, behind) = rest.cut("values: ["), let (list, told) = behind.cut("]")
    else { return nil }
    let values = list.split(separator: ",").map { Double(lenient: $0) }
    let samples = values.compactMap { $0 }
    guard !samples.isEmpty, samples.count == values.count else { return nil }
    let unit = head[head.index(after: comma)...].trimmed
    return Measurement(head[..<comma].trimmed, samples: samples, unit, direction(told, unit))
  }

  /// Older versions do not say it, and `unspecified` says nothing; smaller is what XCTest takes for better then.
  private static func direction(_ text: String, _ unit: String) -> Direction {
    if text.contains("polarity: prefers smaller") { return .lower }
    if text.contains("polarity: prefers larger") { return .higher }
    let direction = Unit(unit).direction
    return direction == .info ? .lower : direction
  }
}

extension StringProtocol {
  /// What stands before and behind the first place of a text; `nil` when it is not there.
  func cut(_ text: String) -> (before: String, behind: String)? {
    let whole = Array(utf8)
    let part = Array(text.utf8)
    guard whole.count >= part.count else { return nil }
    for start in 0...(whole.count - part.count) where whole[start..<(start + part.count)].elementsEqual(part) {
      return (
        String(decoding: whole[..<start], as: UTF8.self),
        String(decoding: whole[(start + part.count)...], as: UTF8.self)
      )
    }
    return nil
  }
}
