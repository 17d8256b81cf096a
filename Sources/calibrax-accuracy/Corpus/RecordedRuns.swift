import CalibraxJSON

/// The same programs measured again and again on one machine: noise as it is.
struct RecordedRuns: Sendable {
  /// How many runs there must be, for a series of 120 and room to choose it from.
  static let leastCount = 240

  /// Of each program the median of every run, divided by the median of all and times 100.
  let workloads: [[Double]]

  /// Those of a file: a line a run, an object of the programs' samples.
  init(file: String) throws(Refusal) {
    let runs: [OrderedMap<[Double]>] = try LineFile.read(file) { (run) throws(JSONError) in
      for program in run where program.value.isEmpty || !program.value.allSatisfy({ $0 > 0 && $0.isFinite }) {
        throw JSONError("needs samples, all above 0").under(program.key)
      }
    }
    let names = runs.first?.keys ?? []
    guard runs.allSatisfy({ $0.keys == names }) else { throw Refusal("\(file): runs have different programs") }
    guard !names.isEmpty, runs.count >= Self.leastCount else {
      throw Refusal("\(file): needs \(Self.leastCount) runs of a program or more, found \(runs.count)")
    }
    workloads = names.map { name in
      let medians = runs.compactMap { median($0[name] ?? []) }
      let level = median(medians) ?? 1
      return medians.map { 100 * $0 / level }
    }
  }

  /// Those that come with the program: medians, in microseconds, of eight programs in 900 runs on a virtual machine.
  static func bundled() throws(Refusal) -> RecordedRuns {
    do throws(Refusal) {
      return try RecordedRuns(file: String(#filePath.dropLast("RecordedRuns.swift".count)) + "aa-runs.jsonl")
    } catch {
      throw Refusal("\(error). Give runs with --runs")
    }
  }
}
