import Glibc
import Synchronization

/// Tells, through a descriptor that becomes readable, which files others may have changed (inotify).
public final class DirectoryWatch: Sendable {
  /// Readable when something has changed.
  public let descriptor: Int32
  private let layout: StoreLayout
  /// What is watched, by the number the system gave it.
  private let places = Mutex<[Int32: Place]>([:])

  private enum Place {
    case directory
    case folder(Folder)
    case benchmarks
  }

  /// Watches the folders of a data directory and its config.json.
  public init(_ layout: StoreLayout) {
    self.layout = layout
    descriptor = inotify_init1(Int32(IN_NONBLOCK | IN_CLOEXEC))
    watch(layout.directory, as: .directory)
    for folder in Folder.allCases { watch(layout.path(folder), as: .folder(folder)) }
    watch(layout.benchmarks, as: .benchmarks)
  }

  private func watch(_ path: String, as place: Place) {
    let events = UInt32(IN_CLOSE_WRITE | IN_MOVED_TO | IN_MOVED_FROM | IN_DELETE | IN_CREATE)
    let number = inotify_add_watch(descriptor, path, events)
    places.withLock { $0[number] = place }
  }

  deinit { close(descriptor) }

  /// What has changed since the last call.
  public func take() -> [StoreNotice] {
    var notices: [StoreNotice] = []
    var buffer = [UInt8](repeating: 0, count: 65_536)
    while true {
      let count = read(descriptor, &buffer, buffer.count)
      guard count > 0 else { return notices }
      parse(buffer.span.extracting(0..<count), &notices)
    }
  }

  private func parse(_ bytes: Span<UInt8>, _ notices: inout [StoreNotice]) {
    let headerSize = MemoryLayout<inotify_event>.size
    var position = 0
    while position + headerSize <= bytes.count {
      func field(_ index: Int) -> UInt32 {
        bytes.bytes.unsafeLoadUnaligned(fromByteOffset: position + index * 4, as: UInt32.self)
      }
      let (watch, mask, length) = (Int32(bitPattern: field(0)), field(1), Int(field(3)))
      let name = bytes.extracting(position + headerSize..<position + headerSize + length)
        .withUnsafeBufferPointer { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
      position += headerSize + length
      if mask & UInt32(IN_Q_OVERFLOW) != 0 {
        notices.append(.everything)
      } else if mask & UInt32(IN_IGNORED) == 0, let place = places.withLock({ $0[watch] }) {
        notices += self.notices(of: name, in: place, mask: mask)
      }
    }
  }

  private func notices(of name: String, in place: Place, mask: UInt32) -> [StoreNotice] {
    switch place {
    case .folder(let folder):
      // A file that has only begun to be is told of again when it is written.
      let isNews = StoreLayout.isDocument(name) && mask & UInt32(IN_CREATE) == 0
      return isNews ? [.file(folder, name)] : []
    case .benchmarks:
      return StoreLayout.isDocument(name) && mask & UInt32(IN_CREATE) == 0 ? [.benchmark(name)] : []
    case .directory:
      if name == StoreLayout.benchmarks {
        watch(layout.benchmarks, as: .benchmarks)
        return [.everything]
      }
      if name == StoreLayout.configuration { return [.configuration] }
      guard let folder = Folder(rawValue: name) else { return [] }
      // Somebody has removed the folder, or made it anew.
      watch(layout.path(folder), as: .folder(folder))
      return [.everything]
    }
  }
}
