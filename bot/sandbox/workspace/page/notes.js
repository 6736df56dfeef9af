// Practice notes: whom a person can play at the practice court, and what they type there. Asked anew while in view.
import { byId, freshId, h, reconcile } from "./dom.js";

const EVERY_MS = 5000;
const SHOWN_COPIED_MS = 1600;

export function createNotes({ api, drawers, announce }) {
  const notes = { api, drawers, announce, body: byId("notes-body"), cards: new Map(), people: [], submits: null, asking: false };
  notes.first = h("div", { class: "people" });
  notes.restCount = h("summary");
  notes.restPeople = h("div", { class: "people" });
  notes.rest = h("details", {}, notes.restCount, notes.restPeople);
  notes.count = h("p", { class: "submits", "data-testid": "submits" });
  notes.court = h("a", { target: "_blank", rel: "noopener", hidden: true }, "The practice court's own page: order a fault, or begin afresh");
  notes.body.append(
    h("p", { class: "hint" }, "At PACER and at the court, be one of these invented people: press Fill in above a form, or copy from here. They work nowhere else."),
    notes.count, h("h3", {}, "Start here"), notes.first, notes.rest, notes.court,
  );
  setInterval(() => poll(notes), EVERY_MS);
  setInterval(() => tick(notes), 1000);
  drawers.onNotes(() => poll(notes));
  document.addEventListener("visibilitychange", () => poll(notes));
  return { start: () => ask(notes) };
}

function poll(notes) {
  if (!document.hidden && notes.drawers.notesShown()) {
    ask(notes);
  }
}

async function ask(notes) {
  if (notes.asking) {
    return;
  }
  notes.asking = true;
  try {
    const answer = await notes.api.courtPeople();
    notes.people = answer.people;
    notes.submits = answer.submits;
    notes.court.hidden = !answer.page;
    notes.court.href = answer.page ?? "";
    notes.drawers.offerNotes();
    draw(notes);
  } catch (error) {
    if (error.status === 404) {
      notes.drawers.withdrawNotes();
    }
  } finally {
    notes.asking = false;
  }
}

function draw(notes) {
  const cards = notes.people.map((person) => ({ person, card: cardOf(notes, person) }));
  const first = cards.filter(({ person }) => person.start_here);
  const others = cards.filter(({ person }) => !person.start_here);
  reconcile(notes.first, first.map(({ card }) => card.node));
  reconcile(notes.restPeople, others.map(({ card }) => card.node));
  notes.rest.hidden = others.length === 0;
  notes.restCount.textContent = `${others.length} more to play`;
  const submits = `Final submits the court has received: ${notes.submits}`;
  if (notes.count.textContent !== submits) {
    notes.count.textContent = submits;
  }
}

function cardOf(notes, person) {
  const signature = JSON.stringify([person.name, person.kind, person.summary, person.pacer_username, person.pacer_password, person.courts, person.passcode === null]);
  const key = `${person.name} ${person.pacer_username}`;
  let card = notes.cards.get(key);
  if (card?.signature !== signature) {
    card = newCard(notes, person, signature);
    notes.cards.set(key, card);
  }
  if (person.passcode !== null && person.passcode !== undefined) {
    card.passcode.textContent = person.passcode;
    card.ends = performance.now() + (person.passcode_expires_in ?? 0) * 1000;
    card.used = person.passcode_used === true;
    showLeft(card);
  }
  return card;
}

function newCard(notes, person, signature) {
  const title = freshId("person");
  const card = { signature, passcode: h("code"), left: h("span", { class: "left" }), ends: null };
  const rows = [
    row(notes, "PACER username", h("code", {}, person.pacer_username), person.name),
    row(notes, "PACER password", h("code", {}, person.pacer_password), person.name),
  ];
  if (person.passcode !== null && person.passcode !== undefined) {
    rows.push(row(notes, "Passcode", card.passcode, person.name, card.left));
  }
  const courts = (person.courts ?? []).map((court, index) => h("details", { open: index === 0 },
    h("summary", {}, `At ${court.court}`),
    h("dl", {}, row(notes, "Filer login", h("code", {}, court.filer_login), `${person.name} at ${court.court}`),
      row(notes, "Filer password", h("code", {}, court.filer_password), `${person.name} at ${court.court}`))));
  card.node = h("article", { class: "person-card", "aria-labelledby": title },
    h("h4", { id: title }, person.name),
    h("p", { class: "summary" }, person.summary), h("dl", {}, rows), courts);
  return card;
}

function row(notes, label, value, whose, extra = null) {
  const copy = h("button", { type: "button", class: "copy", "aria-label": `Copy ${label} of ${whose}` }, "Copy");
  copy.addEventListener("click", () => copyOut(notes, copy, value.textContent, label));
  return h("div", { class: "row" }, h("dt", {}, label), h("dd", {}, value, extra, copy));
}

async function copyOut(notes, button, text, label) {
  try {
    await navigator.clipboard.writeText(text);
    button.textContent = "Copied";
    notes.announce(`${label} copied`);
  } catch {
    button.textContent = "Not allowed";
    notes.announce("The browser did not allow copying");
  }
  setTimeout(() => {
    button.textContent = "Copy";
  }, SHOWN_COPIED_MS);
}

function showLeft(card) {
  const seconds = Math.max(0, Math.ceil((card.ends - performance.now()) / 1000));
  const words = card.used ? `used, the next in ${seconds} s` : `${seconds} s left`;
  card.left.textContent = seconds === 0 ? "changing…" : words;
  return seconds;
}

function tick(notes) {
  const spent = [...notes.cards.values()].filter((card) => card.ends !== null && showLeft(card) === 0);
  if (spent.length > 0) {
    poll(notes);
  }
}
