import Transformers

/// Marian, the translators of Helsinki-NLP: encoder and decoder, Post-LN, sinusoids in halves.
///
/// Files may hold the sinusoids as `embed_positions`; they are computed here instead.
///
/// - Source: transformers, `configuration_marian.py`, `modeling_marian.py`; Junczys-Dowmunt et al.
///   2018, "Marian: Fast Neural Machine Translation in C++".
enum Marian: Architecture {
  static let modelTypes = ["marian"]
  static let classes: [(name: String, head: ArchitectureHead)] = [
    ("MarianMTModel", .tokens), ("MarianModel", .none),
  ]

  static func blueprint(
    _ config: ConfigFile, head: ArchitectureHead, tensors: TensorNames
  ) throws(ArchitectureError) -> Blueprint {
    var c = try BART.configuration(
      config, head: head, vocabularySize: 58101,
      tokens: .init(padding: 58100, ends: [0], decoderStart: 58100))
    c.positions = .sinusoidal(.halves, offset: 0)
    c.wiring = .post
    c.hasFinalNorm = false
    let shares = try config.flag("share_encoder_decoder_embeddings", default: true)
    if !shares {
      // Two tables are read; two vocabularies are not.
      try config.requireEqual(
        ("vocab_size", c.vocabularySize),
        ("decoder_vocab_size", config.size("decoder_vocab_size", default: c.vocabularySize)))
    }
    return BART.blueprint(c, tensors, sharesEmbeddings: shares)
  }
}
