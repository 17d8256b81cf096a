import CalibraxAPI
import CalibraxJSON
import CalibraxModel

/// Samples as lines, as they come: for pipes and files.
struct PlainWatch {
  let terminal: Terminal
  /// Whether a line is a JSON object with the samples of a series, rather than one sample in words.
  let isJSON: Bool

  /// Prints until nobody reads any more or the execution is over.
  func run(_ feed: EventFeed, only: String?) throws(Failure) -> ExitCode {
    var tail = SampleTail(terminal, feed, only: only) { (parts) throws(Failure) in
      try terminal.print(parts.flatMap { lines($0) }.joined(separator: "\n"))
    }
    try tail.run()
    return .passed
  }

  private func lines(_ part: SamplesEvent.Part) -> [String] {
    if isJSON { return [String(decoding: JSONWriter.bytes(of: part), as: UTF8.self)] }
    let head = "\(printable(part.executionID)) \(printable(part.key)) "
    return part.points.map { head + "\(sampleText($0.at)) \(sampleText($0.value))" }
  }
}
