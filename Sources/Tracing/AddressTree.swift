/// The tree that addresses form: what a reader steps into and out of.
package struct AddressTree {
  /// The last part of the address.
  package let name: String
  /// The whole address.
  package let address: Address
  /// The node with exactly this address, if there is one.
  package internal(set) var node: NodeID?
  /// What lies below, in the order of computation.
  package internal(set) var children: [AddressTree]

  /// The subtree at an address, this one included.
  package subscript(address: Address) -> AddressTree? {
    if address == self.address { return self }
    for child in children {
      if let found = child[address] { return found }
    }
    return nil
  }

  mutating func insert(_ parts: ArraySlice<Substring>, node: NodeID) {
    guard let first = parts.first else {
      self.node = node
      return
    }
    let position: Int
    if let existing = children.firstIndex(where: { $0.name == first }) {
      position = existing
    } else {
      let child = address.path.isEmpty ? Address(String(first)) : address / String(first)
      children.append(AddressTree(name: String(first), address: child, node: nil, children: []))
      position = children.count - 1
    }
    children[position].insert(parts.dropFirst(), node: node)
  }
}

extension Trace {
  /// The tree of every address, further names included; its root has an empty name.
  package func tree(of kinds: Set<Node.Kind> = [.computed, .input, .cached]) -> AddressTree {
    var root = AddressTree(name: "", address: "", node: nil, children: [])
    for (address, node) in addresses(of: kinds) { root.insert(address.parts[...], node: node) }
    return root
  }
}
