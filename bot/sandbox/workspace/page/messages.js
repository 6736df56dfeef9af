// The message list of the open conversation: one item for each message, redrawn only where it changed.
import { byId, h, reconcile, rememberFocus, restoreFocus } from "./dom.js";
import { drawBlocks } from "./blocks.js";
import { clock, dayName, fromStamp } from "./dates.js";
import { emoji, icon } from "./icons.js";
import { mrkdwn } from "./mrkdwn.js";
import { current, entries, markRead, nameOf, titleOf } from "./state.js";
import { mapStore } from "./surfaces.js";

const NEAR_END_PX = 80;
const TOGETHER_S = 300;

export function createMessages({ model, directory, makeSurface, announce, choose }) {
  const view = { model, directory, makeSurface, announce, choose, list: byId("messages"), scroller: byId("scroller"), jump: byId("jump"), start: byId("start"), items: new Map(), place: null, atEnd: true };
  view.jump.addEventListener("click", () => {
    toEnd(view);
    view.scroller.focus({ preventScroll: true });
  });
  view.scroller.addEventListener("scroll", () => {
    view.atEnd = nearEnd(view);
    view.jump.hidden ||= view.atEnd;
  }, { passive: true });
  // A phone's keyboard or a growing composer takes room: who was at the end stays there.
  new ResizeObserver(() => view.atEnd && toEnd(view)).observe(view.scroller);
  return { render: () => render(view), toEnd: () => toEnd(view) };
}

function nearEnd({ scroller }) {
  return scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight < NEAR_END_PX;
}

function toEnd(view) {
  view.scroller.scrollTop = view.scroller.scrollHeight;
  view.jump.hidden = true;
}

function render(view) {
  const { model } = view;
  const conversation = current(model);
  if (conversation === null) {
    return;
  }
  const place = `${model.as} ${conversation.id}`;
  const moved = place !== view.place;
  const stick = moved || nearEnd(view);
  if (moved) {
    view.place = place;
    view.items.clear();
    view.list.replaceChildren();
    drawStart(view, conversation);
  }
  const memory = rememberFocus(view.list);
  const news = drawItems(view, entries(model, conversation));
  if (!restoreFocus(view.list, memory)) {
    view.list.querySelector("[data-was-focused]")?.focus({ preventScroll: true });
  }
  if (!document.hidden && model.tab === "messages") {
    markRead(model, conversation);
  }
  if (stick || news.some((entry) => entry.user === model.as)) {
    toEnd(view);
  } else if (news.length > 0) {
    view.jump.hidden = false;
  }
  if (!moved && news.length > 0) {
    view.announce(news.map((entry) => spoken(view, entry)).reduce((before, next) => `${before}${/[.!?…]$/.test(before) ? "" : "."} ${next}`));
  }
}

function drawStart(view, conversation) {
  const dm = conversation.kind === "dm";
  const text = dm
    ? "This is where Link PACER writes to you. Nobody else can read it."
    : `This is the start of ${titleOf(conversation)}.`;
  view.start.replaceChildren(h("p", { class: "start-title" }, titleOf(conversation)), h("p", {}, text));
}

/** Draw all; answers those that are new here or were edited by someone else. */
function drawItems(view, shown) {
  const news = [];
  const wanted = [];
  const keys = new Set(shown.map((entry) => entry.key));
  for (const key of view.items.keys()) {
    if (!keys.has(key)) {
      view.items.delete(key);
    }
  }
  let before = null;
  for (const entry of shown) {
    const date = fromStamp(entry.ts);
    const newDay = !entry.reply && (before === null || date.toDateString() !== fromStamp(before.ts).toDateString());
    if (newDay) {
      wanted.push(dayLine(view, date));
    }
    const follows = !newDay && together(before, entry);
    const { item, change } = drawItem(view, entry, follows);
    if (change !== null && (change === "new" || entry.user !== view.model.as)) {
      news.push({ ...entry, change });
    }
    wanted.push(item);
    before = entry;
  }
  reconcile(view.list, wanted);
  return news.filter((entry) => entry.change === "new" || entry.kind === "message");
}

function dayLine(view, date) {
  const key = `day ${date.toDateString()}`;
  const found = [...view.list.children].find((child) => child.dataset.day === key);
  return found ?? h("li", { class: "day", "data-day": key }, h("span", {}, dayName(date)));
}

function together(before, entry) {
  return before !== null && before.user === entry.user && before.kind === "message" && entry.kind === "message" &&
    before.reply === entry.reply && Number(entry.ts) - Number(before.ts) < TOGETHER_S;
}

function drawItem(view, entry, follows) {
  const signature = JSON.stringify([entry.text, entry.blocks, entry.edited, entry.reactions]);
  let record = view.items.get(entry.key);
  let change = null;
  if (record === undefined) {
    record = newItem(view, entry);
    view.items.set(entry.key, record);
    change = "new";
  } else if (record.signature !== signature) {
    change = "edited";
  }
  record.item.classList.toggle("follows", follows);
  if (change !== null) {
    const focused = record.item.contains(document.activeElement);
    record.signature = signature;
    fill(view, entry, record);
    record.item.toggleAttribute("data-was-focused", focused);
  }
  return { item: record.item, change };
}

function newItem(view, entry) {
  const name = nameOf(view.model, entry);
  const date = fromStamp(entry.ts);
  const body = h("div", { class: "body" });
  const edited = h("span", { class: "edited", hidden: true }, "(edited)");
  const reactions = h("p", { class: "reactions", hidden: true });
  const private_ = entry.kind === "message" ? null : h("p", { class: "only-you" }, icon("eye"), "Only visible to you");
  const item = h(
    "li",
    { class: `message ${entry.kind}${entry.reply ? " reply" : ""}`, "data-ts": entry.ts, tabindex: "-1" },
    avatar(entry, name),
    h(
      "div",
      { class: "bubble" },
      private_,
      h("p", { class: "byline" }, h("strong", {}, name), isApp(entry) ? h("span", { class: "tag" }, "App") : null, " ",
        h("time", { datetime: date.toISOString(), title: date.toLocaleString() }, clock(date)), " ", edited,
        entry.reply ? h("span", { class: "in-thread" }, "in the thread") : null, shortcuts(view, entry)),
      body,
      reactions,
    ),
  );
  const values = new Map();
  const surface = view.makeSurface({
    container: { type: "message", channel: view.model.conversation, ts: entry.ts },
    store: mapStore(values),
  });
  return { item, body, edited, reactions, surface, signature: null };
}

/** The app's shortcuts, on what a person wrote in a channel; Slack has them in the message's menu. */
function shortcuts(view, entry) {
  const place = current(view.model);
  if (entry.kind !== "message" || isApp(entry) || place?.kind === "dm") {
    return null;
  }
  const chosen = (shortcut) => () => view.choose({ channel: place.id, ts: entry.ts, callback_id: shortcut.callback_id });
  return (view.model.snapshot?.shortcuts ?? []).map((shortcut) => {
    const control = h("button", { type: "button", class: "shortcut", "data-shortcut": shortcut.callback_id }, shortcut.name);
    control.addEventListener("click", chosen(shortcut));
    return control;
  });
}

function isApp(entry) {
  return entry.user === "U0BOT0001" || entry.user === "USLACKBOT";
}

function avatar(entry, name) {
  const initials = name.split(/\s+/).map((word) => word[0]).slice(0, 2).join("");
  const app = entry.user === "U0BOT0001";
  return h("div", { class: `avatar ${app ? "app-avatar" : ""}`, "aria-hidden": "true" }, app ? icon("link") : initials);
}

function fill(view, entry, record) {
  record.edited.hidden = entry.edited !== true;
  const reactions = entry.reactions ?? [];
  record.reactions.hidden = reactions.length === 0;
  record.reactions.replaceChildren(...reactions.map((name) => h("span", { class: "reaction" }, emoji(name) ?? `:${name}:`)));
  if (entry.blocks?.length > 0) {
    if (record.body.firstElementChild?.classList.contains("message-text")) {
      record.body.replaceChildren();
    }
    drawBlocks(record.body, entry.blocks, record.surface);
  } else {
    const files = (entry.files ?? []).filter((file) => file.url !== null);
    record.body.replaceChildren(
      h("div", { class: "message-text mrkdwn" }, mrkdwn(entry.text, view.directory)),
      ...files.map((file) => h("p", { class: "file" }, h("a", { href: file.url, download: file.name }, file.name))),
    );
  }
}

function spoken(view, entry) {
  const who = entry.kind === "message" ? nameOf(view.model, entry) : `${nameOf(view.model, entry)}, only visible to you`;
  const words = mrkdwn(entry.text, view.directory).textContent;
  return `${entry.change === "edited" ? "Changed. " : ""}${who}: ${words}`;
}
