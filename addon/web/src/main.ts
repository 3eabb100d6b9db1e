import { createApp, startApp } from "./app/app";
import "./app/shell";
import { setLanguage } from "./i18n";
import { followLanguage, followTheme, wantedLanguage } from "./theme/theme";

const app = createApp();
followTheme(() => app.theme.update((count) => count + 1));
// What is asked of the server does not wait for the sentences of another language.
startApp(app);
const first = wantedLanguage();
await setLanguage(first);
const shell = document.querySelector("wf-app");
if (shell !== null) shell.app = app;
followLanguage(first, (wanted) => {
  // All that can be read is written anew, which what elements remember would not be.
  const show = (): void => {
    const anew = document.createElement("wf-app");
    anew.app = app;
    document.querySelector("wf-app")?.replaceWith(anew);
  };
  setLanguage(wanted).then(show, (error: unknown) => app.toasts.failed(error));
});
