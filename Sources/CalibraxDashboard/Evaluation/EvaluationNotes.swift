import CalibraxModel

/// What is to be known of the files of a tab: of mistakes of one kind in one file the first, and how many follow.
struct EvaluationNotes {
  private struct Kind: Hashable {
    /// `nil` where all files are alike.
    var file: String?
    var kind: String
  }

  /// How many messages a tab has at most.
  private static let limit = 200
  private var list: [BenchmarkMessage] = []
  private var places: [Kind: (index: Int, more: Int)] = [:]
  private var untold = 0

  /// Tells of something in a file.
  ///
  /// - Parameters:
  ///   - kind: What mistakes are of one kind; each is of its own when left out.
  ///   - isOfAll: Whether those of all files are of one kind.
  ///   - step: What was being done, the beginning of the message.
  mutating func tell(
    _ severity: AlertSeverity, _ file: String, _ line: Int?, _ text: String, kind: String? = nil, isOfAll: Bool = false,
    of step: String = "Data Processing"
  ) {
    if let kind {
      let place = Kind(file: isOfAll ? nil : file, kind: kind)
      if let known = places[place] {
        places[place] = (known.index, known.more + 1)
        return
      }
      places[place] = (list.count, 0)
    }
    guard list.count < Self.limit else {
      untold += 1
      return
    }
    var message = BenchmarkMessage()
    message.severity = severity
    (message.file, message.line) = (file, line)
    message.message = "\(step) \(severity == .error ? "Error" : "Warning"): \(text)"
    list.append(message)
  }

  var messages: [BenchmarkMessage] {
    var messages = list
    for (kind, place) in places where place.more > 0 && place.index < messages.count {
      messages[place.index].message +=
        kind.file == nil
        ? " So it is in \(place.more) more." : " So are \(place.more) more values of it in the file."
    }
    if untold > 0 {
      var last = BenchmarkMessage()
      last.severity = .warning
      last.message = "Data Processing Warning: \(untold) more messages are not shown."
      messages.append(last)
    }
    return messages
  }
}
