import Screen
import Tensors
import Tracing

extension AttentionStage {
  // MARK: Scores

  /// Queries times keys, and the cursor's product channel by channel.
  func scores(_ block: AttentionBlock) -> MatrixPicture {
    let (head, row, column) = context.place
    let query = block.query(row, head: head)
    let key = block.key(column, head: head)
    let products = zip(query, key).map { $0 * $1 }
    var sum: Float = 0
    let sums = products.map { product in
      sum += product
      return sum
    }
    let score = Number.text(Double(context.values[context.spot.cell]))
    let name = block.isRotary ? "q′" : "q"
    let keyName = block.isRotary ? "k′" : "k"
    var picture = plain(
      [AttentionText.scores(language)]
        + (block.isRotary ? [AttentionText.scoresRotated(language)] : []))
    picture.detail = Strips(
      heading: AttentionText.dotProduct(
        language, queryLabel, keyLabel, score, "\(head + 1)", "\(block.headWidth)"),
      strips: [
        Strip("\(name)[\(queryLabel)]", query, role: .query),
        Strip("\(keyName)[\(keyLabel)]", key, role: .keyAxis),
        Strip("\(name)·\(keyName)", products),
        Strip("Σ", sums, note: "= \(score)"),
      ])
    return picture
  }

  /// Scores scaled, or with a bias: the cursor's row before and after.
  func changed(_ block: AttentionBlock) -> MatrixPicture? {
    let caption: String
    if let scale = context.node.operation as? Tracing.Scale {
      let factor = Double(scale.factor)
      let root = Double(block.headWidth).squareRoot()
      caption =
        abs(factor * root - 1) < 1e-5
        ? AttentionText.scaled(language, "\(block.headWidth)", Number.text(root))
        : AttentionText.scaledOtherwise(language, Number.text(factor))
    } else {
      caption = AttentionText.biased(language)
    }
    var picture = plain([caption])
    picture.detail = beforeAndAfter
    return picture
  }

  /// The cursor's row in the node that was read, and in this one.
  private var beforeAndAfter: Strips {
    let (head, row, column) = context.place
    let input = context.trace[context.node.inputs[0]]
    let before = context.row(of: context.node.inputs[0], slice: head, row: row)
    let after = context.row(of: context.spot.node, slice: head, row: row)
    let scale = Strip.symmetric(before + after)
    return Strips(
      heading: AttentionText.rowBeforeAfter(language, queryLabel),
      strips: [
        Strip(context.noun(of: input), before, scale: scale),
        Strip(context.noun(of: context.node), after, scale: scale),
      ], columns: context.labels.column, role: .keyAxis, cursor: column, prefersNumbers: true)
  }

  // MARK: Mask

  /// The mask as a step of its own: what is hidden, why, and the cursor's row before and after.
  func masked(_ block: AttentionBlock) -> MatrixPicture {
    let before = context.trace.values(of: context.node.inputs[0])[context.spot.cell]
    let number = Number.text(Double(before))
    let isHidden = context.values[context.spot.cell] == -.infinity
    let cell = (isHidden ? AttentionText.cellHidden : .cellKept)(
      language, queryLabel, keyLabel, number)
    let count = hidden
    var caption = [AttentionText.maskedNone(language)]
    let all = count.later + count.forAll + count.far
    if all > 0 {
      caption = [
        AttentionText.maskedSome(
          language, "\(all)", "\(context.plane.rows * context.plane.columns)")
      ]
      if count.later > 0 { caption.append(AttentionText.maskedLater(language, "\(count.later)")) }
      if count.forAll > 0 {
        caption.append(AttentionText.maskedForAll(language, "\(count.forAll)"))
      }
      if count.far > 0 { caption.append(AttentionText.maskedFar(language, "\(count.far)")) }
    }
    caption.insert(cell, at: min(1, caption.count))
    var picture = plain(caption)
    picture.detail = beforeAndAfter
    return picture
  }

  /// How many cells of the mask are hidden: those after the query, those of keys that no query may look at, and
  /// others, which lie outside of a window.
  private var hidden: (later: Int, forAll: Int, far: Int) {
    let plane = context.plane
    let mask = context.trace.values(of: context.node.inputs[1])
    guard mask.shape.count >= plane.rows * plane.columns else { return (0, 0, 0) }
    let isSkipped = (0..<plane.columns).map { column in
      (0..<plane.rows).allSatisfy { mask.row($0)[column] == 0 }
    }
    // With a cache the first query stands further back than the first key.
    let offset =
      context.node.address.parts.contains("cross-attention")
      ? Int.max / 2
      : plane.columns - plane.rows
    var later = 0
    var (forAll, far) = (0, 0)
    for row in 0..<plane.rows {
      let start = mask.row(row)
      for column in 0..<plane.columns where start[column] == 0 {
        if column > row + offset, !isSkipped[column] {
          later += 1
        } else if isSkipped[column] {
          forAll += 1
        } else {
          far += 1
        }
      }
    }
    return (later, forAll, far)
  }

  // MARK: Weights

  /// Softmax of each row: positive, and a sum of 1.
  func weights(_ block: AttentionBlock) -> MatrixPicture {
    let (head, row, column) = context.place
    let scores = context.row(of: context.node.inputs[0], slice: head, row: row)
    let weights = context.row(of: context.spot.node, slice: head, row: row)
    var picture = plain([AttentionText.weights(language), rowLine(scores, weights)])
    picture.view.source = weightsSource(head)
    picture.marksLargest = true
    let maximum = scores.max() ?? 0
    guard maximum.isFinite else { return picture }
    // exp(x − m), from the weights: their quotients are those of the exponentials.
    let largest = weights.max() ?? 0
    let powers = zip(scores, weights).map {
      $0 == -.infinity ? $0 : largest > 0 ? $1 / largest : 0
    }
    let shown = zip(scores, weights).map { $0 == -.infinity ? $0 : $1 }
    func sum(_ values: [Float]) -> Double {
      values.reduce(0) { $1.isFinite ? $0 + Double($1) : $0 }
    }
    picture.detail = Strips(
      strips: [
        Strip("x", scores, note: "m = \(Number.text(Double(maximum)))"),
        Strip("e^(x−m)", powers, scale: .fixed, note: "Σ = \(Number.text(sum(powers)))"),
        Strip("e / Σ", shown, scale: .fixed, note: "Σ = \(Number.text(sum(weights)))"),
      ], columns: context.labels.column, role: .keyAxis, cursor: column, prefersNumbers: true)
    return picture
  }

  /// The sum of the cursor's row and its largest weight.
  private func rowLine(_ scores: [Float], _ weights: [Float]) -> String {
    guard scores.contains(where: { $0 > -.infinity || $0.isNaN }) else {
      return AttentionText.noKeys(language, queryLabel)
    }
    let sum = weights.reduce(0) { $0 + Double($1) }
    let largest = weights.indices.max { weights[$0] < weights[$1] } ?? 0
    return AttentionText.rowSum(
      language, queryLabel, Number.text(sum), context.labels.column(largest),
      Number.text(Double(weights[largest])))
  }

  /// The weights, with what the mask hid still marked as hidden.
  private func weightsSource(_ head: Int) -> MatrixValues {
    let plane = context.plane
    let scores = context.trace.values(of: context.node.inputs[0])
    let values = context.values
    return MatrixValues(
      rows: plane.rows, columns: plane.columns,
      isMasked: { scores[(head * plane.rows + $0) * plane.columns + $1] == -.infinity },
      value: { values[(head * plane.rows + $0) * plane.columns + $1] })
  }
}
