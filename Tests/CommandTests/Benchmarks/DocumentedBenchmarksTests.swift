import CalibraxJSON
import CalibraxTestSupport
import Testing

/// The two benchmarks that LLview's documentation has as examples, one simple and one with tabs.
@Suite struct DocumentedBenchmarksTests {
  private let commands = BenchmarkCommands()
  private let remote: RemoteRepository

  init() throws {
    remote = try RemoteRepository()
    try remote.commit([
      "results/run_4nodes_a.csv": "timestamp,Performance\n2024-06-01T10:00:00,100\n2024-06-02T10:00:00,101.5\n",
      "results/run_8nodes_a.csv": "timestamp,Performance\n2024-06-01T10:00:00,190\n2024-06-03T10:00:00,\n",
      "data/simulation/a.csv": """
      # {"job_id": 77}
      timestamp,Performance,num_atoms,prec
      2024-06-01T10:00:00,80,1000,Double
      2024-06-02T10:00:00,40,1000,Double
      2024-06-02T10:00:00,90,1000,Single

      """,
      "data/minimization/min_cg_1.csv": "timestamp,Steps,tol\n2024-06-01T10:00:00,120,0.001\n",
      "data/minimization/min_steep_1.csv": "timestamp,Steps,tol\n2024-06-01T10:00:00,310,0.001\n",
    ])
    commands.configure(
      """
      SimpleBenchmark:
        host: '\(remote.path)'
        sources:
          folders: ['results/']
        metrics:
          ts: {type: ts, header: 'timestamp'}
          Performance: {type: float, unit: 'GFlops', description: 'Calculated GFlops'}
          Nodes: {from: filename, regex: 'run_(\\d+)nodes_.*', type: int}
        table:
          - Nodes
        plots:
          - x: ts
            y: Performance
            group_by:
              - Nodes
      """, as: "simple.yaml")
    commands.configure(
      """
      MolecDyn_Suite:
        host: '\(remote.path)'
        description: "Molecular dynamics"
        tabs:
          Simulation:
            description: 'Production'
            sources: {folders: ['data/simulation']}
            metrics:
              Performance:
                type: float
                unit: 'ns/day'
                validate:
                  - name: range_validator
                    min: 50.0
              Atoms: {header: num_atoms, type: int}
              Precision: {header: prec, type: str}
              ts: {header: timestamp, type: ts}
              System: {from: static, value: 'Cluster-A'}
              JobID: {from: metadata, key: 'job_id', type: int}
              PerfPerAtom: {type: float, from: "'Performance' / 'Atoms'"}
            table: [System, Atoms, Precision]
            plot_settings:
              group_by: [Atoms, Precision]
              annotations: [JobID]
              colors: {colormap: 'Set1'}
              styles: {mode: 'markers'}
            plots:
              - {x: ts, y: Performance}
              - {x: ts, y: PerfPerAtom, group_by: [Precision]}
          Minimization:
            description: 'Convergence'
            sources: {folders: ['data/minimization']}
            metrics:
              Steps: {type: int}
              Algorithm: {from: filename, regex: 'min_(steep|cg)_.*'}
              Tolerance: {type: float, header: tol}
              ts: {header: timestamp, type: ts}
            table: [Algorithm, Tolerance]
            plots:
              tabs:
                Convergence:
                  - {x: ts, y: Steps, group_by: [Algorithm], styles: {mode: 'lines+markers', marker: {size: 8}}}
                History:
                  - {x: Tolerance, y: Steps, group_by: [Algorithm]}
      """, as: "suite.yml")
  }

  @Test func theirRowsTabsAndGraphs() throws {
    let run = try commands.collect()
    #expect(
      run.output == """
        SimpleBenchmark: 4 rows in 2 files; runs: 2 new, 0 there already
        MolecDyn_Suite: 5 rows in 3 files; runs: 3 new, 0 there already

        """)
    #expect(run.complaints == "" && run.code == 0)
    #expect(try commands.rows("SimpleBenchmark") == ["4": "S-S", "8": "S-F"])
    #expect(
      try commands.rows("MolecDyn_Suite") == ["Cluster-A_1000_Double": "S-W", "Cluster-A_1000_Single": "S"])
    #expect(try commands.rows("MolecDyn_Suite", tab: 1) == ["cg_0.001": "S", "steep_0.001": "S"])
    let tabs = try commands.report("MolecDyn_Suite")["tabs"]
    #expect(tabs?.elements?.map { $0["name"] } == ["Simulation", "Minimization"])
    #expect(tabs?[1]?["graphs"]?.elements?.map { $0["name"] } == ["Convergence", "History"])
    #expect(tabs?[1]?["graphs"]?[1]?["plots"]?[0]?["x"] == "Tolerance")
    #expect(try commands.points("MolecDyn_Suite").first?["values"]?["PerfPerAtom"] == 0.08)
    #expect(try commands.points("MolecDyn_Suite").first?["values"]?["JobID"] == 77)
    let status = try commands.status()
    #expect(
      status.output.split(separator: "\n").map { $0.split { $0 == " " }.suffix(3).joined(separator: " ") } == [
        "Valid Status Console", "5 5 S-W", "4 3 S-S-F",
      ])
  }

  @Test func againNothingIsNew() throws {
    _ = try commands.collect()
    let before = try commands.runs()
    #expect(before.count == 5)
    let again = try commands.collect()
    #expect(again.output.contains("SimpleBenchmark: 4 rows in 2 files; runs: 0 new, 2 there already\n"))
    #expect(again.output.contains("MolecDyn_Suite: 5 rows in 3 files; runs: 0 new, 3 there already\n"))
    #expect(try commands.runs() == before)
  }

  @Test func onlyWhatIsAskedForIsCollected() throws {
    #expect(try commands.collect("--only", "SimpleBenchmark").output.split(separator: "\n").count == 1)
    let run = try commands.collect("--only", "SimpleBenchmrk")
    #expect(run.code == 2)
    #expect(run.complaints.contains("no benchmark \"SimpleBenchmrk\" is configured"))
    #expect(run.complaints.contains("SimpleBenchmark?"))
  }
}
