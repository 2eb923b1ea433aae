import CTerminal
import Screen

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Waits for keys, signals, threads and deadlines, and draws a frame when all of them are served.
@MainActor struct EventLoop {
  private let terminal: Terminal
  private let program: any TerminalProgram
  private var decoder: InputDecoder
  /// When an unfinished sequence is taken as it stands.
  private var patience: MonotonicTime?
  /// When the size was last looked at: a window that is dragged reports hundreds of sizes.
  private var lastResize: MonotonicTime?
  private var owesResize = false

  /// At most 30 sizes a second.
  private static let resizeMilliseconds = 33
  /// How long the rest of a sequence may take over a slow line, and the rest of a paste.
  private static let sequenceMilliseconds = 100
  private static let pasteMilliseconds = 1000
  /// The most bytes taken before a frame is drawn.
  private static let inputLimit = 1 << 16

  init(terminal: Terminal, program: any TerminalProgram) {
    self.terminal = terminal
    self.program = program
    decoder = InputDecoder(sequences: terminal.sequences)
  }

  /// Why the loop ended.
  enum End: Equatable {
    case done
    case disconnected
    case signal(Int32)
  }

  /// Runs until the program is done, a signal ends it, or the terminal is gone.
  mutating func run() -> End {
    receive(terminal.earlyInput)
    while true {
      if let end = serveSignals() { return end }
      if program.isDone { return .done }
      terminal.setMouse(program.wantsMouse)
      let isReady = isReadyForOutput()
      if isReady { draw() }
      if program.isDone { return .done }
      if let end = wait(forOutput: !isReady) { return end }
    }
  }

  private func draw() {
    if let canvas = program.canvas(size: terminal.size, medium: terminal.medium) {
      terminal.draw(canvas)
    } else {
      terminal.redrawIfLost()
    }
  }

  // MARK: Signals and time

  private mutating func serveSignals() -> End? {
    if case let signal = terminal_ending_signal(), signal != 0 { return .signal(signal) }
    if terminal_take_stop() {
      terminal.stop()
      // Nobody has heard of a size that changed meanwhile.
      _ = terminal_take_resize()
      program.receive(.resized(terminal.size))
    }
    if terminal_take_continue() {
      terminal.retake()
      program.receive(.resized(terminal.size))
    }
    if terminal_take_resize() { owesResize = true }
    let now = MonotonicTime.now
    let mayResize =
      lastResize.map { $0.adding(milliseconds: Self.resizeMilliseconds) <= now } ?? true
    if owesResize, mayResize {
      owesResize = false
      lastResize = now
      terminal.updateSize()
      program.receive(.resized(terminal.size))
    }
    let isDue = program.deadline.map { $0 <= now } ?? false
    if terminal_take_wake() || isDue { program.wake() }
    return nil
  }

  /// How long to sleep, in milliseconds; −1 for as long as nothing happens.
  private var timeout: Int32 {
    var times = [program.deadline, patience].compactMap { $0 }
    if owesResize, let lastResize {
      times.append(lastResize.adding(milliseconds: Self.resizeMilliseconds))
    }
    guard let next = times.min() else { return -1 }
    return Int32(clamping: MonotonicTime.now.milliseconds(until: next))
  }

  // MARK: Waiting

  /// Whether the terminal takes bytes: a frame for one that does not would only block us.
  private func isReadyForOutput() -> Bool {
    var entry = pollfd(fd: terminal.output, events: Int16(POLLOUT), revents: 0)
    return poll(&entry, 1, 0) != 0
  }

  private mutating func wait(forOutput: Bool) -> End? {
    var entries = [
      pollfd(fd: terminal.input, events: Int16(POLLIN), revents: 0),
      pollfd(fd: terminal_wake_descriptor(), events: Int16(POLLIN), revents: 0),
    ]
    if forOutput {
      entries.append(pollfd(fd: terminal.output, events: Int16(POLLOUT), revents: 0))
    }
    let count = poll(&entries, nfds_t(entries.count), timeout)
    if count < 0 { return errno == EINTR || errno == EAGAIN ? nil : .disconnected }
    if entries[1].revents != 0 { terminal_drain_wakes() }
    if entries[0].revents != 0 {
      guard readInput() else { return disconnected() }
    } else if let patience, patience <= MonotonicTime.now {
      self.patience = nil
      deliver(decoder.giveUp())
    }
    return nil
  }

  /// A terminal that goes away also sends a signal, unless that is ignored; it says more.
  private func disconnected() -> End {
    let signal = terminal_ending_signal()
    return signal == 0 ? .disconnected : .signal(signal)
  }

  // MARK: Input

  /// Takes all the input that there is; false if the terminal is gone.
  private mutating func readInput() -> Bool {
    var buffer = [UInt8](repeating: 0, count: 4096)
    var total = 0
    while total < Self.inputLimit {
      let count = read(terminal.input, &buffer, buffer.count)
      if count < 0 { return errno == EINTR || errno == EAGAIN }
      // A terminal without line editing never gives an empty piece, unless it has gone.
      guard count > 0 else { return false }
      receive(Array(buffer[..<count]))
      total += count
      var entry = pollfd(fd: terminal.input, events: Int16(POLLIN), revents: 0)
      guard !program.isDone, poll(&entry, 1, 0) > 0 else { return true }
    }
    return true
  }

  private mutating func receive(_ bytes: [UInt8]) {
    guard !bytes.isEmpty else { return }
    deliver(decoder.feed(bytes))
    let milliseconds: Int? =
      switch decoder.wait {
      case .escape: terminal.escapeDelay
      case .sequence: max(terminal.escapeDelay, Self.sequenceMilliseconds)
      case .paste: Self.pasteMilliseconds
      case nil: nil
      }
    patience = milliseconds.map { MonotonicTime.now.adding(milliseconds: $0) }
  }

  private func deliver(_ events: [InputEvent]) {
    for event in events {
      if program.isDone { return }
      switch event {
      case .click(let point), .wheel(let point, _):
        guard Rect(terminal.size).contains(point) else { continue }
      default: break
      }
      program.receive(event)
    }
  }
}
