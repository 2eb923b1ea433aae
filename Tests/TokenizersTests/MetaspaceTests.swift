import Testing
import Tokenizers

@Suite struct MetaspaceTests {
  private func cut(
    _ text: AlignedText, _ prepends: PrependScheme, splits: Bool = true
  ) -> (pieces: [String], sources: [Range<Int>]) {
    var pieces = Pieces(text)
    MetaspacePreTokenizer(replacement: "▁", prepends: prepends, splits: splits).cut(&pieces)
    return (
      pieces.ranges.map { String(decoding: pieces.text.bytes[$0], as: UTF8.self) },
      pieces.ranges.map { pieces.text.source(of: $0) }
    )
  }

  @Test func `every space begins a piece`() {
    let (pieces, sources) = cut(AlignedText(bytes("Hey   friend!")), .always)
    #expect(pieces == ["▁Hey", "▁", "▁", "▁friend!"])
    #expect(sources == [0..<3, 3..<4, 4..<5, 5..<13])
  }

  @Test func `nothing is put before a space or a written mark`() {
    #expect(cut(AlignedText(bytes(" a")), .always).pieces == ["▁a"])
    #expect(cut(AlignedText(bytes("▁a")), .always).pieces == ["▁a"])
    #expect(cut(AlignedText(bytes("a▁b\tc")), .never).pieces == ["a", "▁b\tc"])
  }

  @Test func `the first scheme looks at the place in the source`() {
    #expect(cut(AlignedText(bytes("a b")), .first, splits: false).pieces == ["▁a▁b"])
    #expect(cut(AlignedText(bytes("a b"), start: 3), .first, splits: false).pieces == ["a▁b"])
    #expect(cut(AlignedText(bytes("a b"), start: 3), .always, splits: false).pieces == ["▁a▁b"])
  }

  @Test func `what is put before a piece stands for its first character`() {
    var pieces = Pieces(AlignedText(bytes("日")))
    MetaspacePreTokenizer(replacement: "▁", prepends: .always, splits: true).cut(&pieces)
    #expect(pieces.text.source(of: 0..<3) == 0..<3)
    #expect(pieces.text.source(of: 3..<6) == 0..<3)
  }

  @Test func `every piece is marked where it begins`() {
    var pieces = Pieces(AlignedText(bytes("abc")))
    pieces.ranges = [0..<1, 1..<3]
    MetaspacePreTokenizer(replacement: "▁", prepends: .always, splits: true).cut(&pieces)
    #expect(pieces.ranges.map { Array(pieces.text.bytes[$0]) } == [bytes("▁a"), bytes("▁bc")])
  }

  @Test func `no text gives no piece`() {
    #expect(cut(AlignedText([]), .always).pieces == [])
  }
}

@Suite struct DecoderTests {
  private func decode(_ decoder: any TokenDecoder, _ tokens: [String]) -> [String] {
    decoder.decode(tokens.map(bytes)).map { String(decoding: $0, as: UTF8.self) }
  }

  @Test func `Metaspace leaves the marks of the first token out`() {
    let always = MetaspaceDecoder(replacement: "▁", prepends: .always)
    #expect(decode(always, ["▁▁Hey▁", "▁you▁"]) == ["Hey", " you "])
    let first = MetaspaceDecoder(replacement: "▁", prepends: .first)
    #expect(decode(first, ["▁Hey", "▁you"]) == ["Hey", " you"])
    let never = MetaspaceDecoder(replacement: "▁", prepends: .never)
    #expect(decode(never, ["▁Hey", "▁you"]) == [" Hey", " you"])
  }

  // Hugging Face's own example.
  @Test func `WordPiece joins the parts of words`() {
    let decoder = WordPieceDecoder(prefix: bytes("##"), cleansUp: false)
    #expect(
      decode(decoder, ["##uelo", "Ara", "##új", "##o", "No", "##guera"]).joined()
        == "##uelo Araújo Noguera")
  }

  @Test func `WordPiece cleans each token up by itself`() {
    let decoder = WordPieceDecoder(prefix: bytes("##"), cleansUp: true)
    #expect(
      decode(decoder, ["do", "n't", "it", "'s", ",", "'", "."])
        == ["do", "n't", " it", "'s", ",", " '", "."])
    #expect(decode(decoder, ["a do not b ' c 've 're 'm ! ?"]) == ["a don't b'c've're'm!?"])
    #expect(decode(decoder, ["'", "s"]) == ["'", " s"])
  }

  @Test func `strip takes a character off both ends, so many times`() {
    #expect(decode(StripDecoder(content: "H", start: 1, stop: 0), ["Hey", "HHH"]) == ["ey", "HH"])
    #expect(decode(StripDecoder(content: "y", start: 0, stop: 2), ["Heyyy"]) == ["Hey"])
    #expect(
      decode(StripDecoder(content: "▁", start: 2, stop: 2), ["▁a▁", "▁▁▁", ""]) == ["a", "", ""])
  }

  @Test func `replace writes something else for every match`() {
    let decoder = ReplaceDecoder(TextPattern(text: bytes("▁")), with: bytes(" "))
    #expect(decode(decoder, ["▁a▁▁b", "c", ""]) == [" a  b", "c", ""])
  }
}
