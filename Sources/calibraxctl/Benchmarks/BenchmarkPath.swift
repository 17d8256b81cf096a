import CalibraxStore
import Glibc

/// The paths that commands of benchmarks are given.
enum BenchmarkPath {
  static let configuration = Flag("--config", "PATH", "The configuration: a file, or a folder of files.")

  /// The configuration that is named.
  static func configuration(_ context: borrowing Context) throws(Failure) -> String {
    guard let path = context.flags["--config"] ?? context.flags.operands.first else {
      throw .usage("\(context.command.name) needs --config PATH")
    }
    return path
  }

  /// Where clones are kept unless a folder is named: where the user keeps what can be had again.
  static func clones(_ context: borrowing Context) throws(Failure) -> String {
    if let folder = context.flags["--clones"] { return absolutePath(folder) }
    func variable(_ name: String) -> String? {
      getenv(name).map { String(cString: $0) }.flatMap { $0.isEmpty ? nil : $0 }
    }
    guard let cache = variable("XDG_CACHE_HOME") ?? variable("HOME").map({ $0 + "/.cache" }) else {
      throw .usage("nothing says where clones are kept: give --clones DIR, or set HOME")
    }
    return absolutePath(cache) + "/calibrax/clones"
  }
}
