import CTerminal
import Screen

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// What is decided while a terminal is taken over.
@MainActor struct TerminalOpening {
  let medium: Medium
  let notices: [TerminalNotice]
  let input: Int32
  let output: Int32
  let escapeDelay: Int
  let earlyInput: [UInt8]

  /// The variables that matter here.
  private static let names = [
    "TERM", "NO_COLOR", "CLICOLOR_FORCE", "FORCE_COLOR", "LC_ALL", "LC_CTYPE", "LANG", "ESCDELAY",
  ]

  init(options: TerminalOptions) throws(TerminalError) {
    var environment: [String: String] = [:]
    for name in Self.names { environment[name] = getenv(name).map { String(cString: $0) } }
    guard isatty(STDOUT_FILENO) == 1 else { throw .notTerminal }
    let name = environment["TERM"] ?? ""
    guard !name.isEmpty else { throw .unnamed }
    guard name != "dumb" else { throw .dumb }
    output = STDOUT_FILENO
    input = try Self.keyboard()
    escapeDelay = Self.escapeDelay(environment["ESCDELAY"])
    let localeNotice = LocalePlan.settle(environment: environment)
    var glyphs = options.glyphs ?? (localeNotice == nil ? .unicode : .ascii)
    var early: [UInt8] = []
    if glyphs == .unicode {
      switch options.ambiguousWidth {
      case .narrow: break
      case .wide: glyphs = .neutral
      case .auto:
        let probe = WidthProbe.ask(input: input, output: output)
        early = probe.input
        if probe.isWide == true { glyphs = .neutral }
      }
    }
    let wantsColors = options.colors.wantsColors(environment: environment, isTerminal: true)
    let entry = try Self.open(name, input: input, output: output, colors: wantsColors)
    medium = Medium(colors: Self.depth(of: Int(terminal_colors())), glyphs: glyphs)
    earlyInput = early
    var notices = options.glyphs == nil ? [localeNotice].compactMap { $0 } : []
    if entry != name { notices.append(.driven(name: name, like: entry)) }
    self.notices = notices
  }

  /// Standard input, or the process's terminal if that is something else.
  private static func keyboard() throws(TerminalError) -> Int32 {
    if isatty(STDIN_FILENO) == 1 { return STDIN_FILENO }
    let descriptor = openFile("/dev/tty", O_RDWR | O_CLOEXEC)
    guard descriptor >= 0 else { throw .noKeyboard }
    return descriptor
  }

  private static func open(
    _ name: String, input: Int32, output: Int32, colors: Bool
  ) throws(TerminalError) -> String {
    for candidate in TerminalName.candidates(for: name) {
      switch terminal_open(candidate, input, output, colors) {
      case TERMINAL_OPENED: return candidate
      case TERMINAL_TOO_LITTLE: throw .tooLittle(name: name)
      default: continue
      }
    }
    throw .unknown(name: name)
  }

  /// What so many colours are good for.
  static func depth(of colors: Int) -> ColorDepth {
    switch colors {
    case 256...: .palette
    case 16...: .sixteen
    case 8...: .eight
    default: .none
    }
  }

  /// The delay that `ESCDELAY` gives, or 25 ms.
  static func escapeDelay(_ text: String?) -> Int {
    guard let text, let number = Int(text), number >= 0 else { return 25 }
    return min(number, 10_000)
  }
}

/// The C library's function, which the type's own hides.
private func openFile(_ path: String, _ flags: Int32) -> Int32 { open(path, flags) }
