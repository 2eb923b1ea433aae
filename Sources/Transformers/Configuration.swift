/// Everything that says what a Transformer computes, apart from its parameters.
///
/// One configuration spans the field: GPT-2, BERT, T5, BART, Marian, Llama and PyTorch's
/// `nn.Transformer` are settings of it. Letters in comments: C model width, H heads, D head width, F
/// feed-forward width, V vocabulary, L layers (`Docs/Names.md`).
package struct Configuration: Equatable, Sendable {
  /// Which towers there are.
  package enum Tower: String, CaseIterable, Sendable {
    /// Every position sees every other: BERT.
    case encoder
    /// A position sees itself and earlier ones: GPT.
    case decoder
    /// A decoder that also looks at an encoder's output: the original, T5, BART.
    case encoderDecoder = "encoder-decoder"
  }

  /// What a sublayer's norm is applied to, and where its residual is taken; f is the sublayer.
  package enum Wiring: String, CaseIterable, Sendable {
    /// x ← norm(x + f(x)), as in Vaswani et al. 2017.
    case post
    /// x ← x + f(norm(x)), as in Xiong et al. 2020; a final norm leaves the tower.
    case pre
    /// x ← x + norm₂(f(norm₁(x))), as in Ding et al. 2021 (CogView).
    case sandwich
    /// y = norm(x), x ← y + f(y): the residual taken after the norm, a mistake people really make.
    case wrong
    /// x ← x + f(x), no norm at all.
    case none
  }

  /// How states are normalized.
  package enum Normalization: String, CaseIterable, Sendable {
    /// Mean 0, variance 1, gain and bias.
    case layerNorm = "LayerNorm"
    /// Root mean square 1, gain.
    case rmsNorm = "RMSNorm"
  }

  /// The bend between the feed-forward network's two layers.
  package enum Activation: String, CaseIterable, Sendable {
    case relu = "ReLU"
    case gelu = "GELU"
    case geluTanh = "GELU (tanh)"
    case silu = "SiLU"
    case tanh = "tanh"
  }

  /// How the order of tokens comes in.
  package enum Positions: Equatable, Sendable {
    /// Not at all.
    case none
    /// Sines and cosines added to the embedding, counted from `offset`.
    case sinusoidal(SinusoidArrangement, offset: Int)
    /// A learned row for each of `count` positions, added to the embedding; rows are counted from
    /// `offset` (BART's first is 2).
    case learned(count: Int, offset: Int)
    /// Learned rows; padding tokens all have row `padding`, others count on from there: RoBERTa.
    case learnedSkippingPadding(count: Int, padding: Int)
    /// Queries and keys turned by their position.
    case rotary(RotaryScheme)
    /// Scores lowered in proportion to distance.
    case alibi
    /// A learned bias on the scores for each bucket of distances and each head, shared by all layers.
    case relativeBias(buckets: Int, maximumDistance: Int)
  }

  /// Where the sine and the cosine of one frequency stand.
  package enum SinusoidArrangement: String, CaseIterable, Sendable {
    /// Next to each other: the paper.
    case interleaved
    /// All sines, then all cosines: Marian.
    case halves
  }

  /// What the tower's output is turned into.
  package enum Head: Equatable, Sendable {
    /// Nothing: the states are the result.
    case none
    /// Logits over the vocabulary.
    case languageModel
    /// Logits over the vocabulary for masked positions, through one more layer with this activation and
    /// a LayerNorm with its own ε: BERT.
    case maskedLanguageModel(activation: Activation, epsilon: Float)
    /// Logits over labels from the first position's state; `hidden` is the activation of one more layer
    /// before that, if there is one.
    case classifier(labelCount: Int, hidden: Activation?)
  }

  package var tower: Tower
  package var vocabularySize: Int
  /// The model width C.
  package var dModel: Int
  /// The number of query heads H.
  package var headCount: Int
  /// The number of key and value heads: H (multi-head), 1 (multi-query) or between (grouped).
  package var keyValueHeadCount: Int
  /// The head width D.
  package var dHead: Int
  /// The feed-forward width F.
  package var dFF: Int
  package var encoderLayerCount: Int
  package var decoderLayerCount: Int
  package var activation: Activation
  /// Whether the activation gates a second projection: GEGLU with GELU, SwiGLU with SiLU.
  package var isGated: Bool
  package var normalization: Normalization
  /// The norm's ε.
  package var epsilon: Float
  package var wiring: Wiring
  /// Whether a norm is applied to what leaves a tower.
  package var hasFinalNorm: Bool
  package var positions: Positions
  /// Whether scores are divided by √D.
  package var scalesScores: Bool
  /// Whether a layer's scores are divided by the layer's number too (a GPT-2 variant).
  package var scalesScoresByLayer: Bool
  package var hasQueryKeyValueBias: Bool
  package var hasAttentionOutputBias: Bool
  package var hasFeedForwardBias: Bool
  /// What token embeddings are multiplied by: 1, or √C.
  package var embeddingScale: Float
  /// Whether the sum of embeddings is normalized before layer 1.
  package var hasEmbeddingNorm: Bool
  /// How many kinds of token there are besides (BERT's sentence A and B); 0 for none.
  package var tokenTypeCount: Int
  /// Whether looking up the padding token (and its position, where that has a row) has no gradient.
  package var fixesPadding: Bool
  /// Whether encoder and decoder read the same embedding table.
  package var sharesEmbeddings: Bool
  /// Whether logits are products with the embedding table rather than with a matrix of their own.
  package var tiesHead: Bool
  package var hasHeadBias: Bool
  /// What the output is multiplied by before the head: 1, or 1/√C in T5.
  package var headScale: Float
  package var head: Head
  /// The most positions that the model was made for; nil where nothing limits it.
  package var contextLength: Int?
  /// How far a query may look, back and in an encoder also ahead: keys at a smaller distance than this;
  /// nil for any.
  package var window: Int?
  /// How many keys at the start every query of a decoder may look at, also those before them (a prefix
  /// language model); 0 for none.
  package var prefixLength: Int
  package var tokens: SpecialTokens

  /// Token ids with a meaning to the program.
  package struct SpecialTokens: Equatable, Sendable {
    /// Fills rows up to the same length.
    package var padding: Int?
    /// Begins a text.
    package var beginning: Int?
    /// Ends a text; generation stops at any of them.
    package var ends: [Int]
    /// What a decoder of an encoder-decoder starts from.
    package var decoderStart: Int?

    /// Makes a set of special tokens.
    package init(
      padding: Int? = nil, beginning: Int? = nil, ends: [Int] = [], decoderStart: Int? = nil
    ) {
      self.padding = padding
      self.beginning = beginning
      self.ends = ends
      self.decoderStart = decoderStart
    }
  }

  /// A configuration with the commonest settings: multi-head, LayerNorm with ε 1e-5, learned positions,
  /// biases everywhere, a language model's head tied to the embedding.
  package init(
    tower: Tower, vocabularySize: Int, dModel: Int, headCount: Int, dFF: Int, layerCount: Int,
    wiring: Wiring = .pre, positions: Positions? = nil, activation: Activation = .gelu
  ) {
    self.tower = tower
    self.vocabularySize = vocabularySize
    self.dModel = dModel
    self.headCount = headCount
    self.dFF = dFF
    self.wiring = wiring
    self.activation = activation
    keyValueHeadCount = headCount
    dHead = headCount > 0 ? dModel / headCount : 0
    encoderLayerCount = tower == .decoder ? 0 : layerCount
    decoderLayerCount = tower == .encoder ? 0 : layerCount
    isGated = false
    normalization = .layerNorm
    epsilon = 1e-5
    hasFinalNorm = wiring == .pre || wiring == .sandwich
    self.positions = positions ?? .learned(count: 512, offset: 0)
    scalesScores = true
    scalesScoresByLayer = false
    hasQueryKeyValueBias = true
    hasAttentionOutputBias = true
    hasFeedForwardBias = true
    embeddingScale = 1
    hasEmbeddingNorm = false
    tokenTypeCount = 0
    fixesPadding = false
    sharesEmbeddings = true
    tiesHead = true
    hasHeadBias = false
    headScale = 1
    head = .languageModel
    contextLength = nil
    window = nil
    prefixLength = 0
    tokens = SpecialTokens()
    switch self.positions {
    case .learned(let count, let offset): contextLength = count - offset
    // The row of the padding and those before it belong to no token.
    case .learnedSkippingPadding(let count, let padding): contextLength = count - padding - 1
    case .none, .sinusoidal, .rotary, .alibi, .relativeBias: break
    }
  }
}

/// Why a configuration makes no model.
package enum ConfigurationError: Error, Equatable, Sendable {
  /// A setting has a value that cannot be.
  case setting(String, expected: String, found: String)
}

extension ConfigurationError: CustomStringConvertible {
  /// One line: the setting, what was expected, what was found.
  package var description: String {
    switch self {
    case .setting(let name, let expected, let found): "\(name) must be \(expected), is \(found)"
    }
  }
}

extension Configuration {
  /// Refuses settings that cannot be, before anything is computed from them.
  package func validate() throws(ConfigurationError) {
    // Far above any model, far below what overflows when sizes are multiplied.
    let largest = 1 << 24
    var sizes: [(String, Int, Int)] = [
      ("vocabulary size", vocabularySize, 1), ("model width", dModel, 1), ("heads", headCount, 1),
      ("key/value heads", keyValueHeadCount, 1), ("head width", dHead, 1),
      ("feed-forward width", dFF, 1), ("encoder layers", encoderLayerCount, 0),
      ("decoder layers", decoderLayerCount, 0), ("token types", tokenTypeCount, 0),
    ]
    switch positions {
    case .learned(let count, _), .learnedSkippingPadding(let count, _):
      sizes.append(("positions", count, 1))
    case .none, .sinusoidal, .rotary, .alibi, .relativeBias: break
    }
    if case .classifier(let labelCount, _) = head { sizes.append(("labels", labelCount, 1)) }
    for (name, value, least) in sizes where value < least || value > largest {
      throw .setting(name, expected: "between \(least) and \(largest)", found: "\(value)")
    }
    guard headCount * dHead <= largest else {
      throw .setting(
        "heads times head width", expected: "at most \(largest)", found: "\(headCount * dHead)")
    }
    guard headCount % keyValueHeadCount == 0 else {
      throw .setting(
        "heads", expected: "a multiple of the \(keyValueHeadCount) key/value heads",
        found: "\(headCount)")
    }
    switch positions {
    case .rotary(let scheme):
      guard scheme.width > 0, scheme.width % 2 == 0, scheme.width <= dHead else {
        throw .setting(
          "rotary width", expected: "even and at most the head width \(dHead)",
          found: "\(scheme.width)")
      }
    case .learned(let count, let offset):
      guard offset >= 0, offset < count else {
        throw .setting(
          "first position", expected: "between 0 and \(count - 1)", found: "\(offset)")
      }
    case .learnedSkippingPadding(let count, let padding):
      guard padding >= 0, padding < count - 1 else {
        throw .setting(
          "padding position", expected: "between 0 and \(count - 2)", found: "\(padding)")
      }
    case .none, .sinusoidal, .alibi, .relativeBias: break
    }
    if case .relativeBias(let buckets, let maximumDistance) = positions {
      guard buckets >= 2, buckets <= largest else {
        throw .setting(
          "relative bias buckets", expected: "between 2 and \(largest)", found: "\(buckets)")
      }
      // Half of the buckets hold one distance each; the others share what lies beyond.
      guard maximumDistance > buckets / 2, maximumDistance <= largest else {
        throw .setting(
          "relative bias distance", expected: "above half of the \(buckets) buckets",
          found: "\(maximumDistance)")
      }
    }
    guard epsilon >= 0, epsilon.isFinite else {
      throw .setting("norm epsilon", expected: "a finite number from 0", found: "\(epsilon)")
    }
    guard prefixLength >= 0 else {
      throw .setting("prefix length", expected: "at least 0", found: "\(prefixLength)")
    }
    if let window, window < 1 {
      throw .setting("attention window", expected: "at least 1", found: "\(window)")
    }
  }

  /// Whether the head gives logits over the vocabulary.
  package var predictsTokens: Bool {
    switch head {
    case .languageModel, .maskedLanguageModel: true
    case .none, .classifier: false
    }
  }
}
