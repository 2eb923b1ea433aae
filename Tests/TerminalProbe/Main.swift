import Screen
import Terminal

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// A small program in a terminal, for the terminal's tests: `TerminalProbe [NAME=VALUE …]`.
@main @MainActor struct Main {
  static func main() {
    let settings = ProbeSettings(CommandLine.arguments.dropFirst())
    if settings.endsEarly {
      // Between taking the terminal and running in it.
      do { _ = try Terminal(options: settings.options) } catch { fail(error) }
      exit(9)
    }
    do {
      let cause = try run(Probe(settings: settings), options: settings.options)
      print("ended: \(cause)")
      exit(cause.status)
    } catch {
      fail(error)
    }
  }

  private static func fail(_ error: TerminalError) -> Never {
    fputs("probe: \(error)\n", stderr)
    exit(TerminalError.exitStatus)
  }
}

private func fputs(_ text: String, _ descriptor: Int32) {
  var text = text
  text.withUTF8 { _ = write(descriptor, $0.baseAddress, $0.count) }
}

private let stderr = STDERR_FILENO
