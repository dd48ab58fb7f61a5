/* What does the browser do by itself? Keeps focus, and keeps what is written. */
import { startDrafts } from "./drafts.js";
import { keepFocus } from "./focus.js";
import { guardUnsaved, pausePolling } from "./quiet.js";
import { startOnce } from "./once.js";
import { startShortcuts } from "./shortcuts.js";
import { clearAtSignOut, forgetOld } from "./storage.js";

forgetOld();
keepFocus();
startShortcuts();
startDrafts();
startOnce();
clearAtSignOut();
guardUnsaved();
pausePolling();
