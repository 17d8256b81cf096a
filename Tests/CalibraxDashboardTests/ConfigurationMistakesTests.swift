import CalibraxAnalysis
import CalibraxDashboard
import CalibraxModel
import CalibraxYAML
import Testing

/// Every mistake in a configuration is told with its line, and what to do.
@Suite struct ConfigurationMistakesTests {
  /// A benchmark in which all is well, by the keys of its root.
  private static let parts = [
    "host": "host: /somewhere", "sources": "sources: {folders: [r]}",
    "metrics": "metrics: {ts: {type: ts}, v: {type: float}, n: {type: int}}", "table": "table: [n]",
    "plots": "plots: [{x: ts, y: v}]",
  ]

  private struct Outcome {
    var messages: [BenchmarkMessage]
    var isShown: Bool
  }

  /// Reads the benchmark with a line in place of that of the same key, or behind them all.
  private func read(_ line: String) throws -> Outcome {
    var parts = Self.parts
    let key = String(line.prefix { $0 != ":" })
    parts[key] = nil
    let text = "B:\n" + parts.values.sorted().map { "  \($0)\n" }.joined() + "  \(line)\n"
    let node = try #require(YAML.document(Array(text.utf8))["B"])
    var reader = ConfigurationReader { $0.problem(for: $1) }
    let configuration = reader.read("B", node, file: "b.yaml")
    let isShown = configuration.tabs.contains { $0.configuration != nil }
    let place = parts.count + 2
    for message in reader.messages {
      #expect(message.file == "b.yaml" && message.benchmark == "B")
      #expect(message.line == place, "\(message.message)")
    }
    return Outcome(messages: reader.messages, isShown: isShown)
  }

  @Test func whatIsRightIsNotComplainedOf() throws {
    for line in Self.parts.values {
      let outcome = try read(line)
      #expect(outcome.messages == [] && outcome.isShown)
    }
  }

  @Test(arguments: [
    ("hots: x", "hots: unknown key, ignored; did you mean \"host\"?"),
    ("colour: red", "colour: unknown key, ignored; known are description, name, host"),
    ("sources: {folders: [r], folder: x}", "sources.folder: unknown key, ignored; did you mean \"folders\"?"),
    (
      "metrics: {ts: {type: ts}, v: {typ: float}, n: {}}",
      "metrics.v.typ: unknown key, ignored; did you mean \"type\"?"
    ),
    ("plots: [{y: v, groupby: [n]}]", "plots[0].groupby: unknown key, ignored; did you mean \"group_by\"?"),
    ("plots: {tab: {}, tabs: {A: [{y: v}]}}", "plots.tab: unknown key, ignored; did you mean \"tabs\"?"),
    ("plot_settings: {style: {}}", "plot_settings.style: unknown key, ignored; did you mean \"styles\"?"),
    ("plots: [{y: v, colors: {colormp: Set1}}]", "plots[0].colors.colormp: unknown key"),
    ("plots: [{y: v, colors: {colormap: tab11}}]", "\"tab11\" is no colormap that is known, tab10 is used"),
    ("plots: [{y: v, colors: {sort_strategy: center}}]", "\"center\" is none that is known, standard is used"),
    ("metrics: {ts: {type: ts}, v: {type: float}, n: {from: static}}", "metrics.n.value: is missing"),
    ("sources: {folders: [r], store: {point: p}}", "sources.folders: ignored, since 'store' is given"),
  ])
  func whatIsDoubtfulCostsNothing(_ line: String, _ text: String) throws {
    let outcome = try read(line)
    #expect(outcome.isShown)
    let message = try #require(outcome.messages.first)
    #expect(outcome.messages.count == 1)
    #expect(message.severity == .warning)
    #expect(message.message.hasPrefix("Configuration Warning: "))
    #expect(message.message.contains(text), "\(message.message)")
  }

  @Test(arguments: [
    // Types.
    ("sources: r", "sources: expected a mapping of keys to values, found \"r\""),
    ("sources: [r]", "sources: expected a mapping of keys to values, found a list"),
    ("sources: {folders: {a: r}}", "sources.folders: expected a text, found a mapping"),
    ("sources: {folders: [[r]]}", "sources.folders[0]: expected a text, found a list"),
    ("sources: {folders: [null]}", "sources.folders[0]: nothing is given"),
    ("sources: {files: [a], include: '(*'}", "sources.include: \"(*\" is no regular expression"),
    ("sources: {files: [a], exclude: ['[a']}", "sources.exclude: \"[a\" is no regular expression"),
    ("sources: {folders: [r], csv_delimiter: ';;'}", "sources.csv_delimiter: \";;\" is not one character"),
    ("metrics: [v]", "metrics: expected a mapping of keys to values, found a list"),
    ("metrics: {ts: {}, v: float, n: {}}", "metrics.v: expected a mapping of keys to values, found \"float\""),
    ("metrics: {ts: {}, v: {type: [float]}, n: {}}", "metrics.v.type: expected a text, found a list"),
    ("metrics: {ts: {}, v: {type: double}, n: {}}", "metrics.v.type: \"double\" is no type; use str, int, float"),
    ("metrics: {ts: {}, v: {factor: big}, n: {}}", "metrics.v.factor: expected a number, found \"big\""),
    ("metrics: {ts: {}, v: {type: int, default: few}, n: {}}", "metrics.v.default: \"few\" is no int"),
    ("metrics: {ts: {}, v: {include: '('}, n: {}}", "metrics.v.include: \"(\" is no regular expression"),
    ("metrics: {ts: {}, v: {exclude: ['a', '[b']}, n: {}}", "metrics.v.exclude: \"[b\" is no regular expression"),
    ("table: {n: 1}", "table: expected a text, found a mapping"),
    ("plots: v", "plots: expected a list of plots, found \"v\""),
    ("plots: [v]", "plots[0]: expected a mapping with x and y, found \"v\""),
    ("plots: [{x: ts}]", "plots[0].y: is missing; name the metric that is drawn"),
    ("plots: {tabs: [A]}", "plots.tabs: expected a mapping of keys to values, found a list"),
    ("plots: {tabs: {A: {y: v}}}", "plots.tabs.A: expected a list of plots, found a mapping"),
    ("plots: [{y: v, styles: markers}]", "plots[0].styles: expected a mapping of keys to values"),
    ("plots: [{y: v, layout: [a]}]", "plots[0].layout: expected a mapping of keys to values, found a list"),
    ("plots: [{y: v, colors: Set1}]", "plots[0].colors: expected a mapping of keys to values, found \"Set1\""),
    ("plots: [{y: v, group_by: {n: 1}}]", "plots[0].group_by: expected a text, found a mapping"),
    ("plot_settings: [a]", "plot_settings: expected a mapping of keys to values, found a list"),
    ("tabs: [a]", "tabs: expected a mapping of keys to values, found a list"),
    ("tabs: {A: b}", "tabs.A: expected a mapping of keys to values"),
    // What is not there.
    ("sources: {}", "No 'sources' defined. Name the folders or files"),
    ("sources: {include: a}", "No 'sources' defined. Name under 'folders' or 'files' where the results are."),
    ("metrics: {}", "No 'metrics' defined."),
    ("table: []", "No 'table' defined."),
    ("plots: []", "No 'plots' defined."),
    ("plots: {tabs: {A: []}}", "No 'plots' defined."),
    // Metrics.
    ("metrics: {v: {}, n: {}}", "Metric(s) [ts] used in 'table' or 'plots'"),
    ("metrics: {ts: {}, v: {}, n: {}, Status: {}}", "metrics.Status: the name is taken by the tables themselves"),
    ("metrics: {ts: {}, v: {}, n: {}, MTS: {}}", "metrics.MTS: the name is taken"),
    ("metrics: {ts: {}, v: {}, n: {}, '': {}}", "metrics: a metric has no name"),
    ("metrics: {ts: {}, v: {from: a + b}, n: {}}", "Metric(s) [a, b] used"),
    ("metrics: {ts: {}, v: {from: n + v}, n: {}}", "metrics.v: is worked out from itself: v ← v"),
    ("metrics: {ts: {}, v: {from: n + 1}, n: {from: v * 2}}", "is worked out from itself: v ← n ← v"),
    ("metrics: {ts: {}, v: {from: n % 2}, n: {}}", "metrics.v.from: \"n % 2\" is no source; use content, filename"),
    ("metrics: {ts: {}, v: {from: n ^ 2 + 1}, n: {}}", "\"n ^ 2 + 1\" is no formula: there is an operator missing"),
    ("metrics: {ts: {}, v: {from: n ** 2}, n: {}}", "a metric or number is missing before \"* 2\""),
    ("metrics: {ts: {}, v: {from: (n + 1}, n: {}}", "a parenthesis is not closed before its end"),
    ("metrics: {ts: {}, v: {from: n +}, n: {}}", "a metric or number is missing before its end"),
    ("metrics: {ts: {}, v: {from: filname}, n: {}}", "metrics.v.from: \"filname\" is no source"),
    ("metrics: {ts: {}, v: {from: filename}, n: {}}", "metrics.v.regex: is missing"),
    ("metrics: {ts: {}, v: {from: filename, regex: '('}, n: {}}", "metrics.v.regex: \"(\" is no regular expression"),
    (
      "metrics: {ts: {}, v: {from: n, aggregation: median}, n: {}}",
      "Unknown aggregation method 'median' for metric 'v'. Use 'sum', 'min', 'max', or 'avg'."
    ),
    ("metrics: {ts: {}, v: {aggregation: sum}, n: {}}", "metrics.v.from: is missing; name the metric that"),
  ])
  func whatIsWrongCostsTheTab(_ line: String, _ text: String) throws {
    let outcome = try read(line)
    #expect(!outcome.isShown)
    let errors = outcome.messages.filter { $0.severity == .error }
    #expect(errors.allSatisfy { $0.message.hasPrefix("Configuration Error: ") })
    #expect(errors.contains { $0.message.contains(text) }, "\(outcome.messages.map(\.message))")
  }

  @Test(arguments: [
    ("{name: foo}", "foo"), ("{name: outlier_detectr}", "outlier_detector"), ("{min: 3}", "name: is missing"),
    ("{name: range_validator}", "range_validator requires 'min' or 'max' parameter"),
    ("{name: range_validator, min: low}", "min"), ("{name: range_validator, minimum: 3, max: 4}", "minimum"),
    ("{name: outlier_detector, window: 0}", "window"), ("{name: outlier_detector, threshold: -1}", "threshold"),
    ("{name: regression_detector, direction: up}", "direction"),
    ("{name: regression_detector, eval_window: 2.5}", "eval_window"),
    ("range_validator", "expected a mapping of keys to values"),
    ("[{name: range_validator, max: 3}, [a]]", "metrics.v.validate[1]: expected a mapping"),
  ])
  func aValidatorThatCannotBeApplied(_ rule: String, _ text: String) throws {
    let outcome = try read("metrics: {ts: {}, v: {type: float, validate: \(rule)}, n: {}}")
    #expect(!outcome.isShown)
    let message = try #require(outcome.messages.first)
    #expect(outcome.messages.count == 1 && message.severity == .error)
    #expect(message.message.contains(text), "\(message.message)")
  }

  @Test func metricsThatAreUsedAndNotDefined() throws {
    let text = """
      B:
        sources: {folders: [r]}
        metrics: {ts: {type: ts}, speed: {type: float}}
        table: [Nodes, Bar]
        plots: [{y: sped, group_by: [Foo], annotations: [Bar]}]

      """
    let node = try #require(YAML.document(Array(text.utf8))["B"])
    var reader = ConfigurationReader { $0.problem(for: $1) }
    #expect(reader.read("B", node).tab("")?.configuration == nil)
    #expect(
      reader.messages.map(\.message) == [
        "Configuration Error: Metric(s) [Bar, Foo, Nodes, sped] used in 'table' or 'plots' but not defined in 'metrics'"
          + " section. Was it meant so: sped: speed?"
      ])
  }

  @Test func whatIsMissingIsToldAllAtOnce() throws {
    let node = try #require(YAML.document(Array("B:\n  host: x\n".utf8))["B"])
    var reader = ConfigurationReader { $0.problem(for: $1) }
    _ = reader.read("B", node, file: "b.yaml")
    let sections = reader.messages.map { $0.message.split(separator: "'")[1] }
    #expect(sections == ["sources", "metrics", "table", "plots"])
  }

  @Test func aMistakeInATabCostsNoOther() throws {
    let text = """
      B:
        sources: {folders: [r]}
        metrics: {ts: {type: ts}, v: {type: float}, n: {type: int}}
        table: [n]
        tabs:
          Good: {plots: [{y: v}]}
          Bad: {plots: [{y: w}]}
          Odd: 5

      """
    let node = try #require(YAML.document(Array(text.utf8))["B"])
    var reader = ConfigurationReader { $0.problem(for: $1) }
    let configuration = reader.read("B", node, file: "b.yaml")
    #expect(configuration.tabs.map(\.name) == ["Good", "Bad", "Odd"])
    #expect(configuration.tabs.map { $0.configuration != nil } == [true, false, false])
    #expect(reader.messages.map(\.tab) == ["Bad", "Odd"])
  }
}
