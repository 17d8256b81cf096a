import CalibraxJSON
import CalibraxModel
import Testing

@testable import calibraxctl

/// A report as OpenMetrics text, read by what the specification says of it.
@Suite struct GitLabFormatTests {
  @Test func aSampleAValueAndACountAVerdict() throws {
    let slow = ReportSamples.verdict("CV-1/small", .regressed, to: 1e-7, tags: ["framework": "Grain"])
    let metrics = try OpenMetrics(GitLabFormat.text(of: ReportSamples.report([slow])))
    #expect(metrics.types == ["calibrax_value": "gauge", "calibrax_verdicts": "gauge", "calibrax_passed": "gauge"])
    #expect(
      metrics.samples["calibrax_value{benchmark=CV-1/small,framework=Grain,metric=latency}"] == 1e-7)
    #expect(metrics.samples["calibrax_verdicts{verdict=regressed}"] == 1)
    #expect(metrics.samples["calibrax_verdicts{verdict=pass}"] == 0)
    #expect(metrics.samples["calibrax_passed{}"] == 0)
  }

  @Test func aValueThatIsNotKnownIsNoSample() throws {
    let metrics = try OpenMetrics(
      GitLabFormat.text(
        of: ReportSamples.report([
          ReportSamples.verdict("gone", .missing, to: nil)
        ])))
    #expect(!metrics.samples.keys.contains { $0.hasPrefix("calibrax_value") })
  }

  @Test func namesOfLabelsAreValidAndToldApart() throws {
    let tags: OrderedMap<String> = ["a-b": "1", "a.b": "2", "a_b": "3", "metric": "4", "7": "5", "__x": "6", "ü": "7"]
    let both = ReportSamples.verdict("p", .pass, tags: tags)
    let one = ReportSamples.verdict("q", .pass, tags: ["a.b": "2"])
    let metrics = try OpenMetrics(GitLabFormat.text(of: ReportSamples.report([both, one])))
    let names = "_=7,a_b=3,a_b_2=1,a_b_3=2,benchmark=p,metric=latency,metric_2=4,tag_7=5,tag___x=6"
    #expect(metrics.samples.keys.contains("calibrax_value{\(names)}"), "\(metrics.samples.keys)")
    // A tag has the same name wherever it is.
    #expect(metrics.samples.keys.contains("calibrax_value{a_b_3=2,benchmark=q,metric=latency}"))
  }

  @Test func aSeriesStandsThereOnce() throws {
    let twice = [
      ReportSamples.verdict("p", .pass, to: 101), ReportSamples.verdict("p", .regressed, to: 200),
      ReportSamples.verdict("p", .pass, to: 102, tags: ["empty": ""]),
    ]
    let metrics = try OpenMetrics(GitLabFormat.text(of: ReportSamples.report(twice)))
    #expect(metrics.samples["calibrax_value{benchmark=p,metric=latency}"] == 200)
  }

  @Test func anyNameIsAValue() throws {
    let metrics = try OpenMetrics(GitLabFormat.text(of: ReportSamples.nasty))
    #expect(metrics.samples.keys.contains { $0.contains("metric=\"quoted\"m") })
    #expect(metrics.samples.keys.contains { $0.contains("metric=a\\m") })
    #expect(metrics.samples.keys.contains { $0.contains("metric=a\n::error::ownedm") })
    #expect(metrics.samples.keys.count { $0.hasPrefix("calibrax_value") } == ReportSamples.nastyNames.count)
  }

  @Test func comparedRunsAreLabels() throws {
    let metrics = try OpenMetrics(GitLabFormat.text(of: ComparedSamples.report))
    #expect(
      metrics.samples == [
        "calibrax_compared_value{metric=latency,run=old}": 12, "calibrax_compared_value{metric=latency,run=new}": 15,
        "calibrax_compared_value{metric=size,run=new}": 0.1,
      ])
  }
}
