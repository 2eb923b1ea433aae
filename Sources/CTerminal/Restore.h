// What the parts of the library share: giving the terminal back without curses, from a signal handler.

#ifndef CUTAWAY_RESTORE_H
#define CUTAWAY_RESTORE_H

#include <stdbool.h>
#include <stddef.h>

// Notes the terminal and its modes as they are now, before anything changes them.
void restore_prepare(int input, int output);
// Adds bytes to those that give the terminal back; padding marks of terminfo are left out.
void restore_add(const char *bytes);
// Says whether the terminal is ours now, and whether the mouse is on.
void restore_set_up(bool up);
bool restore_is_up(void);
void restore_set_mouse(bool on);
// Sets the noted modes again.
void restore_modes(void);
// Gives the terminal back at once, unless that was done; safe in a signal handler.
void restore_now(void);

// Keeps aside what is written to standard error, if that is a terminal.
void errors_hide(void);
// Ends that, and writes what was kept; safe in a signal handler.
void errors_show(void);

// Catches signals, and crashes.
void signals_catch(void);
// Gives back what signals_catch changed.
void signals_release(void);
// Stops this process as Ctrl-Z does, and returns when it continues.
void signals_stop(void);

#define MOUSE_ON "\033[?1000h\033[?1006h"
#define MOUSE_OFF "\033[?1006l\033[?1000l"
#define PASTE_ON "\033[?2004h"
#define PASTE_OFF "\033[?2004l"

#endif
