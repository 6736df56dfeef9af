// The modal: the top view of this person's stack, in one dialog. Typed values, focus and scroll outlive an update as long
// as the ids stay, and go with them. Not showModal(): that would lock the practice notes too, and a passcode is read there
// while it is typed here; drawers.js makes all the rest inert.
import { byId, findControl, h, reconcile, rememberFocus, restoreFocus } from "./dom.js";
import { drawBlocks, drawErrors } from "./blocks.js";
import { focusables, reachWhileScrolling, trapFocus } from "./dialogs.js";
import { createFill } from "./fill.js";
import { icon } from "./icons.js";
import { plainString } from "./mrkdwn.js";
import { valueKey } from "./surfaces.js";
import { collect, keysOf, problems } from "./values.js";

const TROUBLE = "We had some trouble connecting. Try again?";

export function createModal({ api, makeSurface, refresh, announce, drawers, fallbackFocus }) {
  const dialog = byId("modal");
  const modal = { dialog, api, makeSurface, refresh, announce, drawers, fallbackFocus, views: [], memories: new Map(), shown: null, opener: null, openedFrom: null, ...frame() };
  modal.fill = createFill({ api, announce });
  modal.body.before(modal.fill.node);
  new ResizeObserver(() => reachWhileScrolling(modal.body, "modal-title")).observe(modal.body);
  dialog.append(modal.form);
  trapFocus(dialog, () => leave(modal, false));
  modal.form.addEventListener("submit", (event) => {
    event.preventDefault();
    submit(modal);
  });
  modal.back.addEventListener("click", () => leave(modal, false));
  modal.close.addEventListener("click", () => leave(modal, false));
  modal.cross.addEventListener("click", () => leave(modal, true));
  return { render: (views) => render(modal, views) };
}

function frame() {
  const back = h("button", { type: "button", class: "plain-icon", "aria-label": "Back to the previous step" }, icon("back"));
  const title = h("h2", { id: "modal-title", tabindex: "-1", "data-testid": "modal-title" });
  const cross = h("button", { type: "button", class: "plain-icon", "aria-label": "Close", "data-testid": "modal-x" }, icon("cross"));
  const notes = h("button", { type: "button", class: "quiet", "aria-label": "Practice notes", "data-testid": "modal-notes" }, "Notes");
  const body = h("div", { class: "modal-body" });
  const banner = h("p", { class: "banner", role: "alert" });
  const close = h("button", { type: "button", class: "button", "data-testid": "modal-close" });
  const send = h("button", { type: "submit", class: "button primary", "data-testid": "modal-submit" });
  const form = h(
    "form",
    { novalidate: true, autocomplete: "off" },
    h("div", { class: "modal-head" }, back, title, notes, cross),
    body,
    banner,
    h("div", { class: "modal-foot" }, close, send),
  );
  return { form, back, title, notes, cross, body, banner, close, send };
}

function memoryOf(modal, view) {
  if (!modal.memories.has(view.id)) {
    modal.memories.set(view.id, { drafts: new Map(), sent: null, hash: null, errors: null, problem: "", sending: false, parked: false, scroll: 0 });
  }
  const memory = modal.memories.get(view.id);
  memory.view = view;
  return memory;
}

/** Newest first: typed since, typed before the submit under way, kept by the server. */
function reader(memory) {
  return (blockId, actionId) => {
    const key = valueKey(blockId, actionId);
    for (const values of [memory.drafts, memory.sent]) {
      if (values?.has(key)) {
        return values.get(key);
      }
    }
    return memory.view.values?.[blockId]?.[actionId];
  };
}

function surfaceOf(modal, memory) {
  memory.surface ??= modal.makeSurface({
    container: { type: "view", view_id: memory.view.id },
    store: {
      read: (blockId, actionId) => reader(memory)(blockId, actionId),
      write: (blockId, actionId, value) => memory.drafts.set(valueKey(blockId, actionId), value),
    },
    extra: () => ({ values: collect(memory.view.blocks, reader(memory)) }),
  });
  return memory.surface;
}

function render(modal, views) {
  modal.views = views;
  const living = new Set(views.map((view) => view.id));
  for (const id of modal.memories.keys()) {
    if (!living.has(id)) {
      modal.memories.delete(id);
    }
  }
  if (views.length === 0) {
    hide(modal);
    return;
  }
  draw(modal, views.at(-1));
}

function hide(modal) {
  if (modal.shown === null) {
    return;
  }
  modal.shown = null;
  modal.dialog.close();
  modal.drawers.modalClosed();
  reconcile(modal.body, []);
  const { opener, openedFrom } = modal;
  modal.opener = null;
  modal.openedFrom = null;
  if (opener !== null && restoreFocus(document.body, opener)) {
    return;
  }
  // The button that led here is gone from its card: the card is the next best place to go on from.
  if (openedFrom?.isConnected) {
    openedFrom.focus({ preventScroll: true });
  } else {
    modal.fallbackFocus();
  }
}

function draw(modal, view) {
  const memory = memoryOf(modal, view);
  const another = modal.shown !== view.id;
  const changed = memory.hash !== view.hash;
  const held = rememberFocus(modal.dialog);
  const afterSubmit = changed && memory.sent !== null;
  if (!modal.dialog.open) {
    modal.opener = rememberFocus(document.body);
    modal.openedFrom = document.activeElement?.closest("li.message") ?? null;
    modal.dialog.show();
    modal.drawers.modalOpened(modal.notes);
  } else if (another && modal.memories.has(modal.shown)) {
    modal.memories.get(modal.shown).scroll = modal.body.scrollTop;
  }
  const scroll = another ? memory.scroll : modal.body.scrollTop;
  if (changed) {
    turnOver(memory, view);
  }
  modal.shown = view.id;
  if (another || changed) {
    drawBlocks(modal.body, view.blocks, surfaceOf(modal, memory), { afresh: another || afterSubmit });
  }
  drawFrame(modal, view, memory);
  modal.fill.offer(modal.body, view);
  reachWhileScrolling(modal.body, "modal-title");
  modal.body.scrollTop = scroll;
  placeFocus(modal, memory, { held, another, changed });
  if (changed && !another) {
    modal.announce(`${plainString(view.title)}. ${modal.body.querySelector(".mrkdwn, .block-header")?.textContent ?? ""}`);
  }
}

/** The view was replaced: forget what belonged to the old one, and values whose ids are gone. */
function turnOver(memory, view) {
  const keys = keysOf(view.blocks);
  for (const key of memory.drafts.keys()) {
    if (!keys.has(key)) {
      memory.drafts.delete(key);
    }
  }
  memory.sent = null;
  memory.errors = null;
  memory.problem = "";
  memory.hash = view.hash;
}

function drawFrame(modal, view, memory) {
  const busy = memory.sending || view.busy === true;
  const submitText = plainString(view.submit);
  modal.title.textContent = plainString(view.title);
  modal.back.hidden = modal.views.length < 2;
  modal.send.hidden = submitText === "";
  modal.send.textContent = busy ? "Sending…" : submitText;
  // aria-disabled, not disabled: the button keeps the focus while it waits, and submit() refuses a second press.
  modal.send.setAttribute("aria-disabled", String(busy));
  modal.form.setAttribute("aria-busy", String(busy));
  modal.close.textContent = plainString(view.close) || (submitText === "" ? "Close" : "Cancel");
  if (modal.banner.textContent !== memory.problem) {
    modal.banner.textContent = memory.problem;
  }
  drawErrors(modal.body, memory.errors ?? view.errors ?? {});
}

function placeFocus(modal, memory, { held, another, changed }) {
  const stays = held === null ? document.activeElement !== document.body : restoreFocus(modal.dialog, held) && visible(modal);
  if (!another && !(changed && memory.parked) && stays) {
    return;
  }
  const wanted = memory.view.blocks.map((block) => block.element).find((element) => element?.focus_on_load === true);
  const block = memory.view.blocks.find((candidate) => candidate.element === wanted);
  const first = wanted === undefined ? focusables(modal.body)[0] : findControl(modal.body, block.block_id, wanted.action_id);
  memory.parked = first === undefined || first === null;
  (memory.parked ? modal.title : first).focus({ preventScroll: !another });
}

function visible(modal) {
  const focused = document.activeElement;
  return modal.dialog.contains(focused) && focused !== modal.dialog && focused.checkVisibility();
}

async function submit(modal) {
  const view = modal.views.at(-1);
  const memory = view === undefined ? undefined : modal.memories.get(view.id);
  if (memory === undefined || memory.sending || view.busy === true || plainString(view.submit) === "") {
    return;
  }
  const values = collect(view.blocks, reader(memory));
  memory.errors = problems(view.blocks, values);
  memory.problem = "";
  if (Object.keys(memory.errors).length > 0) {
    showErrors(modal, view, memory);
    return;
  }
  memory.sent = new Map([...(memory.sent ?? []), ...memory.drafts]);
  memory.drafts = new Map();
  memory.sending = true;
  drawFrame(modal, view, memory);
  const result = await sent(modal, view, values);
  memory.sending = false;
  if (result.outcome === "errors" || result.outcome === "failed" || result.outcome === "pushed") {
    memory.drafts = new Map([...(memory.sent ?? []), ...memory.drafts]);
    memory.sent = null;
  }
  memory.errors = result.outcome === "errors" ? (result.errors ?? {}) : null;
  memory.problem = result.outcome === "failed" ? (result.error ?? TROUBLE) : "";
  await modal.refresh();
  if (result.outcome === "errors" && modal.shown === view.id) {
    showErrors(modal, memory.view, memory);
  }
}

async function sent(modal, view, values) {
  try {
    return await modal.api.submit(view.id, values);
  } catch (error) {
    return { outcome: "failed", error: error.status === 0 ? TROUBLE : error.message };
  }
}

function showErrors(modal, view, memory) {
  drawFrame(modal, view, memory);
  const bad = modal.body.querySelector(".invalid");
  if (bad !== null) {
    focusables(bad)[0]?.focus();
  }
}

async function leave(modal, all) {
  const view = modal.views.at(-1);
  if (view === undefined) {
    return;
  }
  try {
    await modal.api.close(view.id, all);
  } catch (error) {
    memoryOf(modal, view).problem = error.message;
  }
  await modal.refresh();
}
