/// The cgroup in which a controller counts and limits a process, and those it lies in.
struct Cgroup: Equatable {
  /// 1 or 2.
  let version: Int
  /// The directory of the outermost that is seen.
  let mountPoint: String
  /// The names on the way from there to the one of the process.
  let names: [String]

  /// Finds it; `nil` when the process is in none, or it is seen nowhere.
  init?(controller: String, memberships: [CgroupMembership], mounts: [CgroupMount]) {
    let own = memberships.first { $0.controllers.contains(controller) }
    guard let membership = own ?? memberships.first(where: { $0.controllers.isEmpty }) else { return nil }
    let version = own == nil ? 2 : 1
    let candidates = mounts.filter { $0.version == version && (version == 2 || $0.options.contains(controller)) }
    for mount in candidates {
      guard let names = Self.names(from: mount.root, to: membership.path) else { continue }
      (self.version, mountPoint, self.names) = (version, mount.point, names)
      return
    }
    // In a container the path may be the machine's; what is mounted is the container's own all the same.
    guard let mount = candidates.first else { return nil }
    (self.version, mountPoint, names) = (version, mount.point, [])
  }

  /// Their directories, the outermost first, the process's own last.
  var directories: [String] {
    (0...names.count).map { depth in
      names.prefix(depth).reduce(mountPoint == "/" ? "" : mountPoint) { $0 + "/" + $1 }
    }
  }

  private static func names(from root: String, to path: String) -> [String]? {
    let (outer, inner) = (root.split(separator: "/"), path.split(separator: "/"))
    // Above what is seen there is nothing to read.
    guard !inner.contains(".."), inner.starts(with: outer) else { return nil }
    return inner.dropFirst(outer.count).map { String($0) }
  }
}
