/// How scalars decompose, compose and are ordered, as the reference implementation does it.
///
/// Its data is that of Unicode 9: younger scalars neither decompose nor move. Hangul syllables are
/// not in the table, since they follow from arithmetic (Unicode, §3.12).
struct NormalizationTable: Sendable {
  /// The table, made when it is first needed.
  static let shared = NormalizationTable()

  /// The combining class in the low byte, and above it what a quick check needs.
  private var properties: ScalarTable
  /// Scalars' numbers in `entries`, 0 for none.
  private var canonical = ScalarTable()
  /// The same for decompositions that are not canonical.
  private var compatibility = ScalarTable()
  /// Where each decomposition begins in the pool; it ends where the next begins, and number 0 is empty.
  private var entries = [0, 0]
  private var pool: [UInt32] = []
  /// Pairs of scalars that compose, sorted, and what they become.
  private var pairs: [UInt64] = []
  private var composites: [UInt32] = []

  /// Set for scalars that may be the second of a pair that composes.
  private static let second: UInt16 = 1 << 12

  private init() {
    properties = ScalarTable(runs: Self.packedCombiningClasses)
    let decomposing = readDecompositions(Self.packedCanonical, isCanonical: true)
    let compatible = readDecompositions(Self.packedCompatibility, isCanonical: false)
    collectPairs(decomposing)
    properties.add(Self.second, to: Hangul.vowels)
    properties.add(Self.second, to: Hangul.trailing.dropFirst())
    // Hangul syllables decompose only; whatever has a class, or may compose with what is before it,
    // needs a closer look in any form that it concerns.
    properties.add(Form.nfd.flag | Form.nfkd.flag, to: Hangul.syllables)
    let composed = Set(composites)
    for scalar in decomposing {
      properties.add(Form.nfd.flag | Form.nfkd.flag, to: scalar..<scalar + 1)
      if !composed.contains(UInt32(scalar)) {
        properties.add(Form.nfc.flag | Form.nfkc.flag, to: scalar..<scalar + 1)
      }
    }
    for scalar in compatible {
      properties.add(Form.nfkc.flag | Form.nfkd.flag, to: scalar..<scalar + 1)
    }
  }

  typealias Form = UnicodeNormalizer.Form

  // MARK: Look-ups

  /// Whether a scalar stays as it is in a form, and keeps apart what is before it from what is behind
  /// it, except that it may compose with what is behind it.
  @inline(__always)
  func isStable(_ scalar: UInt32, in form: Form) -> Bool {
    let restless = form.composes ? form.flag | 0xFF | Self.second : form.flag | 0xFF
    return properties[scalar] & restless == 0
  }

  /// The canonical combining class; 0 for what is no mark.
  @inline(__always)
  func combiningClass(of scalar: UInt32) -> UInt8 { UInt8(truncatingIfNeeded: properties[scalar]) }

  /// Calls `body` with each scalar that a scalar becomes; with itself if it does not decompose.
  @inline(__always)
  func decompose(_ scalar: UInt32, compatibly: Bool, _ body: (UInt32) -> Void) {
    if Hangul.syllables.contains(Int(scalar)) { return Hangul.decompose(scalar, body) }
    var entry = compatibly ? compatibility[scalar] : 0
    if entry == 0 { entry = canonical[scalar] }
    guard entry > 0 else { return body(scalar) }
    for index in entries[Int(entry)]..<entries[Int(entry) + 1] { body(pool[index]) }
  }

  /// What two scalars become when they stand together; nil where they do not compose.
  @inline(__always)
  func compose(_ first: UInt32, _ second: UInt32) -> UInt32? {
    guard properties[second] & Self.second != 0 else { return nil }
    return Hangul.compose(first, second) ?? find(Self.key(first, second)).map { composites[$0] }
  }

  private static func key(_ first: UInt32, _ second: UInt32) -> UInt64 {
    UInt64(first) << 32 | UInt64(second)
  }

  private func find(_ key: UInt64) -> Int? {
    var (low, high) = (0, pairs.count)
    while low < high {
      let middle = (low + high) / 2
      if pairs[middle] < key { low = middle + 1 } else { high = middle }
    }
    return low < pairs.count && pairs[low] == key ? low : nil
  }

  // MARK: Reading the data

  /// Reads decompositions; says which scalars have one.
  private mutating func readDecompositions(_ packed: String, isCanonical: Bool) -> [Int] {
    var scalars: [Int] = []
    var integers = PackedIntegers(packed)
    var scalar = 0
    var last: [Int] = []
    while let gap = integers.next(), let count = integers.next() {
      scalar += gap
      let parts = (0..<count).map { index in
        (integers.nextSigned() ?? 0) + (index < last.count ? last[index] : 0)
      }
      pool += parts.map { UInt32($0) }
      let entry = UInt16(entries.count - 1)
      entries.append(pool.count)
      if isCanonical {
        canonical.add(entry, to: scalar..<scalar + 1)
      } else {
        compatibility.add(entry, to: scalar..<scalar + 1)
      }
      scalars.append(scalar)
      last = parts
    }
    return scalars
  }

  /// Makes the pairs out of the full decompositions: the last scalar composes with what all before it
  /// compose to.
  private mutating func collectPairs(_ decomposing: [Int]) {
    var excluded: Set<Int> = []
    var integers = PackedIntegers(Self.packedExclusions)
    var position = 0
    while let gap = integers.next() {
      position += gap
      excluded.insert(position)
    }
    var found: [UInt64: UInt32] = [:]
    let composable = decomposing.filter { !excluded.contains($0) }
    // The shortest first, as the longer ones are built on them.
    for count in 2...4 {
      for scalar in composable {
        let entry = Int(canonical[UInt32(scalar)])
        let parts = pool[entries[entry]..<entries[entry + 1]]
        guard parts.count == count, var first = parts.first, let last = parts.last else { continue }
        for part in parts.dropFirst().dropLast() {
          first = found[Self.key(first, part)] ?? first
        }
        found[Self.key(first, last)] = UInt32(scalar)
      }
    }
    pairs = found.keys.sorted()
    composites = pairs.compactMap { found[$0] }
    for pair in pairs {
      let second = Int(pair & 0xFFFF_FFFF)
      properties.add(Self.second, to: second..<second + 1)
    }
  }
}
