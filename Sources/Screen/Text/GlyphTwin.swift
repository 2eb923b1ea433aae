/// What is drawn for a character that a medium cannot show: one cell of ASCII.
package enum GlyphTwin {
  /// The twin; `?` for a character that has none.
  package static func of(_ scalar: Unicode.Scalar) -> Unicode.Scalar {
    scalar.isASCII ? scalar : twins[scalar] ?? "?"
  }

  private static let twins: [Unicode.Scalar: Unicode.Scalar] = {
    let pairs: [(String, Unicode.Scalar)] = [
      ("─━═╌┄⎯—–−‐‑", "-"), ("│┃║┆┊▏▕╎", "|"), ("┌┐└┘├┤┬┴┼╭╮╰╯╔╗╚╝╠╣╦╩╬┏┓┗┛┝┥╞╡╪╫", "+"),
      ("→▸▶►›»⟶⇒", ">"), ("←◂◀◄‹«⟵", "<"), ("↑▲△▴⌃", "^"), ("↓▼▽▾⌄", "v"), ("⏎↵", "/"),
      ("·∙•‧⋅", "."), ("…⋯", "~"), ("×✕✗✘", "x"), ("√✓✔", "V"), ("≤", "<"), ("≥", ">"),
      ("≈∼", "~"), ("≠", "!"), ("±", "+"), ("∞", "8"), ("Σ∑", "S"), ("μ", "u"), ("σ", "s"),
      ("α", "a"), ("β", "b"), ("γ", "g"), ("ε", "e"), ("θ", "o"), ("π", "p"), ("λ", "l"),
      ("τ", "t"),
      ("“”„", "\""), ("‘’", "'"), ("▁▂▃", "_"), ("▄▅▆", "="), ("▇█▉▊▋▌▍▎▐▀■▪", "#"), ("░", "."),
      ("▒", ":"), ("▓", "%"), ("●◉⬤", "@"), ("○◯◦", "o"), ("◆", "*"), ("◇", "o"), ("⊙", "o"),
      ("⊕", "+"), ("²", "2"), ("³", "3"), ("₀", "0"), ("₁", "1"), ("₂", "2"), ("₃", "3"),
      ("₄", "4"),
      ("ᵀ", "T"), ("ᵢ", "i"), ("ⱼ", "j"), ("ₖ", "k"), ("ₙ", "n"), ("‖", "|"), ("∂", "d"),
      ("∈", "e"),
      ("↳", ">"), ("÷", "/"), ("°", "o"), ("′", "'"), ("▬", "="), ("ᵥ", "v"),
      ("−", "-"), ("½", "h"), ("␠", "_"), ("Ġ", "G"), ("Ċ", "C"),
    ]
    var twins: [Unicode.Scalar: Unicode.Scalar] = [:]
    for (from, to) in pairs { for scalar in from.unicodeScalars { twins[scalar] = to } }
    return twins
  }()
}
