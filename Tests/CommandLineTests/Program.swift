import Foundation

/// The program under test, run as a user runs it.
enum Program {
  struct Result {
    let status: Int32
    let output: String
    let errors: String
  }

  /// The binary beside the test runner, whatever the build folder is called.
  static var url: URL {
    let runner =
      (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe"))
      ?? CommandLine.arguments[0]
    let folder = URL(fileURLWithPath: runner).deletingLastPathComponent()
    let direct = folder.appendingPathComponent("cutaway")
    guard !FileManager.default.isExecutableFile(atPath: direct.path) else { return direct }
    // The toolchain's own runner executes the tests as a library; the build folder is an argument.
    let bundle = CommandLine.arguments.first { $0.hasSuffix(".xctest") } ?? runner
    return URL(fileURLWithPath: bundle).deletingLastPathComponent()
      .appendingPathComponent("cutaway")
  }

  /// Runs it; output goes through files, so that nothing can fill a pipe and wait.
  static func run(
    _ arguments: [String], environment: [String: String] = [:], output: URL? = nil,
    input: [UInt8]? = nil
  ) throws -> Result {
    let folder = FileManager.default.temporaryDirectory
      .appendingPathComponent("cutaway-test-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let outputURL = output ?? folder.appendingPathComponent("output")
    let errorURL = folder.appendingPathComponent("errors")
    for url in (output == nil ? [outputURL] : []) + [errorURL] { try Data().write(to: url) }
    let process = Process()
    process.executableURL = url
    process.arguments = arguments
    process.environment = ProcessInfo.processInfo.environment.merging(environment) { $1 }
    process.standardInput = FileHandle.nullDevice
    if let input {
      let url = folder.appendingPathComponent("input")
      try Data(input).write(to: url)
      process.standardInput = try FileHandle(forReadingFrom: url)
    }
    process.standardOutput = try FileHandle(forWritingTo: outputURL)
    process.standardError = try FileHandle(forWritingTo: errorURL)
    try process.run()
    process.waitUntilExit()
    return Result(
      status: process.terminationStatus,
      output: output == nil ? try String(contentsOf: outputURL, encoding: .utf8) : "",
      errors: try String(contentsOf: errorURL, encoding: .utf8))
  }

  /// A small tokenizer's file.
  static func tokenizer(_ kind: String) -> String {
    URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .appendingPathComponent("Fixtures/tokenizers/\(kind).tokenizer.json").path
  }

  /// The folder of a golden model.
  static func golden(_ kind: String) -> String {
    URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .appendingPathComponent("Fixtures/goldens/\(kind)").path
  }
}
