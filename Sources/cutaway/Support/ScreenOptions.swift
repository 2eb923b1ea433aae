import ArgumentParser
import Explorer
import Screen
import Terminal

extension DisplayLanguage: ExpressibleByArgument {}
extension ColorChoice: ExpressibleByArgument {}

/// How the screen looks.
struct ScreenOptions: ParsableArguments {
  @Option(
    name: .customLong("lang"),
    help: ArgumentHelp(
      "The language: en or zh; otherwise as last time, or as LANG says.", valueName: "l"))
  var language: DisplayLanguage?

  @Option(help: ArgumentHelp("Colours: auto, always or never.", valueName: "when"))
  var color = ColorChoice.auto

  @Flag(help: "Draw with the characters of ASCII alone.")
  var ascii = false

  @Flag(help: "Take clicks and the wheel from the start (F9 switches).")
  var mouse = false

  /// What the terminal is asked for.
  var terminal: TerminalOptions {
    TerminalOptions(colors: color, glyphs: ascii ? .ascii : nil, mouse: mouse)
  }
}
