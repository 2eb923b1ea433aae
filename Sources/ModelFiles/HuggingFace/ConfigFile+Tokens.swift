import Transformers

extension ConfigFile {
  /// The special tokens, from `config.json`, else from `generation_config.json`, else the defaults.
  ///
  /// A null is "none" where the generation's file does not know better. Ends are those of both files:
  /// a chat model's generation file adds the end of a turn. An id beyond the vocabulary can never be
  /// met and counts as none.
  func tokens(
    vocabularySize: Int, defaults: Configuration.SpecialTokens = .init()
  ) throws(ArchitectureError) -> Configuration.SpecialTokens {
    func one(_ key: String, _ fallback: Int?) throws(ArchitectureError) -> Int? {
      try ids(key, fallback.map { [$0] } ?? [], isList: false).first {
        $0 >= 0 && $0 < vocabularySize
      }
    }
    let ends = try ids("eos_token_id", defaults.ends, isList: true)
    return Configuration.SpecialTokens(
      padding: try one("pad_token_id", defaults.padding),
      beginning: try one("bos_token_id", defaults.beginning),
      ends: ends.filter { $0 >= 0 && $0 < vocabularySize },
      decoderStart: try one("decoder_start_token_id", defaults.decoderStart))
  }

  private func ids(
    _ key: String, _ fallback: [Int], isList: Bool
  ) throws(ArchitectureError) -> [Int] {
    let own = try Self.ids(json, path, key, isList: isList)
    if let own, !isList { return own }
    let others = try generation.flatMap { file throws(ArchitectureError) in
      try Self.ids(file.json, file.path, key, isList: isList)
    }
    if own == nil, others == nil { return json[key] == nil ? fallback : [] }
    let first = own ?? []
    return first + (others ?? []).filter { !first.contains($0) }
  }

  private static func ids(
    _ json: JSONValue, _ path: String, _ key: String, isList: Bool
  ) throws(ArchitectureError) -> [Int]? {
    guard let value = json[key], !value.isNull else { return nil }
    if let id = value.integerValue { return [id] }
    let ids = isList ? value.arrayValue?.map(\.integerValue) : nil
    guard let ids, !ids.contains(nil) else {
      throw .value(
        path: path, key: key, expected: isList ? "a token id or a list of them" : "a token id",
        found: shown(value))
    }
    return ids.compactMap(\.self)
  }
}
