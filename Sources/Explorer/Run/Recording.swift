import Screen

/// What a reader did, as lines of text: `key n`, `key ctrl-c`, `paste …`, `size 120x40`, and `tick` where a
/// step was played.
///
/// A recording is played by sending its events, one after another, each when everything before it is done:
/// no times are kept, and none are needed.
package enum Recording {
  /// Why a line is no event.
  package struct Problem: Error, Equatable, Sendable, CustomStringConvertible {
    /// The line's number, from 1.
    package let line: Int
    /// What was found; visible text.
    package let found: String

    /// One line: where, what was expected, what was found.
    package var description: String {
      "line \(line): expected 'key …', 'paste …', 'click X,Y', 'wheel X,Y ROWS', 'size WxH' or 'tick', found \(found)"
    }
  }

  /// An event as a line.
  package static func line(_ event: InputEvent) -> String {
    switch event {
    case .key(let key): "key \(name(of: key))"
    case .paste(let text): "paste " + escaped(text)
    case .click(let point): "click \(point.x),\(point.y)"
    case .wheel(let point, let rows): "wheel \(point.x),\(point.y) \(rows)"
    case .resized(let size): "size \(size.width)x\(size.height)"
    }
  }

  /// A message as a line; nil for a result, which playing brings about anew.
  package static func line(_ message: Message) -> String? {
    switch message {
    case .input(let event): line(event)
    case .tick: "tick"
    case .result: nil
    }
  }

  /// The messages of a recording; empty lines and those that begin with `#` are none.
  ///
  /// - Throws: ``Problem``.
  package static func messages(_ text: String) throws(Problem) -> [Message] {
    var messages: [Message] = []
    for (index, line) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated()
    {
      guard !line.isEmpty, !line.hasPrefix("#") else { continue }
      if line == "tick" {
        messages.append(.tick)
        continue
      }
      guard let event = event(line) else {
        throw Problem(line: index + 1, found: Medium().shown("\"\(line)\"", limit: 80))
      }
      messages.append(.input(event))
    }
    return messages
  }

  private static func event(_ line: Substring) -> InputEvent? {
    // By bytes: a combining mark after the space makes one character with it.
    guard let space = line.utf8.firstIndex(of: UInt8(ascii: " ")) else { return nil }
    let value = line[line.utf8.index(after: space)...]
    switch line[..<space] {
    case "key": return key(named: String(value)).map(InputEvent.key)
    case "paste": return unescaped(value).map(InputEvent.paste)
    case "size":
      return numbers(value, "x").map { .resized(Size(width: $0, height: $1)) }
    case "click": return numbers(value, ",").map { .click(Point(x: $0, y: $1)) }
    case "wheel":
      let words = value.split(separator: " ")
      guard words.count == 2, let rows = Int(words[1]), let place = numbers(words[0], ",") else {
        return nil
      }
      return .wheel(Point(x: place.0, y: place.1), rows: rows)
    default: return nil
    }
  }

  private static func numbers(_ text: Substring, _ mark: Character) -> (Int, Int)? {
    let parts = text.split(separator: mark, omittingEmptySubsequences: false)
    // Far above any terminal, far below what would fill the memory.
    guard parts.count == 2, let first = Int(parts[0]), let second = Int(parts[1]),
      (0...10_000).contains(first), (0...10_000).contains(second)
    else { return nil }
    return (first, second)
  }

  // MARK: Keys

  private static let names: [(Key, String)] =
    [
      (.enter, "enter"), (.escape, "escape"), (.tab, "tab"), (.backTab, "shift-tab"),
      (.backspace, "backspace"), (.delete, "delete"), (.insert, "insert"), (.up, "up"),
      (.down, "down"), (.left, "left"), (.right, "right"), (.home, "home"), (.end, "end"),
      (.pageUp, "page-up"), (.pageDown, "page-down"), (.shiftUp, "shift-up"),
      (.shiftDown, "shift-down"), (.shiftLeft, "shift-left"), (.shiftRight, "shift-right"),
      (.character(" "), "space"),
    ] + (1...24).map { (.function($0), "f\($0)") }

  /// The key as a word.
  package static func name(of key: Key) -> String {
    if let name = names.first(where: { $0.0 == key })?.1 { return name }
    switch key {
    case .character(let scalar): return escaped(String(scalar))
    case .control(let scalar): return "ctrl-" + escaped(String(scalar))
    case .alt(let scalar): return "alt-" + escaped(String(scalar))
    case .function(let number): return "f\(number)"
    default: return ""
    }
  }

  /// The key of a word; nil where it is none.
  package static func key(named name: String) -> Key? {
    if let key = names.first(where: { $0.1 == name })?.0 { return key }
    for (prefix, make) in [("ctrl-", Key.control), ("alt-", Key.alt)] where name.hasPrefix(prefix) {
      return single(name.dropFirst(prefix.count)).map(make)
    }
    return single(name[...]).map(Key.character)
  }

  private static func single(_ text: Substring) -> Unicode.Scalar? {
    guard let scalars = unescaped(text)?.unicodeScalars, scalars.count == 1 else { return nil }
    return scalars.first
  }

  // MARK: Escapes

  /// A line's text: what would end it or hide in it is written `\u{A}`, a backslash doubled.
  private static func escaped(_ text: String) -> String { Medium().shown(text) }

  private static func unescaped(_ text: Substring) -> String? {
    var result = String.UnicodeScalarView()
    var rest = text.unicodeScalars[...]
    while let scalar = rest.popFirst() {
      guard scalar == "\\" else {
        result.append(scalar)
        continue
      }
      switch rest.popFirst() {
      case "\\": result.append("\\")
      case "n": result.append("\n")
      case "r": result.append("\r")
      case "t": result.append("\t")
      case "u":
        guard rest.popFirst() == "{", let end = rest.firstIndex(of: "}"),
          let value = UInt32(String(rest[..<end]), radix: 16), let scalar = Unicode.Scalar(value)
        else { return nil }
        result.append(scalar)
        rest = rest[rest.index(after: end)...]
      default: return nil
      }
    }
    return String(result)
  }
}
