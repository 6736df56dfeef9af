// Block Kit's interactive elements. `context` says where an element stands: see surfaces.js.
// `field` is given inside an input block: {id, describedBy, labelledBy, required, invalid, dispatch}; elsewhere it is null.
import { combobox } from "./combobox.js";
import { freshId, h } from "./dom.js";
import { icon } from "./icons.js";
import { isWebAddress, plainString, plainText, textObject } from "./mrkdwn.js";

const BUILDERS = {
  button,
  workflow_button: button,
  plain_text_input: textInput,
  email_text_input: textInput,
  url_text_input: textInput,
  number_input: textInput,
  static_select: staticSelect,
  external_select: externalSelect,
  datetimepicker: dateTime,
  multi_users_select: peopleSelect,
  file_input: fileInput,
  users_select: usersSelect,
  checkboxes: choices("checkbox"),
  radio_buttons: choices("radio"),
  overflow,
  image: imageElement,
};

export function renderElement(element, blockId, context, field = null) {
  const build = BUILDERS[element.type];
  if (build === undefined) {
    return h("p", { class: "unsupported" }, `The practice workspace does not draw “${element.type}”.`);
  }
  return build(element, blockId, context, field);
}

function hooks(element, blockId) {
  return { "data-block-id": blockId, "data-action-id": element.action_id ?? "" };
}

function fieldAttributes(field, element) {
  if (field === null) {
    return { "aria-label": plainString(element.placeholder) || "Choose" };
  }
  return {
    id: field.id,
    "aria-describedby": field.describedBy,
    "aria-required": field.required ? "true" : null,
    "aria-invalid": field.invalid ? "true" : null,
  };
}

/** Send one action. A second press while the first is on its way is not sent. */
async function sendAction(control, element, blockId, context, extra = {}) {
  if (control.getAttribute("aria-busy") === "true") {
    return false;
  }
  if (element.confirm !== undefined && !(await context.confirm(element.confirm))) {
    return false;
  }
  control.setAttribute("aria-busy", "true");
  try {
    await context.act({ block_id: blockId, action_id: element.action_id, ...extra });
  } finally {
    control.removeAttribute("aria-busy");
  }
  return true;
}

function button(element, blockId, context) {
  const look = { primary: "primary", danger: "danger" }[element.style] ?? "";
  const shared = { class: `button ${look}`, "aria-label": element.accessibility_label ?? null, ...hooks(element, blockId) };
  const place = element.url === undefined ? null : context.directory.place(element.url);
  const outside = element.url !== undefined && place === null && isWebAddress(element.url);
  if (outside && element.confirm === undefined) {
    const anchor = h("a", { ...shared, href: context.directory.address(element.url), title: element.url, target: "_blank", rel: "noopener" }, plainText(element.text), icon("out"));
    anchor.append(h("span", { class: "unseen" }, " (opens a new tab)"));
    anchor.addEventListener("click", () => sendAction(anchor, element, blockId, context));
    return anchor;
  }
  const control = h("button", { type: "button", ...shared }, plainText(element.text));
  control.addEventListener("click", async () => {
    if (await sendAction(control, element, blockId, context)) {
      if (outside) {
        globalThis.open(context.directory.address(element.url), "_blank", "noopener");
      } else if (place !== null) {
        context.follow(place);
      }
    }
  });
  return control;
}

function textInput(element, blockId, context, field) {
  const kept = context.read(blockId, element.action_id);
  const control = h(element.multiline === true ? "textarea" : "input", {
    class: "text",
    type: element.multiline === true ? null : "text",
    rows: element.multiline === true ? "4" : null,
    maxlength: element.max_length ?? null,
    placeholder: plainString(element.placeholder) || null,
    inputmode: element.type === "number_input" ? "decimal" : null,
    // Faithful to the real thing: nothing typed is masked, and nothing is offered from earlier typing.
    autocomplete: "off",
    autocapitalize: "none",
    spellcheck: "false",
    ...fieldAttributes(field, element),
    ...hooks(element, blockId),
    value: typeof kept === "string" ? kept : kept === null ? "" : (element.initial_value ?? ""),
  });
  control.addEventListener("input", () => context.write(blockId, element.action_id, control.value));
  if (field?.dispatch === true) {
    control.addEventListener("keydown", (event) => {
      if (event.key === "Enter" && element.multiline !== true) {
        event.preventDefault();
        sendAction(control, element, blockId, context, { value: control.value });
      }
    });
  }
  return control;
}

function staticSelect(element, blockId, context, field) {
  const kept = context.read(blockId, element.action_id);
  const chosen = kept === undefined ? element.initial_option : kept;
  const all = [...(element.options ?? []), ...(element.option_groups ?? []).flatMap((group) => group.options)];
  const draw = (option) =>
    h("option", { value: option.value, selected: option.value === chosen?.value }, plainString(option.text));
  const control = h(
    "select",
    { class: "select", ...fieldAttributes(field, element), ...hooks(element, blockId) },
    h("option", { value: "", selected: !chosen }, plainString(element.placeholder) || "Select an option"),
    (element.options ?? []).map(draw),
    (element.option_groups ?? []).map((group) => h("optgroup", { label: plainString(group.label) }, group.options.map(draw))),
  );
  control.addEventListener("change", () => {
    const option = all.find((candidate) => candidate.value === control.value) ?? null;
    choose(control, option, element, blockId, context, field);
  });
  return control;
}

/** A day and a time in this browser's zone; Slack carries it in seconds since 1970. */
function dateTime(element, blockId, context, field) {
  const kept = context.read(blockId, element.action_id);
  const seconds = kept === undefined ? (element.initial_date_time ?? null) : kept;
  const control = h("input", {
    class: "text",
    type: "datetime-local",
    ...fieldAttributes(field, element),
    ...hooks(element, blockId),
    value: seconds === null ? "" : localMinute(seconds),
  });
  control.addEventListener("change", () => {
    const chosen = control.value === "" ? null : Math.floor(new Date(control.value).getTime() / 1000);
    context.write(blockId, element.action_id, chosen);
    if (chosen !== null && (field === null || field.dispatch)) {
      sendAction(control, element, blockId, context, { selected_date_time: chosen });
    }
  });
  return control;
}

function localMinute(seconds) {
  const at = new Date(seconds * 1000);
  return new Date(at.getTime() - at.getTimezoneOffset() * 60_000).toISOString().slice(0, 16);
}

/** Files are sent as soon as they are chosen, as in Slack; the form holds what they are called there. */
function fileInput(element, blockId, context, field) {
  const control = h("input", {
    class: "text",
    type: "file",
    accept: (element.filetypes ?? []).map((each) => `.${each}`).join(",") || null,
    multiple: (element.max_files ?? 10) > 1,
    ...fieldAttributes(field, element),
    ...hooks(element, blockId),
  });
  control.addEventListener("change", async () => {
    const files = await Promise.all(Array.from(control.files, (file) => context.upload(file)));
    context.write(blockId, element.action_id, files.map(({ id, name }) => ({ id, name })));
  });
  return control;
}

/** The workspace's people, of whom some are chosen. */
function peopleSelect(element, blockId, context, field) {
  const kept = context.read(blockId, element.action_id) ?? element.initial_users ?? [];
  const draw = (person) => h("option", { value: person.id, selected: kept.includes(person.id) }, person.name);
  const people = context.directory.people();
  const control = h(
    "select",
    { class: "select", multiple: true, size: Math.min(people.length, 6), ...fieldAttributes(field, element), ...hooks(element, blockId) },
    people.map(draw),
  );
  control.addEventListener("change", () => {
    context.write(blockId, element.action_id, Array.from(control.selectedOptions, (option) => option.value));
  });
  return control;
}

/** Slack's "more" menu: nothing stays chosen in it. */
function overflow(element, blockId, context) {
  const control = h(
    "select",
    { class: "select overflow", "aria-label": "More actions", ...hooks(element, blockId) },
    h("option", { value: "" }, "More…"),
    element.options.map((option) => h("option", { value: option.value }, plainString(option.text))),
  );
  control.addEventListener("change", async () => {
    const option = element.options.find((candidate) => candidate.value === control.value);
    control.value = "";
    if (option !== undefined && (await sendAction(control, element, blockId, context, { selected_option: option })) && isWebAddress(option.url ?? "")) {
      globalThis.open(option.url, "_blank", "noopener");
    }
  });
  return control;
}

/** Keep a choice; send it too where Slack would: outside input blocks, and in those that dispatch. */
function choose(control, option, element, blockId, context, field) {
  context.write(blockId, element.action_id, option);
  if (option !== null && (field === null || field.dispatch)) {
    sendAction(control, element, blockId, context, { selected_option: option });
  }
}

function externalSelect(element, blockId, context, field) {
  const kept = context.read(blockId, element.action_id);
  const box = combobox({
    attributes: { ...fieldAttributes(field, element), ...hooks(element, blockId) },
    placeholder: plainString(element.placeholder) || "Type to search",
    chosen: (kept === undefined ? element.initial_option : kept) ?? null,
    minimum: element.min_query_length ?? 3,
    suggest: (typed) => context.suggest({ block_id: blockId, action_id: element.action_id, value: typed }),
    choose: (option) => choose(box.input, option, element, blockId, context, field),
  });
  return box.node;
}

/** Everybody in the workspace, and its app: the value is an id. */
function usersSelect(element, blockId, context, field) {
  const kept = context.read(blockId, element.action_id);
  const id = (kept === undefined ? element.initial_user : kept) ?? null;
  const option = (person) => ({ text: { type: "plain_text", text: person.name }, value: person.id });
  const everybody = context.directory.people().map(option);
  const named = (typed) => everybody.filter((one) => one.text.text.toLowerCase().includes(typed.trim().toLowerCase()));
  const box = combobox({
    attributes: { ...fieldAttributes(field, element), ...hooks(element, blockId) },
    placeholder: plainString(element.placeholder) || "Select a user",
    chosen: everybody.find((one) => one.value === id) ?? null,
    minimum: 0,
    suggest: async (typed) => ({ options: named(typed) }),
    choose: (chosen) => {
      context.write(blockId, element.action_id, chosen?.value ?? null);
      if (chosen !== null && (field === null || field.dispatch)) {
        sendAction(box.input, element, blockId, context, { selected_user: chosen.value });
      }
    },
  });
  return box.node;
}

function choices(type) {
  return (element, blockId, context, field) => {
    const kept = context.read(blockId, element.action_id);
    const first = type === "radio" ? [element.initial_option] : (element.initial_options ?? []);
    const now = kept === undefined ? first : Array.isArray(kept) ? kept : [kept];
    const picked = new Set(now.filter(Boolean).map((option) => option.value));
    const name = freshId("choice");
    const group = h("div", {
      class: "choices",
      role: type === "radio" ? "radiogroup" : "group",
      "aria-labelledby": field?.labelledBy ?? null,
      "aria-label": field === null ? "Choices" : null,
      "aria-describedby": field?.describedBy ?? null,
      "aria-invalid": field?.invalid && type === "radio" ? "true" : null,
      id: field?.id ?? null,
      "data-choices-of": element.action_id,
    });
    group.append(...element.options.map((option) => choice(option, { type, name, picked, element, blockId, context })));
    group.addEventListener("change", (event) => {
      const options = element.options.filter((_option, index) => group.querySelectorAll("input")[index].checked);
      const value = type === "radio" ? (options[0] ?? null) : options;
      context.write(blockId, element.action_id, value);
      if (field === null || field.dispatch) {
        const extra = type === "radio" ? { selected_option: value } : { selected_options: value };
        sendAction(event.target, element, blockId, context, extra);
      }
    });
    return group;
  };
}

function choice(option, { type, name, picked, element, blockId, context }) {
  const id = freshId("option");
  const note = option.description === undefined ? null : freshId("option-note");
  const input = h("input", {
    type,
    id,
    name,
    value: option.value,
    checked: picked.has(option.value),
    "aria-describedby": note,
    "data-option": option.value,
    ...hooks(element, blockId),
  });
  return h(
    "div",
    { class: "choice" },
    input,
    h("label", { for: id }, textObject(option.text, context.directory)),
    note === null ? null : h("p", { class: "hint", id: note }, textObject(option.description, context.directory)),
  );
}

/** An image is drawn only from this very page: the practice workspace asks nothing of anyone else. */
export function imageElement(element) {
  const url = new URL(element.image_url ?? "", globalThis.location.href);
  if (element.image_url !== undefined && url.origin === globalThis.location.origin) {
    return h("img", { src: url.href, alt: element.alt_text ?? "" });
  }
  return h("span", { class: "picture", role: "img", "aria-label": element.alt_text ?? "Picture" }, element.alt_text ?? "Picture");
}
