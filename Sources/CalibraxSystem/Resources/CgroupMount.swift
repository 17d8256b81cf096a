/// Where a hierarchy of cgroups is seen: a line of `/proc/PID/mountinfo`.
struct CgroupMount: Equatable {
  /// 1 or 2.
  let version: Int
  /// The cgroup that is seen there, `/` or that of a container.
  let root: String
  /// The directory where it is seen.
  let point: String
  /// With version 1 the controllers, among other options.
  let options: [String]

  /// The lines of `/proc/PID/mountinfo` that tell of cgroups.
  static func parse(_ text: String) -> [CgroupMount] {
    text.split(separator: "\n").compactMap { line in
      // 32 31 0:29 / /sys/fs/cgroup/cpu rw,relatime shared:9 - cgroup cgroup rw,cpu
      let fields = line.split(separator: " ")
      guard let dash = fields.dropFirst(6).firstIndex(of: "-"), fields.count > dash + 3 else { return nil }
      let version: Int
      switch fields[dash + 1] {
      case "cgroup": version = 1
      case "cgroup2": version = 2
      default: return nil
      }
      return CgroupMount(
        version: version, root: unescaped(fields[3]), point: unescaped(fields[4]),
        options: fields[dash + 3].split(separator: ",").map { String($0) })
    }
  }

  /// A path without its octal escapes, as `\040` for a space.
  private static func unescaped(_ field: Substring) -> String {
    var bytes: [UInt8] = []
    var rest = field.utf8[...]
    while let byte = rest.popFirst() {
      if byte == UInt8(ascii: "\\"), let code = UInt8(Substring(rest.prefix(3)), radix: 8) {
        bytes.append(code)
        rest = rest.dropFirst(3)
      } else {
        bytes.append(byte)
      }
    }
    return String(decoding: bytes, as: UTF8.self)
  }
}
