import CalibraxJSON
import CalibraxModel
import CalibraxReading
import CalibraxYAML

/// What `config.yml` says of a benchmark, without what is secret in it.
struct VeekshaConfiguration {
  /// All of it; of a capacity search what each attempt has in common, with `wandb` where that of a benchmark is.
  private(set) var json: JSON = .null
  /// What is secret.
  private(set) var redaction = Redaction()
  /// The model that was asked, else the tool.
  private(set) var model = Veeksha.name
  /// How requests come: `rate`, `concurrent`.
  private(set) var traffic = ""
  /// What tells one benchmark of a model from another.
  private(set) var tags = OrderedMap<String>()
  /// The group and the tags that its runs have in W&B.
  private(set) var group: String?
  private(set) var labels: [String] = []

  /// Nothing is known.
  init() {}

  init(reading file: inout SourceFile) throws(AdapterError) {
    let bytes = try file.rest()
    guard bytes.last == UInt8(ascii: "\n") else { throw Self.cutOff(file.name, "no line break ends it") }
    let document: JSON
    do throws(YAMLError) {
      document = try YAML.document(bytes).json.spelledOut
    } catch {
      throw AdapterError(file.name, "\(error.mark)", error.message)
    }
    redaction = Redaction(of: document)
    json = redaction.applied(to: document)
    if case .object(var members) = json, members["wandb"] == nil, let wandb = json["benchmark_config"]?["wandb"] {
      members["wandb"] = wandb
      json = .object(members)
    }
    let benchmark = json["benchmark_config"] ?? json
    // What has a type has it at its end.
    for member in ["traffic_scheduler", "client"] where benchmark[member]?["type"] == nil {
      throw Self.cutOff(file.name, "there is no \(member).type")
    }
    take(benchmark)
  }

  private static func cutOff(_ file: String, _ problem: String) -> AdapterError {
    AdapterError(file, "", problem, hint: "It ends in its middle: was the program that wrote it stopped?")
  }

  private mutating func take(_ benchmark: JSON) {
    if let name = benchmark["client"]?["model"]?.string, !name.isEmpty { model = name }
    take(traffic: benchmark["traffic_scheduler"])
    group = benchmark["wandb"]?["group"]?.string
    for label in benchmark["wandb"]?["tags"]?.elements ?? [] where !labels.contains(label.tag) {
      labels.append(label.tag)
    }
  }

  /// The traffic as the point's tags say it.
  private mutating func take(traffic scheduler: JSON?) {
    traffic = scheduler?["type"]?.string ?? ""
    tags["traffic"] = traffic.isEmpty ? nil : traffic
    for knob in Self.knobs {
      let value = scheduler?[knob] ?? scheduler?["interval_generator"]?[knob]
      tags[knob] = value.flatMap { $0 == .null ? nil : $0.plainTag }
    }
    tags["interval"] = scheduler?["interval_generator"]?["type"]?.string
  }

  /// Numbers of the traffic that people turn, and a capacity search too.
  private static let knobs = ["arrival_rate", "target_concurrent_sessions"]

  /// The configuration of a benchmark as the summary of a sweep tells it, where its own is not there.
  init(traffic: JSON?, of sweep: VeekshaConfiguration?) {
    self = sweep ?? VeekshaConfiguration()
    let type = traffic?["traffic_type"] ?? .null
    let interval: JSON = ["type": traffic?["interval_generator_type"] ?? .null]
    var scheduler = traffic?.members ?? [:]
    scheduler["type"] = type
    scheduler["interval_generator"] = interval
    take(traffic: .object(scheduler))
  }

  /// What another one has in common with this; secret is what is in either.
  func common(with other: VeekshaConfiguration) -> VeekshaConfiguration {
    var common = VeekshaConfiguration()
    common.redaction = redaction.merged(with: other.redaction)
    common.json = json.common(with: other.json) ?? .null
    common.take(common.json["benchmark_config"] ?? common.json)
    return common
  }
}

extension JSON {
  /// A value as a tag, where `6.0` and `6` are one.
  var plainTag: String {
    if case .number(let number) = self, let whole = Int(exactly: number.double) { return String(whole) }
    return tag
  }

  /// What is the same in another one; of objects the members that are.
  fileprivate func common(with other: JSON) -> JSON? {
    guard let members, let others = other.members else { return self == other ? self : nil }
    return .object(
      members.reduce(into: OrderedMap<JSON>()) { common, member in
        common[member.key] = others[member.key].flatMap { member.value.common(with: $0) }
      })
  }
}
