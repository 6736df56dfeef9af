// The rail: who is played, and the conversations with what is unread.
import { byId, h, reconcile } from "./dom.js";
import { icon } from "./icons.js";
import { titleOf, unread } from "./state.js";

const PLAYED = { attorney: "You are an attorney", help_desk: "You are the help desk" };
const ROLES = { attorney: "Attorneys", help_desk: "Help desk" };

export function createRail({ model, open, play }) {
  const rail = { model, open, lists: byId("rail-lists"), person: byId("person"), buttons: new Map() };
  rail.person.addEventListener("change", () => play(rail.person.value));
  return { render: () => render(rail) };
}

function render(rail) {
  const { model } = rail;
  byId("team-name").textContent = model.team.name;
  drawPeople(rail);
  const all = model.snapshot?.conversations ?? [];
  reconcile(rail.lists, [
    group(rail, "Apps", all.filter((conversation) => conversation.kind === "dm")),
    group(rail, "Channels", all.filter((conversation) => conversation.kind !== "dm")),
  ]);
}

function drawPeople({ model, person }) {
  if (person.options.length !== model.people.length) {
    const roles = [...new Set(model.people.map(({ role }) => role))];
    const option = ({ id, name }) => h("option", { value: id }, name);
    person.replaceChildren(...roles.map((role) =>
      h("optgroup", { label: ROLES[role] ?? role }, model.people.filter((other) => other.role === role).map(option))));
  }
  person.value = model.as;
  byId("person-label").textContent = PLAYED[model.people.find(({ id }) => id === model.as)?.role] ?? "You are";
}

function group(rail, title, conversations) {
  if (!rail.buttons.has(title)) {
    const list = h("ul");
    rail.buttons.set(title, { node: h("section", {}, h("h2", {}, title), list), list });
  }
  const { node, list } = rail.buttons.get(title);
  reconcile(list, conversations.map((conversation) => item(rail, conversation)));
  node.hidden = conversations.length === 0;
  return node;
}

function item(rail, conversation) {
  const { model } = rail;
  if (!rail.buttons.has(conversation.id)) {
    const count = h("span", { class: "unread" });
    const button = h("button", { type: "button", class: "place", "data-testid": `conversation-${conversation.id}` },
      icon(conversation.kind === "dm" ? "link" : "hash"), h("span", { class: "place-name" }, titleOf(conversation).replace(/^#/, "")), count);
    button.addEventListener("click", () => rail.open({ conversation: conversation.id, tab: "messages" }));
    rail.buttons.set(conversation.id, { node: h("li", {}, button), button, count });
  }
  const { node, button, count } = rail.buttons.get(conversation.id);
  const news = unread(model, conversation);
  const here = model.conversation === conversation.id;
  button.classList.toggle("has-unread", news > 0);
  if (here) {
    button.setAttribute("aria-current", "page");
  } else {
    button.removeAttribute("aria-current");
  }
  const shown = news === 0 ? [] : [String(news), h("span", { class: "unseen" }, " unread")];
  count.replaceChildren(...shown);
  count.hidden = news === 0;
  return node;
}
