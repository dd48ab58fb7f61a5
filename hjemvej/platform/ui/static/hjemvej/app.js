/* What does the browser do by itself? Starts the design system, keeps focus and what is written. */
import { keepFocus } from "./focus.js";
import { startShortcuts } from "./shortcuts.js";

const startDesignSystem = () => window.DKFDS?.init();

keepFocus();
startShortcuts();
startDesignSystem();
document.addEventListener("htmx:afterSettle", startDesignSystem);
