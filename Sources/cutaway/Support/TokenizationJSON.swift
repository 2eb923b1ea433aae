import ModelFiles
import Tokenizers

/// A tokenized text as one JSON object.
enum TokenizationJSON {
  static func bytes(
    _ source: [UInt8], _ session: Tokenizer.Session, _ command: TokenizeCommand
  ) -> [UInt8] {
    let tokenizer = session.tokenizer
    // Written at once: as values they would take some ten times the memory.
    var steps: [[UInt8]] = []
    let collect: StepSink? =
      command.steps ? { steps.append(JSONWriter.bytes(of: StepJSON.value(of: $0))) } : nil
    let encoding = session.encode(
      source, addsSpecialTokens: !command.noSpecial, steps: collect)
    let decoded = tokenizer.decode(encoding.ownIDs, keepsSpecialTokens: true, steps: collect)
    var writer = JSONWriter()
    func ranges(_ key: String, _ ranges: [Range<Int>]) {
      writer.key(key)
      writer.beginArray()
      for range in ranges {
        writer.beginArray()
        writer.integer(range.lowerBound)
        writer.integer(range.upperBound)
        writer.endArray()
      }
      writer.endArray()
    }
    writer.beginObject()
    writer.key("ids")
    writer.beginArray()
    for id in encoding.ids { writer.integer(id) }
    writer.endArray()
    writer.key("tokens")
    writer.beginArray()
    for token in encoding.ids.indices {
      writer.string(String(decoding: tokenizer.bytes(of: token, in: encoding), as: UTF8.self))
    }
    writer.endArray()
    writer.key("offsets")
    writer.beginObject()
    ranges("bytes", encoding.offsets)
    ranges("characters", encoding.characterOffsets(in: source))
    writer.endObject()
    writer.key("decoded")
    writer.string(decoded)
    if !encoding.losses.isEmpty {
      writer.key("lost")
      writer.value(.array(encoding.losses.map { value(of: $0, in: source) }))
    }
    if command.steps {
      writer.key("steps")
      writer.beginArray()
      for step in steps { writer.encoded(step) }
      writer.endArray()
    }
    writer.endObject()
    return writer.drain()
  }

  private static func value(of loss: Loss, in source: [UInt8]) -> JSONValue {
    .object([
      JSONMember("bytes", StepJSON.range(loss.source)),
      JSONMember("text", StepJSON.text(Array(source[loss.source]))),
      JSONMember("kind", .string(loss.kind.rawValue)),
    ])
  }
}
