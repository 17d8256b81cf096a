import CalibraxJSON
import CalibraxModel

/// What the program in Clients/python/calibrax_wandb is told to do with the run that it has begun.
enum BridgeCommand: Equatable {
  /// What the x of a metric's charts is.
  case define(key: String, x: String)
  /// Rows of the history, each of which is a step.
  case log(rows: [OrderedMap<JSON>])
  /// A table; each row has as many cells as there are columns.
  case table(key: String, columns: [String], rows: [[JSON]])
  case html(key: String, text: String)
  /// Of a title the server tells once a while, in seconds.
  case alert(title: String, text: String, level: String, pause: Int)
  /// Files by their names in the artifact, with the paths to read them from.
  case artifact(name: String, type: String, files: [(name: String, path: String)])

  var json: JSON {
    switch self {
    case .define(let key, let x): ["command": "define", "key": .string(key), "step_key": .string(x)]
    case .log(let rows): ["command": "log", "rows": .array(rows.map { .object($0) })]
    case .table(let key, let columns, let rows):
      [
        "command": "table", "key": .string(key), "columns": .array(columns.map { .string($0) }),
        "rows": .array(rows.map { .array($0) }),
      ]
    case .html(let key, let text): ["command": "html", "key": .string(key), "html": .string(text)]
    case .alert(let title, let text, let level, let pause):
      [
        "command": "alert", "title": .string(title), "text": .string(text), "level": .string(level),
        "wait_duration": .number(JSONNumber(pause)),
      ]
    case .artifact(let name, let type, let files):
      [
        "command": "artifact", "name": .string(name), "type": .string(type),
        "files": .array(files.map { ["name": .string($0.name), "path": .string($0.path)] }),
      ]
    }
  }

  /// The same without secrets; what differed by its key still does.
  func redacted(_ redaction: Redaction, _ keys: inout RedactedNames) -> BridgeCommand {
    switch self {
    case .define(let key, let x): return .define(key: keys.name(of: key), x: keys.name(of: x))
    case .log(let rows):
      // A number that was measured is no secret, whatever it is called.
      return .log(
        rows: rows.map { row in
          row.reduce(into: OrderedMap<JSON>()) { clean, member in
            clean[keys.name(of: member.key)] = redaction.applied(to: member.value)
          }
        })
    case .table(let key, let columns, let rows):
      var names = RedactedNames(redaction)
      return .table(
        key: keys.name(of: key), columns: columns.map { names.name(of: $0) },
        rows: rows.map { $0.map { redaction.applied(to: $0) } })
    case .html(let key, let text): return .html(key: keys.name(of: key), text: redaction.applied(to: text))
    case .alert(let title, let text, let level, let pause):
      return .alert(
        title: redaction.applied(to: title), text: redaction.applied(to: text), level: level, pause: pause)
    case .artifact: return self
    }
  }

  static func == (left: BridgeCommand, right: BridgeCommand) -> Bool { left.json == right.json }
}
