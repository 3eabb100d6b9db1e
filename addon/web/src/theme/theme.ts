import { isDark } from "./colour";

/** What of Home Assistant's theme is ours, too. */
const TAKEN: Readonly<Record<string, string>> = {
  "--primary-color": "--wf-accent",
  "--text-primary-color": "--wf-on-accent",
  "--primary-background-color": "--wf-page",
  "--card-background-color": "--wf-card",
  "--primary-text-color": "--wf-text",
  "--secondary-text-color": "--wf-muted",
  "--divider-color": "--wf-line",
};
const BACKGROUND = "--primary-background-color";

/** Returns what made the theme follow, undone. */
type Stop = () => void;

/** Follow Home Assistant's theme if it shows us in its frame, else what the device prefers; tells of each change. */
export function followTheme(changed: () => void): Stop {
  const home = homeDocument();
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const apply = (): void => {
    const own = document.documentElement;
    own.dataset["theme"] = (home === null ? null : takeOver(home)) ?? (dark.matches ? "dark" : "light");
    changed();
  };
  const observer = new MutationObserver(apply);
  if (home !== null) observer.observe(home.documentElement, { attributes: true, attributeFilter: ["style", "class"] });
  dark.addEventListener("change", apply);
  apply();
  return () => {
    observer.disconnect();
    dark.removeEventListener("change", apply);
  };
}

/** Tell of each language, other than the first one, that Home Assistant, or else the browser, is read in. */
export function followLanguage(first: string, changed: (wanted: string) => void): Stop {
  const home = homeDocument();
  let last = first;
  const look = (): void => {
    const wanted = wantedLanguage();
    if (wanted === last) return;
    last = wanted;
    changed(wanted);
  };
  const observer = new MutationObserver(look);
  if (home !== null) observer.observe(home.documentElement, { attributes: true, attributeFilter: ["lang"] });
  addEventListener("languagechange", look);
  look();
  return () => {
    observer.disconnect();
    removeEventListener("languagechange", look);
  };
}

/** The language that Home Assistant is read in, or the browser's. */
export function wantedLanguage(): string {
  const told = homeDocument()?.documentElement.lang ?? "";
  return told === "" ? navigator.language : told;
}

/** Return the document of Home Assistant, null where we stand alone or in a frame of somebody else. */
function homeDocument(): Document | null {
  if (window.parent === window) return null;
  try {
    const { document: home } = window.parent;
    return home.querySelector("home-assistant") === null ? null : home;
  } catch {
    return null; // of another origin
  }
}

/** Take the colours over; null if Home Assistant has none yet. */
function takeOver(home: Document): "dark" | "light" | null {
  const style = getComputedStyle(home.documentElement);
  const background = style.getPropertyValue(BACKGROUND).trim();
  const own = document.documentElement.style;
  for (const [theirs, ours] of Object.entries(TAKEN)) {
    const value = style.getPropertyValue(theirs).trim();
    if (value === "") own.removeProperty(ours);
    else own.setProperty(ours, value);
  }
  return background === "" ? null : isDark(background) ? "dark" : "light";
}
