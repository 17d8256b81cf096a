import CalibraxJSON
import CalibraxModel
import CalibraxReading

/// The results that asv (airspeed velocity) keeps, a file for each commit and environment. What their units are stands
/// in `benchmarks.json`.
enum Asv: Adapter {
  static let name = "asv"
  static let summary = "results of asv, with benchmarks.json for their units"

  static func recognizes(_ head: FileHead) -> Bool {
    head.isObject(with: "commit_hash", "results") || isDefinitions(head)
      || head.fileName == machineFile && head.isObject(with: "machine")
  }

  private static func isDefinitions(_ head: FileHead) -> Bool {
    head.fileName == definitionsFile && head.json?.isArray == false && head.text.contains("\"param_names\"")
  }

  private static let definitionsFile = "benchmarks.json"
  /// What it says every file of results says too.
  private static let machineFile = "machine.json"

  static func read(_ files: inout [SourceFile], into conversion: inout Conversion) throws(AdapterError) {
    var definitions: [(folder: String, benchmarks: JSON)] = []
    var results: [Int] = []
    var others: [String] = []
    for index in files.indices {
      let path = files[index].name
      let slash = path.lastIndex(of: "/")
      switch path[(slash.map { path.index(after: $0) } ?? path.startIndex)...] {
      case definitionsFile:
        let folder = String(path[..<(slash.map { path.index(after: $0) } ?? path.startIndex)])
        others.append(path)
        try conversion.tolerate { (_) throws(AdapterError) in
          definitions.append((folder, try JSONDocument.read(&files[index])))
        }
      case machineFile: others.append(path)
      default: results.append(index)
      }
    }
    for other in others where results.isEmpty {
      conversion.begin(other)
      conversion.skip("", "no file of results is beside it")
    }
    // Of several the one that is nearest.
    definitions.sort { $0.folder.utf8.count > $1.folder.utf8.count }
    for index in results {
      let name = files[index].name
      let nearest = definitions.first { name.hasPrefix($0.folder) } ?? (definitions.count == 1 ? definitions[0] : nil)
      conversion.begin(name)
      try conversion.tolerate { (conversion) throws(AdapterError) in
        try read(&files[index], nearest?.benchmarks, into: &conversion)
      }
      conversion.endFile()
    }
  }

  private static func read(
    _ file: inout SourceFile, _ definitions: JSON?, into conversion: inout Conversion
  ) throws(AdapterError) {
    let document = try JSONDocument.read(&file)
    guard let results = document["results"]?.members else {
      throw AdapterError(file.name, "results", "there are no results")
    }
    guard let columns = document["result_columns"]?.elements?.map(\.tag) else {
      throw AdapterError(
        file.name, "result_columns", "it does not say what its columns are",
        hint: "Run asv update: it is of an old asv.")
    }
    var draft = RunDraft()
    describe(document, &draft, &conversion)
    if definitions == nil {
      conversion.note("", "no \(definitionsFile) is beside it, so units and names of parameters are not known")
    }
    for result in results {
      let definition = definitions?[result.key]
      if definitions != nil, definition == nil {
        conversion.note("results.\(result.key)", "\(definitionsFile) does not know it, so its unit is not known")
      }
      var row = OrderedMap<JSON>()
      for (column, value) in zip(columns, result.value.elements ?? []) { row[column] = value }
      AsvResult(name: result.key, row: row, definition: definition).add(to: &draft, &conversion)
    }
    conversion.add(draft)
  }

  /// What it calls as others do.
  private static let names = ["cpu": "cpu", "arch": "architecture", "num_cpu": "cores", "machine": "host"]

  private static func describe(_ document: JSON, _ draft: inout RunDraft, _ conversion: inout Conversion) {
    draft.commit = document["commit_hash"]?.string
    if let date = document["date"]?.number {
      // Until the year 10000.
      if let milliseconds = Int64(exactly: date), (0..<253_402_300_800_000).contains(milliseconds) {
        draft.date(Timestamp(microseconds: milliseconds * 1_000))
      } else {
        conversion.skip("date", "\(date) is not a time in milliseconds that can be read")
      }
    }
    for member in document["params"]?.members ?? [:] {
      let number = ["num_cpu", "ram"].contains(member.key) ? member.value.number : nil
      draft.environment[names[member.key] ?? member.key] = number.map { .number(JSONNumber($0)) } ?? member.value
    }
    if draft.environment["python"] == nil { draft.environment["python"] = document["python"] }
    draft.environment["env_name"] = document["env_name"]
    for member in ["requirements", "env_vars"] {
      if let value = document[member], value.members?.isEmpty == false { draft.environment[member] = value }
    }
  }
}
