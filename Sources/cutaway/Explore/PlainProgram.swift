import Explorer
import Screen
import Tensors
import Terminal

#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// The explorer without a screen: commands from standard input, answers to standard output.
struct PlainProgram {
  private var session: PlainSession

  /// Whether an environment asks for it: `CUTAWAY_PLAIN=1`, or a terminal that is called dumb.
  static func isWanted(environment: [String: String]) -> Bool {
    if let wish = environment["CUTAWAY_PLAIN"], !wish.isEmpty { return wish != "0" }
    return environment["TERM"] == "dumb"
  }

  /// Makes the program.
  init(_ state: State) { session = PlainSession(state) }

  /// Runs until the reader ends it, or standard input does.
  mutating func run(_ request: OpenRequest?) throws {
    var output = Output()
    // A prompt is for a person: it would stand among the answers in a file or a pipe.
    let isAsked = isatty(0) == 1 && isatty(1) == 1
    if let request {
      // A walk that was asked for and cannot begin is a failure, as in every other command.
      _ = try ModelOption.place(request.model)
      let subject = try SubjectOpener.subject(of: request)
      if let address = request.address { try subject.check(address) }
      try say(session.begin(subject), &output)
    } else {
      try say(session.greeting, &output)
    }
    var lines = TextLines()
    while !session.isDone {
      if isAsked { prompt() }
      guard let line = lines.next() else { break }
      let bytes = line.last == UInt8(ascii: "\r") ? line.dropLast() : line[...]
      try say(session.answer(String(decoding: bytes, as: UTF8.self)), &output)
    }
    try lines.check()
  }

  private func say(_ lines: [String], _ output: inout Output) throws {
    for line in lines { try output.line(line) }
    try output.flush()
  }

  private func prompt() {
    let mark = Array("> ".utf8)
    _ = mark.withUnsafeBytes { write(1, $0.baseAddress, $0.count) }
  }
}
