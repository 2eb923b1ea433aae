import Screen

/// Turns the bytes that a terminal sends into keys, pastes and clicks.
///
/// The bytes may come in pieces, cut anywhere. What is malformed or unknown is left out; it never
/// swallows what follows.
struct InputDecoder {
  /// Sequences of this terminal, tried before the common ones.
  private let sequences: KeySequences
  private var pending: [UInt8] = []
  private var pasted: [UInt8]?

  /// The most bytes of one paste; what follows is left out.
  static let pasteLimit = 1 << 20

  private static let escape: UInt8 = 0x1B
  private static let pasteEnd: [UInt8] = Array("\u{1B}[201~".utf8)

  /// Makes a decoder.
  init(sequences: KeySequences = KeySequences()) { self.sequences = sequences }

  /// What an unfinished sequence waits for; nil if there is none.
  enum Wait: Equatable {
    /// Whether Esc was pressed alone.
    case escape
    /// The rest of a sequence.
    case sequence
    /// The end of a paste.
    case paste
  }

  /// What is being waited for.
  var wait: Wait? {
    if pasted != nil { return .paste }
    return pending.isEmpty ? nil : pending == [Self.escape] ? .escape : .sequence
  }

  /// Takes bytes, and gives the events that they complete.
  mutating func feed(_ bytes: some Sequence<UInt8>) -> [InputEvent] {
    pending.append(contentsOf: bytes)
    var events: [InputEvent] = []
    var place = 0
    while place < pending.count {
      if pasted != nil {
        guard let next = readPaste(from: place, &events) else { return events }
        place = next
        continue
      }
      switch read(pending[place...]) {
      case .event(let event, let length):
        if let event { events.append(event) }
        place += length
      case .pasteBegins(let length):
        pasted = []
        place += length
      case .incomplete:
        pending.removeFirst(place)
        return events
      }
    }
    pending = []
    return events
  }

  /// Says that nothing more came in time: what is unfinished is taken as it stands.
  mutating func giveUp() -> [InputEvent] {
    defer { pending = [] }
    if var text = pasted {
      text += pending
      pasted = nil
      return paste(text)
    }
    if pending == [Self.escape] { return [.key(.escape)] }
    // Alt with a key that sequences begin with: Esc [ and Esc O.
    if pending.count == 2, pending[0] == Self.escape, pending[1] > 0x20, pending[1] < 0x7F {
      return [.key(.alt(Unicode.Scalar(pending[1])))]
    }
    return []
  }

  // MARK: One thing at a time

  /// What was read.
  enum Reading {
    /// An event, or nil for bytes that mean nothing, and how many bytes.
    case event(InputEvent?, length: Int)
    case pasteBegins(length: Int)
    case incomplete
  }

  private func read(_ bytes: ArraySlice<UInt8>) -> Reading {
    let first = bytes[bytes.startIndex]
    if first == Self.escape { return readEscape(bytes) }
    if first < 0x80 { return .event(Self.key(of: first).map { .key($0) }, length: 1) }
    switch Self.scalar(at: bytes) {
    case .scalar(let scalar, let length):
      // C1 controls are no keys.
      return .event(scalar.value < 0xA0 ? nil : .key(.character(scalar)), length: length)
    case .incomplete: return .incomplete
    case .malformed: return .event(nil, length: 1)
    }
  }

  private func readEscape(_ bytes: ArraySlice<UInt8>) -> Reading {
    let own = sequences.match(bytes)
    if case .key(let key, let length) = own { return .event(.key(key), length: length) }
    guard bytes.count > 1 else { return .incomplete }
    switch bytes[bytes.startIndex + 1] {
    case UInt8(ascii: "["):
      let reading = ControlSequence.read(bytes)
      if case .event(nil, _) = reading, own == .incomplete { return .incomplete }
      return reading
    case UInt8(ascii: "O"):
      guard bytes.count > 2 else { return .incomplete }
      let final = bytes[bytes.startIndex + 2]
      if let key = ControlSequence.applicationKey(final) { return .event(.key(key), length: 3) }
      // Alt-O, and then something else.
      return .event(.key(.alt("O")), length: 2)
    case let next where next < 0x20 || next == 0x7F:
      return .event(.key(.escape), length: 1)
    case let next where next < 0x80:
      return .event(.key(.alt(Unicode.Scalar(next))), length: 2)
    default:
      switch Self.scalar(at: bytes.dropFirst()) {
      case .scalar(let scalar, let length):
        return .event(scalar.value < 0xA0 ? nil : .key(.alt(scalar)), length: 1 + length)
      case .incomplete: return .incomplete
      case .malformed: return .event(nil, length: 2)
      }
    }
  }

  /// The key of a byte of ASCII.
  static func key(of byte: UInt8) -> Key? {
    switch byte {
    case 0x0D, 0x0A: .enter
    case 0x09: .tab
    case 0x08, 0x7F: .backspace
    case 0x00: .control(" ")
    // 1 is Ctrl-A: the letter's code without its upper bits.
    case 0x01...0x1A: .control(Unicode.Scalar(byte + 0x60))
    case 0x1C...0x1F: .control(Unicode.Scalar(byte + 0x40))
    case 0x20..<0x7F: .character(Unicode.Scalar(byte))
    default: nil
    }
  }

  // MARK: Pasting

  /// Takes bytes of a paste; gives the place after its end, or nil if more must come.
  private mutating func readPaste(from place: Int, _ events: inout [InputEvent]) -> Int? {
    let end = Self.pasteEnd
    var index = place
    while index < pending.count {
      if pending[index] == Self.escape {
        let rest = pending[index...].prefix(end.count)
        if rest.elementsEqual(end) {
          keep(pending[place..<index])
          events += paste(pasted ?? [])
          pasted = nil
          return index + end.count
        }
        if end.starts(with: rest) { break }
      }
      index += 1
    }
    keep(pending[place..<index])
    pending.removeFirst(index)
    return nil
  }

  private mutating func keep(_ bytes: ArraySlice<UInt8>) {
    let room = Self.pasteLimit - (pasted?.count ?? 0)
    pasted?.append(contentsOf: bytes.prefix(max(0, room)))
  }

  /// The event of a paste: line ends as `\n`, without bytes that are not UTF-8.
  private func paste(_ bytes: [UInt8]) -> [InputEvent] {
    var text = ""
    var place = 0
    while place < bytes.count {
      guard case .scalar(let scalar, let length) = Self.scalar(at: bytes[place...]) else {
        place += 1
        continue
      }
      place += length
      if scalar == "\n", place > 1, bytes[place - 2] == 0x0D { continue }
      text.unicodeScalars.append(scalar == "\r" ? "\n" : scalar)
    }
    return text.isEmpty ? [] : [.paste(text)]
  }
}
