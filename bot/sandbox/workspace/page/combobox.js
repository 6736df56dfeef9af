// A type-ahead select: the ARIA combobox pattern, with its list asked from the app as the person types.
import { freshId, h, reconcile } from "./dom.js";
import { plainString } from "./mrkdwn.js";

const PAUSE_MS = 150;
const ROOM_PX = 260;

/** Returns {node, input}. `suggest(typed)` answers {options, option_groups}; `choose(option | null)` is told each choice. */
export function combobox({ attributes, placeholder, chosen, minimum, suggest, choose }) {
  const listId = freshId("listbox");
  const input = h("input", {
    type: "text", class: "text", role: "combobox", placeholder, autocomplete: "off", spellcheck: "false",
    "aria-autocomplete": "list", "aria-expanded": "false", "aria-controls": listId, ...attributes, value: label(chosen),
  });
  const list = h("div", { class: "listbox", id: listId, role: "listbox", "aria-label": "Suggestions", popover: "manual" });
  const status = h("p", { class: "unseen", role: "status" });
  const node = h("div", { class: "combobox" }, input, list, status);
  const box = { input, list, status, options: [], active: -1, chosen, minimum, suggest, choose, asked: 0, timer: null };
  input.addEventListener("input", () => typed(box));
  input.addEventListener("keydown", (event) => pressed(box, event));
  input.addEventListener("click", () => ask(box));
  input.addEventListener("blur", () => leave(box));
  // The pointer must not take the focus from the input, or the list would close before the click arrives; nor may
  // other rows come under it, or what was pressed is not what is let go, which makes no click.
  list.addEventListener("pointerdown", (event) => {
    event.preventDefault();
    forgetAsked(box);
  });
  list.addEventListener("click", (event) => {
    const index = Number(event.target.closest("[role=option]")?.dataset.index ?? "-1");
    if (index >= 0) {
      pick(box, index);
    }
  });
  return { node, input };
}

function label(option) {
  return option === null || option === undefined ? "" : plainString(option.text);
}

function typed(box) {
  if (box.chosen !== null) {
    box.chosen = null;
    box.choose(null);
  }
  clearTimeout(box.timer);
  box.timer = setTimeout(() => ask(box), PAUSE_MS);
}

async function ask(box) {
  clearTimeout(box.timer);
  const text = box.chosen === null ? box.input.value : "";
  box.asked += 1;
  const ticket = box.asked;
  if (text.length < box.minimum) {
    const missing = box.minimum - text.length;
    show(box, [], box.chosen === null ? `Type ${missing} more ${missing === 1 ? "letter" : "letters"} to search` : "");
    return;
  }
  box.input.setAttribute("aria-busy", "true");
  let answer = null;
  try {
    answer = await box.suggest(text);
  } catch {
    answer = null;
  }
  if (ticket !== box.asked || !box.input.isConnected) {
    return;
  }
  box.input.removeAttribute("aria-busy");
  if (answer === null) {
    show(box, [], "The suggestions could not be loaded");
  } else {
    show(box, groupsOf(answer), "No result found");
  }
}

function groupsOf(answer) {
  if (Array.isArray(answer.option_groups) && answer.option_groups.length > 0) {
    return answer.option_groups;
  }
  return [{ label: null, options: answer.options ?? [] }];
}

function show(box, groups, emptyText) {
  box.options = groups.flatMap((group) => group.options);
  box.active = -1;
  let index = 0;
  const rows = groups.flatMap((group) => [
    ...(group.label === null ? [] : [h("div", { class: "group-label", role: "presentation" }, plainString(group.label))]),
    ...group.options.map((option) => row(box, option, index++)),
  ]);
  const none = box.options.length === 0;
  reconcile(box.list, none && emptyText !== "" ? [h("div", { class: "none", role: "option", "aria-disabled": "true", "aria-selected": "false" }, emptyText)] : rows);
  box.status.textContent = none ? emptyText : `${box.options.length} ${box.options.length === 1 ? "suggestion" : "suggestions"}`;
  if (document.activeElement === box.input && box.list.children.length > 0) {
    open(box);
  } else {
    close(box);
  }
  mark(box, none ? -1 : 0);
}

function row(box, option, index) {
  return h(
    "div",
    { class: "option", role: "option", id: `${box.list.id}-${index}`, "data-index": String(index), "data-value": option.value, "aria-selected": "false" },
    plainString(option.text),
    option.description === undefined ? null : h("span", { class: "option-note" }, plainString(option.description)),
  );
}

function open(box) {
  if (!box.list.matches(":popover-open")) {
    box.list.showPopover();
  }
  box.input.setAttribute("aria-expanded", "true");
  place(box);
}

/** The list lies in the top layer, so that a scrolling form cannot cut it off; its place is set by hand. */
function place(box) {
  const field = box.input.getBoundingClientRect();
  const below = globalThis.innerHeight - field.bottom - 8;
  const upwards = below < ROOM_PX && field.top > below;
  box.list.style.left = `${field.left}px`;
  box.list.style.width = `${field.width}px`;
  box.list.style.maxHeight = `${Math.min(ROOM_PX, upwards ? field.top - 8 : below)}px`;
  box.list.style.top = upwards ? "auto" : `${field.bottom + 4}px`;
  box.list.style.bottom = upwards ? `${globalThis.innerHeight - field.top + 4}px` : "auto";
}

function close(box) {
  if (box.list.matches(":popover-open")) {
    box.list.hidePopover();
  }
  box.input.setAttribute("aria-expanded", "false");
  box.input.removeAttribute("aria-activedescendant");
}

function isOpen(box) {
  return box.input.getAttribute("aria-expanded") === "true";
}

function mark(box, index) {
  box.active = index;
  for (const element of box.list.querySelectorAll(".option")) {
    const on = Number(element.dataset.index) === index;
    element.setAttribute("aria-selected", String(on));
    if (on) {
      box.input.setAttribute("aria-activedescendant", element.id);
      element.scrollIntoView({ block: "nearest" });
    }
  }
}

function pressed(box, event) {
  if (event.key === "ArrowDown" || event.key === "ArrowUp") {
    event.preventDefault();
    if (!isOpen(box)) {
      ask(box);
    } else if (box.options.length > 0) {
      const step = event.key === "ArrowDown" ? 1 : -1;
      mark(box, (box.active + step + box.options.length) % box.options.length);
    }
  } else if (event.key === "Enter" && isOpen(box)) {
    event.preventDefault();
    if (box.active >= 0) {
      pick(box, box.active);
    }
  } else if (event.key === "Escape" && isOpen(box)) {
    // Escape closes the list first; the modal around it stays.
    event.preventDefault();
    close(box);
  } else if (event.key === "Tab" && isOpen(box) && box.active >= 0 && box.chosen === null) {
    pick(box, box.active);
  }
}

/** What is still asked for is not waited for any more; a box that stayed busy would take no choice. */
function forgetAsked(box) {
  box.asked += 1;
  clearTimeout(box.timer);
  box.input.removeAttribute("aria-busy");
}

function pick(box, index) {
  forgetAsked(box);
  box.chosen = box.options[index];
  box.input.value = label(box.chosen);
  close(box);
  box.status.textContent = `${label(box.chosen)} chosen`;
  box.choose(box.chosen);
}

/** Text that names no option is not a choice: it is taken away, as Slack does. */
function leave(box) {
  forgetAsked(box);
  close(box);
  if (box.chosen === null) {
    box.input.value = "";
  }
}
