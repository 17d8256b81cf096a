import Glibc

/// The variables of a child: ours, some of them set, others taken away.
struct ChildEnvironment: ~Copyable {
  typealias Entry = UnsafeMutablePointer<CChar>

  /// As `execve` has them, ended by `nil`.
  var entries: [Entry?]
  private let added: [Entry]

  /// - Parameter changes: What is different from ours; a variable without a value is taken away.
  init(_ changes: [String: String?]) {
    added = changes.compactMap { name, value in value.flatMap { strdup("\(name)=\($0)") } }
    var kept: [Entry] = []
    var position = 0
    while let entry = environ[position] {
      if !changes.keys.contains(where: { Self.isNamed($0, entry) }) { kept.append(entry) }
      position += 1
    }
    entries = kept + added + [nil]
  }

  deinit { for entry in added { free(entry) } }

  /// By bytes: a variable of ours need not be UTF-8.
  private static func isNamed(_ name: String, _ entry: Entry) -> Bool {
    let length = name.utf8.count
    return strncmp(entry, name, length) == 0 && entry[length] == CChar(bitPattern: UInt8(ascii: "="))
  }
}
