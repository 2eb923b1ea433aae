#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// One line at the bottom of a terminal that is written over and over.
///
/// It needs nothing of the terminal but the carriage return. Where not even that can be relied on
/// (`TERM=dumb`, an editor's shell) a new line is printed every few seconds.
struct ProgressLine {
  private let isDumb: Bool
  /// How long a line stays before it is written again.
  ///
  /// - Units: seconds.
  private let interval: Double
  private var last: Double?
  private var width = 0

  /// The line of standard error; nil where that is no terminal.
  init?() {
    guard isatty(2) == 1 else { return nil }
    let name = getenv("TERM").map { String(cString: $0) } ?? ""
    isDumb = name.isEmpty || name == "dumb"
    interval = isDumb ? 5 : 0.1
  }

  /// Shows a line unless the last one is too fresh; it is given the columns that there are.
  mutating func show(at time: Double, isLast: Bool = false, _ line: (_ width: Int) -> String) {
    if let last, time - last < interval, !isLast { return }
    last = time
    guard !isDumb else { return write(line(.max) + "\n") }
    // The last column stays free: some terminals go to the next line when it is written.
    let text = line(Self.columns - 1)
    write("\r" + text + String(repeating: " ", count: max(0, width - text.count)))
    width = text.count
  }

  /// Takes the line away, so that something else can be printed.
  mutating func clear() {
    guard !isDumb, width > 0 else { return }
    write("\r" + String(repeating: " ", count: min(width, Self.columns - 1)) + "\r")
    width = 0
    last = nil
  }

  private static var columns: Int {
    var size = winsize()
    guard ioctl(2, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 else { return 80 }
    return Int(size.ws_col)
  }

  private func write(_ text: String) {
    let bytes = Array(text.utf8)
    // A terminal that has gone is no reason to stop.
    _ = bytes.withUnsafeBytes { writeToErrors($0) }
  }
}

/// The system's `write`, out of reach of the method of that name.
private func writeToErrors(_ bytes: UnsafeRawBufferPointer) -> Int {
  write(2, bytes.baseAddress, bytes.count)
}
