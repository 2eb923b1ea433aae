/// Paths of the repository, found from this file's own.
package enum Repository {
  /// The top folder.
  package static let root: String = {
    // Tests/TestSupport/Fixtures.swift
    #filePath.split(separator: "/", omittingEmptySubsequences: false).dropLast(3)
      .joined(separator: "/")
  }()

  /// A path below the top folder.
  package static func path(_ relative: String) -> String { root + "/" + relative }

  /// The file `Fixtures/<name>` beside the test file that asks.
  package static func fixture(_ name: String, besides file: String = #filePath) -> String {
    file.split(separator: "/", omittingEmptySubsequences: false).dropLast()
      .joined(separator: "/") + "/Fixtures/" + name
  }
}
