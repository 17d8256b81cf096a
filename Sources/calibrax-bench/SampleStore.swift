import CalibraxModel
import CalibraxStore

/// A directory of runs as the server stores them.
enum SampleStore {
  /// Stores runs, the first of them also as the baseline, without waiting for the disk.
  static func fill(_ directory: String, runs: Int) throws {
    let baseline = BaselineChange(of: BaselineName.main, at: Timestamp(microseconds: 0))
    let store = try DirectoryStore(StoreLayout(directory), files: UnsyncedFiles())
    for start in stride(from: 0, to: runs, by: 50) {
      let results = store.writer.commit(
        (start..<min(start + 50, runs)).map {
          .ingest(SampleDocuments.run(number: $0), replace: false, baseline: $0 == 0 ? baseline : nil)
        })
      for result in results { _ = try result.get() }
    }
    // The first opening writes the index.
    _ = try DirectoryStore(StoreLayout(directory))
  }
}
