import Tensors
import Tracing
import Transformers

/// What the head makes of each state of the residual stream, as if it were the last.
///
/// - Source: nostalgebraist 2020, "interpreting GPT: the logit lens".
package struct LogitLens {
  /// What it shows, or why there is nothing to show.
  package enum Outcome: Sendable {
    /// A reading of each state, in order; the last is the model's own.
    case readings([Reading])
    /// The head has layers of its own between the stream and the vocabulary.
    case headHasLayers
    /// No head turns states into a vocabulary.
    case noHead
  }

  /// What the head makes of one state.
  package struct Reading: Sendable {
    /// The state.
    package let state: StreamState
    /// The token with the highest probability.
    package let token: Int
    /// Its probability.
    package let probability: Double
    /// The probability of the token that the model itself finds most probable.
    package let ofAnswer: Double
  }

  private let subject: Subject

  /// Prepares the lens of a subject.
  package init(_ subject: Subject) { self.subject = subject }

  /// The readings at a position, counted from 0.
  package func outcome(at position: Int) -> Outcome {
    let c = subject.configuration
    let trace = subject.trace
    guard let logits = subject.model.logits, let head = trace[logits].operation else {
      return .noHead
    }
    switch c.head {
    case .none: return .noHead
    case .classifier, .maskedLanguageModel: return .headHasLayers
    case .languageModel: break
    }
    let states = self.states
    let count = states.count
    let width = c.dModel
    guard count > 0, position >= 0, position < trace[logits].shape.rows else { return .noHead }
    var x = [Float](repeating: 0, count: count * width)
    for (index, state) in states.enumerated() {
      let values = trace.values(of: state.node)
      for channel in 0..<width { x[index * width + channel] = values.row(position)[channel] }
    }
    normalize(&x, states, width)
    if c.headScale != 1 { for index in x.indices { x[index] *= c.headScale } }
    let size = trace[logits].shape.columns
    var scores = [Float](repeating: 0, count: count * size)
    let inputs = trace[logits].inputs
    let weight = trace.values(of: inputs[1])
    let bias = inputs.count > 2 ? trace.values(of: inputs[2]) : nil
    x.withUnsafeMutableBufferPointer { x in
      scores.withUnsafeMutableBufferPointer { scores in
        guard let x = x.baseAddress, let scores = scores.baseAddress else { return }
        let states = View(x, [count, width])
        let output = View(scores, [count, size])
        let operands =
          bias.map { Operands(states, weight, $0, output: output) }
          ?? Operands(states, weight, output: output)
        head.forward(operands, saved: scores)
        Softmax().forward(Operands(output, output: output), saved: scores)
      }
    }
    return .readings(readings(scores, states, size))
  }

  /// The last tower's states; of a large model those that leave a layer, for each costs a whole vocabulary.
  private var states: [StreamState] {
    let c = subject.configuration
    let tower = c.tower == .encoder ? "encoder" : "decoder"
    let all = StreamState.all(of: tower, in: subject)
    guard all.count * c.dModel * c.vocabularySize > 200_000_000 else { return all }
    return all.filter {
      if case .sublayer(_, let name) = $0.kind { return name == "feed-forward" }
      return true
    }
  }

  /// Puts the states through the final norm, all but the one that it made itself.
  private func normalize(_ x: inout [Float], _ states: [StreamState], _ width: Int) {
    let trace = subject.trace
    guard let last = states.last, last.kind == .output, states.count > 1,
      let norm = trace[last.node].operation
    else { return }
    let count = states.count - 1
    let inputs = trace[last.node].inputs
    let gain = trace.values(of: inputs[1])
    let bias = inputs.count > 2 ? trace.values(of: inputs[2]) : nil
    var y = [Float](repeating: 0, count: count * width)
    var saved = [Float](repeating: 0, count: 2 * count)
    x.withUnsafeMutableBufferPointer { x in
      y.withUnsafeMutableBufferPointer { y in
        saved.withUnsafeMutableBufferPointer { saved in
          guard let x = x.baseAddress, let y = y.baseAddress, let saved = saved.baseAddress
          else { return }
          let states = View(x, [count, width])
          let output = View(y, [count, width])
          let operands =
            bias.map { Operands(states, gain, $0, output: output) }
            ?? Operands(states, gain, output: output)
          norm.forward(operands, saved: saved)
        }
      }
    }
    x.replaceSubrange(0..<count * width, with: y)
  }

  private func readings(
    _ probabilities: [Float], _ states: [StreamState], _ size: Int
  ) -> [Reading] {
    func largest(_ row: Int) -> Int {
      var best = 0
      for token in 1..<max(1, size)
      where probabilities[row * size + token] > probabilities[row * size + best] { best = token }
      return best
    }
    let answer = largest(states.count - 1)
    // The final norm's own output says what the state before it said through the norm.
    let isTwice = states.count > 1 && states.last?.kind == .output
    return states.dropLast(isTwice ? 1 : 0).enumerated().map { row, state in
      let token = largest(row)
      return Reading(
        state: state, token: token, probability: Double(probabilities[row * size + token]),
        ofAnswer: Double(probabilities[row * size + answer]))
    }
  }
}
