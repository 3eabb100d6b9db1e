import {
  mdiAccountGroup,
  mdiAccountVoice,
  mdiCctv,
  mdiChartTimeline,
  mdiMagnify,
  mdiMessageAlert,
  mdiMovieOpenOutline,
  mdiServer,
  mdiTuneVariant,
} from "@mdi/js";
import type { Entry } from "./router";

/** Every page. The first one is shown where the address names none; those with an icon are in the navigation. */
export const ROUTES: readonly Entry[] = [
  {
    path: "live/:camera?",
    tag: "wf-live-page",
    title: "nav.live",
    icon: mdiCctv,
    load: () => import("./pages/live/live-page"),
  },
  {
    path: "timeline/:camera?",
    tag: "wf-timeline-page",
    title: "nav.timeline",
    icon: mdiChartTimeline,
    load: () => import("./pages/timeline/timeline-page"),
  },
  {
    path: "search",
    tag: "wf-search-page",
    title: "nav.search",
    icon: mdiMagnify,
    load: () => import("./pages/search/search-page"),
  },
  {
    path: "people/:person?",
    tag: "wf-people-page",
    title: "nav.people",
    icon: mdiAccountGroup,
    load: () => import("./pages/people/people-page"),
  },
  {
    path: "speakers",
    tag: "wf-speakers-page",
    title: "nav.speakers",
    icon: mdiAccountVoice,
    load: () => import("./pages/speakers/speakers-page"),
  },
  {
    path: "stories/:story?",
    tag: "wf-stories-page",
    title: "nav.stories",
    icon: mdiMovieOpenOutline,
    load: () => import("./pages/stories/stories-page"),
  },
  {
    path: "cameras/:camera?/:part?",
    tag: "wf-cameras-page",
    title: "nav.cameras",
    icon: mdiTuneVariant,
    load: () => import("./pages/cameras/cameras-page"),
  },
  {
    path: "rules/:rule?",
    tag: "wf-rules-page",
    title: "nav.rules",
    icon: mdiMessageAlert,
    load: () => import("./pages/rules/rules-page"),
  },
  {
    path: "system",
    tag: "wf-system-page",
    title: "nav.system",
    icon: mdiServer,
    load: () => import("./pages/system/system-page"),
  },
];
