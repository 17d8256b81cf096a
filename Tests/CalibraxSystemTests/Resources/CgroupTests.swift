import Testing

@testable import CalibraxSystem

/// The cgroup of a process is found wherever it is mounted.
@Suite struct CgroupTests {
  @Test func version2IsOneHierarchyForAll() {
    let groups = CgroupTable(
      cgroup: "0::/system.slice/calibrax.service\n",
      mountinfo: """
        24 1 259:2 / / rw,relatime shared:1 - ext4 /dev/nvme0n1p2 rw
        35 24 0:30 / /sys/fs/cgroup rw,nosuid,nodev,noexec,relatime shared:9 - cgroup2 cgroup2 rw,nsdelegate

        """)
    for controller in ["cpu", "memory"] {
      #expect(groups[controller]?.version == 2)
      #expect(
        groups[controller]?.directories == [
          "/sys/fs/cgroup", "/sys/fs/cgroup/system.slice", "/sys/fs/cgroup/system.slice/calibrax.service",
        ])
    }
  }

  @Test func version1HasAHierarchyForEachController() {
    let groups = CgroupTable(cgroup: Self.version1, mountinfo: Self.version1Mounts)
    #expect(groups["memory"]?.version == 1)
    #expect(groups["memory"]?.directories.last == "/sys/fs/cgroup/memory/user.slice/job 1")
    #expect(groups["cpu"]?.directories == ["/sys/fs/cgroup/cpu,cpuacct", "/sys/fs/cgroup/cpu,cpuacct/batch"])
    #expect(groups["cpuacct"] == groups["cpu"])
    #expect(groups["hugetlb"] == nil)
  }

  @Test func inAHybridAControllerIsWhereItIsListed() {
    let groups = CgroupTable(
      cgroup: "4:memory:/process_api/9a4b1286\n1:cpu:/\n0::/session-1.scope\n",
      mountinfo: """
        32 31 0:29 / /sys/fs/cgroup/cpu rw,relatime - cgroup cgroup rw,cpu
        35 31 0:32 / /sys/fs/cgroup/memory rw,relatime - cgroup cgroup rw,memory
        40 31 0:37 / /sys/fs/cgroup/systemd rw,relatime - cgroup cgroup rw,name=systemd
        41 31 0:38 / /sys/fs/cgroup/unified rw,relatime - cgroup2 cgroup2 rw

        """)
    #expect(groups["memory"]?.directories.last == "/sys/fs/cgroup/memory/process_api/9a4b1286")
    #expect(groups["cpu"]?.directories == ["/sys/fs/cgroup/cpu"])
    #expect(groups["io"]?.directories.last == "/sys/fs/cgroup/unified/session-1.scope")
  }

  @Test func aContainerSeesItsOwnGroupAsTheOutermost() {
    let mount = "1023 1017 0:32 /docker/8f03 /sys/fs/cgroup/memory ro,relatime master:16 - cgroup cgroup rw,memory\n"
    // The paths are the machine's, or those of a namespace.
    for (path, directories) in [
      ("/docker/8f03", [""]), ("/docker/8f03/worker", ["", "/worker"]), ("/", [""]), ("/../9a/other", [""]),
    ] {
      let group = CgroupTable(cgroup: "4:memory:\(path)\n", mountinfo: mount)["memory"]
      #expect(group?.directories == directories.map { "/sys/fs/cgroup/memory" + $0 }, "\(path)")
    }
  }

  @Test func withoutCgroupsThereIsNone() {
    #expect(CgroupTable(cgroup: "", mountinfo: "")["cpu"] == nil)
    #expect(CgroupTable(cgroup: "0::/a\n", mountinfo: "")["cpu"] == nil)
    #expect(CgroupTable(cgroup: "", mountinfo: Self.version1Mounts)["cpu"] == nil)
    #expect(
      CgroupTable(cgroup: "what\n0:\n::x\n", mountinfo: "36 35\n - cgroup\n1 2 3 4 5 6 - cgroup2\n")["cpu"] == nil)
  }

  @Test func aPathMayHaveAColonAndAMountPointASpace() {
    #expect(
      CgroupMembership.parse("3:cpu,cpuacct:/a:b\n1:name=systemd:/\n") == [
        CgroupMembership(controllers: ["cpu", "cpuacct"], path: "/a:b"),
        CgroupMembership(controllers: ["name=systemd"], path: "/"),
      ])
    let mounts = CgroupMount.parse("31 23 0:28 / /mnt/c\\040group\\134 rw - cgroup2 none rw\n")
    #expect(mounts == [CgroupMount(version: 2, root: "/", point: "/mnt/c group\\", options: ["rw"])])
  }

  static let version1 = "11:memory:/user.slice/job 1\n4:cpu,cpuacct:/batch\n1:name=systemd:/user.slice\n"
  static let version1Mounts = """
    31 25 0:26 / /sys/fs/cgroup ro,nosuid,nodev,noexec shared:8 - tmpfs tmpfs ro,mode=755
    33 31 0:28 / /sys/fs/cgroup/systemd rw,nosuid shared:10 - cgroup cgroup rw,xattr,name=systemd
    36 31 0:31 / /sys/fs/cgroup/cpu,cpuacct rw,nosuid,nodev,noexec,relatime shared:14 - cgroup cgroup rw,cpu,cpuacct
    37 31 0:32 / /sys/fs/cgroup/memory rw,nosuid,nodev,noexec,relatime shared:15 - cgroup cgroup rw,memory

    """
}
