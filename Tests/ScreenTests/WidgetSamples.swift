import Screen
import Testing

/// One of each widget with contents that make it work: wide characters, numbers of every kind, more than fits.
struct WidgetSample: Sendable, CustomTestStringConvertible {
  let name: String
  /// A size at which all of it is seen.
  let size: Size
  let draw: @Sendable (inout Canvas, Rect) -> Void

  var testDescription: String { name }

  private init(
    _ name: String, _ width: Int, _ height: Int,
    _ draw: @escaping @Sendable (inout Canvas, Rect) -> Void
  ) {
    self.name = name
    size = Size(width: width, height: height)
    self.draw = draw
  }

  static let tokens = ["<bos>", "I", "like", "red", "apples", "我", "喜欢", "苹果"]

  /// Weights of causal attention.
  static var weights: MatrixValues {
    MatrixValues(rows: 8, columns: 8, isMasked: { $1 > $0 }, value: weight)
  }

  private static func weight(row: Int, column: Int) -> Float {
    guard column <= row else { return 0 }
    let parts = (0...row).map { Float(($0 * 7 + row * 3) % 11 + 1) }
    return parts[column] / parts.reduce(0, +)
  }

  /// Scores with every kind of number.
  static var scores: MatrixValues {
    MatrixValues(rows: 8, columns: 8) { row, column in
      switch (row, column) {
      case (2, 1): .nan
      case (3, 2): .infinity
      case (4, 4): 0
      case _ where column > row: -.infinity
      default: Float((row * 37 + column * 91) % 41 - 20) / 6.3
      }
    }
  }

  static func matrix(
    _ source: MatrixValues, _ zoom: MatrixZoom, kind: Scale.Kind,
    cursor: MatrixCell? = MatrixCell(row: 6, column: 2), marks: [MatrixMark] = []
  ) -> MatrixView {
    MatrixView(
      source, rows: MatrixAxis("rows: query", labels: tokens, role: .query),
      columns: MatrixAxis("columns: key", labels: tokens, role: .keyAxis),
      scale: Scale(of: source, kind: kind), zoom: zoom, cursor: cursor, marks: marks)
  }

  static let all: [WidgetSample] = matrices + charts + texts

  private static let matrices: [WidgetSample] = [
    WidgetSample("matrix-numbers", 66, 12) { canvas, area in
      let marks = [
        MatrixMark(.changed, rows: 3..<4, columns: 0..<2),
        MatrixMark(.source, rows: 6..<7, columns: 0..<1),
      ]
      matrix(weights, .numbers, kind: .fixed, marks: marks).draw(into: &canvas, in: area)
    },
    WidgetSample("matrix-scores", 50, 10) { canvas, area in
      matrix(scores, .numbers, kind: .symmetric).draw(into: &canvas, in: area)
    },
    WidgetSample("matrix-colors", 60, 11) { canvas, area in
      matrix(scores, .colors, kind: .symmetric).draw(into: &canvas, in: area)
    },
    WidgetSample("matrix-overview", 40, 8) { canvas, area in
      matrix(scores, .overview, kind: .symmetric).draw(into: &canvas, in: area)
    },
    WidgetSample("matrix-sampled", 44, 9) { canvas, area in
      let large = MatrixValues(rows: 120, columns: 90) { row, column in
        let far = Float(row) - Float(column) * 1.3
        return far * far < 300 ? 1 - far * far / 300 : Float((row * 31 + column * 17) % 97) / 500
      }
      MatrixView(
        large, rows: MatrixAxis("rows: query", count: 120, role: .query),
        columns: MatrixAxis("columns: key", count: 90, role: .keyAxis),
        scale: Scale(of: large, kind: .matrix), zoom: .overview,
        cursor: MatrixCell(row: 60, column: 45)
      ).draw(into: &canvas, in: area)
    },
    WidgetSample("matrix-cell", 60, 9) { canvas, area in
      matrix(scores, .cell, kind: .symmetric).draw(into: &canvas, in: area)
    },
  ]

  private static let charts: [WidgetSample] = [
    WidgetSample("bars", 48, 6) { canvas, area in
      let bars = [
        BarEntry("apples", 0.412), BarEntry("苹果", 0.221, isHighlighted: true),
        BarEntry("red", 0.14), BarEntry("and a very long label", 0.05, isFaint: true),
        BarEntry("the", 0.001, isFaint: true),
      ]
      BarList(bars, cut: BarCut(after: 3, "top-k 3"), cursor: 1).draw(into: &canvas, in: area)
    },
    WidgetSample("bars-signed", 48, 5) { canvas, area in
      let bars = [
        BarEntry("layer 1", 2.25, role: .positive), BarEntry("layer 2", -1.14, role: .negative),
        BarEntry("layer 3", 0.3, role: .positive), BarEntry("layer 4", -0.02, role: .negative),
        BarEntry("bias", .nan),
      ]
      BarList(bars).draw(into: &canvas, in: area)
    },
    WidgetSample("stacked-bar", 48, 2) { canvas, area in
      let segments = [
        StackedBar.Segment("apples", 0.41), StackedBar.Segment("苹果", 0.22, isHighlighted: true),
        StackedBar.Segment("red", 0.14), StackedBar.Segment("the", 0.1),
      ]
      StackedBar(segments, marker: 0.57, caption: "0.57").draw(into: &canvas, in: area)
    },
    WidgetSample("curve", 50, 12) { canvas, area in
      let loss = (0...100).map { step in
        CurvePoint(Double(step), step == 60 ? 3.5 : 4.2 / (1 + Double(step) / 20))
      }
      let other = (0...100).map { step in
        CurvePoint(Double(step), step == 30 ? .nan : 4.6 / (1 + Double(step) / 60))
      }
      Curve(
        [CurveSeries("Pre-LN", loss), CurveSeries("Post-LN", other, role: .keyAxis)],
        xTitle: "step", yTitle: "loss", mark: CurvePoint(20, 2.1)
      ).draw(into: &canvas, in: area)
    },
  ]

  private static let texts: [WidgetSample] = [
    WidgetSample("panel", 40, 4) { canvas, area in
      let inner = Panel("weights 权重", note: "8×8", isFocused: true).draw(
        into: &canvas, in: area)
      canvas.clipped(to: inner) { $0.put("inside", x: inner.x, y: inner.y) }
    },
    WidgetSample("key-hints", 40, 1) { canvas, area in
      let hints = [
        KeyHints.Hint("←→", "step"), KeyHints.Hint("⏎", "where from"),
        KeyHints.Hint("i", "into"), KeyHints.Hint("?", "keys"),
      ]
      KeyHints(hints).draw(into: &canvas, in: area)
    },
    WidgetSample("breadcrumb", 44, 1) { canvas, area in
      Breadcrumb(["Cutaway", "translator", "decoder", "layer 2", "cross-attention", "weights"])
        .draw(into: &canvas, in: area)
    },
    WidgetSample("text-field", 24, 1) { canvas, area in
      var field = TextField("decoder/2/weights[喜欢, like]")
      field.moveLeft()
      field.draw(into: &canvas, in: area)
    },
    WidgetSample("text-block", 40, 6) { canvas, area in
      let block = TextBlock([
        Paragraph([
          TextSpan("Each "), TextSpan("query", .query), TextSpan(" is compared with every "),
          TextSpan("key", .keyAxis), TextSpan(" that it may see."),
        ]), Paragraph(),
        Paragraph("注意力让每个词查看其他词：查询与键相乘，得到分数。", bullet: "• "),
        Paragraph("A masked row has weights of zero.", .warning, bullet: "• "), Paragraph("end"),
      ])
      block.draw(into: &canvas, in: area)
    },
    WidgetSample("list", 36, 6) { canvas, area in
      let items = [
        List.Item("Attention", detail: "queries, keys, values", note: "✓ done"),
        List.Item("注意力", detail: "查询、键、值", note: "3 of 7"),
        List.Item("Masks", detail: "who may see whom"),
      ]
      List(items, cursor: 1).draw(into: &canvas, in: area)
    },
    WidgetSample("table", 46, 5) { canvas, area in
      let rows = [
        ["reader", "encoder", "120 434"], ["storyteller", "decoder", "1 204 992"],
        ["读者", "编码器"],
      ]
      Table(
        [Table.Column("name"), Table.Column("architecture"), Table.Column("parameters", .right)],
        rows: rows, cursor: 1
      ).draw(into: &canvas, in: area)
    },
  ]
}
