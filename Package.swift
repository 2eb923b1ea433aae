// swift-tools-version: 6.2
import PackageDescription

// Since tools version 6.0 every target is in language mode 6. Scripts/test sets CUTAWAY_STRICT, which
// makes warnings in our own targets errors; elsewhere a newer compiler's warning breaks no build.
let isStrict = Context.environment["CUTAWAY_STRICT"] == "1"
let swift: [SwiftSetting] = isStrict ? [.treatAllWarnings(as: .error)] : []

// The numeric core is optimized in debug builds too: without that, training and tests on real sizes
// run some fifteen times slower (Docs/Decisions/0003-kernels.md).
let kernels: [CSetting] =
  [.unsafeFlags(["-O2", "-fno-math-errno"])] + (isStrict ? [.treatAllWarnings(as: .error)] : [])

let arguments: Target.Dependency = .product(
  name: "ArgumentParser", package: "swift-argument-parser")

let package = Package(
  name: "cutaway",
  products: [.executable(name: "cutaway", targets: ["cutaway"])],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2")
  ],
  targets: [
    .target(name: "Kernels", cSettings: kernels),
    .target(name: "Tensors", dependencies: ["Kernels"], swiftSettings: swift),
    .target(name: "Tracing", dependencies: ["Tensors"], swiftSettings: swift),
    .target(name: "Transformers", dependencies: ["Tracing"], swiftSettings: swift),
    .target(name: "Tokenizers", swiftSettings: swift),
    // What is built into the program; #embed reads the data folders and Lessons.
    .target(
      name: "Bundled", exclude: ["models", "recipes", "languages"],
      cSettings: isStrict ? [.treatAllWarnings(as: .error)] : []),
    .target(
      name: "ModelFiles", dependencies: ["Transformers", "Tokenizers", "Bundled"],
      swiftSettings: swift),
    .target(name: "Training", dependencies: ["ModelFiles"], swiftSettings: swift),
    .target(name: "Lessons", dependencies: ["Training"], swiftSettings: swift),
    .target(name: "Screen", dependencies: ["Tensors"], swiftSettings: swift),
    .target(name: "Explorer", dependencies: ["Lessons", "Screen"], swiftSettings: swift),
    .target(
      name: "CTerminal",
      cSettings: [.unsafeFlags(["-O2"])] + (isStrict ? [.treatAllWarnings(as: .error)] : []),
      linkerSettings: [.linkedLibrary("ncursesw"), .linkedLibrary("tinfo")]),
    .target(name: "Terminal", dependencies: ["CTerminal", "Screen"], swiftSettings: swift),
    .executableTarget(
      name: "cutaway", dependencies: ["Explorer", "Terminal", arguments], swiftSettings: swift),

    // Not part of the program: what measures it.
    .target(name: "AllocationCounter", cSettings: kernels),
    .executableTarget(
      name: "Benchmark", dependencies: ["AllocationCounter", "Explorer", arguments],
      swiftSettings: swift),

    .target(
      name: "TestSupport", dependencies: ["Tensors"], path: "Tests/TestSupport",
      swiftSettings: swift),
    test("KernelsTests", of: "Kernels"),
    test("TensorsTests", of: "Tensors"),
    test("TracingTests", of: "Tracing"),
    test("TransformersTests", of: "Transformers"),
    test("TokenizersTests", of: "Tokenizers"),
    test("ModelFilesTests", of: "Training"),
    test("TrainingTests", of: "Training"),
    test("LessonsTests", of: "Lessons"),
    test("ScreenTests", of: "Screen"),
    test("ExplorerTests", of: "Explorer"),
    // A small program that the terminal's tests run in a pseudo-terminal.
    .executableTarget(
      name: "TerminalProbe", dependencies: ["Terminal"], path: "Tests/TerminalProbe",
      swiftSettings: swift),
    .testTarget(
      name: "TerminalTests", dependencies: ["Terminal", "TerminalProbe", "TestSupport"],
      swiftSettings: swift),
    test("CommandLineTests", of: "cutaway"),
  ]
)

func test(_ name: String, of target: Target.Dependency) -> Target {
  .testTarget(name: name, dependencies: [target, "TestSupport"], swiftSettings: swift)
}
