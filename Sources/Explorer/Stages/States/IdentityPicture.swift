import Screen
import Tracing

/// embedding + what every sublayer adds = the residual stream: at the cursor's token, with the error.
struct IdentityPicture {
  private let context: StageContext

  /// Makes the picture.
  init(_ context: StageContext) { self.context = context }

  /// The summands as rows, the verdict below.
  var picture: StatePicture {
    guard
      let identity = context.subject.figures.identity(
        of: context.tower, position: context.position, layer: context.layer)
    else {
      let hasStream = context.subject.figures.stream(of: context.tower) != nil
      return StatePicture(
        blocks: [.text(context.words(hasStream ? .noSum : .noStream), .faint, rank: 0)])
    }
    let rows = identity.parts.count + 2
    return StatePicture(blocks: [
      context.towerTokens, .gap,
      .drawing(rank: 0, least: 2, wanted: rows + 1) { canvas, area in
        draw(identity, into: &canvas, in: area)
      },
      .gap, .text(verdict(identity), identity.firstBreak == nil ? .good : .bad, rank: 0),
      .text(reason(identity), rank: 2),
    ])
  }

  private func draw(_ identity: Identity, into canvas: inout Canvas, in area: Rect) {
    let error = Number.text(identity.error, digits: 2)
    let isExact = identity.parts.last?.holds ?? true
    let results = [
      StripTable.Row(
        "= Σ", identity.sum, role: .heading,
        notes: [Number.text(RowFigures.norm(identity.sum), digits: 3), ""]),
      StripTable.Row(
        context.words(.stream), identity.stream, role: .residual,
        notes: [
          Number.text(RowFigures.norm(identity.stream), digits: 3), (isExact ? "✓ " : "✗ ") + error,
        ]),
    ]
    // The results stay in sight; of many summands those round the reader's step.
    let room = max(1, area.height - 1 - results.count)
    let here = identity.parts.lastIndex { $0.stream <= context.spot.node } ?? 0
    let first = Scrolling.first(
      max(0, here - room / 2), showing: here, count: identity.parts.count, visible: room)
    let seen = identity.parts.enumerated().dropFirst(first).prefix(room).map { index, part in
      row(part, isFirst: index == 0)
    }
    StripTable(
      rows: seen + results, cursor: context.channel ?? 0, name: channelName,
      notes: [context.words(.norm), context.words(.largestError)],
      isFocused: context.isFocused && context.channel != nil
    ).draw(into: &canvas, in: area)
  }

  private var channelName: String {
    AxisText(.channel).short(context.language) + " \((context.channel ?? 0) + 1)"
  }

  private func row(_ part: Identity.Part, isFirst: Bool) -> StripTable.Row {
    let isHere = part.stream == context.spot.node
    let role: Theme.Role =
      switch part.kind {
      case .sublayer(_, "feed-forward"): .feedForward
      case .sublayer: .attention
      default: .embedding
      }
    let mark = isHere ? "▸" : " "
    return StripTable.Row(
      mark + (isFirst ? "  " : "+ ") + context.name(part.kind), part.values, role: role,
      notes: [
        Number.text(RowFigures.norm(part.values), digits: 3),
        isFirst ? "" : (part.holds ? "✓ " : "✗ ") + Number.text(part.error, digits: 2),
      ])
  }

  private func verdict(_ identity: Identity) -> String {
    let token = context.quoted(context.token)
    guard let part = identity.firstBreak else {
      return context.words(
        identity.layer > 0 ? .identityOfLayer : .identityHolds, token,
        Number.text(identity.error, digits: 2))
    }
    return context.words(
      .identityBreaks, token, context.name(part.kind), Number.text(part.error, digits: 2))
  }

  private func reason(_ identity: Identity) -> String {
    switch context.subject.configuration.wiring {
    case .post: context.words(.identityPost)
    case .wrong: context.words(.identityWrong)
    case .none: context.words(.wiringNone)
    default: context.words(.identityPre)
    }
  }
}
