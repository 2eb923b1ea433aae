import Synchronization

/// Carries out effects that take time, on a thread of their own, and hands the results back.
///
/// Results are fetched by the thread that owns the state, which is woken when there are any.
package final class EffectRunner: Sendable {
  private struct Work {
    var results: [EffectResult] = []
    /// The number of the opening that still counts; others are given up.
    var current = 0
  }

  private let work = Mutex(Work())
  private let shelf: ModelShelf
  private let wake: @Sendable () -> Void
  private let start: @Sendable (@escaping @Sendable () -> Void) -> Void

  /// Makes a runner.
  ///
  /// - Parameters:
  ///   - wake: Called from any thread when there are results.
  ///   - shelf: Where models that are open are found.
  ///   - start: Starts a piece of work on a thread of its own; at once and to its end in tests.
  package init(
    wake: @escaping @Sendable () -> Void, shelf: ModelShelf = ModelShelf(),
    start: @escaping @Sendable (@escaping @Sendable () -> Void) -> Void
  ) {
    self.wake = wake
    self.shelf = shelf
    self.start = start
  }

  /// Begins to open a model and a text; an opening that is under way is given up.
  package func open(_ request: OpenRequest) {
    let number = work.withLock {
      $0.current += 1
      return $0.current
    }
    start { [self] in
      let result: EffectResult
      do throws(SubjectOpener.Problem) {
        let subject = try SubjectOpener.open(request, from: shelf) { share in
          self.report(.progress(request: request, share), of: number)
        }
        result = .opened(request: request, subject)
      } catch {
        result = .failed(request: request, reason: error.description)
      }
      _ = report(result, of: number)
    }
  }

  /// Begins to open a model that writes; an opening that is under way is given up.
  package func openGeneration(_ request: OpenRequest) {
    let number = work.withLock {
      $0.current += 1
      return $0.current
    }
    start { [self] in
      let result: EffectResult
      do throws(SubjectOpener.Problem) {
        let (session, first) = try GenerateOpener.open(request, from: shelf) { share in
          self.report(.progress(request: request, share), of: number)
        }
        result = .openedGeneration(request: request, session, first)
      } catch {
        result = .failed(request: request, reason: error.description)
      }
      _ = report(result, of: number)
    }
  }

  /// Begins to open a comparison; an opening that is under way is given up.
  package func openComparison(_ request: ComparisonRequest) {
    let number = work.withLock {
      $0.current += 1
      return $0.current
    }
    start { [self] in
      let result: EffectResult
      do throws(SubjectOpener.Problem) {
        let comparison = try ComparisonOpener.open(request, from: shelf) { share in
          self.report(.progress(request: request.key, share), of: number)
        }
        result = .openedComparison(comparison)
      } catch {
        result = .failed(request: request.key, reason: error.description)
      }
      _ = report(result, of: number)
    }
  }

  /// Begins to open what a lesson's scene shows; it is opened to its end, as the scene may be come back to.
  package func openStage(_ request: StageRequest) {
    start { [self] in
      let result: EffectResult
      do throws(SubjectOpener.Problem) {
        result = .openedStage(try StageOpener.open(request, from: shelf))
      } catch {
        result = .failedStage(request, reason: error.description)
      }
      work.withLock { $0.results.append(result) }
      wake()
    }
  }

  /// Begins to compute something with a session; the state waits for it before it asks again.
  private func compute(
    _ session: GenerateSession,
    _ work: @escaping @Sendable (GenerateSession) throws -> EffectResult
  ) {
    start { [self] in
      let result: EffectResult
      do { result = try work(session) } catch {
        result = .failedGeneration(session, reason: "\(error)")
      }
      self.work.withLock { $0.results.append(result) }
      wake()
    }
  }

  /// Begins to compute what comes after a text.
  package func computeNext(_ session: GenerateSession, text: [Int]) {
    compute(session) { .computedNext($0, text: text, try $0.next(after: text)) }
  }

  /// Begins to compute what could stand at each place of a text.
  package func computeFilled(_ session: GenerateSession, ids: [Int]) {
    compute(session) { .computedFilled($0, try $0.fill(ids)) }
  }

  /// Begins an errand; it is run to its end.
  package func run(_ errand: Errand) {
    start { [self] in
      let result = errand.run()
      work.withLock { $0.results.append(.done(result)) }
      wake()
    }
  }

  /// Gives up the opening that is under way.
  package func cancel() { work.withLock { $0.current += 1 } }

  /// What has come back since the last call.
  package func results() -> [EffectResult] {
    work.withLock {
      let results = $0.results
      $0.results = []
      return results
    }
  }

  /// Keeps a result; false where nobody waits for it any more.
  private func report(_ result: EffectResult, of number: Int) -> Bool {
    let isWanted = work.withLock {
      guard $0.current == number else { return false }
      // Of an opening's progress the last report is enough.
      if case .progress = result, case .progress = $0.results.last { $0.results.removeLast() }
      $0.results.append(result)
      return true
    }
    if isWanted { wake() }
    return isWanted
  }
}
