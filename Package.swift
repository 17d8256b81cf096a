// swift-tools-version: 6.2
import PackageDescription

let strict: [SwiftSetting] = [
  .swiftLanguageMode(.v6),
  .enableUpcomingFeature("ExistentialAny"),
  .enableUpcomingFeature("InternalImportsByDefault"),
  .enableUpcomingFeature("MemberImportVisibility"),
  .treatAllWarnings(as: .error),
]

// Lets a value be tied to the bytes it reads from, checked by the compiler.
let lifetimes: SwiftSetting = .enableExperimentalFeature("Lifetimes")

// Lets the server's module make its own version of the generic loop.
let specializable: SwiftSetting = .unsafeFlags(["-cross-module-optimization"], .when(configuration: .release))

let package = Package(
  name: "calibrax",
  products: [
    .library(name: "CalibraxClient", targets: ["CalibraxClient"]),
    .library(name: "CalibraxAnalysis", targets: ["CalibraxAnalysis"]),
    .executable(name: "calibraxd", targets: ["calibraxd"]),
    .executable(name: "calibraxctl", targets: ["calibraxctl"]),
  ],
  targets: [
    // Floor 0: ground
    .systemLibrary(name: "CLinux"),
    .target(name: "CalibraxJSON", swiftSettings: strict + [lifetimes]),
    // Floor 1: vocabulary
    .target(name: "CalibraxModel", dependencies: ["CalibraxJSON"], swiftSettings: strict),
    .target(name: "CalibraxRPC", dependencies: ["CalibraxJSON"], swiftSettings: strict + [lifetimes]),
    .target(name: "CalibraxYAML", dependencies: ["CalibraxJSON"], swiftSettings: strict),
    .target(name: "CalibraxNet", dependencies: ["CLinux"], swiftSettings: strict + [specializable]),
    .target(name: "CalibraxHTTP", dependencies: ["CLinux"], swiftSettings: strict),
    .target(name: "CalibraxSystem", dependencies: ["CLinux"], swiftSettings: strict),
    // Floor 2: what others write
    .target(name: "CalibraxReading", dependencies: ["CalibraxJSON", "CalibraxModel"], swiftSettings: strict),
    // Contract: the methods
    .target(
      name: "CalibraxAPI", dependencies: ["CalibraxJSON", "CalibraxModel", "CalibraxRPC"], swiftSettings: strict),
    // Floor 3: domain
    .target(name: "CalibraxAnalysis", dependencies: ["CalibraxJSON", "CalibraxModel"], swiftSettings: strict),
    .target(
      name: "CalibraxAdapters", dependencies: ["CalibraxJSON", "CalibraxModel", "CalibraxReading", "CalibraxYAML"],
      exclude: ["README.md"],
      swiftSettings: strict),
    .target(
      name: "CalibraxDashboard",
      dependencies: ["CalibraxJSON", "CalibraxModel", "CalibraxReading", "CalibraxYAML"], exclude: ["README.md"],
      // What pages load is in the program, so that it needs no file beside it.
      resources: [.embedInCode("Pages/Assets")], swiftSettings: strict),
    .target(
      name: "CalibraxMonitoring", dependencies: ["CalibraxJSON", "CalibraxModel"], swiftSettings: strict),
    .target(
      name: "CalibraxStore", dependencies: ["CalibraxJSON", "CalibraxModel"], swiftSettings: strict + [lifetimes]),
    // Floor 4: endpoints
    .target(
      name: "CalibraxServer",
      dependencies: [
        "CalibraxJSON", "CalibraxModel", "CalibraxRPC", "CalibraxNet", "CalibraxAPI", "CalibraxAdapters",
        "CalibraxAnalysis", "CalibraxDashboard", "CalibraxMonitoring", "CalibraxStore", "CalibraxSystem",
        "CalibraxYAML",
      ], swiftSettings: strict + [lifetimes]),
    .target(
      name: "CalibraxClient",
      dependencies: ["CalibraxJSON", "CalibraxModel", "CalibraxRPC", "CalibraxAPI", "CalibraxSystem"],
      exclude: ["README.md"], swiftSettings: strict + [lifetimes]),
    // Floor 5: programs
    .executableTarget(
      name: "calibraxd",
      dependencies: ["CalibraxJSON", "CalibraxAPI", "CalibraxNet", "CalibraxServer", "CalibraxStore"],
      swiftSettings: strict),
    .executableTarget(
      name: "calibraxctl",
      dependencies: [
        "CalibraxJSON", "CalibraxModel", "CalibraxRPC", "CalibraxNet", "CalibraxSystem", "CalibraxAPI",
        "CalibraxAdapters", "CalibraxAnalysis", "CalibraxClient", "CalibraxDashboard", "CalibraxHTTP",
        "CalibraxReading", "CalibraxServer", "CalibraxStore", "CalibraxYAML",
      ], exclude: ["README.md", "Export/WandB/README.md"],
      // Links to the programs in Clients/python, so that the executable needs no file beside it.
      resources: [.embedInCode("Benchmarks/Validators/validators.py"), .embedInCode("Export/WandB/bridge.py")],
      swiftSettings: strict),
    .executableTarget(
      name: "calibrax-protocol", dependencies: ["CalibraxJSON", "CalibraxAPI", "CalibraxAnalysis"],
      swiftSettings: strict),
    .executableTarget(
      name: "calibrax-bench",
      dependencies: [
        "CalibraxJSON", "CalibraxModel", "CalibraxRPC", "CalibraxAPI", "CalibraxStore", "CalibraxServer",
        "CalibraxAnalysis", "CalibraxClient", "CalibraxSystem", "CBench",
      ], exclude: ["README.md"], swiftSettings: strict + [lifetimes]),
    .executableTarget(
      name: "calibrax-accuracy", dependencies: ["CalibraxJSON", "CalibraxModel", "CalibraxAnalysis"],
      exclude: ["README.md", "Corpus/aa-runs.jsonl"], swiftSettings: strict),
    // What the bench measures against: the least that a server and its client can do, in C.
    .target(name: "CBench"),
    // Tests
    .target(
      name: "CalibraxTestSupport",
      dependencies: [
        "CalibraxJSON", "CalibraxRPC", "CalibraxAPI", "CalibraxAnalysis", "CalibraxStore", "CalibraxServer",
      ], path: "Tests/Support", swiftSettings: strict),
    // Reads YAML and patterns and writes metrics for .ci/compare_yaml.py, .ci/compare_patterns.py and .ci/openmetrics.py.
    .executableTarget(
      name: "reading-dump", dependencies: ["CalibraxDashboard", "CalibraxJSON", "CalibraxReading", "CalibraxYAML"],
      path: "Tests/ReadingDump", swiftSettings: strict),
    .testTarget(
      name: "CalibraxYAMLTests", dependencies: ["CalibraxTestSupport", "CalibraxJSON", "CalibraxYAML"],
      swiftSettings: strict),
    .testTarget(
      name: "CalibraxModelTests", dependencies: ["CalibraxTestSupport", "CalibraxJSON", "CalibraxModel"],
      swiftSettings: strict),
    .testTarget(
      name: "CalibraxAnalysisTests",
      dependencies: ["CalibraxTestSupport", "CalibraxJSON", "CalibraxModel", "CalibraxAnalysis"],
      swiftSettings: strict),
    .testTarget(
      name: "CalibraxReadingTests", dependencies: ["CalibraxJSON", "CalibraxModel", "CalibraxReading"],
      swiftSettings: strict),
    .testTarget(name: "CalibraxNetTests", dependencies: ["CalibraxNet"], swiftSettings: strict),
    .testTarget(name: "CalibraxHTTPTests", dependencies: ["CalibraxHTTP"], swiftSettings: strict),
    .testTarget(
      name: "CalibraxSystemTests", dependencies: ["CalibraxTestSupport", "CalibraxSystem"], swiftSettings: strict),
    .testTarget(
      name: "CalibraxStoreTests", dependencies: ["CalibraxTestSupport", "CalibraxModel", "CalibraxStore"],
      swiftSettings: strict),
    .testTarget(
      name: "CalibraxAdaptersTests",
      dependencies: ["CalibraxTestSupport", "CalibraxJSON", "CalibraxModel", "CalibraxAdapters"],
      swiftSettings: strict),
    .testTarget(
      name: "CalibraxDashboardTests",
      dependencies: [
        "CalibraxTestSupport", "CalibraxJSON", "CalibraxModel", "CalibraxReading", "CalibraxYAML", "CalibraxAnalysis",
        "CalibraxDashboard",
      ], swiftSettings: strict),
    .testTarget(
      name: "CalibraxMonitoringTests", dependencies: ["CalibraxJSON", "CalibraxModel", "CalibraxMonitoring"],
      swiftSettings: strict),
    .testTarget(
      name: "CalibraxServerTests",
      dependencies: [
        "CalibraxTestSupport", "CalibraxJSON", "CalibraxModel", "CalibraxMonitoring", "CalibraxServer",
        "CalibraxStore",
      ], swiftSettings: strict),
    .testTarget(
      name: "CalibraxClientTests",
      dependencies: [
        "CalibraxTestSupport", "CalibraxClient", "CalibraxAPI", "CalibraxModel", "CalibraxRPC", "CalibraxSystem",
      ],
      swiftSettings: strict),
    .testTarget(
      name: "CommandTests",
      dependencies: [
        "CalibraxTestSupport", "CalibraxJSON", "CalibraxModel", "CalibraxRPC", "CalibraxSystem", "CalibraxAPI",
        "CalibraxAdapters", "CalibraxStore", "CalibraxDashboard", "CalibraxServer", "calibraxd", "calibraxctl",
      ],
      swiftSettings: strict),
    .testTarget(
      name: "AccuracyTests", dependencies: ["CalibraxJSON", "CalibraxAnalysis", "calibrax-accuracy"],
      swiftSettings: strict),
    .testTarget(
      name: "ConformanceTests",
      dependencies: ["CalibraxTestSupport", "CalibraxJSON", "CalibraxRPC", "CalibraxAPI", "CalibraxAnalysis"],
      swiftSettings: strict),
    .testTarget(
      name: "CalibraxJSONTests", dependencies: ["CalibraxTestSupport", "CalibraxJSON"],
      swiftSettings: strict + [lifetimes]),
  ]
)
