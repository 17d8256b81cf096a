import Glibc

/// What a command took from its start to its end. Foundation's Process notices an end only some time after it.
struct CommandTime {
  let seconds: Double
  /// The most memory that it had resident, in MiB, where that is looked at.
  private(set) var memory = 0.0

  /// Runs a command; what it prints is dropped.
  ///
  /// - Parameters:
  ///   - allowed: The exit statuses that say that it did what it should.
  ///   - watchesMemory: Whether to look at its memory now and then; its end is noticed some milliseconds later then.
  init(_ command: [String], allowed: [Int32] = [0], watchesMemory: Bool = false) throws {
    var status: Int32 = 0
    var most = 0.0
    seconds = try calibrax_bench.seconds {
      var identifier: pid_t = 0
      var actions = posix_spawn_file_actions_t()
      posix_spawn_file_actions_init(&actions)
      defer { posix_spawn_file_actions_destroy(&actions) }
      for descriptor in [STDOUT_FILENO, STDERR_FILENO] {
        posix_spawn_file_actions_addopen(&actions, descriptor, "/dev/null", O_WRONLY, 0)
      }
      var arguments = command.map { strdup($0) } + [nil]
      defer { for argument in arguments { free(argument) } }
      guard posix_spawn(&identifier, command[0], &actions, nil, &arguments, environ) == 0 else {
        throw BenchError("cannot start \(command[0])")
      }
      // What the kernel says in the end counts the memory of whoever started it.
      while waitpid(identifier, &status, watchesMemory ? WNOHANG : 0) == 0 {
        most = max(most, (try? calibrax_bench.memory(of: identifier, "VmHWM:")) ?? 0)
        usleep(2_000)
      }
    }
    memory = most / 1_024
    // An exit status stands in the second byte of what wait tells.
    guard allowed.map({ $0 << 8 }).contains(status) else {
      throw BenchError("\(command.joined(separator: " ")) ended with \(status >> 8)")
    }
  }
}
