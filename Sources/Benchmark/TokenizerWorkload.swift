import ModelFiles
import Tensors
import Tokenizers

/// A megabyte of text through byte-level BPE, and through its worst case.
enum TokenizerWorkload {
  private static let megabyte = 1 << 20

  /// English, Chinese and code in turns, made of random words: no two runs of the program differ.
  private static func mixedText(seed: UInt64) -> [UInt8] {
    var generator = SeededGenerator(seed: seed)
    func word(_ letters: ClosedRange<UInt32>, _ length: ClosedRange<Int>) -> String {
      var scalars = String.UnicodeScalarView()
      for _ in 0..<Int.random(in: length, using: &generator) {
        // Letters near the start are frequent, so that words and syllables repeat.
        let reach = min(generator.uniform(), generator.uniform(), generator.uniform())
        let offset = UInt32(reach * Double(letters.upperBound - letters.lowerBound))
        if let scalar = Unicode.Scalar(letters.lowerBound + offset) { scalars.append(scalar) }
      }
      return String(scalars)
    }
    var bytes: [UInt8] = []
    while bytes.count < megabyte {
      for _ in 0..<12 { bytes += (word(0x61...0x7A, 1...9) + " ").utf8 }
      bytes += "\n".utf8
      for _ in 0..<3 { bytes += (word(0x4E00...0x5400, 4...12) + "，").utf8 }
      let (name, other) = (word(0x61...0x7A, 1...6), word(0x61...0x7A, 1...6))
      bytes += "\n    if (\(name) < \(Int.random(in: 0..<1000, using: &generator))) {\n".utf8
      bytes += "        \(other)[\(name)] += \(other);\n    }\n".utf8
    }
    return bytes
  }

  static func run(_ runs: Int) throws -> [Measurement] {
    let text = mixedText(seed: 1)
    var training = TokenizerTraining(family: .byteLevelBPE, size: 8000)
    for line in mixedText(seed: 2).split(separator: UInt8(ascii: "\n")) {
      training.count(Array(line))
    }
    let file = try training.finish().bytes
    let tokenizer = try TokenizerFile.read(file, path: "benchmark")
    var generator = SeededGenerator(seed: 3)
    let letters = (0..<megabyte).map { _ in UInt8.random(in: 0x61...0x7A, using: &generator) }
    let cases = [
      ("mixed", text), ("one-word", letters),
      ("one-letter", [UInt8](repeating: 0x61, count: megabyte)),
    ]
    return cases.map { name, text in
      var tokens = 0
      let times = measure(runs: runs) { tokens = tokenizer.encode(text).ids.count }
      return Measurement(
        name: "tokenize-\(name)", figures: times.map { $0 * 1e3 }, unit: "ms",
        remark: "\(text.count) bytes, \(tokens) tokens, vocabulary \(tokenizer.size)")
    }
  }
}
