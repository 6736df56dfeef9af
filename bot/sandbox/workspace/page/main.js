// Puts the page together: the one module that knows all the others.
import { ApiError, createApi } from "./api.js";
import { drawBlocks } from "./blocks.js";
import { createComposer } from "./composer.js";
import { createCredentials } from "./credentials.js";
import { createConfirm } from "./dialogs.js";
import { byId, h, rememberFocus, restoreFocus } from "./dom.js";
import { createDrawers } from "./drawers.js";
import { icon } from "./icons.js";
import { announce } from "./live.js";
import { createMessages } from "./messages.js";
import { createModal } from "./modal.js";
import { createNotes } from "./notes.js";
import { createRail } from "./rail.js";
import { accept, addLine, createDirectory, createModel, current, titleOf } from "./state.js";
import { createSurface, mapStore } from "./surfaces.js";
import { createSync } from "./sync.js";

const model = createModel();
const api = createApi(model.session, () => model.as);
const directory = createDirectory(model);
const confirm = createConfirm(directory);
const drawers = createDrawers();
const sync = createSync({ model, api, take });

const makeSurface = ({ container, store, extra }) =>
  createSurface({ container, store, extra, directory, api, confirm, settle, follow: open });
const messages = createMessages({ model, directory, makeSurface, announce, choose: (body) => settle(() => api.shortcut(body)) });
const rail = createRail({ model, open, play });
const composer = createComposer({ model, api, settle, say, announce });
const modal = createModal({ api, makeSurface, announce, drawers, refresh: sync.refresh, fallbackFocus: () => composer.focus() });
const notes = createNotes({ api, drawers, announce });
const credentials = createCredentials({ api, say, announce });
const homeSurface = makeSurface({ container: { type: "home" }, store: mapStore(new Map()) });

function take(snapshot) {
  accept(model, snapshot);
  render();
}

function render() {
  drawPlace();
  messages.render();
  composer.render();
  rail.render();
  drawHome();
  modal.render(model.snapshot?.views ?? []);
}

/** Send something and show what it led to. What could not be sent is said as a line of Slackbot's; answers null then. */
async function settle(send) {
  let answer = null;
  try {
    answer = await send();
  } catch (error) {
    if (!(error instanceof ApiError)) {
      throw error;
    }
    say(error.message);
  }
  await sync.refresh();
  return answer;
}

function say(text) {
  addLine(model, text);
  render();
}

function open({ conversation, tab }) {
  model.conversation = conversation;
  drawers.closeRail();
  showTab(tab);
  sync.refresh();
  if (tab === "messages") {
    composer.focus();
  }
}

function showTab(tab) {
  model.tab = tab;
  render();
  if (tab === "home") {
    settle(() => api.openHome());
  }
}

function play(person) {
  const url = new URL(globalThis.location.href);
  url.pathname = "/";
  url.searchParams.set("as", person);
  globalThis.history.pushState(null, "", url);
  become(person);
}

function become(person) {
  Object.assign(model, { as: person, conversation: null, tab: "messages", snapshot: null });
  sync.listen();
  sync.refresh();
}

function drawPlace() {
  const conversation = current(model);
  const dm = conversation?.kind === "dm";
  const home = dm && model.tab === "home";
  byId("place").textContent = conversation === null ? model.team.name : titleOf(conversation);
  document.title = `${byId("place").textContent} · ${model.team.name}`;
  byId("tabs").hidden = !dm;
  byId("messages-panel").hidden = home;
  byId("home-panel").hidden = !home;
  tabPanel(byId("messages-panel"), dm);
  for (const [id, chosen] of [["messages-tab", !home], ["home-tab", home]]) {
    byId(id).setAttribute("aria-selected", String(chosen));
    byId(id).tabIndex = chosen ? 0 : -1;
  }
}

/** The messages are a tab's panel only where there are tabs. */
function tabPanel(panel, tabbed) {
  if (tabbed) {
    panel.setAttribute("role", "tabpanel");
    panel.setAttribute("aria-labelledby", "messages-tab");
  } else {
    panel.removeAttribute("role");
    panel.removeAttribute("aria-labelledby");
  }
}

function drawHome() {
  const root = byId("home");
  const blocks = model.snapshot?.home?.blocks ?? [{ type: "section", block_id: "empty", text: { type: "plain_text", text: "Link PACER has not drawn a Home tab for you yet." } }];
  const memory = rememberFocus(root);
  drawBlocks(root, blocks, homeSurface);
  if (!restoreFocus(root, memory)) {
    byId("home-panel").focus();
  }
}

function wireTabs() {
  const tabs = [byId("messages-tab"), byId("home-tab")];
  tabs.forEach((tab, index) => {
    tab.addEventListener("click", () => showTab(index === 0 ? "messages" : "home"));
    tab.addEventListener("keydown", (event) => {
      if (event.key === "ArrowRight" || event.key === "ArrowLeft") {
        event.preventDefault();
        tabs[1 - index].focus();
        tabs[1 - index].click();
      }
    });
  });
}

/** Links to a place in this workspace open it here. */
function wireLinks() {
  document.addEventListener("click", (event) => {
    const link = event.target.closest("a[data-conversation]");
    if (link !== null) {
      event.preventDefault();
      open({ conversation: link.dataset.conversation, tab: link.dataset.tab });
    }
  });
}

async function start() {
  for (const element of document.querySelectorAll("[data-icon]")) {
    element.append(icon(element.dataset.icon));
  }
  wireTabs();
  wireLinks();
  try {
    const { team, people, credentials: way, notes: { court_people_url: court } } = await api.people();
    credentials.show(way);
    Object.assign(model, { team, people, court: court === null ? null : new URL("/", court).href });
  } catch (error) {
    byId("main").prepend(h("p", { class: "offline", role: "alert" }, `${error.message} Reload the page to try again.`));
    return;
  }
  if (!model.people.some((person) => person.id === model.as)) {
    model.as = model.people[0].id;
  }
  globalThis.addEventListener("popstate", () => {
    become(new URLSearchParams(globalThis.location.search).get("as") ?? model.people[0].id);
  });
  document.addEventListener("visibilitychange", () => {
    if (!document.hidden && model.snapshot !== null) {
      render();
    }
  });
  sync.listen();
  sync.refresh();
  notes.start();
  if (globalThis.matchMedia("(pointer: fine)").matches) {
    composer.focus();
  }
}

start();
