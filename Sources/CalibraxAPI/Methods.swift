public import CalibraxRPC

/// Every method of the protocol, in the order it is documented. A new method is one file and one line here.
public let allMethods: [any Method.Type] = [
  Ping.self, ServerInfo.self, Discover.self, Authenticate.self,
  Ingest.self, ListRuns.self, GetRun.self, DeleteRun.self,
  SetBaseline.self, GetBaseline.self, ListBaselines.self, BaselineHistory.self,
  Check.self, ExplainPolicy.self, SuggestPolicies.self,
  Trend.self, Summary.self, Rank.self, AggregateScore.self, Compare.self,
  Summarize.self, FindOutliers.self, TestSignificance.self, FitScaling.self, FindParetoFront.self,
  FindChangePoints.self, Validate.self,
  StartExecution.self, FinishExecution.self, ListExecutions.self,
  RecordExecution.self, SetPerformanceBaseline.self, ReportHealth.self,
  TriggerAlert.self, ListAlerts.self, AcknowledgeAlert.self, ClearAlerts.self,
  SetThreshold.self, RemoveThreshold.self, StartMonitoring.self, StopMonitoring.self, MonitoringSummary.self,
  DefineMetric.self, RecordSamples.self, ListSeries.self, QuerySeries.self, PruneSeries.self,
  SetBenchmark.self, GetBenchmark.self, DeleteBenchmark.self, ShowBenchmarks.self, ShowBenchmark.self, DrawFigure.self,
  Subscribe.self, Unsubscribe.self,
]

/// The version of the protocol: the first number changes when a client would notice.
public let protocolVersion = "1.0"

/// The version of the server.
public let serverVersion = "0.1.0"
