import CalibraxClient
import CalibraxDashboard
import CalibraxJSON
import CalibraxModel
import CalibraxRPC

/// What pages are made of: the answers of a server, or of the store in this process.
struct SiteSource {
  /// Runs and executions that a list has at most.
  static let listed = 500
  /// Samples of a series that a page begins with: enough for every chart.
  static let samples = 4_000

  let client: BlockingClient
  let site: Site

  func call<M: CalibraxRPC.Method>(_ method: M.Type, _ params: M.Params) throws(Failure) -> M.Result {
    do throws(ClientError) { return try client.call(method, params) } catch { throw Failure(error) }
  }

  /// Asks for something that may not be there: `nil` then.
  func find<M: CalibraxRPC.Method>(_ method: M.Type, _ params: M.Params) throws(Failure) -> M.Result? {
    do throws(ClientError) { return try client.call(method, params) } catch {
      if case .refused(let refusal) = error, refusal.code == .notFound { return nil }
      throw Failure(error)
    }
  }
}

/// Pages of one kind. A new kind is a file in Parts and an entry here.
protocol SitePart: SendableMetatype {
  /// The page at a path; `nil` where that is none of its own, or nothing is there.
  static func page(at path: SitePath, _ query: SiteQuery, from source: SiteSource) throws(Failure) -> Page?
  /// What a page asks for later, by path; `nil` where that is none of its own, or nothing is there.
  static func data(at path: SitePath, _ query: SiteQuery, from source: SiteSource) throws(Failure) -> JSON?
  /// Writes all its pages, and what they ask for.
  ///
  /// - Parameter reported: The runs that the report shows, found once for all its pages.
  static func write(
    to folder: inout SiteFolder, from source: SiteSource, _ reported: ReportedRuns
  ) throws(Failure)
}

extension SitePart {
  static func data(at path: SitePath, _ query: SiteQuery, from source: SiteSource) throws(Failure) -> JSON? { nil }
}

/// All kinds of pages.
let siteParts: [any SitePart.Type] = [
  BenchmarkPages.self, RunPages.self, TrendPages.self, ComparePages.self, ExecutionPages.self, AlertPages.self,
  HealthPages.self,
]
