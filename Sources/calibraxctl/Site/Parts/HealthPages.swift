import CalibraxAPI
import CalibraxDashboard
import CalibraxModel
import CalibraxRPC

/// How well pipelines do.
enum HealthPages: SitePart {
  static func page(at path: SitePath, _ query: SiteQuery, from source: SiteSource) throws(Failure) -> Page? {
    path == Section.health.path ? try page(source) : nil
  }

  static func write(
    to folder: inout SiteFolder, from source: SiteSource, _ reported: ReportedRuns
  ) throws(Failure) {
    try folder.add(try page(source))
  }

  private static func page(_ source: SiteSource) throws(Failure) -> Page {
    let report = try source.call(ReportHealth.self, ReportHealth.Params())
    let summary = try source.call(MonitoringSummary.self, MonitoringSummary.Params())
    return .health(report, resources: summary.metricHistory, isMonitoring: summary.isMonitoring)
  }
}
