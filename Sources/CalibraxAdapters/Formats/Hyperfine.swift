import CalibraxJSON
import CalibraxModel
import CalibraxReading

/// `--export-json` or `--export-csv` of hyperfine. A command is a point, its parameters are the tags.
enum Hyperfine: FileAdapter {
  static let name = "hyperfine"
  static let summary = "JSON and CSV of hyperfine"

  static func recognizes(_ head: FileHead) -> Bool {
    head.isObject(with: "results") && head.text.contains("\"command\"") && head.text.contains("\"mean\"")
      || head.firstLine.hasPrefix(csvHead)
  }

  private static let csvHead = "command,mean,stddev,median,user,system,min,max"

  static func read(_ file: inout SourceFile, into conversion: inout Conversion) throws(AdapterError) {
    var draft = RunDraft()
    if try file.head().json == nil {
      try readCSV(&file, to: &draft, &conversion)
    } else {
      guard let results = try JSONDocument.read(&file)["results"]?.elements else {
        throw AdapterError(file.name, "results", "there is no list of results")
      }
      for (index, result) in results.enumerated() { add(result, at: "results[\(index)]", to: &draft, &conversion) }
    }
    conversion.add(draft)
  }

  private static func readCSV(
    _ file: inout SourceFile, to draft: inout RunDraft, _ conversion: inout Conversion
  ) throws(AdapterError) {
    var columns: NamedColumns?
    let unfinished = try CommaSeparated.forEachRow(of: &file) { (row) throws(AdapterError) in
      guard let known = columns else {
        // Behind the header a command may begin with it.
        if row.cells[0].hasPrefix("#") { return }
        columns = NamedColumns(names: row.cells)
        return
      }
      var result = OrderedMap<JSON>()
      var parameters = OrderedMap<JSON>()
      for name in known.names {
        guard let cell = known.cell(name, of: row) else { continue }
        if let parameter = name.split(separator: "parameter_", maxSplits: 1).first, name.hasPrefix("parameter_") {
          parameters[String(parameter)] = .string(cell)
        } else {
          result[name] = name == "command" ? .string(cell) : Double(lenient: cell).map { .number(JSONNumber($0)) }
        }
      }
      result["parameters"] = .object(parameters)
      add(.object(result), at: "line \(row.line)", to: &draft, &conversion)
    }
    conversion.skip(unfinishedLine: unfinished)
  }

  private static func add(
    _ result: JSON, at place: String, to draft: inout RunDraft, _ conversion: inout Conversion
  ) {
    guard let command = result["command"]?.string else {
      conversion.skip(place, "it has no command")
      return
    }
    let tags = result["parameters"]?.tags ?? [:]
    let codes = result["exit_codes"]?.elements ?? []
    let failure = codes.contains { $0.number != 0 }
    func add(_ measurement: Measurement) {
      draft.add(measurement, of: command, tags: tags, at: "\(place).\(measurement.metric)", &conversion)
    }
    if failure {
      // What fails fast looks fast.
      var wall = Measurement("wall", nil, "s")
      wall.error = "non-zero exit codes [" + codes.map(\.tag).joined(separator: ", ") + "]"
      return add(wall)
    }
    let times = conversion.samples(result["times"], at: place + ".times")
    var wall = Measurement("wall", samples: times, "s")
    if times.isEmpty {
      wall.value = result["median"]?.number ?? result["mean"]?.number
      wall.statistic = result["median"]?.number == nil ? .mean : .median
      (wall.lower, wall.upper) = (result["min"]?.number, result["max"]?.number)
      if wall.value == nil { wall.error = "it has no times" }
    }
    add(wall)
    for metric in ["user", "system"] {
      guard let value = result[metric]?.number else { continue }
      var mean = Measurement(metric, value, "s")
      mean.statistic = .mean
      mean.count = times.isEmpty ? nil : times.count
      add(mean)
    }
    guard let written = result["memory_usage_byte"], written.elements?.isEmpty == false else { return }
    var memory = Measurement("memory", samples: conversion.samples(written, at: place + ".memory_usage_byte"), "B")
    if memory.samples.isEmpty { memory.error = "not all of its values are numbers" }
    add(memory)
  }
}
