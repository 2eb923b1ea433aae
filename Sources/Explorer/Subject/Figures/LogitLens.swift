import Kernels
import Tensors
import Tracing
import Transformers

/// What the head makes of each state of the residual stream at a position, as if it were the last.
///
/// Every state costs a product with the whole vocabulary. So the vocabulary is gone through in parts, all states
/// at once, and a reader need not wait for the end before the next key.
///
/// - Source: nostalgebraist 2020, "interpreting GPT: the logit lens".
package struct LogitLens {
  /// What it shows, or why there is nothing to show.
  package enum Outcome: Sendable {
    /// A reading of each state, in order; the last is the model's own.
    case readings([Reading])
    /// The vocabulary is not gone through yet; the states that will have a reading.
    case pending([StreamState])
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
    /// The token that the model itself finds most probable.
    package let answer: Int
    /// The probability of that token.
    package let ofAnswer: Double
    /// The largest logit.
    package let maximum: Double
    /// What e^(logit − maximum) adds up to over the vocabulary.
    package let sum: Double

    /// The probability of a token that the reading names.
    package func probability(of token: Int) -> Double? {
      token == self.token ? probability : token == answer ? ofAnswer : nil
    }
  }

  /// More multiplications than this are not done at once.
  package static let mostWork = 1 << 27

  private let subject: Subject
  private let mostWork: Int
  private let states: [StreamState]
  /// The states after the final norm, as the head reads them.
  private let x: [Float]
  private let width: Int
  private let size: Int
  /// How much of the vocabulary was gone through.
  private var done = 0
  private var tokens: [Int]
  private var maxima: [Double]
  private var sums: [Double]
  /// What there is to show, as soon as that is known.
  package private(set) var outcome: Outcome

  /// Prepares the lens.
  ///
  /// - Parameters:
  ///   - subject: The computation.
  ///   - position: The position, counted from 0.
  ///   - mostWork: The multiplications that are done at once.
  package init(_ subject: Subject, at position: Int, mostWork: Int = Self.mostWork) {
    self.subject = subject
    self.mostWork = mostWork
    let c = subject.configuration
    let trace = subject.trace
    var states: [StreamState] = []
    var x: [Float] = []
    var outcome = Outcome.noHead
    let logits = subject.model.logits
    switch c.head {
    case .classifier, .maskedLanguageModel: if logits != nil { outcome = .headHasLayers }
    case .languageModel:
      guard let logits, position >= 0, position < trace[logits].shape.rows else { break }
      states = Self.states(of: subject)
      x = Self.rows(of: states, position, subject)
      // The final norm's own output says what the state before it said through the norm.
      if states.count > 1, states.last?.kind == .output { states.removeLast() }
      if !states.isEmpty { outcome = .pending(states) }
    case .none: break
    }
    self.states = states
    self.x = x
    self.outcome = outcome
    width = c.dModel
    size = logits.map { trace[$0].shape.columns } ?? 0
    tokens = Array(repeating: 0, count: states.count)
    maxima = Array(repeating: -.infinity, count: states.count)
    sums = Array(repeating: 0, count: states.count)
  }

  /// Whether all of it is no more than what may be done at once.
  package var isSmall: Bool { states.count * width * size <= mostWork }

  /// Whether there is more to go through.
  package var isPending: Bool {
    if case .pending = outcome { return true }
    return false
  }

  /// Goes through a part of the vocabulary.
  package mutating func goOn() {
    guard isPending, let logits = subject.model.logits, let head = subject.trace[logits].operation
    else { return }
    let trace = subject.trace
    let inputs = trace[logits].inputs
    let weight = trace.values(of: inputs[1])
    let bias = inputs.count > 2 ? trace.values(of: inputs[2]) : nil
    let most = max(1, mostWork / max(1, states.count * width))
    let part = done..<min(size, done + most)
    var scores = [Float](repeating: 0, count: states.count * part.count)
    var rows = x
    rows.withUnsafeMutableBufferPointer { rows in
      scores.withUnsafeMutableBufferPointer { scores in
        guard let x = rows.baseAddress, let scores = scores.baseAddress else { return }
        let states = View(x, [self.states.count, width])
        let output = View(scores, [self.states.count, part.count])
        let table = View(weight.row(part.lowerBound), [part.count, width])
        let operands =
          bias.map {
            Operands(
              states, table, View($0.pointer + part.lowerBound, [part.count]), output: output)
          } ?? Operands(states, table, output: output)
        head.forward(operands, saved: scores)
      }
    }
    for index in states.indices {
      take(scores[index * part.count..<(index + 1) * part.count], of: index, from: part.lowerBound)
    }
    done = part.upperBound
    if done == size { outcome = .readings(readings) }
  }

  /// Takes in a part of a state's logits.
  private mutating func take(_ logits: ArraySlice<Float>, of index: Int, from start: Int) {
    var best = logits.startIndex
    for place in logits.indices where logits[place] > logits[best] { best = place }
    guard best < logits.endIndex else { return }
    let largest = Double(logits[best])
    var powers = Array(logits)
    powers.withUnsafeMutableBufferPointer { powers in
      guard let start = powers.baseAddress else { return }
      let row = View(start, [1, powers.count])
      Softmax().forward(Operands(row, output: row), saved: start)
    }
    // The largest share is 1 over the sum of this part, as e⁰ is 1.
    let share = Double(powers[best - logits.startIndex])
    let sum = share > 0 ? 1 / share : .nan
    if largest > maxima[index] {
      sums[index] = sums[index] * exp(maxima[index] - largest) + sum
      maxima[index] = largest
      tokens[index] = start + best - logits.startIndex
    } else {
      sums[index] += sum * exp(largest - maxima[index])
    }
  }

  private var readings: [Reading] {
    let answer = tokens.last ?? 0
    return states.indices.map { index in
      Reading(
        state: states[index], token: tokens[index], probability: 1 / sums[index], answer: answer,
        ofAnswer: tokens[index] == answer
          ? 1 / sums[index] : exp(logit(of: answer, index) - maxima[index]) / sums[index],
        maximum: maxima[index], sum: sums[index])
    }
  }

  private func logit(of token: Int, _ index: Int) -> Double {
    guard let head = LensHead(subject) else { return .nan }
    return head.logit(of: token, x[index * width..<(index + 1) * width].map(Double.init))
  }

  // MARK: The states

  /// The last tower's states; of a large model those that leave a layer, for each costs a whole vocabulary.
  private static func states(of subject: Subject) -> [StreamState] {
    let c = subject.configuration
    let tower = c.tower == .encoder ? "encoder" : "decoder"
    let all = StreamState.all(of: tower, in: subject)
    guard all.count * c.dModel * c.vocabularySize > 200_000_000 else { return all }
    return all.filter {
      if case .sublayer(_, let name) = $0.kind { return name == "feed-forward" }
      return true
    }
  }

  /// The states as the head reads them: through the final norm, all but the one that it made itself.
  private static func rows(
    of states: [StreamState], _ position: Int, _ subject: Subject
  ) -> [Float] {
    let trace = subject.trace
    let width = subject.configuration.dModel
    var x: [Float] = []
    x.reserveCapacity(states.count * width)
    for state in states {
      let row = trace.values(of: state.node).row(position)
      x += UnsafeBufferPointer(start: row, count: width)
    }
    if states.count > 1, let last = states.last, last.kind == .output,
      let norm = trace[last.node].operation
    {
      x.removeLast(width)
      x = normalized(x, norm, trace[last.node].inputs.map { trace.values(of: $0) }, width)
    }
    let scale = subject.configuration.headScale
    return scale == 1 ? x : x.map { $0 * scale }
  }

  private static func normalized(
    _ x: [Float], _ norm: any Operation, _ inputs: [View], _ width: Int
  ) -> [Float] {
    let count = x.count / width
    var x = x
    var y = x
    var saved = [Float](repeating: 0, count: 2 * count)
    x.withUnsafeMutableBufferPointer { x in
      y.withUnsafeMutableBufferPointer { y in
        saved.withUnsafeMutableBufferPointer { saved in
          guard let x = x.baseAddress, let y = y.baseAddress, let saved = saved.baseAddress
          else { return }
          let states = View(x, [count, width])
          let output = View(y, [count, width])
          let operands =
            inputs.count > 2
            ? Operands(states, inputs[1], inputs[2], output: output)
            : Operands(states, inputs[1], output: output)
          norm.forward(operands, saved: saved)
        }
      }
    }
    return y
  }
}
