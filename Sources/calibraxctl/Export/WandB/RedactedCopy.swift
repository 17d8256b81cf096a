import CalibraxJSON
import CalibraxModel
import CalibraxYAML

/// How a file is copied without the secrets in it: by what it says where it can be read, else as text.
enum RedactedCopy: CaseIterable {
  case json
  /// A document of JSON a line.
  case lines
  case yaml
  case text
  /// Pictures go along as they are.
  case picture

  private var suffixes: [String] {
    switch self {
    case .json: [".json"]
    case .lines: [".jsonl"]
    case .yaml: [".yml", ".yaml"]
    case .text: [".csv", ".txt", ".log"]
    case .picture: [".png"]
    }
  }

  /// How a file of this name is copied; `nil` for one that stays where it is.
  init?(_ name: String) {
    guard let copy = Self.allCases.first(where: { $0.suffixes.contains { name.hasSuffix($0) } }) else { return nil }
    self = copy
  }

  /// Takes up what is secret in a file.
  func learn(_ bytes: [UInt8], _ redaction: inout Redaction) {
    let parts = self == .lines ? Self.lines(bytes) : [bytes[...]]
    redaction.learn(parts.lazy.flatMap { documents(Array($0)) ?? [] })
  }

  /// The bytes of the copy.
  func bytes(_ bytes: [UInt8], without redaction: Redaction) -> [UInt8] {
    switch self {
    case .picture: bytes
    case .text: redaction.applied(to: bytes)
    case .json, .yaml: document(bytes, redaction)
    case .lines: Array(Self.lines(bytes).map { document(Array($0), redaction) }.joined(separator: [Self.newline]))
    }
  }

  /// The text keeps its layout and comments where what is taken out of it as of any text is all that has to go; else it
  /// is written anew.
  private func document(_ bytes: [UInt8], _ redaction: Redaction) -> [UInt8] {
    let text = redaction.applied(to: bytes)
    guard let documents = documents(bytes) else { return text }
    let redacted = documents.map { redaction.applied(to: $0) }
    return self.documents(text) == redacted ? text : written(redacted)
  }

  private func documents(_ bytes: [UInt8]) -> [JSON]? {
    switch self {
    case .json, .lines: (try? JSON(parsing: bytes)).map { [$0] }
    case .yaml: (try? YAML.documents(bytes))?.map(\.json)
    case .text, .picture: nil
    }
  }

  private func written(_ documents: [JSON]) -> [UInt8] {
    switch self {
    case .yaml: YAMLWriter.bytes(of: documents)
    case .json: documents.flatMap { JSONWriter.indented(JSONWriter.bytes(of: $0)) } + [Self.newline]
    default: documents.flatMap { JSONWriter.bytes(of: $0) }
    }
  }

  private static let newline = UInt8(ascii: "\n")

  private static func lines(_ bytes: [UInt8]) -> [ArraySlice<UInt8>] {
    bytes.split(separator: newline, omittingEmptySubsequences: false)
  }
}
