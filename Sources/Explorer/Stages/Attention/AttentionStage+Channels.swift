import Screen
import Tracing

extension AttentionStage {
  // MARK: Queries, keys, values, output

  /// A projection: one row a token, and whose channels the columns are.
  func projection(_ block: AttentionBlock) -> MatrixPicture? {
    let node = context.node
    let meaning: AttentionText
    switch node.address.name {
    case "queries": meaning = .queriesMeaning
    case "keys": meaning = .keysMeaning
    case "values": meaning = .valuesMeaning
    case "output": meaning = outputMeaning
    default: return nil
    }
    let isOutput = node.address.name == "output"
    let noun = isOutput ? AttentionText.output(language) : context.noun(of: node)
    let bias = node.inputs.count > 2 ? " + b" : ""
    let formula = AttentionText.explained(
      language, "\(noun) = x·W\(bias)", meaning(language))
    let origin = origin(block)
    guard !isOutput else { return plain([formula, origin]) }
    let isQuery = meaning == .queriesMeaning
    var picture = plain([formula, channel(block, isQuery: isQuery), origin])
    picture.heads = ruler(block, isQuery: isQuery)
    picture.detail = rowByHeads(block, isQuery: isQuery)
    return picture
  }

  /// What becomes of the heads mixed together, by the wiring.
  private var outputMeaning: AttentionText {
    switch context.subject.configuration.wiring {
    case .sandwich: .outputMeaningSandwich
    case .wrong: .outputMeaningWrong
    case .post, .pre, .none: .outputMeaning
    }
  }

  /// The cursor's row, a strip for each head: the matrix seldom has room for all channels.
  private func rowByHeads(_ block: AttentionBlock, isQuery: Bool) -> Strips {
    let row = context.row(of: context.spot.node, slice: 0, row: context.place.row)
    let scale = Strip.symmetric(row)
    let heads = row.count / block.headWidth
    let current = context.place.column / block.headWidth
    let ruler = ruler(block, isQuery: isQuery)
    return Strips(
      heading: AttentionText.rowByHeads(language, queryLabel),
      strips: (0..<heads).map { head in
        var strip = Strip(
          ruler.names(head).first ?? "",
          Array(row[head * block.headWidth..<(head + 1) * block.headWidth]),
          role: head == current ? .attention : .faint, scale: scale)
        strip.hasCursor = head == current
        return strip
      }, cursor: context.place.column % block.headWidth)
  }

  /// Where the input comes from.
  private func origin(_ block: AttentionBlock) -> String {
    let input = context.trace[context.node.inputs[0]]
    let text: AttentionText
    if input.address.name == "concatenated" {
      text = .fromHeads
    } else if block.isCross, context.node.address.name != "queries" {
      text = .fromEncoder
    } else if input.address.parts.dropLast().joined(separator: "/") == block.address.path {
      text = .fromNormedResidual
    } else {
      text = .fromResidual
    }
    return text(language, input.address.path)
  }

  /// Whose channel the cursor is on.
  private func channel(_ block: AttentionBlock, isQuery: Bool) -> String {
    let column = context.place.column
    let (head, inner) = column.quotientAndRemainder(dividingBy: block.headWidth)
    guard !isQuery, block.groupSize > 1 else {
      return AttentionText.channelOfHead(language, "\(column + 1)", "\(head + 1)", "\(inner + 1)")
    }
    let first = head * block.groupSize
    return AttentionText.channelOfGroup(
      language, "\(column + 1)", "\(head + 1)", "\(inner + 1)", "\(first + 1)",
      "\(first + block.groupSize)")
  }

  private func ruler(_ block: AttentionBlock, isQuery: Bool) -> HeadRuler {
    HeadRuler(width: block.headWidth, current: context.place.column / block.headWidth) {
      [language] head in
      let own = AttentionText.headName(language, "\(head + 1)")
      guard !isQuery, block.groupSize > 1 else { return [own, "\(head + 1)"] }
      let first = head * block.groupSize
      let group = AttentionText.groupName(language, "\(first + 1)", "\(first + block.groupSize)")
      return [group, "\(first + 1)–\(first + block.groupSize)"]
    }
  }

  // MARK: Heads side by side

  /// Heads side by side: which channel comes from which.
  func concatenation(_ block: AttentionBlock) -> MatrixPicture {
    let column = context.place.column
    let (head, inner) = column.quotientAndRemainder(dividingBy: block.headWidth)
    var picture = plain([
      AttentionText.concatenated(language, "\(block.headWidth)"),
      AttentionText.channelOfContext(language, "\(column + 1)", "\(head + 1)", "\(inner + 1)"),
    ])
    picture.heads = ruler(block, isQuery: true)
    picture.detail = rowByHeads(block, isQuery: true)
    return picture
  }
}
