/// One bar of a ``BarList``.
package struct BarEntry: Hashable, Sendable {
  /// What it is of.
  package var label: String
  /// How long it is.
  package var value: Double
  /// The number as it is written; nil for as many decimals as the other bars have.
  package var number: String?
  /// How the bar is drawn.
  package var role: Theme.Role
  /// Whether it is pointed out.
  package var isHighlighted: Bool
  /// Whether it counts for nothing, as what top-k cuts off.
  package var isFaint: Bool

  /// Makes a bar.
  package init(
    _ label: String, _ value: Double, number: String? = nil, role: Theme.Role = .probability,
    isHighlighted: Bool = false, isFaint: Bool = false
  ) {
    self.label = label
    self.value = value
    self.number = number
    self.role = role
    self.isHighlighted = isHighlighted
    self.isFaint = isFaint
  }

  /// The number, in a form that the bars share unless this one has its own.
  func text(in format: NumberCell) -> String {
    number ?? String(format.text(value).drop { $0 == " " })
  }
}
