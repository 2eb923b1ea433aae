import Explorer
import Foundation
import Screen
import TestSupport
import Testing

/// `Docs/Keys.md` is what the table of keys says; `CUTAWAY_RECORD=1` writes it.
@Suite struct KeysDocumentTests {
  private static let path = Repository.path("Docs/Keys.md")

  @Test func `the document lists every key`() throws {
    let wanted = Self.document
    if ProcessInfo.processInfo.environment["CUTAWAY_RECORD"] == "1" {
      try wanted.write(toFile: Self.path, atomically: true, encoding: .utf8)
      Issue.record("recorded Docs/Keys.md; run again without CUTAWAY_RECORD")
      return
    }
    let found = try String(contentsOfFile: Self.path, encoding: .utf8)
    let difference = goldenDifference(found, wanted) ?? "nothing"
    #expect(difference == "nothing", "CUTAWAY_RECORD=1 writes Docs/Keys.md anew")
  }

  private static var document: String {
    var lines = [
      "# Keys / 按键", "",
      "The table below is made from the program's own; the keys that work where you are are on `F1` or `?`.",
      "Every action is also in the list of commands (`:`), by its name in either language.", "",
      "下表由程序自身的按键表生成；`F1` 或 `?` 列出当前可用的按键。每个操作也在命令列表（`:`）中，可用中英文名称查找。",
    ]
    for group in Action.Group.allCases {
      let bindings = Keymap.bindings.filter { $0.action.group == group }
      guard !bindings.isEmpty else { continue }
      let names = DisplayLanguage.allCases.map {
        CommonText(rawValue: group.rawValue)?($0) ?? group.rawValue
      }
      lines += ["", "## \(names.joined(separator: " / "))", ""]
      lines += ["| keys 按键 | action 操作 | 中文 | where 位置 |", "|---|---|---|---|"]
      for binding in bindings {
        let keys = binding.keys.map { code($0.label) }.joined(separator: " ")
        let places = Context.allCases.filter { binding.contexts.contains($0) }
        let place =
          places.count == Context.allCases.count
          ? "everywhere 各处" : places.map(\.rawValue).joined(separator: ", ")
        lines.append(
          "| \(keys) | \(name(binding.action, .english)) | \(name(binding.action, .chinese)) | \(place) |"
        )
      }
    }
    lines += [
      "",
      "In a line of text letters go into the line; function keys and `Ctrl` keys keep their meaning.",
      "A digit chooses the attention head of that number.",
      "Characters that a Chinese input method makes full-width (`？`, `：`, `ｎ`) count as the keys they stand for.",
      "", "在输入行中，字母键用来输入文本，功能键与 `Ctrl` 组合键照常有效。数字键选择对应编号的注意力头。",
      "中文输入法产生的全角字符（`？`、`：`、`ｎ`）等同于对应的按键。", "",
    ]
    return lines.joined(separator: "\n")
  }

  private static func name(_ action: Action, _ language: DisplayLanguage) -> String {
    // The switch of languages is named in the other one on screen.
    action == .language
      ? (language == .english ? "English or Chinese" : "切换中英文") : action.name(language)
  }

  /// Text in a cell of a table, as code.
  private static func code(_ text: String) -> String {
    text == "`" ? "`` ` ``" : "`" + text.replacing("|", with: "\\|") + "`"
  }
}
