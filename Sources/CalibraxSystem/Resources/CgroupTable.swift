/// The cgroups that a process is in.
struct CgroupTable {
  private let memberships: [CgroupMembership]
  private let mounts: [CgroupMount]

  /// Takes the text of `/proc/PID/cgroup`, and of the `mountinfo` of whoever reads the files.
  init(cgroup: String, mountinfo: String) {
    memberships = CgroupMembership.parse(cgroup)
    mounts = CgroupMount.parse(mountinfo)
  }

  /// The cgroup for a controller; `nil` when there is none.
  subscript(controller: String) -> Cgroup? {
    Cgroup(controller: controller, memberships: memberships, mounts: mounts)
  }
}
