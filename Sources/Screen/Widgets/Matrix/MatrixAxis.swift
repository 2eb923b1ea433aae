/// What the rows or the columns of a matrix are.
package struct MatrixAxis {
  /// The axis in words, as `rows: query`.
  package var title: String
  /// How the title is drawn.
  package var role: Theme.Role
  /// The cells that the widest label takes.
  package let labelWidth: Int
  private let text: (Int) -> String

  /// Makes an axis with a label for each place.
  package init(_ title: String, labels: [String], role: Theme.Role = .text) {
    let width = labels.reduce(0) { max($0, TextWidth.cells($1)) }
    self.init(title, labelWidth: width, role: role) { $0 < labels.count ? labels[$0] : "" }
  }

  /// Makes an axis whose labels a function gives, for axes too long to list.
  package init(
    _ title: String, labelWidth: Int, role: Theme.Role = .text,
    label: @escaping (Int) -> String
  ) {
    self.title = title
    self.role = role
    self.labelWidth = max(0, labelWidth)
    text = label
  }

  /// Makes an axis that is numbered from 1.
  package init(_ title: String, count: Int, role: Theme.Role = .text) {
    self.init(title, labelWidth: String(max(1, count)).utf8.count, role: role) { String($0 + 1) }
  }

  /// The label of a place.
  package func label(_ index: Int) -> String { text(index) }
}
