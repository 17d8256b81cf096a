/// Finds which adapter reads which file.
public enum Detection {
  /// The name that has the format found.
  public static let auto = "auto"

  /// The adapter of a name; `nil` for ``auto``.
  ///
  /// - Throws: ``UnknownFormat``.
  public static func adapter(named name: String) throws(UnknownFormat) -> (any Adapter.Type)? {
    if name == auto { return nil }
    guard let adapter = allAdapters.first(where: { $0.name == name }) else { throw UnknownFormat(name: name) }
    return adapter
  }
}

/// A name that no adapter has.
public struct UnknownFormat: Error, Equatable, Sendable {
  /// What was given.
  public var name: String

  /// All that can be given.
  public static var names: [String] { [Detection.auto] + allAdapters.map { $0.name } }
}

extension Conversion {
  /// Reads files, each by the adapter that is given or that recognizes it. A file that nothing recognizes is left out
  /// beside others that something does.
  ///
  /// - Throws: ``AdapterError`` for a file that cannot be read as what it is, and when nothing recognizes any.
  public mutating func read(_ files: [SourceFile], by adapter: (any Adapter.Type)?) throws(AdapterError) {
    var groups: [(adapter: any Adapter.Type, files: [SourceFile])] = []
    var unknown: [String] = []
    for var file in files {
      let recognized = adapter == nil ? try Self.adapter(of: &file) : adapter
      guard let found = recognized else {
        unknown.append(file.name)
        continue
      }
      if let place = groups.firstIndex(where: { $0.adapter == found }) {
        groups[place].files.append(file)
      } else {
        groups.append((found, [file]))
      }
    }
    if groups.isEmpty, let name = unknown.first {
      throw AdapterError(
        name, "", "no adapter recognizes it",
        hint: "Say what it is: \(allAdapters.map { $0.name }.joined(separator: ", ")).")
    }
    for name in unknown {
      begin(name)
      skip("", "no adapter recognizes it")
    }
    for var group in groups { try group.adapter.read(&group.files, into: &self) }
    finish()
  }

  private static func adapter(of file: inout SourceFile) throws(AdapterError) -> (any Adapter.Type)? {
    let head = try file.head()
    return allAdapters.first { $0.recognizes(head) }
  }
}
