import ModelFiles
import Training

/// Claims and findings for other programs.
enum FindingJSON {
  /// A claim: its name, the paper and what it says, in both languages.
  static func value(of claim: Claim) -> JSONValue {
    .object([
      JSONMember("claim", .string(claim.rawValue)), JSONMember("paper", value(of: claim.paper)),
      JSONMember("statement", value(of: claim.statement)),
      JSONMember("setting", value(of: claim.setting)),
      JSONMember("method", value(of: claim.method)),
      JSONMember("tolerance", value(of: claim.tolerance)),
    ])
  }

  /// A finding: the setting, a member of `rows` for each number, and the verdict.
  static func value(of finding: Finding, _ setting: Claim.Setting) -> JSONValue {
    .object([
      JSONMember("claim", .string(finding.claim.rawValue)),
      JSONMember("seeds", .integer(setting.seeds)),
      JSONMember("layers", .array(setting.layers.map { .integer($0) })),
      JSONMember("width", .integer(setting.width)),
      JSONMember("rows", .array(finding.rows.map(value))),
      JSONMember("verdict", .string(finding.verdict.rawValue)),
      JSONMember("sentence", value(of: finding.sentence)),
    ])
  }

  private static func value(of row: Finding.Row) -> JSONValue {
    let prediction = row.prediction.map { prediction in
      JSONValue.object([
        JSONMember("low", .number(prediction.low)), JSONMember("high", .number(prediction.high)),
        JSONMember("tolerance", .number(prediction.tolerance)),
      ])
    }
    return .object([
      JSONMember("subject", value(of: row.subject)),
      JSONMember("prediction", prediction ?? .null),
      JSONMember("mean", .number(row.measured.mean)), JSONMember("low", .number(row.measured.low)),
      JSONMember("high", .number(row.measured.high)),
      JSONMember("count", .integer(row.measured.count)),
      JSONMember("outcome", .string(row.outcome.rawValue)),
    ])
  }

  private static func value(of prose: Prose) -> JSONValue {
    .object([
      JSONMember("en", .string(prose.english)), JSONMember("zh", .string(prose.chinese)),
    ])
  }
}
