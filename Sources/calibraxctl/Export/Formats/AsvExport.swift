import CalibraxJSON
import CalibraxModel

/// The folder of results that asv publishes, compares and shows (https://asv.readthedocs.io/en/stable/dev.html).
enum AsvExport: ExportFormat {
  static let name = "asv"
  static let summary = "a folder of results for asv publish, compare and show, a file for each commit and machine"
  static let contents: Set<ExportedContent> = [.runs]
  static let isFolder = true

  static func files(of data: ExportedData) throws(Failure) -> ExportedFiles {
    guard case .runs(let given) = data else { return ExportedFiles() }
    var exported = ExportedFiles()
    // Of one file the newest run is kept, for later ones stand behind earlier ones.
    var runs = OrderedMap<AsvRun>()
    for run in given {
      guard let run = AsvRun(run) else { continue }
      runs[run.file] = run
    }
    let committed = given.filter { $0.run.commit?.isEmpty == false }
    exported.remarks = remarks(given, committed, replaced: committed.count - runs.count)
    if runs.isEmpty {
      throw Failure(
        code: .nothingToJudge, message: "asv keeps results by commit, and no run that was chosen has one",
        hint: "Store runs with calibraxctl ingest --commit COMMIT.")
    }
    let benchmarks = AsvBenchmarks(runs.members.map(\.value.exported))
    if benchmarks.repeated > 0 {
      exported.remarks.append(
        "\(counted(benchmarks.repeated, "value")) of the scenario, point, tags and metric of another in its run: the last counts"
      )
    }
    exported.files = [("benchmarks.json", indented(benchmarks.definitions))]
    var machines = OrderedMap<JSON>()
    for run in runs.members.map(\.value) { machines[run.folder + "/machine.json"] = run.machine }
    exported.files += machines.members.map { ($0.key, indented($0.value)) }
    exported.files += runs.members.map { ($0.key, text($0.value.document(benchmarks))) }
    return exported
  }

  private static func remarks(_ given: [ExportedRun], _ committed: [ExportedRun], replaced: Int) -> [String] {
    var remarks: [String] = []
    if committed.count < given.count {
      remarks.append("left out, for they have no commit: \(counted(given.count - committed.count, "run"))")
    }
    if replaced > 0 {
      remarks.append("left out, for there is a newer one of their commit and machine: \(counted(replaced, "run"))")
    }
    let short = committed.count { !AsvRun.isFull($0.run.commit ?? "") }
    if short > 0 {
      remarks.append("asv finds commits by all 40 digits, which the commit does not have of \(counted(short, "run"))")
    }
    return remarks
  }

  private static func indented(_ json: JSON) -> String { text(JSONWriter.indented(JSONWriter.bytes(of: json))) }

  private static func text(_ bytes: [UInt8]) -> String { String(decoding: bytes, as: UTF8.self) + "\n" }
}
