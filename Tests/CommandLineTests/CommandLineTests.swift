import Foundation
import ModelFiles
import Testing

/// The command line as other programs use it: output, messages, exit status.
struct CommandLineTests {
  static let ids = "31 44 11 42 23"

  // MARK: Usage

  @Test func `help and version go to standard output and succeed`() throws {
    let version = try Program.run(["--version"])
    #expect(version.status == 0)
    #expect(version.output == "cutaway 0.1.0\n")
    let help = try Program.run(["derive", "--help"])
    #expect(help.status == 0)
    #expect(help.output.hasPrefix("OVERVIEW: Work one number out by hand"))
    #expect(help.errors.isEmpty)
  }

  @Test(arguments: [
    (["trce"], "cutaway: \"trce\" is no command; did you mean 'trace'."),
    (["trace"], "Error: Missing expected argument '--model <dir>'"),
    (
      ["trace", "--model", Program.golden("gpt2"), "--ids", "1 x"],
      "cutaway: --ids: \"x\" is not a whole number\n"
    ),
    (
      ["trace", "--model", Program.golden("gpt2"), "--ids", "1 50"],
      "cutaway: ids, row 1, position 2: 50 is not between 0 and 49\n"
    ),
    (
      ["trace", "--model", Program.golden("gpt2"), "--ids", ""],
      "cutaway: ids: there are no tokens; give at least one\n"
    ),
    (
      ["trace", "--model", Program.golden("bart"), "--ids", "1 2"],
      "cutaway: this model has an encoder and a decoder: give the decoder's ids too (--target-ids)\n"
    ),
    (
      ["trace", "--model", Program.golden("gpt2"), "--ids", "1 2", "--mask", "1"],
      "cutaway: --mask, row 1: 1 numbers for 2 ids\n"
    ),
    (
      ["trace", "--model", Program.golden("gpt2"), "--ids", "1 2", "--only", "nowhere"],
      "cutaway: --only: no address matches \"nowhere\"; leave it out to list them all\n"
    ),
    (
      ["derive", "--model", Program.golden("gpt2"), "--ids", "1 2", "logit[position 1]"],
      "cutaway: logit: no node has this address; did you mean logits?\n"
    ),
    (
      ["derive", "--model", Program.golden("gpt2"), "--ids", "1 2", "logits[position 1]"],
      "cutaway: logits: expected an index for each of [position, vocabulary], found [position 1]\n"
    ),
    (
      ["generate", "--model", Program.golden("bert"), "--ids", "1 2", "--max-tokens", "3"],
      "cutaway: this model cannot generate: it has no decoder that predicts tokens\n"
    ),
    (
      [
        "generate", "--model", Program.golden("gpt2"), "--ids", "1 2", "--max-tokens", "3",
        "--top-p", "2",
      ],
      "cutaway: top-p must be above 0 and at most 1, is 2.0\n"
    ),
  ])
  func `what makes no sense ends with status 2 and one line`(
    arguments: [String], message: String
  ) throws {
    let result = try Program.run(arguments)
    #expect(result.status == 2)
    #expect(result.output.isEmpty)
    #expect(result.errors.hasPrefix(message), "\(result.errors)")
  }

  /// Mistakes, the status that they end with, and how their message begins.
  private static let mistakes: [([String], Int32, String)] = {
    let gpt2 = Program.golden("gpt2")
    let trace = ["trace", "--model", gpt2, "--ids", "1"]
    let generate = ["generate", "--model", Program.golden("t5-relu"), "--ids", "1"]
    return [
      (["inspect", "--model", ""], 2, "cutaway: --model: the path is empty\n"),
      (
        generate + ["--ids", "2", "--max-tokens", "1"], 2,
        "Error: --ids: one text is generated at a time, 2 were given\n"
      ),
      (
        generate + ["--max-tokens", "9000000000"], 2,
        "Error: --max-tokens must be between 0 and 1000000, is 9000000000\n"
      ),
      (
        trace + ["--out", gpt2 + "/model.safetensors"], 2,
        "cutaway: --out: \"\(gpt2)/model.safetensors\" is a file of the model"
      ),
      (trace + ["--out", "/nowhere/x.safetensors"], 1, "cutaway: /nowhere/x.safetensors: "),
      (
        ["derive", "--model", gpt2, "--ids", "1", "logits[1\u{1B}[31m"], 2,
        "cutaway: 'logits[1\\u{1B}[31m': expected ']' at the end\n"
      ),
    ]
  }()

  @Test(arguments: mistakes)
  func `mistakes that could do harm are refused`(
    arguments: [String], status: Int32, message: String
  ) throws {
    let result = try Program.run(arguments)
    #expect(result.status == status)
    #expect(result.errors.hasPrefix(message), "\(result.errors)")
  }

  @Test func `a folder that holds no model ends with status 3 and the reason`() throws {
    let result = try Program.run(["inspect", "--model", "/nowhere/at all"])
    #expect(result.status == 3)
    #expect(result.errors.contains("/nowhere/at all"))
    #expect(result.errors.split(separator: "\n").count == 1)
  }

  @Test func `a full disk is reported and is no success`() throws {
    let result = try Program.run(
      ["trace", "--model", Program.golden("gpt2"), "--ids", Self.ids],
      output: URL(fileURLWithPath: "/dev/full"))
    #expect(result.status == 1)
    #expect(
      result.errors
        == "cutaway: standard output: cannot be written: No space left on device\n")
  }

  // MARK: Trace

  @Test func `a listing has a line for each address and no escape byte`() throws {
    let result = try Program.run(["trace", "--model", Program.golden("gpt2"), "--ids", Self.ids])
    #expect(result.status == 0)
    #expect(!result.output.utf8.contains(0x1B))
    let lines = result.output.split(separator: "\n")
    #expect(lines.contains { $0.hasPrefix("decoder/2/self-attention/weights ") })
    #expect(lines.contains { $0.contains("[head 4, query 5, key 5]") })
    #expect(lines.last?.hasPrefix("probabilities ") == true)
  }

  @Test func `JSON lines say address, axes, shape and figures`() throws {
    let result = try Program.run([
      "trace", "--model", Program.golden("gpt2"), "--ids", Self.ids, "--ids", "1 2 3 4 5", "--only",
      "decoder/*/self-attention/masked", "--json",
    ])
    let lines = try result.output.split(separator: "\n").map { try JSONParser.parse(String($0)) }
    #expect(lines.count == 2)
    #expect(lines[0]["address"]?.stringValue == "decoder/1/self-attention/masked")
    #expect(
      lines[0]["axes"]?.arrayValue?.compactMap(\.stringValue) == ["batch", "head", "query", "key"])
    #expect(lines[0]["shape"]?.arrayValue?.compactMap(\.integerValue) == [2, 4, 5, 5])
    #expect(lines[0]["min"]?.stringValue == "-Infinity")
    #expect(lines[0]["max"]?.doubleValue?.isFinite == true)
  }

  @Test func `a saved trace holds every node, and rows of different length are padded`() throws {
    let file = FileManager.default.temporaryDirectory
      .appendingPathComponent("cutaway-\(UUID().uuidString).safetensors")
    defer { try? FileManager.default.removeItem(at: file) }
    let result = try Program.run([
      "trace", "--model", Program.golden("bart"), "--ids", "32 30 3 48", "--ids", "7 43",
      "--target-ids", "2 36 36", "--target-ids", "2 28 25", "--out", file.path,
    ])
    #expect(result.status == 0)
    #expect(result.output.isEmpty)
    let saved = try SafetensorsFile(path: file.path)
    let names = Set(saved.tensors.map(\.name))
    #expect(
      names.isSuperset(of: [
        "encoder/embedding", "encoder/1/self-attention/scores", "encoder/output",
        "decoder/2/cross-attention/weights", "decoder/2/feed-forward/activation", "logits",
        "probabilities",
      ]))
    let weights = try saved.tensor("decoder/2/cross-attention/weights")
    #expect(weights.shape == [2, 4, 3, 4])
    let values = try saved.floats(of: weights.name).array()
    // The second row's last two keys are padding: nobody looks at them.
    for head in 0..<4 {
      for query in 0..<3 {
        let start = ((4 + head) * 3 + query) * 4
        #expect(values[start + 2] == 0 && values[start + 3] == 0)
      }
    }
  }

  @Test func `queries that may look at no key are flagged`() throws {
    let arguments = [
      "trace", "--model", Program.golden("gpt2"), "--ids", "1 2 3", "--mask", "0 0 1", "--only",
      "decoder/1/self-attention/weights",
    ]
    let text = try Program.run(arguments)
    #expect(text.output.hasSuffix("  (8 rows may look at no key: zeros)\n"), "\(text.output)")
    let json = try JSONParser.parse(try Program.run(arguments + ["--json"]).output)
    #expect(json["rows_without_keys"]?.integerValue == 8)
    #expect(json["min"]?.doubleValue == 0)
    #expect(json["max"]?.doubleValue == 1)
  }

  // MARK: Derive

  @Test func `a derivation shows the numbers and the second computation's verdict`() throws {
    let result = try Program.run([
      "derive", "--model", Program.golden("gpt2"), "--ids", Self.ids,
      "decoder/1/self-attention/weights[head 2, query 3, key 1]",
    ])
    #expect(result.status == 0)
    let lines = result.output.split(separator: "\n")
    #expect(lines[0].hasPrefix("decoder/1/self-attention/weights[head 2, query 3, key 1] = 0."))
    #expect(lines[0].contains("✓ computed a second time"))
    #expect(lines[1] == "  softmax: y[i] = e^(x[i] − m) / Σⱼ e^(x[j] − m),  m = max x")
    #expect(lines.contains { $0.hasPrefix("  s = Σⱼ e^(x[j] − m) = 1 + ") })
    #expect(
      lines.contains { $0.contains("from decoder/1/self-attention/masked[head 2, query 3, key ") })
  }

  @Test(arguments: ["gpt2", "llama-gqa", "t5-gated-gelu", "torch-postln", "bert"])
  func `following the largest terms ends at something learned or given`(kind: String) throws {
    var arguments = [
      "derive", "--model", Program.golden(kind), "--ids", Self.ids, "--depth", "999", "--json",
      "probabilities[position 3, vocabulary 7]",
    ]
    if kind.hasPrefix("t5") || kind.hasPrefix("torch") { arguments += ["--target-ids", "0 9 4"] }
    let result = try Program.run(arguments)
    #expect(result.status == 0, "\(result.errors)")
    var step = try JSONParser.parse(result.output)
    var addresses: [String] = []
    while true {
      addresses.append(step["address"]?.stringValue ?? "")
      guard let next = step["next"] else { break }
      if step["steps"] != nil {
        #expect(step["check"]?["holds"]?.booleanValue == true, "\(addresses)")
      }
      step = next
    }
    #expect(addresses.count > 8)
    #expect(["parameter", "input"].contains(step["kind"]?.stringValue ?? ""), "\(addresses)")
  }

  // MARK: Generate

  @Test(arguments: [
    "gpt2", "openai-gpt", "llama-gqa", "qwen2", "bart", "marian", "mbart", "t5-relu",
    "t5-gated-gelu", "torch-postln", "torch-preln",
  ])
  func `greedy ids are the reference's, with and without a cache`(kind: String) throws {
    let golden = try SafetensorsFile(path: Program.golden(kind) + "/golden.safetensors")
    let isPair = golden.tensors.contains { ["in.decoder_input_ids", "in.tgt"].contains($0.name) }
    let source = golden.tensors.contains { $0.name == "in.src" } ? "in.src" : "in.input_ids"
    let length = try golden.tensor(source).shape[1]
    let prompt = try golden.integers(of: source).prefix(length)
    let expected = Array(try golden.integers(of: "gen.greedy").dropFirst(isPair ? 1 : length))
    for extra in [[], ["--no-cache"]] {
      let result = try Program.run(
        [
          "generate", "--model", Program.golden(kind), "--ids",
          prompt.map(String.init).joined(separator: " "), "--max-tokens", "\(expected.count)",
          "--ignore-eos", "--json",
        ] + extra)
      #expect(result.status == 0, "\(result.errors)")
      let last = try JSONParser.parse(
        String(result.output.split(separator: "\n").last ?? ""))
      #expect(
        last["ids"]?.arrayValue?.compactMap(\.integerValue) == expected, "\(kind) \(extra)")
    }
  }

  @Test func `the same seed throws the same dice, and one candidate is greedy`() throws {
    func generate(_ extra: String...) throws -> String {
      try Program.run(
        [
          "generate", "--model", Program.golden("gpt2"), "--ids", Self.ids, "--max-tokens", "12",
          "--ignore-eos",
        ] + extra
      ).output
    }
    let first = try generate("--temperature", "2", "--seed", "5")
    #expect(try generate("--temperature", "2", "--seed", "5") == first)
    #expect(try generate("--temperature", "2", "--seed", "5", "--no-cache") == first)
    #expect(try generate("--temperature", "2", "--seed", "6") != first)
    #expect(try generate("--top-k", "1", "--seed", "5") == generate())
    #expect(try generate("--top-p", "0.000001") == generate())
  }

  // MARK: Inspect

  @Test func `a model is described in our words`() throws {
    let result = try Program.run(["inspect", "--model", Program.golden("llama-gqa")])
    #expect(result.status == 0)
    let lines = result.output.split(separator: "\n")
    #expect(lines.contains("heads           4, 2 key/value heads (grouped-query)"))
    #expect(lines.contains("wiring          Pre-LN, x ← x + f(norm(x)), final norm"))
    #expect(lines.contains { $0.hasSuffix("parameters in 21 tensors") }, "\(result.output)")
  }

  @Test func `examples in the help fit in 80 columns and ask for models that are there`() throws {
    let commands = [
      "explore", "show", "trace", "derive", "generate", "tokenize", "train-tokenizer", "train",
      "evaluate", "language", "inspect", "models", "export",
    ]
    for command in [[]] + commands.map({ [$0] }) {
      let help = try Program.run(command + ["--help"]).output
      var isExample = false
      for line in help.split(separator: "\n", omittingEmptySubsequences: false) {
        if line == "Examples:" || line == "Example:" {
          isExample = true
        } else if line.isEmpty {
          isExample = false
        } else if isExample {
          #expect(line.hasPrefix("  ") && line.count <= 80, "\(command): \(line)")
          for model in ["gpt2", "bart", "org/name"] {
            #expect(!line.contains("--model \(model)"), "\(command): \(line)")
          }
        }
      }
    }
  }
}
