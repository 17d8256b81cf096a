import CalibraxJSON
import CalibraxTestSupport
import Testing

/// What a guide to LLview's configuration shows, collected from a repository.
@Suite struct GuideExamplesTests {
  private let commands = BenchmarkCommands()
  private let remote: RemoteRepository

  init() throws {
    remote = try RemoteRepository()
  }

  @Test func foldersFilesAndPatternsSayWhichFilesCount() throws {
    try remote.commit([
      "Results/deep/run_gcc_1.csv": table, "Results/run_intel_1.csv": table, "Results/run_gcc_tmp.csv": table,
      "Results/notes_gcc_.txt": "none", "other/run_gcc_2.csv": table.replacing("2.5", with: "3.5"), "README.md": "none",
    ])
    commands.configure(
      """
      MyBenchmark:
        description: 'General benchmark suite. See <a href="https://example.com">Documentation</a>.'
        host: '\(remote.path)'
        branch: 'main'
        token: "<token>"
        sources:
          folders:
            - 'Results/'
          files:
            - '.*\\.csv'
          include: '.*_gcc_.*'
          exclude: '.*_tmp.*'
        metrics:
          ts: {type: ts}
          Bandwidth: {type: float, unit: 'GB/s'}
          Nodes: {type: int}
        table: [Nodes]
        plots: [{x: ts, y: Bandwidth}]
      """)
    let run = try commands.collect()
    #expect(
      run
        == CommandRun(
          output: "MyBenchmark: 2 rows in 2 files; runs: 2 new, 0 there already\n", complaints: "", code: 0))
    let report = try commands.report("MyBenchmark")
    #expect(
      report["description"]
        == #"General benchmark suite. See <a href="https://example.com">Documentation</a>."#)
    #expect(report["commit"]?.string == (try remote.git(["rev-parse", "HEAD"])))
    #expect(report["host"]?.string == remote.path)
    #expect(try commands.run(of: "Results/deep/run_gcc_1.csv") != nil)
    #expect(try commands.run(of: "other/run_gcc_2.csv") != nil)
    let stored = try #require(commands.directory.read("store/benchmarks/MyBenchmark.json"))
    #expect(!stored.contains("<token>"), "credentials are not kept")
  }

  @Test func metricsComeFromColumnsNamesCommentsAndOtherMetrics() throws {
    try remote.commit([
      "Results/run_gcc_1.csv": """
      # {"job_id": 1234, "commit": "c0ffee"}
      ts,MPI Tasks,Performance,Peak_Flops,Frequency,stage
      2024-06-01 10:00,8,50,200,0.25,warm
      2024-06-01 10:00,8,60,200,0.5,warm
      2024-06-01 10:00,8,60,200,4,cold
      2024-06-02 10:00,8,60,0,0.125,warm

      """,
      "Results/run_intel_1.csv": "ts,MPI Tasks,Performance,Peak_Flops,Frequency,stage\n2024-06-01,8,40,200,1,warm\n",
    ])
    commands.configure(
      """
      Metrics:
        host: '\(remote.path)'
        sources: {folders: [Results]}
        metrics:
          ts: {type: ts}
          mpi-tasks:
            type: int
            header: 'MPI Tasks'
            description: 'Number of MPI Tasks used'
          Compiler:
            from: filename
            regex: '.*_(gcc|intel)_.*'
            description: 'Compiler used for the build'
          JobID:
            from: metadata
            key: 'job_id'
            type: int
            default: 7
            description: 'Slurm Job ID'
          System: {from: static, value: Cluster-A}
          stage: {include: [warm], exclude: 'co.d'}
          Performance: {type: float}
          Peak_Flops: {type: float}
          Frequency: {type: float}
          Efficiency:
            type: float
            from: "'Performance' / 'Peak_Flops'"
            unit: '%'
            description: 'Calculated efficiency ratio'
          sum_frequencies:
            from: Frequency
            aggregation: sum
            type: float
          one_minus:
            from: "1 - 'sum_frequencies'"
            type: float
        table: [System, Compiler, mpi-tasks]
        plots:
          - {x: ts, y: Efficiency, annotations: [JobID]}
          - {x: ts, y: one_minus}
      """)
    let run = try commands.collect()
    #expect(run.output == "Metrics: 4 rows in 2 files; runs: 2 new, 0 there already\n")
    #expect(run.complaints == "" && run.code == 0)
    let points = try commands.points("Metrics")
    func values(_ metric: String) -> [JSON?] { points.map { $0["values"]?[metric] } }
    #expect(values("Compiler") == ["intel", "gcc", "gcc", "gcc"])
    #expect(values("Efficiency") == [0.2, 0.25, 0.3, .null])
    #expect(values("sum_frequencies") == [1, 0.75, 0.75, 0.125], "what is left out does not count")
    #expect(values("one_minus") == [0, 0.25, 0.25, 0.875])
    #expect(values("JobID") == [7, 1234, 1234, 1234])
    #expect(try commands.statuses("Metrics") == "SSSF", "nothing is divided by zero")
    let parameters = try commands.report("Metrics")["tabs"]?[0]?["parameters"]
    #expect(parameters?[2]?["description"] == "Number of MPI Tasks used")
    #expect(parameters?[2]?["type"] == "int")
    #expect(try commands.rows("Metrics") == ["Cluster-A_gcc_8": "S-F", "Cluster-A_intel_8": "S"])
  }

  @Test func aRunThatCrashedIsAFileWithoutItsValues() throws {
    try remote.commit([
      "r/1.csv": "ts,System,Nodes,Compiler,Performance\n2024-06-01,A,4,gcc,10\n",
      "r/2.csv": "ts,System,Nodes,Compiler,Performance\n2024-06-02,A,4,gcc,\n2024-06-02,A,8,intel,7\n",
    ])
    commands.configure(
      """
      Crashed:
        host: '\(remote.path)'
        sources: {folders: [r]}
        metrics:
          ts: {type: ts}
          System: {}
          Nodes: {type: int}
          Compiler:
          Performance: {type: float}
        table:
          - System
          - Nodes
          - Compiler
        plots: [{y: Performance}]
      """)
    #expect(try commands.collect().code == 0)
    #expect(try commands.rows("Crashed") == ["A_4_gcc": "S-F", "A_8_intel": "S"])
    let runs = try commands.report("Crashed")["runs"]
    #expect(runs?["total"] == 3 && runs?["valid"] == 2)
  }

  @Test func plotsInheritSettingsAndSayOtherwise() throws {
    try remote.commit([
      "r/1.csv": """
      ts,Bandwidth Copy,Bandwidth Scale,Stage,Modules,System,JobID,CommitHash
      2024-06-01,10,20,2024,gcc,A,1,c0ffee
      2024-06-02,11,21,2024,gcc,A,2,c0ffef

      """
    ])
    commands.configure(
      """
      Plots:
        host: '\(remote.path)'
        sources: {folders: [r]}
        metrics:
          ts: {type: ts}
          Bandwidth Copy: {type: float, unit: MB/s}
          Bandwidth Scale: {type: float, unit: MB/s}
          Stage: {}
          Modules: {}
          System: {}
          JobID: {type: int}
          CommitHash: {}
        table: [System]
        plot_settings:
          group_by: [Stage, Modules]
          annotations: ['JobID', 'CommitHash']
          colors:
            colormap: 'Set1'
          styles:
            mode: 'lines+markers'
          layout:
            legend:
              xanchor: "center"
              x: 0.5
              y: 1
        plots:
          - x: ts
            y: 'Bandwidth Copy'
          - x: ts
            y: 'Bandwidth Scale'
            group_by: [System]
            styles:
              marker: { size: 10 }
      """)
    let run = try commands.collect()
    #expect(run.complaints == "" && run.code == 0)
    let graphs = try commands.report("Plots")["tabs"]?[0]?["graphs"]
    #expect(graphs?[0]?["name"] == "Benchmarks")
    #expect(graphs?[0]?["plots"]?[0]?["group_by"] == ["Stage", "Modules"])
    #expect(graphs?[0]?["plots"]?[1]?["group_by"] == ["System"])
    #expect(graphs?[0]?["plots"]?[1]?["plot"] == 1)
  }

  @Test func threeValidatorsWarn() throws {
    let levels = [100, 101, 100, 99, 100, 101, 100, 80, 80, 81, 80, 80].map { "\($0)" }
    let spikes = [50, 51, 50, 49, 50, 51, 500, 50, 51, 50, 49, 20].map { "\($0)" }
    let rows = zip(levels, spikes).enumerated().map { day, pair in
      "2024-06-\(day < 9 ? "0" : "")\(day + 1),A,\(pair.0),\(pair.1),\(pair.1)"
    }
    try remote.commit(["r/1.csv": "ts,System,GF_Total,Frequency,Load\n" + rows.joined(separator: "\n") + "\n"])
    commands.configure(
      """
      Validated:
        host: '\(remote.path)'
        sources: {folders: [r]}
        plots: {tabs: {Regressions: [{y: GF Total}], Others: [{y: Frequency}, {y: Load}]}}
        table: [System]
        metrics:
          ts: {type: ts}
          System: {}
          GF Total:
            type: float
            header: 'GF_Total'
            validate:
              - name: regression_detector
                direction: higher_is_better
                min_change_pct: 5.0
                effect_size_threshold: 1.5
                eval_window: 3
                start_ts: 1717200000
          Load:
            type: float
            validate:
              - name: outlier_detector
                window: 10
                threshold: 5.0
                noise_floor_pct: 1.0
          Frequency:
            type: float
            validate:
              - name: range_validator
                min: 30
                max: 980
      """)
    let run = try commands.collect()
    #expect(run.complaints == "" && run.code == 0)
    // The spike is the seventh; the second bad value in a row confirms the shift; the last is below 30.
    #expect(try commands.statuses("Validated") == "SSSSSSWSWWWW")
    let report = try commands.report("Validated")
    #expect(report["runs"]?["status"] == "-S-W-W-W-W")
    #expect(report["tabs"]?[0]?["graphs"]?.elements?.map { $0["name"] } == ["Regressions", "Others"])
  }

  private let table = "ts,Bandwidth,Nodes\n2024-06-01,2.5,4\n"
}
