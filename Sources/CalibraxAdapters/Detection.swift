/// Finds which adapter reads which file.
public enum Detection {
  /// The name that has the format found.
  public static let auto = "auto"

  /// The name of calibrax's own format: runs as they are stored, one a line.
  public static let runs = CalibraxRuns.name

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
    var folders: [(adapter: any Adapter.Type, files: [SourceFile])] = []
    var unknown: [String] = []
    for file in files where isWanted {
      try tolerate { (conversion) throws(AdapterError) in
        var opened = file
        let recognized = adapter == nil ? try opened.adapter() : adapter
        guard let found = recognized else {
          unknown.append(file.name)
          return
        }
        if found is any FileAdapter.Type {
          var one = [opened]
          try found.read(&one, into: &conversion)
        } else if let place = folders.firstIndex(where: { $0.adapter == found }) {
          folders[place].files.append(file)
        } else {
          folders.append((found, [file]))
        }
      }
    }
    if unknown.count == files.count, let name = unknown.first {
      throw AdapterError(
        name, "", "no adapter recognizes it",
        hint: "Say what it is: \(allAdapters.map { $0.name }.joined(separator: ", ")).")
    }
    for name in unknown {
      begin(name)
      skip("", "no adapter recognizes it")
    }
    for var folder in folders where isWanted {
      try tolerate { (conversion) throws(AdapterError) in
        try folder.adapter.read(&folder.files, into: &conversion)
      }
    }
    finish()
  }

  /// Reads a file; where bad files are left out, one that is bad is reported.
  mutating func tolerate(_ body: (inout Conversion) throws(AdapterError) -> Void) throws(AdapterError) {
    do throws(AdapterError) {
      try body(&self)
    } catch {
      if refusesBadFiles { throw error }
      begin(error.file)
      skip(error.place, error.message)
      badFiles += 1
    }
  }
}

extension SourceFile {
  /// The adapter that recognizes the file.
  fileprivate mutating func adapter() throws(AdapterError) -> (any Adapter.Type)? {
    let head = try head()
    return allAdapters.first { $0.recognizes(head) }
  }
}
