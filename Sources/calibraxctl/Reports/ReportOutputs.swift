import CalibraxModel

/// Which formats a report is written in, and where: what the flags say.
struct ReportOutputs {
  /// A format and its file; standard output for `nil`.
  struct Output {
    let format: any ReportFormat.Type
    var file: String?
  }

  private(set) var outputs: [Output] = []
  /// What a CI job finds its own comment by.
  let comment: String?

  init(_ flags: ParsedFlags) throws(Failure) {
    comment = flags[Flag.comment]
    for (flag, value) in flags.given {
      switch flag {
      case Flag.format: outputs.append(Output(format: try Self.format(value)))
      case Flag.output: try add(value)
      default: break
      }
    }
    try check()
    // The log of a job has the verdict, whatever is in files.
    if !outputs.contains(where: { $0.file == nil }) { outputs.append(Output(format: TextFormat.self)) }
  }

  /// Takes a file for the format before it, or for that which its name ends in.
  private mutating func add(_ file: String) throws(Failure) {
    if let twice = outputs.first(where: { $0.file.map(OutputFile.place) == OutputFile.place(file) }) {
      throw .usage("two reports cannot both be written to \(twice.file ?? ""): give each a file of its own")
    }
    if let last = outputs.last, last.file == nil {
      outputs[outputs.count - 1].file = file
      return
    }
    let name = file.split(separator: "/").last ?? ""
    let ending = name.split(separator: ".").dropFirst().last?.lowercased()
    guard let format = allReportFormats.first(where: { $0.endings.contains(ending ?? "") }) else {
      let endings = allReportFormats.flatMap { $0.endings }.map { "." + $0 }
      throw Failure(
        code: .usage, message: "the name \(file) does not say which format it is",
        hint: "Write --format FORMAT before --output \(file), or end it in \(alternatives(endings)).")
    }
    outputs.append(Output(format: format, file: file))
  }

  private func check() throws(Failure) {
    let printed = outputs.filter { $0.file == nil }.map { $0.format.name }
    if printed.count > 1 {
      throw Failure(
        code: .usage, message: "standard output has room for one format, not for \(printed.joined(separator: " and "))",
        hint: "Write --output FILE behind each --format but one.")
    }
    guard let comment else { return }
    if !comment.utf8.allSatisfy({ MarkdownFormat.isAllowedInMarker($0) }) {
      throw .usage("\(Flag.comment) needs letters, digits, points, - and _, not \"\(printable(comment))\"")
    }
    if !outputs.contains(where: { $0.format == MarkdownFormat.self }) {
      throw Failure(
        code: .usage, message: "\(Flag.comment) marks a report in Markdown, and none is written",
        hint: "Add --format \(MarkdownFormat.name), with --output FILE if something else is printed.")
    }
  }

  private static func format(_ word: String) throws(Failure) -> any ReportFormat.Type {
    if let format = allReportFormats.first(where: { $0.name == word }) { return format }
    throw .usage(Flag.format, isNot: word, among: allReportFormats.map { $0.name })
  }
}

extension Flag {
  static let output = "--output"
  static let comment = "--comment"

  /// The flags of a command whose result is a report.
  static let reports = [
    Flag(
      format, "FORMAT",
      "\(alternatives(allReportFormats.map { $0.name })) (else text); may be repeated, each but one with a file."),
    Flag(output, file, "Where the format before it goes in place of standard output, or that which its name ends in."),
    Flag(comment, "ID", "Begins Markdown with a hidden line by which a CI job finds its own comment again."),
  ]
}
