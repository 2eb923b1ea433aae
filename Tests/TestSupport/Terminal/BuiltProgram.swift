#if canImport(Glibc)
  import Glibc
#endif

/// Programs that were built together with the tests.
package enum BuiltProgram {
  /// The path of a program beside the test runner, whatever the build folder is called.
  package static func path(_ name: String) -> String {
    var buffer = [CChar](repeating: 0, count: 4096)
    let count = max(0, readlink("/proc/self/exe", &buffer, buffer.count - 1))
    let runner = String(decoding: buffer[..<count].map { UInt8(bitPattern: $0) }, as: UTF8.self)
    let direct = folder(of: runner) + "/" + name
    if access(direct, X_OK) == 0 { return direct }
    // The toolchain's own runner executes the tests as a library; the build folder is an argument.
    let bundle = CommandLine.arguments.first { $0.hasSuffix(".xctest") } ?? runner
    return folder(of: bundle) + "/" + name
  }

  private static func folder(of path: String) -> String {
    path.split(separator: "/", omittingEmptySubsequences: false).dropLast().joined(separator: "/")
  }
}
