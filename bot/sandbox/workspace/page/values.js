// What a view's inputs hold at a submit, and what Slack's client itself refuses before sending.
import { valueKey } from "./surfaces.js";

const TEXT = new Set(["plain_text_input", "email_text_input", "url_text_input", "number_input"]);
const WHEN = "datetimepicker";
const CHOICE = new Set(["static_select", "external_select", "radio_buttons", "users_select"]);
const LISTS = { checkboxes: "initial_options", multi_users_select: "initial_users", file_input: "initial_files" };
const ONES = { [WHEN]: "initial_date_time", users_select: "initial_user" };

function stateful(block) {
  const elements = { input: [block.element], section: [block.accessory], actions: block.elements }[block.type] ?? [];
  return elements.filter((element) => element && (TEXT.has(element.type) || CHOICE.has(element.type) || element.type === WHEN || element.type in LISTS));
}

function initial(element) {
  if (TEXT.has(element.type)) {
    return element.initial_value ?? null;
  }
  if (element.type in ONES) {
    return element[ONES[element.type]] ?? null;
  }
  return element.type in LISTS ? (element[LISTS[element.type]] ?? []) : (element.initial_option ?? null);
}

/** {block_id: {action_id: value}}; an empty text is null, as in Slack. */
export function collect(blocks, read) {
  const values = {};
  for (const block of blocks) {
    for (const element of stateful(block)) {
      const kept = read(block.block_id, element.action_id);
      const value = kept === undefined ? initial(element) : kept;
      values[block.block_id] = { ...values[block.block_id], [element.action_id]: value === "" ? null : value };
    }
  }
  return values;
}

/** {block_id: text} for the inputs that may not be sent yet. */
export function problems(blocks, values) {
  const found = {};
  for (const block of blocks.filter((candidate) => candidate.type === "input")) {
    const value = values[block.block_id]?.[block.element.action_id] ?? null;
    const empty = value === null || value.length === 0;
    const least = block.element.min_length ?? 0;
    if (empty && block.optional !== true) {
      found[block.block_id] = "Please complete this required field.";
    } else if (!empty && TEXT.has(block.element.type) && value.length < least) {
      found[block.block_id] = `Please enter at least ${least} characters.`;
    }
  }
  return found;
}

/** The keys of all values that a view can hold. */
export function keysOf(blocks) {
  return new Set(blocks.flatMap((block) => stateful(block).map((element) => valueKey(block.block_id, element.action_id))));
}
