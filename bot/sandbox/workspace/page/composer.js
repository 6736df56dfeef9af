// The composer: messages, and commands offered as soon as a slash is typed.
import { byId, h } from "./dom.js";
import { current, titleOf } from "./state.js";

const COMMANDS = [{ name: "/link-pacer", usage: "[court]", about: "Link a court e-filing account to your PACER account" }];
const TALLEST_PX = 160;

export function createComposer({ model, api, settle, say, announce }) {
  const composer = { model, api, settle, say, announce, input: byId("composer"), list: byId("commands"), hint: byId("composer-hint"), place: null, matches: [], active: -1, used: false };
  composer.input.addEventListener("input", () => {
    grow(composer);
    offer(composer);
  });
  composer.input.addEventListener("keydown", (event) => pressed(composer, event));
  composer.input.addEventListener("blur", () => close(composer));
  composer.list.addEventListener("pointerdown", (event) => event.preventDefault());
  composer.list.addEventListener("click", () => complete(composer));
  byId("composer-form").addEventListener("submit", (event) => {
    event.preventDefault();
    send(composer);
  });
  return { render: () => render(composer), focus: () => composer.input.focus() };
}

function render(composer) {
  const conversation = current(composer.model);
  const place = conversation === null ? null : `${composer.model.as} ${conversation.id}`;
  if (place === composer.place) {
    return;
  }
  const { drafts } = composer.model;
  drafts.set(composer.place, composer.input.value);
  composer.place = place;
  composer.input.value = drafts.get(place) ?? "";
  const title = conversation === null ? "" : titleOf(conversation);
  composer.input.setAttribute("aria-label", `Message ${title}`);
  composer.input.placeholder = `Message ${title}`;
  close(composer);
  grow(composer);
}

function grow({ input }) {
  input.style.height = "auto";
  input.style.height = `${Math.min(input.scrollHeight, TALLEST_PX)}px`;
}

function offer(composer) {
  const typed = composer.input.value;
  composer.matches = /^\/[a-z-]*$/.test(typed) ? COMMANDS.filter(({ name }) => name.startsWith(typed)) : [];
  if (composer.matches.length === 0) {
    close(composer);
    return;
  }
  composer.active = 0;
  composer.list.replaceChildren(...composer.matches.map((command, index) =>
    h("div", { class: "option", role: "option", id: `command-${index}`, "aria-selected": String(index === 0) },
      h("span", { class: "command" }, command.name, h("span", { class: "usage" }, ` ${command.usage}`)),
      h("span", { class: "option-note" }, command.about))));
  if (composer.list.hidden) {
    composer.announce(`Command ${composer.matches[0].name}: ${composer.matches[0].about}`);
  }
  composer.list.hidden = false;
  composer.input.setAttribute("aria-controls", "commands");
  composer.input.setAttribute("aria-activedescendant", "command-0");
}

function close(composer) {
  composer.list.hidden = true;
  composer.matches = [];
  composer.input.removeAttribute("aria-controls");
  composer.input.removeAttribute("aria-activedescendant");
}

function complete(composer) {
  composer.input.value = `${composer.matches[composer.active].name} `;
  close(composer);
  composer.input.focus();
}

function pressed(composer, event) {
  const open = !composer.list.hidden;
  if (event.key === "Escape" && open) {
    event.preventDefault();
    close(composer);
  } else if (event.key === "Tab" && open && !event.shiftKey) {
    event.preventDefault();
    complete(composer);
  } else if (event.key === "Enter" && !event.shiftKey && !event.isComposing) {
    event.preventDefault();
    if (open && composer.input.value !== composer.matches[composer.active].name) {
      complete(composer);
    } else {
      send(composer);
    }
  }
}

/** A command or a message. What could not be sent is put back, unless something was typed since. */
async function send(composer) {
  const text = composer.input.value.trim();
  const conversation = current(composer.model);
  if (text === "" || conversation === null) {
    return;
  }
  close(composer);
  composer.input.value = "";
  grow(composer);
  composer.input.focus();
  const post = text.startsWith("/") ? composer.api.command : composer.api.message;
  const answer = await composer.settle(() => post(conversation.id, text));
  if (answer?.ok === false) {
    composer.say(answer.error);
  }
  if (answer === null && composer.input.value === "") {
    composer.input.value = text;
    grow(composer);
  } else if (!composer.used) {
    composer.used = true;
    composer.hint.textContent = "Enter sends, Shift and Enter starts a new line";
  }
}
