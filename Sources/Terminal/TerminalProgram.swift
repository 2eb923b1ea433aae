import Screen

/// What runs in a terminal.
@MainActor package protocol TerminalProgram: AnyObject {
  /// Says once, before anything else, what the reader should know about the terminal.
  func begin(_ notices: [TerminalNotice])
  /// Takes a key, a paste, a click or a new size.
  func receive(_ event: InputEvent)
  /// Says that a worker thread has news, or that the deadline has come.
  func wake()
  /// When it wants to be woken; nil to sleep until something happens.
  var deadline: MonotonicTime? { get }
  /// The next frame; nil if nothing has changed since the last.
  func canvas(size: Size, medium: Medium) -> Canvas?
  /// Whether the mouse is to be reported, which takes selecting text away from the terminal.
  var wantsMouse: Bool { get }
  /// Whether it has ended.
  var isDone: Bool { get }
  /// Saves what must not be lost; called once before every orderly end, a hang-up among them.
  func save()
}

extension TerminalProgram {
  package func begin(_ notices: [TerminalNotice]) {}
}
