import Foundation
import TestSupport
import Testing

/// `cutaway explore --plain`: the explorer as lines.
@Suite struct PlainTests {
  private func converse(
    _ lines: [String], _ arguments: [String] = ["--text", "I like apples."],
    environment: [String: String] = [:]
  ) throws -> Program.Result {
    try Program.run(
      ["explore"] + arguments,
      environment: [
        "LC_ALL": "C.UTF-8", "HOME": "/nonexistent", "XDG_STATE_HOME": "/nonexistent",
      ]
      .merging(environment) { $1 }, input: Array(lines.map { $0 + "\n" }.joined().utf8))
  }

  @Test func `a pipe drives it, and its end ends it`() throws {
    let result = try converse(["n"], ["--plain", "--text", "I like apples."])
    #expect(result.status == 0)
    #expect(result.errors == "")
    let lines = result.output.split(separator: "\n").map(String.init)
    #expect(lines[0] == "translator, 106 steps, h lists the commands: I like apples.")
    #expect(lines[1].hasPrefix("wiring of every block: "))
    #expect(lines[2] == "step 1 of 106: encoder/ids")
    #expect(lines.contains("step 2 of 106: encoder/token-embedding"))
  }

  @Test func `a place that is none ends it before it begins`() throws {
    let result = try converse(["n"], ["--plain", "--text", "a b", "--at", "nope"])
    #expect(result.status == 2)
    #expect(result.output == "")
    #expect(result.errors == "cutaway: nope: no node has this address\n")
  }

  @Test func `nothing is drawn: no boxes, no Braille, no codes, no prompt`() throws {
    let result = try converse(
      ["g decoder/1/cross-attention/weights", "f", "t 1", "w", "i", "q"],
      ["--plain", "--text", "I like apples."])
    for scalar in result.output.unicodeScalars {
      #expect(!(0x2500...0x28FF).contains(scalar.value), "U+\(String(scalar.value, radix: 16))")
      #expect(scalar.value >= 0x20 || scalar == "\n")
    }
    #expect(!result.output.contains("\n> "))
    #expect(result.output.hasSuffix("end\n"))
  }

  @Test(arguments: [["CUTAWAY_PLAIN": "1"], ["TERM": "dumb"]])
  func `the environment asks for it too`(environment: [String: String]) throws {
    let result = try converse(["q"], environment: environment)
    #expect(result.status == 0)
    #expect(result.output.contains("step 1 of 106: encoder/ids"))
  }

  @Test func `without it, a pipe is told that there is no screen`() throws {
    let result = try converse(["q"], environment: ["TERM": "xterm", "CUTAWAY_PLAIN": "0"])
    #expect(result.status == 4)
    #expect(result.output == "")
  }

  @Test func `without a text it offers models, by number`() throws {
    let result = try converse(["3", "", "q"], ["--plain"])
    #expect(result.output.contains("1: translator: translates English into Chinese, Pre-LN"))
    #expect(result.output.contains("models: reader"))
    #expect(result.output.contains("reader, "))
    #expect(result.output.contains("The film was not [MASK]."))
    #expect(result.output.contains("step 1 of "))
  }

  @Test func `in ASCII there is nothing else`() throws {
    let result = try converse(
      ["g decoder/1/cross-attention/weights", "f", "l"],
      ["--plain", "--ascii", "--text", "I like apples."])
    #expect(result.output.utf8.allSatisfy { $0 < 0x80 })
    #expect(result.output.contains("\\u{559C}\\u{6B22}: I 3.758e-5"))
    #expect(!result.output.contains("?"))
  }

  @Test func `a model that is not there is a failure before the first line`() throws {
    let result = try converse(["q"], ["--plain", "--model", "nowhere", "--text", "a"])
    #expect(result.status == 2)
    #expect(result.output == "")
    #expect(result.errors.hasPrefix("cutaway: --model: \"nowhere\" is neither a folder nor"))
  }

  @Test func `a recording is for the screen`() throws {
    let result = try converse(["q"], ["--plain", "--record", "/tmp/none"])
    #expect(result.status == 2)
    #expect(result.errors.contains("--plain has no screen: leave --record and --replay out"))
  }
}
