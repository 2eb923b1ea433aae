#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Why the program beside this one could not be measured.
struct StartupError: Error, CustomStringConvertible {
  let description: String
}

extension Workload {
  /// Milliseconds from starting `cutaway --version` to its end.
  static func startup(_ runs: Int) throws -> Measurement {
    let own = CommandLine.arguments[0]
    let folder = own.lastIndex(of: "/").map { own[...$0] } ?? "./"
    let program = folder + "cutaway"
    let times = try measure(runs: max(runs, 21), warm: 3) { try spawn(String(program)) }
    return Measurement(name: "startup", figures: times.map { $0 * 1e3 }, unit: "ms")
  }

  private static func spawn(_ program: String) throws {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_addopen(&actions, 1, "/dev/null", O_WRONLY, 0)
    var arguments: [UnsafeMutablePointer<CChar>?] = [strdup(program), strdup("--version"), nil]
    defer { for argument in arguments { free(argument) } }
    var child: pid_t = 0
    let code = posix_spawn(&child, program, &actions, nil, &arguments, environ)
    guard code == 0 else {
      throw StartupError(description: "\(program): cannot be started (\(code)); build it first")
    }
    var status: Int32 = 0
    while waitpid(child, &status, 0) < 0 && errno == EINTR {}
    guard status == 0 else {
      throw StartupError(description: "\(program) --version: ended with status \(status)")
    }
  }
}
