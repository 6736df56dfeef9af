// Block Kit's layout blocks as nodes, each reused as long as what it shows has not changed.
import { freshId, h, reconcile } from "./dom.js";
import { imageElement, renderElement } from "./elements.js";
import { mrkdwn, plainText, textObject } from "./mrkdwn.js";

const signatures = new WeakMap();
const BUILDERS = { header, section, divider, context, actions, input, image, markdown, data_table: table, data_visualization: chart };

/** Draw `blocks` into `root`. With `afresh`, nothing already drawn is reused. */
export function drawBlocks(root, blocks, surface, { afresh = false } = {}) {
  const old = new Map();
  if (!afresh) {
    for (const node of root.children) {
      const signature = signatures.get(node);
      old.set(signature, [...(old.get(signature) ?? []), node]);
    }
  }
  const wanted = blocks.map((block, index) => {
    const blockId = block.block_id ?? `block-${index}`;
    const signature = `${blockId} ${JSON.stringify(block)}`;
    const reused = old.get(signature)?.shift();
    return reused ?? drawBlock(block, blockId, signature, surface);
  });
  reconcile(root, wanted);
}

function drawBlock(block, blockId, signature, surface) {
  const build = BUILDERS[block.type] ?? unsupported;
  const node = h("div", { class: `block block-${block.type}`, "data-block": blockId }, build(block, blockId, surface));
  signatures.set(node, signature);
  return node;
}

function unsupported(block) {
  return h("p", { class: "unsupported" }, `The practice workspace does not draw the block “${block.type}”.`);
}

function header(block, _blockId, surface) {
  return h(surface.heading, {}, plainText(block.text));
}

function section(block, blockId, surface) {
  const words = h("div", { class: "words" });
  if (block.text) {
    words.append(h("div", { class: "mrkdwn" }, textObject(block.text, surface.directory)));
  }
  if (block.fields) {
    const fields = block.fields.map((field) => h("div", { class: "mrkdwn field" }, textObject(field, surface.directory)));
    words.append(h("div", { class: "fields" }, fields));
  }
  const accessory = block.accessory ? h("div", { class: "accessory" }, renderElement(block.accessory, blockId, surface)) : null;
  return h("div", { class: "section" }, words, accessory);
}

function divider() {
  return h("hr");
}

function context(block, _blockId, surface) {
  return h(
    "div",
    { class: "context" },
    block.elements.map((element) =>
      element.type === "image" ? imageElement(element) : h("span", { class: "mrkdwn" }, textObject(element, surface.directory)),
    ),
  );
}

function actions(block, blockId, surface) {
  return h("div", { class: "actions" }, block.elements.map((element) => renderElement(element, blockId, surface)));
}

function image(block) {
  return h("figure", {}, block.title ? h("figcaption", {}, plainText(block.title)) : null, imageElement(block));
}

function markdown(block, _blockId, surface) {
  return h("div", { class: "mrkdwn" }, mrkdwn(block.text, surface.directory));
}

function table(block, _blockId, surface) {
  const [headings, ...rows] = block.rows;
  const cell = (tag, scope) => (each) => h(tag, { scope }, cellText(each, surface.directory));
  return h(
    "div",
    { class: "data-table", tabindex: "0", role: "region", "aria-label": block.caption },
    h(
      "table",
      {},
      h("caption", {}, block.caption),
      h("thead", {}, h("tr", {}, headings.map(cell("th", "col")))),
      h("tbody", {}, rows.map(([first, ...rest]) => h("tr", {}, cell("th", "row")(first), rest.map(cell("td", null))))),
    ),
  );
}

function cellText(cell, directory) {
  if (cell.type === "raw_text") {
    return cell.text;
  }
  const people = cell.elements.flatMap((line) => line.elements);
  return people.map((each) => `@${directory.person(each.user_id) ?? each.user_id}`).join(" ");
}

/** The slices as bars of their share, each with its number: no colour has to be told from another. */
function chart(block) {
  const most = Math.max(...block.chart.segments.map((each) => each.value));
  const bar = (each) =>
    h(
      "li",
      {},
      h("span", { class: "chart-label" }, each.label),
      h("meter", { min: "0", max: String(most), value: String(each.value), "aria-label": each.label }),
      h("span", {}, String(each.value)),
    );
  return h("figure", { class: "chart" }, h("figcaption", {}, block.title), h("ul", {}, block.chart.segments.map(bar)));
}

function input(block, blockId, surface) {
  const grouped = block.element.type === "checkboxes" || block.element.type === "radio_buttons";
  const field = {
    id: freshId("field"),
    labelledBy: freshId("label"),
    describedBy: block.hint ? freshId("hint") : null,
    required: block.optional !== true,
    invalid: false,
    dispatch: block.dispatch_action === true,
  };
  const optional = block.optional === true ? h("span", { class: "optional" }, " (optional)") : null;
  const tag = grouped ? "span" : "label";
  return h(
    "div",
    { class: "field-box" },
    h(tag, { class: "label", id: field.labelledBy, for: grouped ? null : field.id }, plainText(block.label), optional),
    renderElement(block.element, blockId, surface, field),
    block.hint ? h("p", { class: "hint", id: field.describedBy }, plainText(block.hint)) : null,
  );
}

/** Show `errors` ({block_id: text}) at their fields, tied to them, and take away those that no longer hold. */
export function drawErrors(root, errors) {
  for (const node of root.children) {
    drawError(node, errors[node.dataset.block] ?? null);
  }
}

function drawError(node, text) {
  const box = node.querySelector(".field-box");
  const shown = node.querySelector(".field-error");
  if (box === null || (shown?.textContent ?? null) === text) {
    return;
  }
  shown?.remove();
  const control = box.querySelector("[role=combobox], input.text, textarea, select, .choices");
  const hint = box.querySelector(":scope > .hint")?.id ?? null;
  const error = text === null ? null : h("p", { class: "field-error", role: "alert", id: freshId("error") }, text);
  const described = [hint, error?.id].filter(Boolean).join(" ");
  setOrRemove(control, "aria-describedby", described || null);
  if (control.getAttribute("role") !== "group") {
    setOrRemove(control, "aria-invalid", error === null ? null : "true");
  }
  node.classList.toggle("invalid", error !== null);
  if (error !== null) {
    box.append(error);
  }
}

function setOrRemove(element, name, value) {
  if (value === null) {
    element.removeAttribute(name);
  } else {
    element.setAttribute(name, value);
  }
}
