import CalibraxJSON
import CalibraxModel

/// The folder of benchmarks: one file each, `<name>.json`, which people may write and remove too.
struct BenchmarkFolder {
  private let layout: StoreLayout
  private let files: any Files
  /// The files whose content the store in memory has, as they were when read or written.
  private var stamps: [String: FileStamp] = [:]

  init(_ layout: StoreLayout, _ files: any Files) {
    self.layout = layout
    self.files = files
  }

  // MARK: Writing

  /// Stores a benchmark in place of what it was, and returns when it is on the disk.
  mutating func store(_ benchmark: StoredBenchmark) -> Result<StoreOutcome, StoreError> {
    let file = StoreLayout.file(for: benchmark.name)
    let path = layout.benchmark(file)
    var outcome = StoreOutcome(runID: "")
    do throws(FileError) {
      outcome.created = try files.stamp(path) == nil
      try StoreLayout.makeDirectory(layout.benchmarks, files)
      let bytes = JSONWriter.indented(JSONWriter.bytes(of: benchmark)) + [UInt8(ascii: "\n")]
      try files.replace(path, with: bytes, in: layout.benchmarks)
    } catch {
      stamps[file] = nil
      return .failure(.unwritable(error))
    }
    // Without a stamp it is read again, as somebody else's change would be.
    stamps[file] = try? files.stamp(path)
    outcome.changes = [.benchmark(file: file, benchmark)]
    return .success(outcome)
  }

  /// Takes a benchmark away.
  mutating func remove(_ name: String) -> Result<StoreOutcome, StoreError> {
    let file = StoreLayout.file(for: name)
    var outcome = StoreOutcome(runID: "")
    do throws(FileError) {
      guard try files.stamp(layout.benchmark(file)) != nil else { return .failure(.noBenchmark(name)) }
      try files.remove(layout.benchmark(file))
      try files.syncDirectory(layout.benchmarks)
    } catch {
      return .failure(.unwritable(error))
    }
    stamps[file] = nil
    outcome.changes = [.benchmark(file: file, nil)]
    return .success(outcome)
  }

  // MARK: Reading

  /// Looks at all files.
  mutating func refresh() -> [StoreChange] {
    let names: [String]
    do throws(FileError) {
      names = try files.list(layout.benchmarks)
    } catch {
      guard error.isMissing else { return [] }
      names = []
    }
    return Set(names.filter(StoreLayout.isDocument) + stamps.keys).sorted().flatMap { refresh($0) }
  }

  /// Looks at a file that somebody may have changed.
  mutating func refresh(_ file: String) -> [StoreChange] {
    guard StoreLayout.isDocument(file) else { return [] }
    let path = layout.benchmark(file)
    guard let stamp = try? files.stamp(path) else {
      return stamps.removeValue(forKey: file) == nil ? [] : [.benchmark(file: file, nil)]
    }
    if stamps[file] == stamp { return [] }
    stamps[file] = stamp
    do throws(FileError) {
      let bytes = try files.read(path)
      do throws(JSONError) {
        var parser = RunFile.parser
        var benchmark = try parser.decode(StoredBenchmark.self, from: bytes)
        benchmark.name = StoreLayout.name(for: file)
        return [.benchmark(file: file, benchmark)]
      } catch {
        return [.benchmarkDamaged(file: file, reason: error.sentence)]
      }
    } catch {
      return [.benchmarkDamaged(file: file, reason: "\(error)")]
    }
  }
}
