import Tensors

/// Keys and values of the positions that a generation has been through, for each decoder layer.
///
/// They never change once computed, for a causal mask lets no later position touch them (dynamic rotary
/// scaling, which turns every key anew as the text grows, is generated without a cache); so a step
/// computes one row of queries, keys and values and reads the rest here. One text at a time.
///
/// - Source: Pope et al. 2023, "Efficiently Scaling Transformer Inference", §2.
package final class KVCache {
  /// One attention's memory: `capacity` rows of keys and of values.
  package struct Rows {
    package let keys: UnsafeMutablePointer<Float>
    package let values: UnsafeMutablePointer<Float>
  }

  /// The decoder's own positions, layer by layer; they move when the cache grows.
  package private(set) var own: [Rows]
  /// The encoder's positions, layer by layer; empty for a decoder alone.
  package let encoder: [Rows]
  /// How many of the decoder's positions are held.
  package private(set) var count = 0
  /// How many of those are not padding.
  package private(set) var tokenCount = 0
  /// How many there is room for.
  package private(set) var capacity: Int
  /// How many positions the encoder's text has.
  package let encoderCount: Int
  /// The numbers in one row of keys.
  package let width: Int
  private let arena = Arena()
  private var ownArena = Arena()

  /// Makes an empty cache with room for `capacity` positions, more on demand.
  package init(_ configuration: Configuration, capacity: Int, encoderCount: Int = 0) {
    width = configuration.keyValueHeadCount * configuration.dHead
    self.capacity = capacity
    self.encoderCount = encoderCount
    var own: [Rows] = []
    var encoder: [Rows] = []
    for _ in 0..<configuration.decoderLayerCount {
      own.append(
        Rows(keys: ownArena.allocate(capacity * width), values: ownArena.allocate(capacity * width))
      )
      guard configuration.tower == .encoderDecoder else { continue }
      encoder.append(
        Rows(
          keys: arena.allocate(encoderCount * width), values: arena.allocate(encoderCount * width)))
    }
    self.own = own
    self.encoder = encoder
  }

  /// Makes room for more positions behind those that are held; traces of earlier steps lose theirs.
  package func reserve(_ positions: Int) {
    let needed = count + positions
    guard needed > capacity else { return }
    capacity = max(needed, 2 * capacity)
    let arena = Arena()
    own = own.map { rows in
      let grown = Rows(
        keys: arena.allocate(capacity * width), values: arena.allocate(capacity * width))
      grown.keys.update(from: rows.keys, count: count * width)
      grown.values.update(from: rows.values, count: count * width)
      return grown
    }
    ownArena = arena
  }

  /// Says that these ids' positions have been computed.
  package func advance(over ids: some Collection<Int>, padding: Int? = nil) {
    count += ids.count
    tokenCount += ids.count { $0 != padding }
  }

  /// Forgets all but the first positions.
  ///
  /// - Parameters:
  ///   - count: How many stay.
  ///   - tokenCount: How many of those are not padding.
  package func rewind(to count: Int, tokens tokenCount: Int) {
    precondition(count <= self.count, "\(count) positions of \(self.count)")
    self.count = count
    self.tokenCount = tokenCount
  }

  /// Bytes that the positions held so far take.
  package var bytes: Int {
    let rows = own.count * 2 * count + encoder.count * 2 * encoderCount
    return rows * width * MemoryLayout<Float>.stride
  }
}
