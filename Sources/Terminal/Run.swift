import CTerminal

/// Runs a program in the terminal until it is done.
///
/// SIGINT (Ctrl-C), SIGTERM, SIGQUIT and SIGHUP have the program save, give the terminal back and then
/// end the process as they would have, so that whoever started it sees why; this call does not return
/// then. Ctrl-Z stops the process with the terminal as it was before.
///
/// The main thread waits here: tasks of the main actor do not run meanwhile. Threads of the program's
/// must not run closures that belong to the main actor, and report through ``WakeHandle``.
///
/// - Parameters:
///   - program: The program.
///   - options: What the reader wants of the terminal.
/// - Returns: Why it ended.
/// - Throws: ``TerminalError`` if there can be no screen; nothing has been asked of the program then.
@MainActor package func run(
  _ program: any TerminalProgram, options: TerminalOptions = TerminalOptions()
) throws(TerminalError) -> ExitCause {
  let terminal = try Terminal(options: options)
  defer { terminal.close() }
  program.begin(terminal.notices)
  var loop = EventLoop(terminal: terminal, program: program)
  let end = loop.run()
  program.save()
  switch end {
  case .done: return .done
  case .disconnected: return .disconnected
  case .signal(let number):
    terminal.close()
    terminal_end_by(number)
  }
}
