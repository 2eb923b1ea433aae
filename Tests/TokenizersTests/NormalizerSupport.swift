import Tokenizers

/// What normalizers make of a text, one after another.
func normalized(_ source: String, _ normalizers: any Normalizer...) -> String {
  var text = AlignedText(Array(source.utf8))
  for normalizer in normalizers { normalizer.normalize(&text) }
  return String(decoding: text.bytes, as: UTF8.self)
}

/// The same for bytes, and with the source of each byte.
func aligned(_ source: [UInt8], _ normalizer: any Normalizer) -> AlignedText {
  var text = AlignedText(source)
  normalizer.normalize(&text)
  return text
}

/// Whether two texts have the same scalars; Swift's `==` takes é for e with an accent.
func isSame(_ a: String, _ b: String) -> Bool { a.unicodeScalars.elementsEqual(b.unicodeScalars) }

/// The pieces that a pre-tokenizer cuts a text into.
func pieces(_ source: String, _ preTokenizer: any PreTokenizer) -> [String] {
  var pieces = Pieces(AlignedText(Array(source.utf8)))
  preTokenizer.cut(&pieces)
  return pieces.ranges.map { String(decoding: pieces.text.bytes[$0], as: UTF8.self) }
}

/// FNV-1a, to compare long outputs with the reference's.
func hash<Number: BinaryInteger>(_ numbers: [Number]) -> UInt64 {
  var hash: UInt64 = 0xCBF2_9CE4_8422_2325
  numbers.withUnsafeBufferPointer { numbers in
    var index = 0
    // A loop over a range takes several times as long without optimization.
    while index < numbers.count {
      hash = (hash ^ UInt64(numbers[index])) &* 0x100_0000_01B3
      index += 1
    }
  }
  return hash
}

/// Builds a character map as SentencePiece stores it: each node's children in 256 units of their own.
func characterMap(_ entries: [(key: [UInt8], value: String)]) -> [UInt8] {
  var units = [UInt32](repeating: 0, count: 256)
  // Every node by its key: where its own unit is, and where its children begin.
  var bases: [[UInt8]: Int] = [:]
  var pool: [UInt8] = []
  func base(of key: ArraySlice<UInt8>, unit: Int) -> Int {
    if let base = bases[Array(key)] { return base }
    let base = units.count
    units += [UInt32](repeating: 0, count: 256)
    units[unit] |= UInt32(base ^ unit) << 10
    bases[Array(key)] = base
    return base
  }
  for entry in entries {
    var unit = 0
    for (index, byte) in entry.key.enumerated() {
      unit = base(of: entry.key[..<index], unit: unit) ^ Int(byte)
      units[unit] |= UInt32(byte)
    }
    units[base(of: entry.key[...], unit: unit)] = 1 << 31 | UInt32(pool.count)
    units[unit] |= 0x100
    pool += Array(entry.value.utf8) + [0]
  }
  return words([UInt32(4 * units.count)] + units) + pool
}

/// Numbers as bytes, least significant first.
func words(_ numbers: [UInt32]) -> [UInt8] {
  numbers.flatMap { number in (0..<4).map { UInt8(truncatingIfNeeded: number >> (8 * $0)) } }
}
