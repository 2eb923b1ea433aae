import Foundation
import ModelFiles
import Screen
import Testing
import Training

/// `cutaway reproduce` as people and other programs use it.
@Suite struct ReproduceTests {
  private static let english = ["LC_ALL": "C.UTF-8"]

  @Test func `without a claim they are listed, in both languages`() throws {
    let english = try Program.run(["reproduce"], environment: Self.english)
    #expect(english.status == 0 && english.errors.isEmpty)
    let lines = english.output.split(separator: "\n").map(String.init)
    #expect(lines.filter { !$0.hasPrefix(" ") } == Claim.allCases.map(\.rawValue))
    #expect(lines[1] == "    Xiong et al. 2020, arXiv 2002.04745, §3.3, lemma 2")
    let chinese = try Program.run(["reproduce", "--lang", "zh"])
    let translated = chinese.output.split(separator: "\n").map(String.init)
    #expect(translated[1] == "    Xiong 等 2020，arXiv 2002.04745，§3.3，引理 2")
    #expect((lines + translated).allSatisfy { TextWidth.cells($0) <= 80 })
  }

  @Test func `a claim is measured: a table, then the verdict`() throws {
    let arguments = ["reproduce", "xiong-lemma-2", "--seeds", "3", "--layers", "1", "--width", "8"]
    let english = try Program.run(arguments, environment: Self.english)
    #expect(english.status == 0 && english.errors.isEmpty)
    let lines = english.output.split(separator: "\n").map(String.init)
    #expect(lines[0] == "xiong-lemma-2: Xiong et al. 2020, arXiv 2002.04745, §3.3, lemma 2")
    #expect(lines.contains("here       3 seeds, L = 1, d = 8"))
    #expect(lines.contains { $0.hasPrefix("Post-LN, layer 1: ‖sum‖²/d ") && $0.contains("1.5") })
    #expect(lines.contains { $0.hasPrefix("Not decided by so few seeds: the sum that enters") })
    let chinese = try Program.run(arguments + ["--lang", "zh"])
    #expect(chinese.output.contains("此处       3 个种子，L = 1，d = 8\n"))
    #expect(chinese.output.contains("\n种子太少，尚不能判定：进入 Post-LN 各层最后一个归一化的和"))
    let again = try Program.run(arguments, environment: Self.english)
    #expect(again.output == english.output)
  }

  @Test func `an object has the rows, their predictions and the verdict`() throws {
    let result = try Program.run(
      ["reproduce", "xiong-theorem-1", "--seeds", "2", "--layers", "1,2", "--width", "8", "--json"])
    #expect(result.status == 0 && result.errors.isEmpty)
    let object = try JSONParser.parse(Array(result.output.utf8))
    #expect(object["claim"]?.stringValue == "xiong-theorem-1")
    let rows = try #require(object["rows"]?.arrayValue)
    #expect(rows.count == 6)
    #expect(rows[0]["prediction"] == .null)
    #expect(rows[0]["outcome"]?.stringValue == "reported")
    #expect(rows[5]["subject"]?["en"]?.stringValue == "Pre-LN: p in ‖g‖ ~ Lᵖ")
    let verdict = try #require(object["verdict"]?.stringValue)
    #expect(Finding.Verdict(rawValue: verdict) != nil)
    let list = try Program.run(["reproduce", "--json"])
    #expect(list.output.split(separator: "\n").count == Claim.allCases.count)
  }

  /// Bad command lines, and what is said of them.
  private static let mistakes: [(arguments: [String], message: String)] = [
    (
      ["xiong-lemma-3"],
      "cutaway: \"xiong-lemma-3\" is no claim; did you mean 'xiong-lemma-2'. Claims: xiong-lemma-2, "
        + "xiong-theorem-1, gradients-by-layer, representation-collapse, warm-up\n"
    ),
    (["warm-up", "--seeds", "0"], "--seeds must be between 1 and 10000, is 0"),
    (["warm-up", "--width", "30"], "--width must be a multiple of 4 from 8 to 1024, is 30"),
    (
      ["warm-up", "--layers", "2,,6"],
      "--layers: \"2,,6\" is not a list of up to 16 depths from 1 to 64 with commas between, such as 2,6,12"
    ),
    (
      ["--seeds", "3"],
      "--seeds, --layers and --width go with a claim, which is not given"
    ),
  ]

  @Test func `mistakes are told in a line`() throws {
    for (arguments, message) in Self.mistakes {
      let result = try Program.run(["reproduce"] + arguments)
      #expect(result.status == 2 && result.output.isEmpty, "\(arguments)")
      #expect(result.errors.contains(message), "\(result.errors)")
    }
  }
}
