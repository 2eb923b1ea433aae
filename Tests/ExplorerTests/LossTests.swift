import Explorer
import Foundation
import Screen
import TestSupport
import Testing
import Tracing

/// A walk that ends in the loss of the text's own tokens.
@Suite(.steadyKernels)
struct LossTests {
  /// The mean of −log p of each target, from the probabilities of the same walk.
  private func mean(_ subject: Subject, of targets: [Int]) throws -> Double {
    let probabilities = subject.trace.values(of: try #require(subject.model.probabilities))
    let sum = targets.enumerated().reduce(0.0) {
      $0 - log(Double(probabilities.row($1.offset)[$1.element]))
    }
    return sum / Double(targets.count)
  }

  @Test func `a story's loss is the mean surprise at each next token`() throws {
    let subject = try SubjectOpener.open(
      OpenRequest(model: "storyteller", text: "Mia has a red cup.", hasLoss: true))
    let loss = try #require(subject.model.loss)
    let ids = subject.trace.values(of: try #require(subject.model.decoder?.ids)).array.map {
      Int($0)
    }
    #expect(ids.count == 7)
    let expected = try mean(subject, of: Array(ids.dropFirst()))
    #expect(abs(Double(subject.trace.values(of: loss)[0]) - expected) < 1e-5)
    let last = subject.steps[subject.steps.count - 1]
    #expect(last.node == loss)
    var walker = Walker(
      subject, at: "loss", Size(width: 80, height: 24), Medium(), .english)
    #expect(walker.text.contains("by each of 6 targets"))
    #expect(walker.text.contains("a → red"))
    try walker.press("enter")
    #expect(walker.text.contains("made of 6 terms, the largest first"))
  }

  @Test func `a translation's loss counts its end`() throws {
    let subject = try SubjectOpener.open(
      OpenRequest(model: "translator", text: "I like apples.", target: "我喜欢苹果。", hasLoss: true))
    let loss = try #require(subject.model.loss)
    let ids = subject.trace.values(of: try #require(subject.model.decoder?.ids)).array.map {
      Int($0)
    }
    let end = try #require(subject.configuration.tokens.ends.first)
    let expected = try mean(subject, of: ids.dropFirst() + [end])
    #expect(abs(Double(subject.trace.values(of: loss)[0]) - expected) < 1e-5)
    #expect(expected < 0.001)
    // A loss of 1e-5 is left of logits of 10: what they are rounded by is no fault of it.
    let cell = Tracing.Cell(node: loss, index: 0)
    let derivation = try #require(subject.trace.derivation(of: cell))
    let verdict = try #require(subject.trace.verify(cell, against: derivation))
    #expect(verdict.holds)
    #expect(verdict.tolerance < 1e-3)
  }

  @Test func `what has no loss says why`() {
    #expect(throws: SubjectOpener.Problem.noLoss) {
      try SubjectOpener.open(OpenRequest(model: "reader", text: "a book", hasLoss: true))
    }
    #expect(throws: SubjectOpener.Problem.noTargets) {
      try SubjectOpener.open(
        OpenRequest(model: "storyteller", text: "", ids: [3], hasLoss: true))
    }
    #expect(
      SubjectOpener.Problem.noLoss.description
        == "this model predicts no next token, so its text says nothing of what it should answer: "
        + "leave --loss out")
    #expect(
      SubjectOpener.Problem.noTargets.description
        == "a loss takes two tokens at least: one to read and one to predict")
  }
}
