import ModelFiles
import Tokenizers
import Training

/// The tokenizers that are trained when the tokens screen is first opened: the same every time.
enum TrainedTokenizers {
  /// How many texts of each built-in language they see.
  private static let textCount = 150
  /// How many entries a family's vocabulary gets: few enough that words fall into parts.
  private static func size(of family: TrainableFamily) -> Int {
    switch family {
    // 256 entries of each of these are bytes.
    case .character, .word: 1_000
    case .bpe: 1_200
    case .byteLevelBPE: 800
    case .wordPiece, .unigram: 900
    }
  }

  /// Trains all of them; a family that cannot be trained is left out.
  static func make() -> [TokenScheme: OpenTokenizer] {
    let corpus = texts
    var made: [TokenScheme: OpenTokenizer] = [:]
    for scheme in TokenScheme.trained {
      switch scheme {
      case .bytes:
        made[scheme] = train(.byteLevelBPE, size: 256 + specialCount(.byteLevelBPE), corpus)
      case .trained(let family): made[scheme] = train(family, size: size(of: family), corpus)
      case .model: continue
      }
    }
    return made
  }

  private static func specialCount(_ family: TrainableFamily) -> Int {
    TokenizerWriter.specialTokens(of: family).count
  }

  private static func train(
    _ family: TrainableFamily, size: Int, _ corpus: [[UInt8]]
  ) -> OpenTokenizer? {
    var training = TokenizerTraining(family: family, size: size)
    for text in corpus { training.count(text) }
    guard let writer = try? training.finish(),
      let tokenizer = try? TokenizerFile.read(writer.bytes, path: family.rawValue)
    else { return nil }
    return OpenTokenizer(tokenizer)
  }

  /// Texts of the built-in languages, in all their fields.
  private static var texts: [[UInt8]] {
    var texts: [[UInt8]] = []
    for name in LanguageLibrary.builtInNames {
      guard let language = try? LanguageLibrary.open(name) else { continue }
      for number in 0..<textCount {
        guard let example = try? language.example(number, of: nil, seed: 1) else { continue }
        texts += language.fields.compactMap { example.texts[$0.name] }.map { Array($0.text.utf8) }
      }
    }
    return texts
  }
}
