import Screen
import Tracing

/// a + b: both rows and their sum, how long they are, and what the wiring makes of the sum.
struct AdditionPicture {
  private let context: StageContext
  private let purpose: Add.Purpose

  /// Makes the picture; nil where nothing is added.
  init?(_ context: StageContext) {
    guard let add = context.node.operation as? Add, context.node.inputs.count == 2 else {
      return nil
    }
    self.context = context
    purpose = add.purpose
  }

  /// The rows, then what is to be said.
  var picture: StatePicture {
    let node = context.node
    let x = context.numbers(of: node.inputs[0], row: context.row)
    // The second may be shared by outer slices of the first.
    let rows = max(1, context.trace[node.inputs[1]].shape.rows)
    let y = context.numbers(of: node.inputs[1], row: context.row % rows)
    let z = context.numbers(of: context.spot.node, row: context.row)
    let scale = Scale.symmetric(
      [x, y, z].reduce(0) { max($0, StripTable.magnitude($1)) })
    let (lengthX, lengthY) = (RowFigures.norm(x), RowFigures.norm(y))
    let share = lengthX > 0 ? lengthY / lengthX : 0
    func figures(_ values: [Double]) -> [String] {
      [Number.text(RowFigures.norm(values), digits: 3)]
    }
    let labels = self.labels
    let table = StripTable(
      rows: [
        .init(labels.first, x, role: .residual, scale: scale, notes: figures(x)),
        .init(
          "+ " + labels.second, y, role: role, scale: scale, notes: figures(y)),
        .init("= " + labels.sum, z, role: .residual, scale: scale, notes: figures(z)),
      ], cursor: context.place.column, name: context.columnName,
      notes: [context.words(.norm)], isFocused: context.isFocused, hasSpareNotes: true)
    var blocks: [StateBlock] = [context.tokenLine, .gap, .strips(table), .gap]
    let angle = RowFigures.cosine(x, y).map { Number.text($0, digits: 2) } ?? "–"
    blocks.append(
      .text(
        context.words(
          .adds, context.rowName, labels.second, Number.text(lengthY, digits: 3), labels.first,
          Number.text(lengthX, digits: 3), RowFigures.percent(share), angle), rank: 1))
    if purpose == .residual { blocks.append(.text(wiring, .residual, rank: 1)) }
    return context.picture(blocks)
  }

  private var role: Theme.Role {
    switch purpose {
    case .residual:
      context.node.address.parts.contains("feed-forward") ? .feedForward : .attention
    case .positions, .tokenTypes: .embedding
    case .scoreBias, .logitBias: .warning
    }
  }

  private var labels: (first: String, second: String, sum: String) {
    let words = { (text: StateText) in context.words(text) }
    switch purpose {
    case .residual:
      let isWrong = context.subject.configuration.wiring == .wrong
      return (
        words(isWrong ? .normalizedStream : .stream),
        words(.sublayer(context.node.address)), words(.stream)
      )
    case .positions: return (words(.tokenVector), words(.positionVector), words(.sum))
    case .tokenTypes: return (words(.tokenVector), words(.typeVector), words(.sum))
    case .scoreBias: return (words(.scores), words(.bias), words(.sum))
    case .logitBias: return (words(.logits), words(.bias), words(.sum))
    }
  }

  private var wiring: String {
    switch context.subject.configuration.wiring {
    case .pre: context.words(.wiringPre)
    case .post: context.words(.wiringPost)
    case .sandwich: context.words(.wiringSandwich)
    case .wrong: context.words(.wiringWrong)
    case .none: context.words(.wiringNone)
    }
  }
}
