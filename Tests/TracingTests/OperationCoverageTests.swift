import Glibc
import TestSupport
import Testing
import Tracing

/// No operation arrives untested.
@Suite struct OperationCoverageTests {
  /// Files that hold no operation of their own.
  private static let shared: Set = ["Pointwise"]

  private static func operationFiles() -> Set<String> {
    let folder = Repository.path("Sources/Tracing/Operations")
    guard let directory = opendir(folder) else { return [] }
    defer { closedir(directory) }
    var names: Set<String> = []
    while let entry = readdir(directory) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name.hasSuffix(".swift") { names.insert(String(name.dropLast(6))) }
    }
    return names.subtracting(shared)
  }

  @Test func `every file of Sources Tracing Operations has cases`() {
    let files = Self.operationFiles()
    #expect(files.count > 20)
    #expect(Set(OperationTests.cases.map(\.file)) == files)
  }

  @Test func `every operation has a shape that it refuses`() {
    #expect(Set(ShapeErrorTests.cases.map(\.file)) == Self.operationFiles())
  }

  @Test func `a case's file is its operation's type`() {
    for test in OperationTests.cases {
      #expect("\(type(of: test.operation))" == test.file)
    }
  }

  @Test func `no two cases have one name`() {
    let names = OperationTests.cases.map(\.testDescription)
    let twice = Dictionary(grouping: names) { $0 }.filter { $1.count > 1 }.keys
    #expect(twice.sorted() == [])
  }
}
