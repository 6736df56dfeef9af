// Fills a form with the values of an invented person: the practice's own help, set apart from what Slack would show.
import { h } from "./dom.js";

const AT_PACER = { pacer_username: "pacer_username", pacer_password: "pacer_password", pacer_passcode: "passcode" };
const AT_COURT = { filer_login: "filer_login", filer_password: "filer_password" };

export function createFill({ api, announce }) {
  const person = h("select", { "data-testid": "fill-person" });
  const button = h("button", { type: "button", class: "quiet", "data-testid": "fill-in" }, "Fill in");
  const node = h("div", { class: "fill", role: "group", "aria-label": "Practice values", hidden: true },
    h("label", {}, "Practice: fill in as ", person), button);
  const fill = { api, announce, person, node, people: [], body: null, view: null };
  button.addEventListener("click", () => fillIn(fill));
  return { node, offer: (body, view) => offer(fill, body, view) };
}

/** Offer to fill the form that now stands in `body`; nothing is offered where there is nothing to fill. */
async function offer(fill, body, view) {
  Object.assign(fill, { body, view });
  const fillable = controls(fill).length > 0;
  if (fillable && fill.people.length === 0) {
    await ask(fill);
  }
  fill.node.hidden = controls(fill).length === 0 || fill.people.length === 0;
}

async function ask(fill) {
  try {
    fill.people = (await fill.api.courtPeople()).people;
  } catch {
    fill.people = [];
  }
  if (fill.person.options.length === 0) {
    const first = fill.people.filter((each) => each.start_here);
    const others = fill.people.filter((each) => !each.start_here);
    const option = (each) => h("option", { value: each.pacer_username }, `${each.name}: ${each.summary.split(". ")[0]}`);
    fill.person.replaceChildren(
      h("optgroup", { label: "Start here" }, first.map(option)), h("optgroup", { label: "What can go wrong" }, others.map(option)));
  }
}

function controls({ body }) {
  return [...(body?.querySelectorAll("input[data-action-id]") ?? [])].filter(({ dataset }) =>
    dataset.actionId in AT_PACER || dataset.actionId in AT_COURT);
}

async function fillIn(fill) {
  await ask(fill);
  const person = fill.people.find(({ pacer_username: name }) => name === fill.person.value);
  if (person === undefined) {
    fill.announce("The practice court does not answer.");
    return;
  }
  const account = accountAt(person, JSON.stringify(fill.view));
  for (const control of controls(fill)) {
    const { actionId } = control.dataset;
    control.value = (actionId in AT_PACER ? person[AT_PACER[actionId]] : account?.[AT_COURT[actionId]]) ?? "";
    control.dispatchEvent(new Event("input", { bubbles: true }));
  }
  fill.announce(`Filled in as ${person.name}.`);
}

/** The old login at the court that the form names by its address or its name; else the first. */
function accountAt(person, said) {
  const named = ({ court, court_name: name }) => said.includes(`ecf.${court}.`) || said.includes(name);
  return person.courts.find(named) ?? person.courts[0];
}
