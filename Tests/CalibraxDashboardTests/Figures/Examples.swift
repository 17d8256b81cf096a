import CalibraxDashboard

/// The simplest benchmark: a file for each run, which tells of its nodes in its name.
enum Simple {
  static let configuration = """
    SimpleBenchmark:
      sources: {folders: [results/]}
      metrics:
        ts: {type: ts, header: timestamp}
        Performance: {type: float, unit: 'ns/day'}
        nodes: {type: int, from: filename, regex: 'run_(\\d+)nodes'}
      table: [nodes]
      plots:
        - {x: ts, y: Performance, group_by: [nodes]}
    """

  static func tab() throws -> EvaluatedTab {
    try CalibraxDashboardTests.tab(
      configuration,
      [
        "results/run_10nodes_a.csv": "timestamp,Performance\n2024-06-02,90\n",
        "results/run_4nodes_a.csv": "timestamp,Performance\n2024-06-03T12:30:00,41\n2024-06-01,40\n2024-06-02,\n",
      ])
  }
}

/// A benchmark with two pages, and tabs of graphs on one of them.
enum Suite {
  static let configuration = """
    MolecDyn_Suite:
      metrics:
        ts: {type: ts, header: timestamp}
        JobID: {type: int, from: metadata, key: job_id, default: 0}
      plot_settings:
        annotations: [JobID]
        colors: {colormap: Set1, sort_strategy: interleave_even_odd, skip: ['#377eb8']}
        styles: {mode: lines+markers, marker: {size: 8}, fill: tozeroy}
        layout: {legend: {orientation: h}, margin: {l: 10}}
      tabs:
        Simulation:
          sources: {folders: [data/simulation]}
          metrics:
            Performance: {type: float, unit: ns/day, validate: [{name: range_validator, min: 10, max: 100}]}
            num_atoms: {type: int}
            prec: {}
          table: [num_atoms]
          plots:
            tabs:
              Speed:
                - {x: ts, y: Performance, group_by: [prec]}
              Scaling:
                - {x: num_atoms, y: Performance, layout: {xaxis: {type: log}}}
        Minimization:
          sources: {folders: [data/minimization]}
          metrics:
            Steps: {type: int}
            tol: {type: float}
            Method: {from: filename, regex: 'min_(cg|sd)'}
          table: [Method]
          plots:
            - {y: Steps, group_by: [tol]}
            - {x: tol, y: Steps}
            - {x: Method, y: Steps}
    """

  static func simulation() throws -> EvaluatedTab {
    try tab(
      configuration,
      [
        "data/simulation/a.csv":
          "# {\"job_id\": 77}\ntimestamp,Performance,num_atoms,prec\n2024-06-01,50,1000,single\n2024-06-02,120,1000,single\n",
        "data/simulation/b.csv":
          "# {\"job_id\": 78}\ntimestamp,Performance,num_atoms,prec\n2024-06-01,30,1000,double\n2024-06-01,5,2000,<b>&mixed\n",
      ], of: "Simulation")
  }

  static func minimization() throws -> EvaluatedTab {
    try tab(
      configuration,
      [
        "data/minimization/min_cg_1.csv": "timestamp,Steps,tol\n1717200000,10,0.5\n1717203600,12,0.25\n",
        "data/minimization/min_sd_1.csv": "timestamp,Steps,tol\n1717200000,30,10\n",
      ], of: "Minimization")
  }
}
