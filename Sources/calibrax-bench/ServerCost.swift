import Foundation
import Glibc

/// A figure that the kernel tells of a process's memory, in KiB: `VmRSS:` is what is resident, `VmHWM:` the most that was.
func memory(of process: Int32, _ name: String) throws -> Double {
  let status = try String(contentsOfFile: "/proc/\(process)/status", encoding: .utf8)
  for line in status.split(separator: "\n") where line.hasPrefix(name) {
    if let figure = line.split(whereSeparator: \.isWhitespace).dropFirst().first.flatMap({ Double($0) }) {
      return figure
    }
  }
  throw BenchError("process \(process) does not tell its memory")
}

/// What a server takes of the machine.
extension ServerProcess {
  /// Its resident memory in KiB.
  func residentMemory() throws -> Double { try memory(of: identifier, "VmRSS:") }

  /// The seconds that all its threads have spent on processors, with those of the kernel on their behalf.
  func processorSeconds() throws -> Double {
    // What /proc/PID/stat tells too, but not in hundredths of a second.
    var clock = clockid_t()
    var time = timespec()
    guard clock_getcpuclockid(identifier, &clock) == 0, clock_gettime(clock, &time) == 0 else {
      throw BenchError("process \(identifier) does not tell its processor time")
    }
    return Double(time.tv_sec) + Double(time.tv_nsec) / 1e9
  }

  /// The bytes of the files in its directory.
  func storedBytes() throws -> Double {
    try files().reduce(0) { sum, path in
      let size = try FileManager.default.attributesOfItem(atPath: path)[.size] as? NSNumber
      return sum + (size?.doubleValue ?? 0)
    }
  }

  /// Waits until it has done what it does beside answering, so that it does not do it while another is measured.
  func settle() throws {
    for path in try files() {
      let file = open(path, O_RDONLY)
      // A log may have become a block meanwhile.
      guard file >= 0 else { continue }
      fdatasync(file)
      close(file)
    }
    var before = try processorSeconds()
    for _ in 0..<200 {
      usleep(25_000)
      let now = try processorSeconds()
      if now - before < 0.001 { return }
      before = now
    }
    throw BenchError("process \(identifier) is busy though nobody asks for anything")
  }

  private func files() throws -> [String] {
    let directory = (unix as NSString).deletingLastPathComponent
    return try FileManager.default.subpathsOfDirectory(atPath: directory).map { directory + "/" + $0 }.filter {
      var status = stat()
      return stat($0, &status) == 0 && status.st_mode & S_IFMT == S_IFREG
    }
  }
}
