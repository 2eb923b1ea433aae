import ModelFiles
import Testing
import Tokenizers

/// Tokenizer files that are read, and where they are looked for.
struct TokenizerFileTests {
  private func ids(_ tokenizer: Tokenizer, _ text: String) -> [Int] { tokenizer.encode(text).ids }

  // MARK: Kinds

  @Test func `GPT-2's form is read`() throws {
    let tokenizer = try TokenizerText.read(TokenizerText.pairs)
    #expect(tokenizer.model.name == "byte-level BPE")
    #expect(ids(tokenizer, "ab ab<|end|>a") == [3, 4, 5, 0])
    #expect(tokenizer.decode([3, 4, 5, 0]) == "ab aba")
    #expect(tokenizer.decode([5], keepsSpecialTokens: true) == "<|end|>")
    #expect(tokenizer.size == 6)
  }

  @Test func `BERT's form is read, without its truncation and padding`() throws {
    let tokenizer = try TokenizerText.read(TokenizerText.words)
    #expect(tokenizer.template == Template(before: [1], after: [2]))
    #expect(ids(tokenizer, "Unable zebra") == [1, 3, 4, 0, 2])
    #expect(tokenizer.decode([1, 3, 4, 2]) == "unable")
  }

  @Test func `T5's form is read`() throws {
    let tokenizer = try TokenizerText.read(TokenizerText.scores)
    #expect(ids(tokenizer, "a a") == [3, 3])
    #expect(tokenizer.decode([3, 3]) == "a a")
    #expect(tokenizer.normalizers.map(\.name).first == "NFKC")
    #expect(tokenizer.normalizers.count == 2)
    let unigram = try #require(tokenizer.model as? Unigram)
    #expect(unigram.scores == [0, -2.5, -3.25, -4])
  }

  @Test func `whole words are read`() throws {
    let tokenizer = try TokenizerText.read(
      """
      {"model": {"type": "WordLevel", "unk_token": "?", "vocab": {"?": 0, "a": 1}},
       "pre_tokenizer": {"type": "WhitespaceSplit"}}
      """)
    #expect(ids(tokenizer, "a b  a") == [1, 0, 1])
    #expect(tokenizer.encode("a b").losses == [Loss(2..<3, .unknown)])
    #expect(tokenizer.decode([1, 0]) == "a ?")
    var reasons: [Reason] = []
    _ = tokenizer.encode("a b") { if $0.stage == .model { reasons.append($0.reason) } }
    #expect(reasons == [.inVocabulary, .unknown])
  }

  // MARK: Older forms

  @Test(
    arguments: [
      (TokenizerText.pairs, "\"type\": \"BPE\", ", "byte-level BPE"),
      (TokenizerText.words, "\"type\": \"WordPiece\", \"unk", "WordPiece"),
      (TokenizerText.scores, "\"type\": \"Unigram\", ", "Unigram"),
    ] as [(String, String, String)])
  func `a model that does not say its type is told by its keys`(
    file: String, type: String, name: String
  ) throws {
    let replacement = type.hasSuffix("unk") ? "\"unk" : ""
    #expect(try TokenizerText.read(file, replacing: [(type, replacement)]).model.name == name)
  }

  @Test func `a model of a vocabulary and an unknown token alone is one of whole words`() throws {
    let text = "{\"model\": {\"unk_token\": \"?\", \"vocab\": {\"?\": 0}}}"
    #expect(try TokenizerText.read(text).model.name == "WordLevel")
  }

  @Test(arguments: [
    "[\"a b\", \"Ġ ab\"]", "[\"#version: 0.2\", \"a b\", \"Ġ ab\"]",
    "[[\"a\", \"b\"], [\"Ġ\", \"ab\"]]",
  ])
  func `merges are read in both forms`(merges: String) throws {
    let tokenizer = try TokenizerText.read(
      TokenizerText.pairs, replacing: [("[\"a b\", \"Ġ ab\"]", merges)])
    #expect(ids(tokenizer, "ab ab") == [3, 4])
  }

  @Test func `dropout of 0 is none`() throws {
    let tokenizer = try TokenizerText.read(
      TokenizerText.pairs, replacing: [("\"dropout\": null", "\"dropout\": 0.0")])
    #expect(ids(tokenizer, "ab") == [3])
  }

  @Test func `an old Metaspace puts a space before every text`() throws {
    let tokenizer = try TokenizerText.read(TokenizerText.scores)
    let never = try TokenizerText.read(
      TokenizerText.scores,
      replacing: [("\"add_prefix_space\": true", "\"prepend_scheme\": \"never\"")])
    #expect(ids(tokenizer, "a") == [3])
    #expect(ids(never, "a") == [2])
  }

  // MARK: Added tokens

  /// As in the reference: the vocabulary's id, or the next after as many as it has entries.
  @Test func `ids of added tokens in the file count for nothing`() throws {
    func token(_ id: Int, _ content: String) -> String {
      "{\"id\": \(id), \"content\": \"\(content)\", \"single_word\": false, \"lstrip\": false, "
        + "\"rstrip\": false, \"normalized\": false, \"special\": false}"
    }
    let added = [token(9, "x"), token(3, "a"), token(4, ""), token(1, "y")]
    let tokenizer = try TokenizerText.read(
      "{\"model\": {\"merges\": [], \"vocab\": {\"a\": 0, \"b\": 7}}, \"added_tokens\": ["
        + added.joined(separator: ", ") + "]}")
    #expect(ids(tokenizer, "xbyab") == [2, 7, 3, 0, 7])
  }

  // MARK: What is put round a text

  @Test(arguments: [
    "{\"type\": \"BertProcessing\", \"sep\": [\"a\", 2], \"cls\": [\"▁\", 1]}",
    "{\"type\": \"RobertaProcessing\", \"sep\": [\"a\", 2], \"cls\": [\"▁\", 1], "
      + "\"trim_offsets\": true, \"add_prefix_space\": false}",
    "{\"type\": \"Sequence\", \"processors\": [{\"type\": \"ByteLevel\", \"add_prefix_space\": true, "
      + "\"trim_offsets\": true}, {\"type\": \"BertProcessing\", \"sep\": [\"a\", 2], "
      + "\"cls\": [\"▁\", 1]}]}",
  ])
  func `the token before the text is cls, the one after it sep`(processor: String) throws {
    let tokenizer = try TokenizerText.read(
      TokenizerText.scores,
      replacing: [("\"post_processor\": null", "\"post_processor\": " + processor)])
    #expect(tokenizer.template == Template(before: [1], after: [2]))
  }

  @Test func `a template may have several ids for a name`() throws {
    let tokenizer = try TokenizerText.read(
      TokenizerText.words,
      replacing: [
        (
          "\"ids\": [2], \"tokens\": [\"[SEP]\"]",
          "\"ids\": [2, 0], \"tokens\": [\"[SEP]\", \"[UNK]\"]"
        )
      ])
    #expect(tokenizer.template == Template(before: [1], after: [2, 0]))
  }

  // MARK: Decoders

  @Test func `no decoder puts spaces between tokens, an empty Sequence does not`() throws {
    let decoder = "{\"type\": \"WordPiece\", \"prefix\": \"##\", \"cleanup\": true}"
    let none = try TokenizerText.read(TokenizerText.words, replacing: [(decoder, "null")])
    #expect(none.decode([3, 4]) == "un ##able")
    let empty = try TokenizerText.read(
      TokenizerText.words, replacing: [(decoder, "{\"type\": \"Sequence\", \"decoders\": []}")])
    #expect(empty.decode([3, 4]) == "un##able")
  }

  // MARK: Files

  private func folder(with names: [String]) throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    for name in names { try folder.add(name, TokenizerText.pairs) }
    return folder
  }

  @Test func `a folder's tokenizer is opened`() throws {
    let folder = try folder(with: ["tokenizer.json", "vocab.txt"])
    #expect(try TokenizerFile.open(inFolder: folder.path).encode("ab").ids == [3])
    #expect(try TokenizerFile.open(inFolder: folder.path + "/").encode("ab").ids == [3])
    #expect(try TokenizerFile.open(folder.path + "/tokenizer.json").encode("ab").ids == [3])
  }

  @Test(
    arguments: [
      ([], "check the folder, or fetch that file too"),
      (["vocab.json"], "its \"vocab.json\" is an older form, which is not read; have it saved by "),
      (
        ["merges.txt", "vocab.json"],
        "its \"vocab.json\" and \"merges.txt\" are an older form, which is not read; have it saved by "
      ),
      (["vocab.txt"], "its \"vocab.txt\" is an older form, which is not read; have it saved by "),
      (
        ["spiece.model"],
        "its \"spiece.model\" is a SentencePiece model, which is not read; have it saved by "
      ),
      (
        ["tokenizer.model"],
        "its \"tokenizer.model\" is a SentencePiece model, which is not read; have it saved by "
      ),
    ] as [([String], String)])
  func `a folder without the file says what it has instead`(
    names: [String], advice: String
  ) throws {
    let folder = try folder(with: names)
    let save = names.isEmpty ? "" : "a fast tokenizer of Hugging Face's transformers"
    let error = #expect(throws: ModelFileError.self) {
      try TokenizerFile.open(inFolder: folder.path)
    }
    #expect(error?.description == "\(folder.path): has no tokenizer.json; " + advice + save)
  }

  @Test func `a file that is not there says so`() {
    #expect(throws: ModelFileError.file(.notFound(path: "/nowhere/tokenizer.json"))) {
      try TokenizerFile.open("/nowhere/tokenizer.json")
    }
  }
}
