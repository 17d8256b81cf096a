import CalibraxAPI
import CalibraxDashboard
import CalibraxModel
import CalibraxRPC

/// The alerts with what raises them.
enum AlertPages: SitePart {
  static func page(at path: SitePath, _ query: SiteQuery, from source: SiteSource) throws(Failure) -> Page? {
    path == Section.alerts.path ? try page(source) : nil
  }

  static func write(
    to folder: inout SiteFolder, from source: SiteSource, _ reported: ReportedRuns
  ) throws(Failure) {
    try folder.add(try page(source))
  }

  private static func page(_ source: SiteSource) throws(Failure) -> Page {
    var params = ListAlerts.Params()
    params.count = SiteSource.listed + 1
    let alerts = try source.call(ListAlerts.self, params).alerts
    let rules = try source.call(MonitoringSummary.self, MonitoringSummary.Params()).rules
    return .alerts(
      Array(alerts.prefix(SiteSource.listed)), rules: rules, canAct: source.site.mode == .studio,
      isCut: alerts.count > SiteSource.listed)
  }
}
