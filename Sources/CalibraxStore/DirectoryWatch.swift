import Glibc

/// Tells, through a descriptor that becomes readable, which files others may have changed (inotify).
public final class DirectoryWatch: Sendable {
  /// Readable when something has changed.
  public let descriptor: Int32
  private let folders: [Int32: Folder?]

  /// Watches the folders of a data directory and its config.json.
  public init(_ layout: StoreLayout) {
    descriptor = inotify_init1(Int32(IN_NONBLOCK | IN_CLOEXEC))
    let events = UInt32(IN_CLOSE_WRITE | IN_MOVED_TO | IN_MOVED_FROM | IN_DELETE)
    var folders: [Int32: Folder?] = [inotify_add_watch(descriptor, layout.directory, events): nil as Folder?]
    for folder in Folder.allCases {
      folders[inotify_add_watch(descriptor, layout.path(folder), events)] = .some(folder)
    }
    self.folders = folders
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
      } else if let folder = folders[watch] {
        if let folder {
          if StoreLayout.isDocument(name) { notices.append(.file(folder, name)) }
        } else if name == StoreLayout.configuration {
          notices.append(.configuration)
        }
      }
    }
  }
}
