import { createApp, startApp } from "./app/app";
import "./app/shell";
import { setLanguage } from "./i18n";
import { followTheme, wantedLanguage } from "./theme/theme";

const app = createApp();
followTheme(() => app.theme.update((count) => count + 1));
// What is asked of the server does not wait for the sentences of another language.
startApp(app);
await setLanguage(wantedLanguage());
const shell = document.querySelector("wf-app");
if (shell !== null) shell.app = app;
