#if canImport(Glibc)
  import Glibc
#endif

/// A program that runs in a terminal of the test's.
///
/// It is the leader of a session of its own, with the terminal as its standard input, output and error.
/// Nothing is read from it except while the test waits for something. It is killed when this object goes.
package final class PseudoTerminal {
  /// The program's process.
  package let process: pid_t
  /// All that it has sent.
  package private(set) var bytes: [UInt8] = []
  /// What is on its screen.
  package private(set) var screen: VirtualScreen
  /// Whether questions for the cursor's place are answered.
  package var answers = true

  private var master: Int32
  private var status: ExitStatus?
  /// Whether nobody has the terminal open any more.
  package private(set) var hasEnded = false

  /// How a program ended.
  package enum ExitStatus: Equatable, Sendable {
    /// By itself, with a status.
    case exited(Int32)
    /// By a signal.
    case killed(Int32)
  }

  /// What a program is given besides what a test says: nothing of this machine's own settings.
  package static let environment = [
    "TERM": "xterm-256color", "PATH": "/usr/local/bin:/usr/bin:/bin", "HOME": "/nonexistent",
    "LC_ALL": "C.UTF-8",
  ]

  /// How long to wait for what must come.
  package static let patience = 30_000

  /// Starts a program.
  ///
  /// - Parameters:
  ///   - program: Its path.
  ///   - arguments: What it is given.
  ///   - columns: The terminal's width.
  ///   - rows: The terminal's height.
  ///   - environment: Variables that differ from ``environment``; nil unsets one.
  /// - Throws: ``Failure`` if there is no terminal or no such program.
  package init(
    program: String, arguments: [String] = [], columns: Int = 80, rows: Int = 24,
    environment: [String: String?] = [:]
  ) throws {
    master = open("/dev/ptmx", O_RDWR | O_NOCTTY | O_CLOEXEC)
    // Unlocks the other side and asks for its number, as unlockpt and ptsname do, which Swift lacks.
    var (locked, number): (Int32, Int32) = (0, 0)
    let (unlock, ask): (UInt, UInt) = (0x4004_5431, 0x8004_5430)
    guard master >= 0, ioctl(master, unlock, &locked) == 0, ioctl(master, ask, &number) == 0 else {
      throw Failure("no pseudo-terminal")
    }
    screen = VirtualScreen(columns: columns, rows: rows)
    Self.setSize(master, columns, rows)
    var variables = Self.environment
    for (name, value) in environment { variables[name] = value }
    do {
      process = try Self.spawn(
        program, arguments, variables.map { "\($0.key)=\($0.value)" }, "/dev/pts/\(number)")
    } catch {
      close(master)
      throw error
    }
  }

  deinit {
    if status == nil {
      kill(process, SIGKILL)
      waitpid(process, nil, 0)
    }
    if master >= 0 { close(master) }
  }

  private static func spawn(
    _ program: String, _ arguments: [String], _ environment: [String], _ terminal: String
  ) throws -> pid_t {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    // The first terminal that a session's leader opens becomes the session's.
    posix_spawn_file_actions_addopen(&actions, 0, terminal, O_RDWR, 0)
    posix_spawn_file_actions_adddup2(&actions, 0, 1)
    posix_spawn_file_actions_adddup2(&actions, 0, 2)
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    let newSession: Int32 = 0x80
    posix_spawnattr_setflags(
      &attributes, Int16(newSession | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETSIGDEF))
    var set = sigset_t()
    sigemptyset(&set)
    posix_spawnattr_setsigmask(&attributes, &set)
    sigfillset(&set)
    posix_spawnattr_setsigdefault(&attributes, &set)
    var words = ([program] + arguments).map { strdup($0) } + [nil]
    var variables = environment.map { strdup($0) } + [nil]
    defer { for word in words + variables { free(word) } }
    var process: pid_t = 0
    let error = posix_spawn(&process, program, &actions, &attributes, &words, &variables)
    guard error == 0 else { throw Failure("\(program): \(String(cString: strerror(error)))") }
    return process
  }

  // MARK: Doing

  /// Types a text.
  package func type(_ text: String) { type(Array(text.utf8)) }

  /// Sends bytes as if they were typed.
  package func type(_ typed: [UInt8]) {
    var rest = typed[...]
    while !rest.isEmpty, master >= 0 {
      let count = rest.withUnsafeBytes { write(master, $0.baseAddress, $0.count) }
      guard count > 0 else { return }
      rest = rest.dropFirst(count)
    }
  }

  /// Gives the terminal another size; the program is told by a signal.
  package func resize(columns: Int, rows: Int) {
    readWhatIsThere()
    screen.resize(columns: columns, rows: rows)
    Self.setSize(master, columns, rows)
  }

  /// Sends the program a signal.
  package func signal(_ number: Int32) { kill(process, number) }

  /// Takes the terminal away, as a window that is closed does.
  package func hangUp() {
    if master >= 0 { close(master) }
    master = -1
  }

  private static func setSize(_ descriptor: Int32, _ columns: Int, _ rows: Int) {
    var size = winsize(
      ws_row: UInt16(clamping: rows), ws_col: UInt16(clamping: columns), ws_xpixel: 0, ws_ypixel: 0)
    _ = ioctl(descriptor, UInt(TIOCSWINSZ), &size)
  }

  /// The modes of the terminal.
  package var modes: termios {
    var modes = termios()
    tcgetattr(master, &modes)
    return modes
  }

  /// Whether the terminal edits lines and echoes, as a shell's does.
  package var isCooked: Bool {
    let flags = tcflag_t(ICANON | ECHO | ISIG)
    return modes.c_lflag & flags == flags
  }

  // MARK: Waiting

  /// Waits until the screen shows a text.
  package func waitForText(_ text: String) throws {
    try wait("the text \"\(text)\"") { $0.text.contains(text) }
  }

  /// Waits until the screen is as it should be.
  ///
  /// - Parameters:
  ///   - what: What is waited for, in words.
  ///   - condition: Whether it has come.
  /// - Throws: ``Failure`` with the screen, if it does not come in time or the program ends.
  package func wait(_ what: String, until condition: (VirtualScreen) -> Bool) throws {
    try waitForBytes(what) { [self] _ in condition(screen) }
  }

  /// Waits until what the program has sent is as it should be.
  package func waitForBytes(_ what: String, until condition: ([UInt8]) -> Bool) throws {
    let limit = Self.milliseconds + Self.patience
    readWhatIsThere()
    while !condition(bytes) {
      guard !hasEnded else { throw Failure("ended before \(what):\n\(screen.text)") }
      let rest = limit - Self.milliseconds
      guard rest > 0 else { throw Failure("no sign of \(what):\n\(screen.text)") }
      read(within: rest)
    }
  }

  /// Reads for so many milliseconds, and gives the number of bytes that came.
  package func count(within milliseconds: Int) -> Int {
    let before = bytes.count
    let limit = Self.milliseconds + milliseconds
    while !hasEnded, case let rest = limit - Self.milliseconds, rest > 0 { read(within: rest) }
    return bytes.count - before
  }

  /// Waits until the program ends.
  ///
  /// - Returns: How it ended.
  /// - Throws: ``Failure`` if it does not.
  package func waitForExit() throws -> ExitStatus {
    let limit = Self.milliseconds + Self.patience
    while true {
      if let status { return status }
      var raw: Int32 = 0
      if waitpid(process, &raw, WNOHANG) == process {
        readWhatIsThere()
        let signal = raw & 0x7F
        status = signal == 0 ? .exited((raw >> 8) & 0xFF) : .killed(signal)
        continue
      }
      guard Self.milliseconds < limit else { throw Failure("did not end:\n\(screen.text)") }
      // Without a terminal there is nothing to wait on but the process.
      if master >= 0, !hasEnded { read(within: 10) } else { poll(nil, 0, 2) }
    }
  }

  private func readWhatIsThere() { while read(within: 0) {} }

  /// Reads once; false if nothing came in time.
  @discardableResult
  private func read(within milliseconds: Int) -> Bool {
    guard master >= 0, !hasEnded else { return false }
    var entry = pollfd(fd: master, events: Int16(POLLIN), revents: 0)
    guard poll(&entry, 1, Int32(clamping: milliseconds)) > 0 else { return false }
    var buffer = [UInt8](repeating: 0, count: 1 << 16)
    let count = Glibc.read(master, &buffer, buffer.count)
    // The end of everything that had the terminal open is an error here, not an end of file.
    guard count > 0 else {
      hasEnded = true
      return false
    }
    bytes += buffer[..<count]
    screen.feed(buffer[..<count])
    if answers, !screen.answers.isEmpty { type(screen.answers) }
    screen.answers = []
    return true
  }

  /// The clock, for limits.
  package static var milliseconds: Int {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return time.tv_sec * 1000 + time.tv_nsec / 1_000_000
  }

  /// How often a text was sent.
  package func occurrences(of text: String) -> Int {
    String(decoding: bytes, as: UTF8.self).split(
      separator: text, omittingEmptySubsequences: false
    ).count - 1
  }

  /// Why a test cannot go on.
  package struct Failure: Error, CustomStringConvertible {
    /// What is wrong.
    package let description: String

    init(_ description: String) { self.description = description }
  }
}
