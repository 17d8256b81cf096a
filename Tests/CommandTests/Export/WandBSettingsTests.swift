import CalibraxJSON
import CalibraxTestSupport
import Foundation
import Testing

@testable import calibraxctl

/// Who has the last word on where a run goes and what it is called.
@Suite struct WandBSettingsTests {
  private func section(_ text: String) throws -> WandBSection {
    try WandBSection(stored: JSON(parsing: Array(text.utf8)))
  }

  @Test func flagsComeBeforeTheFileBeforeTheRunBeforeTheStoreBeforeTheEnvironment() throws {
    var content = WandBContent()
    var choice = WandBSettings.Choice()
    #expect(try choice.settings(for: content).project == "benchmarks")
    choice.environment = try section(#"{"project": "e"}"#)
    #expect(try choice.settings(for: content).project == "e")
    choice.store = try section(#"{"project": "s", "entity": "se"}"#)
    #expect(try choice.settings(for: content).project == "s")
    content.section = ["project": "r", "entity": .null, "notes": "measured"]
    #expect(try choice.settings(for: content).project == "r")
    #expect(try choice.settings(for: content).entity == "se")
    choice.file = try section(#"{"project": "f", "run_name": "n", "group": null}"#)
    #expect(try choice.settings(for: content).project == "f")
    choice.flags.project = "p"
    let settings = try choice.settings(for: content)
    #expect(settings.project == "p")
    #expect(settings.name == "n")
    #expect(settings.notes == "measured")
  }

  @Test func theGroupThatARunComesWithHoldsUnlessAnotherIsSaid() throws {
    var content = WandBContent()
    content.group = "sweep-1"
    #expect(try WandBSettings.Choice().settings(for: content).group == "sweep-1")
    var choice = WandBSettings.Choice()
    choice.file.group = "weekly"
    #expect(try choice.settings(for: content).group == "weekly")
  }

  @Test func tagsAreEachThereOnceInOrder() throws {
    var content = WandBContent()
    content.tags = ["capsearch", "BEST_CONFIG", "a"]
    var choice = WandBSettings.Choice()
    choice.file.tags = ["a", "b", "a"]
    #expect(try choice.settings(for: content).tags == ["a", "b", "capsearch", "BEST_CONFIG"])
    choice.flags.tags = ["c"]
    #expect(try choice.settings(for: content).tags == ["c", "capsearch", "BEST_CONFIG", "a"])
  }

  @Test func theModeIsAsTheSDKTakesIt() throws {
    var choice = WandBSettings.Choice()
    #expect(try choice.mode() == .online)
    choice.environment.mode = "dryrun"
    #expect(try choice.mode() == .offline)
    choice.file.mode = "online"
    #expect(try choice.mode() == .online)
    choice.flags.mode = "disabled"
    #expect(choice.isDisabled)
    choice.flags.mode = "OFFLINE"
    #expect(throws: Failure.self) { try choice.mode() }
  }

  @Test(arguments: ["a/b", "a#b", "a?b", "a%b", "a:b", "a\\b"])
  func aProjectThatTheServerWouldRefuseIsRefusedHere(_ project: String) {
    var choice = WandBSettings.Choice()
    choice.flags.project = project
    #expect(throws: Failure.self) { try choice.settings(for: WandBContent()) }
  }

  @Test func theSectionOfAFileIsReadBesideTagsOfOthers() throws {
    let directory = TemporaryDirectory()
    let path = directory.path + "/sweep.veeksha.yml"
    try """
    seed: 42
    wandb:
      enabled: true
      project: llm-benchmarks
      entity: null
      tags: ["regression", 'llama-3-8b']
      log_artifacts: no
    traffic_scheduler:
      interval_generator: !expand
        - {type: poisson, arrival_rate: 5}
        - {type: poisson, arrival_rate: !custom 10}
    """.write(toFile: path, atomically: true, encoding: .utf8)
    let section = try WandBSection.read(path)
    #expect(section.project == "llm-benchmarks")
    #expect(section.entity == nil)
    #expect(section.tags == ["regression", "llama-3-8b"])
    #expect(section.logsArtifacts == false)
    #expect(section.isEnabled == true)
  }

  @Test(arguments: [
    ("wandb: {projct: a}", "wandb.projct: unknown member"), ("wandb: {tags: a}", "wandb.tags: expected"),
    ("wandb: [a]", "wandb: expected a mapping"), ("wandb: {", "line 1"),
  ])
  func aMistakeInAFileIsToldWithItsPlace(_ text: String, _ message: String) throws {
    let directory = TemporaryDirectory()
    let path = directory.path + "/c.yml"
    try text.write(toFile: path, atomically: true, encoding: .utf8)
    let failure = #expect(throws: Failure.self) { try WandBSection.read(path) }
    #expect(failure?.message.contains(path) == true)
    #expect(failure?.message.contains(message) == true, "\(failure?.message ?? "")")
  }

  @Test func aRunIsCalledTheSameEachTimeAndLikeNoOther() {
    #expect(wandbID(of: "e58532ced3f5") == "e58532ced3f5")
    #expect(wandbID(of: "a:b") != wandbID(of: "a+b"))
    #expect(wandbID(of: "a:b") == wandbID(of: "a:b"))
    #expect(wandbID(of: String(repeating: "x", count: 128)).count == 64)
    #expect(wandbID(of: "r") != wandbID(of: "r", isExecution: true))
    #expect(wandbID(of: "execution-r") != wandbID(of: "r", isExecution: true))
  }
}
