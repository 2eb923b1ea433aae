import Tensors

#if os(Linux)
  #if canImport(Glibc)
    import Glibc
  #elseif canImport(Musl)
    import Musl
  #endif

  /// `read` by another name, as a method here has its own.
  private let systemRead = read

  /// The program in a pseudo-terminal of 200×60: from a key that is typed to the last byte of the answer.
  ///
  /// `CUTAWAY_BENCH_MODEL` names a folder in place of the shipped translator.
  struct TerminalWorkload {
    private static let keyCount = 1_000
    /// Milliseconds without a byte after which an answer has ended; no part of what is measured.
    private static let quiet: Int32 = 5
    /// Milliseconds after which a key has no answer.
    private static let patience: Int32 = 500

    private let master: Int32
    private let process: pid_t
    private var buffer = [UInt8](repeating: 0, count: 1 << 16)

    static func run() throws -> [Measurement] {
      var workload = try TerminalWorkload()
      defer { workload.end() }
      return [try workload.keys()]
    }

    // MARK: The program

    private init() throws {
      let master = open("/dev/ptmx", O_RDWR | O_NOCTTY | O_CLOEXEC)
      // Unlocks the other side and asks for its number, as unlockpt and ptsname do, which Swift lacks.
      var (locked, number): (Int32, Int32) = (0, 0)
      let (unlock, ask): (UInt, UInt) = (0x4004_5431, 0x8004_5430)
      guard master >= 0, ioctl(master, unlock, &locked) == 0, ioctl(master, ask, &number) == 0
      else { throw StartupError(description: "there is no pseudo-terminal to measure in") }
      var size = winsize(ws_row: 60, ws_col: 200, ws_xpixel: 0, ws_ypixel: 0)
      _ = ioctl(master, UInt(TIOCSWINSZ), &size)
      self.master = master
      process = try Self.spawn("/dev/pts/\(number)")
    }

    private static func spawn(_ terminal: String) throws -> pid_t {
      let own = CommandLine.arguments[0]
      let program = (own.lastIndex(of: "/").map { String(own[...$0]) } ?? "./") + "cutaway"
      var actions = posix_spawn_file_actions_t()
      posix_spawn_file_actions_init(&actions)
      defer { posix_spawn_file_actions_destroy(&actions) }
      posix_spawn_file_actions_addopen(&actions, 0, terminal, O_RDWR, 0)
      posix_spawn_file_actions_adddup2(&actions, 0, 1)
      posix_spawn_file_actions_adddup2(&actions, 0, 2)
      var attributes = posix_spawnattr_t()
      posix_spawnattr_init(&attributes)
      defer { posix_spawnattr_destroy(&attributes) }
      // A session of its own, which takes the first terminal that it opens.
      posix_spawnattr_setflags(&attributes, 0x80)
      let model = getenv("CUTAWAY_BENCH_MODEL").map { String(cString: $0) } ?? "translator"
      let text = "The animal did not cross the street because it was too tired."
      let arguments = [program, "explore", "--model", model, "--text", text]
      var words = arguments.map { strdup($0) } + [nil]
      let variables = ["TERM=xterm-256color", "HOME=/nonexistent", "LC_ALL=C.UTF-8"]
      var environment = variables.map { strdup($0) } + [nil]
      defer { for word in words + environment { free(word) } }
      var process: pid_t = 0
      let code = posix_spawn(&process, program, &actions, &attributes, &words, &environment)
      guard code == 0 else {
        throw StartupError(description: "\(program): cannot be started (\(code)); build it first")
      }
      return process
    }

    private func end() {
      kill(process, SIGTERM)
      // What it still sends must be taken, or it waits.
      var rest = self
      while rest.read(within: 200) > 0 {}
      while waitpid(process, nil, 0) < 0, errno == EINTR {}
      close(master)
    }

    // MARK: Keys

    /// Bytes that arrived; 0 where none did in time.
    private mutating func read(within milliseconds: Int32) -> Int {
      var entry = pollfd(fd: master, events: Int16(POLLIN), revents: 0)
      guard poll(&entry, 1, milliseconds) > 0 else { return 0 }
      return max(0, systemRead(master, &buffer, buffer.count))
    }

    private mutating func keys() throws -> Measurement {
      // Moves, heads, pictures, stages, a question and the way out of it; Esc would wait for what may follow it.
      let typed = Array("njljknlajnbnHnYn}ik\rj\roown>-n-nn+n+nSnInUn".utf8)
      // The first screen, and with a large model all that comes before it.
      var start = read(within: 30_000)
      while true {
        let more = read(within: 1_000)
        if more == 0 { break }
        start += more
      }
      guard start > 0 else { throw StartupError(description: "cutaway has shown no screen") }
      var times: [Double] = []
      var (unanswered, bytes) = (0, 0)
      for number in 0..<Self.keyCount {
        // Some steps before the last one the walk begins anew.
        let key = number % (3 * typed.count) == 0 ? UInt8(ascii: "(") : typed[number % typed.count]
        let begin = now()
        var byte = key
        guard write(master, &byte, 1) == 1 else {
          throw StartupError(description: "cutaway has ended after \(number) keys")
        }
        var last: Double?
        var count = read(within: Self.patience)
        while count > 0 {
          last = now()
          bytes += count
          count = read(within: Self.quiet)
        }
        if let last { times.append(last - begin) } else { unanswered += 1 }
      }
      let note = unanswered == 0 ? "" : "; \(unanswered) keys changed nothing"
      return Measurement(
        name: "explore-terminal", figures: times.map { $0 * 1e3 }, unit: "ms",
        remark: "key to the last byte of its answer at 200×60; "
          + "\(bytes / max(1, times.count)) bytes an answer" + note)
    }
  }
#else
  enum TerminalWorkload {
    static func run() throws -> [Measurement] {
      throw StartupError(description: "explore-terminal is measured on Linux")
    }
  }
#endif
