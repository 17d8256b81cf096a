import CLinux
import Glibc

/// Two files of ours: what is written to one is read from the other.
struct Pipe: ~Copyable {
  let reader: Descriptor
  let writer: Descriptor

  init() throws(SpawnError) {
    var ends: [Int32] = [-1, -1]
    let isMade = pipe2(&ends, O_CLOEXEC) == 0
    // Both are taken over before one may be missing.
    let ours = Descriptor(ends[0])
    let theirs = Descriptor(ends[1])
    guard isMade, let reader = ours, let writer = theirs else { throw SpawnError("A pipe cannot be made", errno) }
    self.reader = reader
    self.writer = writer
  }

  /// The end to read from; the other is closed.
  consuming func takeReader() -> Descriptor { reader }

  /// The end to write to; the other is closed.
  consuming func takeWriter() -> Descriptor { writer }
}
