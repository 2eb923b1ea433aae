import Foundation
import ModelFiles
import TestSupport
import Testing

/// `cutaway compare` without a screen.
@Suite struct CompareTests {
  private static let text = ["--text", "I like apples."]

  private func compare(_ arguments: String...) throws -> Program.Result {
    try Program.run(["compare"] + arguments, environment: ["LC_ALL": "C.UTF-8", "NO_COLOR": ""])
  }

  @Test func `without a name it is the translator and its twin`() throws {
    let result = try compare("--plain", "--at", "encoder/1/self-attention/norm")
    #expect(result.status == 0)
    #expect(result.output.hasPrefix("A = translator, Pre-LN\nB = translator-post, Post-LN\n"))
    #expect(
      result.output.contains(
        "cause: reads encoder/embedding in A, self-attention/residual in B"))
  }

  @Test func `JSON has the wirings, every step and where the first difference is`() throws {
    let result = try compare(
      "translator-post", "--text", "I like apples.", "--wiring", "pre,post", "--json")
    let json = try JSONParser.parse(Array(result.output.utf8))
    let sides = json["sides"]?.arrayValue ?? []
    #expect(sides.compactMap { $0["wiring"]?.stringValue } == ["pre", "post"])
    #expect(sides.map { $0["untrained_norms"]?.arrayValue?.count } == [4, 0])
    #expect(json["first_difference"]?.stringValue == "encoder/1/self-attention/norm")
    #expect(json["figures"]?.arrayValue?.count == 2)
    let holds = json["figures"]?.arrayValue?.map { $0["decoder"]?["identity-holds"]?.booleanValue }
    #expect(holds == [true, false])
  }

  @Test func `a page is printed in the size and the form that are asked for`() throws {
    let result = try compare(
      "storyteller", "--text", "Mia has", "--page", "blocks", "--size", "70x20", "--format", "text")
    let lines = result.output.split(separator: "\n", omittingEmptySubsequences: false).dropLast()
    #expect(lines.count == 20)
    #expect(result.output.contains("x ← norm(x+f(x))"))
    let picture = try compare("storyteller", "--text", "Mia has", "--format", "svg")
    #expect(picture.output.contains("<svg"))
    #expect(picture.output.contains("norm of the stream"))
    let chinese = try compare(
      "storyteller", "--text", "Mia has", "--lang", "zh", "--page", "run", "--size", "100x30")
    #expect(chinese.output.contains("残差流的范数"))
  }

  @Test func `a model without a twin is compared with its own parameters under the other wiring`()
    throws
  {
    let folder = Repository.path("Tests/Fixtures/goldens/llama-gqa")
    let result = try compare(folder, "--text", "5 9 3 7", "--plain")
    #expect(result.output.contains("B = llama-gqa, run as Post-LN\n"))
    #expect(result.output.contains("first difference: decoder/1/self-attention/norm\n"))
  }

  @Test(arguments: [
    (["--wiring", "pre,up"], "--wiring: \"up\" is none of post, pre, sandwich, wrong, none"),
    (
      ["--wiring", "pre,post,none,wrong"],
      "--wiring: 4 wirings; at most 3 are shown side by side"
    ),
    (["reader", "--wiring", "pre"], "--wiring: takes one model's parameters; name one model"),
    (
      ["--what-if", "encoder/ids[position 1]=900", "--plain"],
      "--what-if: encoder/ids: expected a whole number between 0 and 875, found 900"
    ),
    (
      ["--at", "encoder/3", "--plain"],
      "encoder/3: no node has this address"
    ),
    (["--format", "csv"], "--format: a comparison is text, ansi, svg or json"),
    (
      ["--size", "0x9"],
      "--size: \"0x9\" is not columns x rows, such as 120x40, each from 1 to 1000"
    ),
  ])
  func `what makes no sense ends with one line and status 2`(
    arguments: [String], message: String
  ) throws {
    let result = try Program.run(["compare", "translator"] + arguments + Self.text)
    #expect(result.status == 2)
    #expect(result.output == "")
    #expect(result.errors.contains(message), "\(result.errors)")
  }
}
