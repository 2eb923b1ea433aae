import Screen
import Tracing

/// A cell of a trace; the canvas's cells are `Screen.Cell` here.
package typealias Cell = Tracing.Cell
/// What the ends of a colour ramp stand for; the operation is `Tracing.Scale` here.
package typealias Scale = Screen.Scale
