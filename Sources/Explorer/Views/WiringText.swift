import Transformers

/// A wiring in signs and as a formula: ◇ where a norm stands, ⊕ where the residual is added.
struct WiringText {
  private let wiring: Configuration.Wiring

  init(_ wiring: Configuration.Wiring) { self.wiring = wiring }

  /// What stands before a sublayer.
  var before: String {
    switch wiring {
    case .pre, .sandwich, .wrong: "◇"
    case .post, .none: ""
    }
  }

  /// What stands after a sublayer.
  var after: String {
    switch wiring {
    case .pre, .wrong, .none: "⊕"
    case .post: "⊕◇"
    case .sandwich: "◇⊕"
    }
  }

  /// What a sublayer f makes of x.
  var formula: String {
    switch wiring {
    case .post: "norm(x+f(x))"
    case .pre: "x+f(norm x)"
    case .sandwich: "x+norm f(norm x)"
    case .wrong: "n+f(n), n=norm x"
    case .none: "x+f(x)"
    }
  }

  /// What the field calls it.
  func name(_ language: DisplayLanguage) -> String {
    switch wiring {
    case .post: FrameText.post(language)
    case .pre: FrameText.pre(language)
    case .sandwich: FrameText.sandwich(language)
    case .wrong: FrameText.wrong(language)
    case .none: FrameText.none(language)
    }
  }
}
