import Explorer
import Screen
import Tracing
import Training

/// Claims and findings as people read them, in lines of at most 80 columns.
struct FindingText {
  private let language: DisplayLanguage
  /// The most columns of a line of prose.
  private static let width = 80

  init(_ language: DisplayLanguage) { self.language = language }

  // MARK: Claims

  /// A claim in the list of all: its name, the paper, what it says.
  func lines(of claim: Claim) -> [String] {
    [claim.rawValue] + indented(text(claim.paper)) + indented(text(claim.statement))
  }

  /// What stands above a measurement.
  func head(of claim: Claim, _ setting: Claim.Setting) -> [String] {
    let depths = setting.layers.map(String.init).joined(separator: ", ")
    let size =
      language == .english
      ? "\(setting.seeds) seed\(setting.seeds == 1 ? "" : "s"), L = \(depths), d = \(setting.width)"
      : "\(setting.seeds) 个种子，L = \(depths)，d = \(setting.width)"
    var lines = ["\(claim.rawValue): \(text(claim.paper))"]
    for (name, prose) in [
      (Prose("claim", "论断"), claim.statement), (Prose("setting", "设定"), claim.setting),
      (Prose("measured", "测量"), claim.method), (Prose("tolerance", "容差"), claim.tolerance),
    ] {
      lines += labelled(text(name), text(prose))
    }
    return lines + labelled(text(Prose("here", "此处")), size) + [""]
  }

  /// How far a measurement is.
  func progress(_ share: Double, seconds: Double, width: Int) -> String {
    let left = share > 0 ? seconds * (1 - share) / share : 0
    let percent = "\(Int((share * 100).rounded(.down))) %"
    let time = TrainingProgress.duration(left)
    return TextLayout.clip(
      language == .english ? "\(percent)  \(time) left" : "\(percent)  剩余 \(time)", to: width)
  }

  // MARK: Findings

  /// The table, then the verdict.
  func lines(of finding: Finding) -> [String] {
    var table = [
      [
        text(Prose("what", "对象")), text(Prose("predicted", "预测")),
        text(Prose("measured", "测得")), text(Prose("95 % interval", "95% 置信区间")), "",
      ]
    ]
    for row in finding.rows {
      table.append([
        text(row.subject), row.prediction.map(Self.text) ?? "–",
        Number.text(row.measured.mean, digits: 3),
        row.measured.count > 1 ? Self.interval(row.measured) : "–", outcome(row.outcome),
      ])
    }
    let widths = table[0].indices.map { column in
      table.map { TextWidth.cells($0[column]) }.max() ?? 0
    }
    let rows = table.map { cells in
      let padded = cells.indices.map { column in
        // Words on the left of their column, numbers on the right.
        TextLayout.pad(
          cells[column], to: widths[column], column == 0 || column == 4 ? .left : .right)
      }
      return trimmed(padded.joined(separator: "  "))
    }
    let colon = language == .english ? ": " : "："
    let end = language == .english ? "." : "。"
    return rows + [""]
      + TextLayout.wrap(
        verdict(finding.verdict) + colon + text(finding.sentence) + end, to: Self.width)
  }

  private func trimmed(_ line: String) -> String {
    var line = Substring(line)
    while line.hasSuffix(" ") { line = line.dropLast() }
    return String(line)
  }

  /// A prediction as the table has it.
  private static func text(_ prediction: Finding.Prediction) -> String {
    let (low, high) = (
      Number.text(prediction.low, digits: 3), Number.text(prediction.high, digits: 3)
    )
    if prediction.low == prediction.high { return low }
    if prediction.high == .infinity { return "≥ \(low)" }
    if prediction.low == -.infinity { return "≤ \(high)" }
    return "\(low) … \(high)"
  }

  private static func interval(_ estimate: Estimate) -> String {
    "\(Number.text(estimate.low, digits: 3)) … \(Number.text(estimate.high, digits: 3))"
  }

  private func outcome(_ outcome: Finding.Outcome) -> String {
    switch outcome {
    case .agrees: text(Prose("agrees", "相符"))
    case .contradicts: text(Prose("contradicts", "不符"))
    case .open: text(Prose("too rough to tell", "精度不够，尚难判断"))
    case .reported: ""
    }
  }

  private func verdict(_ verdict: Finding.Verdict) -> String {
    switch verdict {
    case .holds: text(Prose("Holds", "成立"))
    case .inPart: text(Prose("Holds in part", "部分成立"))
    case .doesNotHold: text(Prose("Does not hold", "不成立"))
    case .undecided: text(Prose("Not decided by so few seeds", "种子太少，尚不能判定"))
    case .reported: text(Prose("As found", "实测如下"))
    }
  }

  // MARK: Prose

  private func text(_ prose: Prose) -> String {
    language == .english ? prose.english : prose.chinese
  }

  private func indented(_ text: String) -> [String] {
    TextLayout.wrap(text, to: Self.width - 4).map { "    " + $0 }
  }

  /// A name in a column of its own, and text beside it.
  private func labelled(_ name: String, _ text: String) -> [String] {
    let column = 11
    return TextLayout.wrap(text, to: Self.width - column).enumerated().map { index, line in
      TextLayout.pad(index == 0 ? name : "", to: column) + line
    }
  }
}
