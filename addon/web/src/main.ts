import { createApp, startApp } from "./app/app";
import "./app/shell";
import { setLanguage } from "./i18n";
import { followTheme, wantedLanguage } from "./theme/theme";

const app = createApp();
followTheme(() => app.theme.update((count) => count + 1));
await setLanguage(wantedLanguage());
startApp(app);
const shell = document.querySelector("wf-app");
if (shell !== null) shell.app = app;
