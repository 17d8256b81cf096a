import CalibraxModel
import CalibraxTestSupport
import Foundation
import Testing

@testable import CalibraxStore

/// Where a store says it is: a path that holds in every working directory.
@Suite struct AbsolutePathTests {
  @Test func aRelativePathBeginsWhereWeAre() {
    #expect(absolutePath("a/b") == FileManager.default.currentDirectoryPath + "/a/b")
    #expect(absolutePath("/a/b") == "/a/b")
  }
}
