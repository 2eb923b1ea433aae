/// Reads the regular expressions of ``RunPattern``, in Oniguruma's notation.
///
/// What it does not know for certain it refuses: groups, lookahead, anchors, `*`, lazy and possessive
/// counts, intersections, classes by other names.
struct RunPatternParser {
  private let scalars: [Unicode.Scalar]
  private var offset = 0

  /// More than real files need, and few enough to be quick where a match fails.
  private static let largestCount = 100

  init(_ regex: String) { scalars = Array(regex.unicodeScalars) }

  private var next: Unicode.Scalar? { offset < scalars.count ? scalars[offset] : nil }

  private mutating func skip(_ scalar: Unicode.Scalar) -> Bool {
    guard next == scalar else { return false }
    offset += 1
    return true
  }

  /// The alternatives; nil where there is something unknown.
  mutating func parse() -> [[RunPattern.Run]]? {
    var alternatives: [[RunPattern.Run]] = [[]]
    while next != nil {
      if skip("|") {
        alternatives.append([])
        continue
      }
      guard let set = parseSet(), let (least, most) = parseCounts() else { return nil }
      alternatives[alternatives.count - 1].append(
        RunPattern.Run(set: set, least: least, most: most))
    }
    return alternatives
  }

  private mutating func parseSet() -> ScalarSet? {
    guard let scalar = next else { return nil }
    offset += 1
    switch scalar {
    case "[": return parseBracket()
    case "\\": return parseEscape(word: .word)
    case ".": return ScalarSet(ranges: [0x0A...0x0A], isInverted: true)
    case "(", ")", "*", "+", "?", "{", "}", "^", "$", "]": return nil
    default: return ScalarSet(ranges: [scalar.value...scalar.value])
    }
  }

  private mutating func parseEscape(word: CharacterClass.Flags) -> ScalarSet? {
    guard let scalar = next else { return nil }
    offset += 1
    switch scalar {
    case "s": return ScalarSet(flags: .whiteSpace)
    case "d": return ScalarSet(flags: .decimal)
    case "w": return ScalarSet(flags: word)
    case "S": return ScalarSet(complements: [.whiteSpace])
    case "D": return ScalarSet(complements: [.decimal])
    case "W": return ScalarSet(complements: [word])
    case "n": return ScalarSet(ranges: [0x0A...0x0A])
    case "r": return ScalarSet(ranges: [0x0D...0x0D])
    case "t": return ScalarSet(ranges: [0x09...0x09])
    case "p":
      guard skip("{"), let name = next else { return nil }
      offset += 1
      guard skip("}") else { return nil }
      switch name {
      case "L": return ScalarSet(flags: .letter)
      case "N": return ScalarSet(flags: .number)
      case "M": return ScalarSet(flags: .mark)
      default: return nil
      }
    case "!"..."/", ":"..."@", "["..."`", "{"..."~":
      // Oniguruma gives some escaped signs a meaning of their own, Ruby's `\<` not among them.
      return "\\.|()[]{}*+?^$-/".unicodeScalars.contains(scalar)
        ? ScalarSet(ranges: [scalar.value...scalar.value]) : nil
    default: return nil
    }
  }

  private mutating func parseBracket() -> ScalarSet? {
    var set = ScalarSet()
    set.isInverted = skip("^")
    var isFirst = true
    while let scalar = next, !(scalar == "]" && !isFirst) {
      isFirst = false
      offset += 1
      switch scalar {
      case "]", "-", "&", "^": return nil
      case "[":
        if next == ":" || next == "^" { return nil }
        guard let inner = parseBracket() else { return nil }
        set.ranges += inner.ranges
        set.flags.formUnion(inner.flags)
        set.complements += inner.complements
      case "\\":
        guard let inner = parseEscape(word: .bracketedWord), next != "-" else { return nil }
        set.ranges += inner.ranges
        set.flags.formUnion(inner.flags)
        set.complements += inner.complements
      default:
        guard skip("-") else {
          set.ranges.append(scalar.value...scalar.value)
          continue
        }
        guard let last = next, last.properties.isAlphabetic || ("0"..."9").contains(last),
          last >= scalar
        else { return nil }
        offset += 1
        set.ranges.append(scalar.value...last.value)
      }
    }
    return skip("]") ? set : nil
  }

  private mutating func parseCounts() -> (Int, Int)? {
    var counts = (1, 1)
    if skip("+") {
      counts = (1, Int.max)
    } else if skip("?") {
      counts = (0, 1)
    } else if skip("{") {
      guard let least = parseNumber() else { return nil }
      counts = (least, least)
      if skip(",") { counts.1 = next == "}" ? Int.max : parseNumber() ?? 0 }
      guard skip("}"), counts.0 <= counts.1, counts.1 > 0 else { return nil }
    }
    // A second sign makes a count lazy or possessive, or counts the counted.
    if let next, ["+", "?", "*", "{"].contains(next) { return nil }
    return counts
  }

  private mutating func parseNumber() -> Int? {
    var number: Int?
    while let scalar = next, ("0"..."9").contains(scalar) {
      offset += 1
      let value = (number ?? 0) * 10 + Int(scalar.value - 0x30)
      guard value <= Self.largestCount else { return nil }
      number = value
    }
    return number
  }
}
