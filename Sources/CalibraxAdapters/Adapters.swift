/// Every adapter; of two that recognize a file the first reads it. A new one is a file in Formats and a line here.
public let allAdapters: [any Adapter.Type] = [
  CalibraxRuns.self,
  CalibraxBench.self,
  GoogleBenchmark.self,
  Hyperfine.self,
  GoBench.self,
  PytestBenchmark.self,
  Criterion.self,
  CargoCriterion.self,
  CriterionText.self,
  Libtest.self,
  JMH.self,
  Asv.self,
]
