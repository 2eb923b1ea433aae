import ModelFiles
import Tensors
import Tracing

/// The bundled models as a table that fits 80 columns: a row for each, its title and quality below it.
struct ModelTable {
  private let models: [BundledModel]
  /// The most characters of a line.
  static let width = 80

  init(_ models: [BundledModel]) { self.models = models }

  /// The table, heads first.
  var lines: [String] {
    let heads = ["name", "task", "wiring", "layers", "width", "heads", "parameters", "bytes"]
    let rows = models.map { model in
      [
        model.name, VisibleText.escaped(model.task, limit: 11), model.wiring,
        model.layers.map(String.init).joined(separator: "+"), "\(model.width)", "\(model.heads)",
        "\(model.parameters)", "\(model.bytes)",
      ]
    }
    let widths = heads.indices.map { column in
      ([heads] + rows).map { $0[column].count }.max() ?? 0
    }
    /// Words stand on the left of their column, numbers on the right.
    func line(_ cells: [String]) -> String {
      let padded = cells.indices.map { column in
        let space = String(repeating: " ", count: widths[column] - cells[column].count)
        return column < 3 ? cells[column] + space : space + cells[column]
      }
      // Layers, width and heads stand close: 80 columns are few.
      return padded.enumerated().map { column, cell in
        column == 0 ? cell : (column == 4 || column == 5 ? " " : "  ") + cell
      }.joined()
    }
    return [line(heads)]
      + zip(models, rows).flatMap { model, row in [line(row)] + Self.notes(of: model) }
  }

  /// A model's title and quality, indented and broken where they are long.
  private static func notes(of model: BundledModel) -> [String] {
    let quality = model.quality.map { "\($0.name) \(Number.percent($0.value))" }
    let texts = [model.title, quality.isEmpty ? nil : quality.joined(separator: ", ")]
    return texts.compactMap(\.self).flatMap { broken(VisibleText.escaped($0)) }
  }

  /// Text on lines of at most 80 characters, each indented by four.
  private static func broken(_ text: String) -> [String] {
    var lines: [String] = []
    for word in text.split(separator: " ") {
      if let last = lines.last, last.count + 1 + word.count <= width {
        lines[lines.count - 1] += " " + word
      } else {
        lines.append("    " + word)
      }
    }
    return lines
  }
}
