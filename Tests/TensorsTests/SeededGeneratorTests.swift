import Tensors
import Testing

@Suite struct SeededGeneratorTests {
  /// Computed apart from this program, from the authors' C, with Python's unbounded integers.
  @Test(
    arguments: [
      (
        0,
        [
          0x99ec_5f36_cb75_f2b4, 0xbf6e_1f78_4956_452a, 0x1a5f_849d_4933_e6e0,
          0x6aa5_94f1_262d_2d2c,
          0xbba5_ad4a_1f84_2e59,
        ]
      ),
      (
        1,
        [
          0xb3f2_af6d_0fc7_10c5, 0x853b_5596_4736_4cea, 0x92f8_9756_082a_4514,
          0x642e_1c7b_c266_a3a7,
          0xb27a_48e2_9a23_3673,
        ]
      ),
      (
        .max,
        [
          0x8f55_20d5_2a7e_ad08, 0xc476_a018_caa1_802d, 0x81de_31c0_d260_469e,
          0xbf65_8d7e_065f_3c2f,
          0x9135_93fd_a1bc_a32a,
        ]
      ),
    ] as [(UInt64, [UInt64])])
  func `a seed gives the sequence that the authors' code gives`(seed: UInt64, expected: [UInt64]) {
    var generator = SeededGenerator(seed: seed)
    #expect((0..<5).map { _ in generator.next() } == expected)
  }

  @Test func `the thousandth number is right too`() {
    var generator = SeededGenerator(seed: 42)
    for _ in 0..<999 { _ = generator.next() }
    #expect(generator.next() == 0x8de5_848c_61ab_8968)
  }

  @Test func `copies go on alike and equal states are equal`() {
    var first = SeededGenerator(seed: 3)
    _ = first.next()
    var second = first
    #expect(first == second)
    #expect(first.next() == second.next())
    _ = second.next()
    #expect(first != second)
    #expect(SeededGenerator(seed: 3) != SeededGenerator(seed: 4))
  }

  /// Means of n numbers scatter by 1/√n of their spread: five of those is no accident of this seed.
  @Test func `uniform numbers fill [0, 1) evenly`() {
    var generator = SeededGenerator(seed: 5)
    let count = 20_000
    let numbers = (0..<count).map { _ in generator.uniform() }
    #expect(numbers.allSatisfy { $0 >= 0 && $0 < 1 })
    let mean = numbers.reduce(0, +) / Double(count)
    #expect(abs(mean - 0.5) < 5 * (1.0 / 12 / Double(count)).squareRoot(), "mean \(mean)")
    for tenth in 0..<10 {
      let share = numbers.filter { Int($0 * 10) == tenth }.count
      #expect(abs(share - 2000) < 5 * 43, "\(share) in tenth \(tenth)")
    }
  }

  @Test func `normal numbers have the normal distribution's moments`() {
    var generator = SeededGenerator(seed: 6)
    let count = 20_000.0
    let numbers = (0..<Int(count)).map { _ in generator.normal() }
    func moment(_ power: Int) -> Double {
      numbers.reduce(0) { sum, x in sum + (0..<power).reduce(1) { product, _ in product * x } }
        / count
    }
    // The variances of the moments' means: 1, 2, 15 and 96 over n.
    #expect(abs(moment(1)) < 5 * (1 / count).squareRoot())
    #expect(abs(moment(2) - 1) < 5 * (2 / count).squareRoot())
    #expect(abs(moment(3)) < 5 * (15 / count).squareRoot())
    #expect(abs(moment(4) - 3) < 5 * (96 / count).squareRoot())
    #expect(numbers.allSatisfy { $0.isFinite })
  }
}
