import CalibraxJSON
import CalibraxModel

/// What was measured of each request, as `request_level_metrics.jsonl` has it: a line for each that was answered.
struct VeekshaRequests {
  /// The samples of a distribution.
  struct Samples {
    var values: [Double] = []
    /// The line with something in the place of a number, after which none counts.
    var brokenLine: Int?
  }

  /// The file.
  let file: String
  /// How many requests there are.
  private(set) var count = 0
  /// The samples by the member of a request that holds them.
  private(set) var samples: [String: Samples] = [:]
  /// The last line, when it may have been cut off.
  private(set) var unfinishedLine: Int?

  private static let members = VeekshaMetrics.distributions.members.compactMap(\.value.member)

  init(reading file: inout SourceFile) throws(AdapterError) {
    let name = file.name
    self.file = name
    var parser = JSONParser()
    var values = Dictionary(uniqueKeysWithValues: Self.members.map { ($0, Samples()) })
    var count = 0
    unfinishedLine = try file.forEachLine { (line, number) throws(AdapterError) in
      if line.allSatisfy(\.isWhitespace) { return }
      let bytes = Array(line.utf8)
      let isObject: Bool
      do throws(JSONSyntaxError) {
        let request = try parser.parse(bytes.span)
        isObject = request.kind == .object
        Self.take(request, number, &values)
      } catch {
        throw AdapterError(name, "line \(number)", "not JSON: \(error)")
      }
      guard isObject else { throw AdapterError(name, "line \(number)", "it is no object with a request") }
      count += 1
    }
    if count == 0, let unfinishedLine {
      throw AdapterError(
        name, "line \(unfinishedLine)", "no line break ends it",
        hint: "It ends in its middle: was the program that wrote it stopped?")
    }
    self.count = count
    samples = values
  }

  private static func take(_ request: borrowing JSONView, _ line: Int, _ samples: inout [String: Samples]) {
    var member = request.firstMember
    while let current = member {
      member = current.next
      let key = current.key
      if members.contains(key) { samples[key]?.take(current.value, line) }
    }
  }
}

extension VeekshaRequests.Samples {
  /// Takes a number, or several. Null is what was not measured of a request.
  fileprivate mutating func take(_ value: borrowing JSONView, _ line: Int) {
    if value.kind == .null { return }
    guard value.kind == .array else { return take(value.double, line) }
    var element = value.firstElement
    while let current = element {
      take(current.double, line)
      element = value.element(after: current)
    }
  }

  private mutating func take(_ number: Double?, _ line: Int) {
    if let number, number.isFinite {
      values.append(number)
    } else if brokenLine == nil {
      brokenLine = line
    }
  }
}
