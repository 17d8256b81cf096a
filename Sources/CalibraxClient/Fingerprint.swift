public import CalibraxJSON
public import CalibraxModel
import Glibc

/// The machine and software that a benchmark runs on.
public enum Fingerprint {
  /// CPU, cores, GPU where there is one, operating system, language version and host, for a run's `environment`.
  public static func current() -> OrderedMap<JSON> { machine }

  /// Read once, for a process stays where it is.
  private static let machine: OrderedMap<JSON> = {
    var environment = OrderedMap<JSON>()
    if let cpu = field("model name", in: "/proc/cpuinfo") { environment["cpu"] = .string(cpu) }
    environment["cores"] = .number(JSONNumber(sysconf(Int32(_SC_NPROCESSORS_ONLN))))
    if let gpu = gpu() { environment["gpu"] = .string(gpu) }
    var system = utsname()
    uname(&system)
    environment["os"] = .string("\(text(&system.sysname)) \(text(&system.release))")
    environment["architecture"] = .string(text(&system.machine))
    environment["swift"] = .string(swiftVersion)
    environment["host"] = .string(text(&system.nodename))
    return environment
  }()

  private static var swiftVersion: String {
    #if compiler(>=6.4)
      "6.4"
    #elseif compiler(>=6.3)
      "6.3"
    #else
      "6.2"
    #endif
  }

  /// The model that NVIDIA's driver tells of.
  private static func gpu() -> String? {
    guard let folder = opendir("/proc/driver/nvidia/gpus") else { return nil }
    defer { closedir(folder) }
    while let entry = readdir(folder) {
      let name = withUnsafeBytes(of: &entry.pointee.d_name) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
      if let model = field("Model", in: "/proc/driver/nvidia/gpus/\(name)/information") { return model }
    }
    return nil
  }

  /// The value of the first `name : value` line of a file.
  private static func field(_ name: String, in path: String) -> String? {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { return nil }
    defer { close(descriptor) }
    var bytes = [UInt8](repeating: 0, count: 16_384)
    let count = read(descriptor, &bytes, bytes.count)
    for line in String(decoding: bytes.prefix(max(0, count)), as: UTF8.self).split(separator: "\n") {
      guard line.hasPrefix(name), let colon = line.firstIndex(of: ":") else { continue }
      let value = line[line.index(after: colon)...]
      return String(value.drop { $0 == " " || $0 == "\t" })
    }
    return nil
  }

  private static func text<Tuple>(_ characters: inout Tuple) -> String {
    withUnsafeBytes(of: &characters) { String(decoding: $0.prefix { $0 != 0 }, as: UTF8.self) }
  }
}

extension Run {
  /// The run with what its environment does not say of this machine, unless it was measured on another host.
  public func completed() -> Run {
    let machine = Fingerprint.current()
    if let host = environment["host"], host != machine["host"] { return self }
    var run = self
    run.environment = machine.overlaid(by: environment)
    return run
  }

  /// The run with the fingerprint of this machine as environment, unless it has one.
  public func fingerprinted() -> Run {
    guard environment.isEmpty else { return self }
    var run = self
    run.environment = Fingerprint.current()
    return run
  }
}
