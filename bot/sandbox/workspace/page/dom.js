// Small builders for elements. Text always goes in as text, never as markup.

/** Build an element. Attributes: false and null are left out, true is an empty attribute, `on` holds listeners. */
export function h(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    setAttribute(element, name, value);
  }
  element.append(...children.flat(Infinity).filter((child) => child !== null && child !== undefined));
  return element;
}

function setAttribute(element, name, value) {
  if (name === "on") {
    for (const [event, listener] of Object.entries(value)) {
      element.addEventListener(event, listener);
    }
  } else if (name === "value" || name === "checked" || name === "selected") {
    element[name] = value;
  } else if (value === true) {
    element.setAttribute(name, "");
  } else if (value !== false && value !== null && value !== undefined) {
    element.setAttribute(name, value);
  }
}

export function byId(id) {
  return document.getElementById(id);
}

/** Make the parent's children be exactly `wanted`, in order, without moving those that already stand right. */
export function reconcile(parent, wanted) {
  const keep = new Set(wanted);
  for (const child of [...parent.children]) {
    if (!keep.has(child)) {
      child.remove();
    }
  }
  wanted.forEach((node, index) => {
    if (parent.children[index] !== node) {
      parent.insertBefore(node, parent.children[index] ?? null);
    }
  });
}

/** What has the focus inside `root`, told by its ids so that it can be found again after a redraw. */
export function rememberFocus(root) {
  const focused = document.activeElement;
  if (focused === null || focused === root || !root.contains(focused)) {
    return null;
  }
  const { blockId, actionId } = focused.dataset;
  const hasSelection = typeof focused.selectionStart === "number";
  return {
    element: focused,
    ids: blockId === undefined ? null : { blockId, actionId },
    option: focused.dataset.option,
    selection: hasSelection ? [focused.selectionStart, focused.selectionEnd] : null,
  };
}

/** Give the focus back to what had it. Answers false when it is gone. */
export function restoreFocus(root, memory) {
  if (memory === null) {
    return true;
  }
  if (root.contains(memory.element)) {
    if (document.activeElement !== memory.element) {
      memory.element.focus({ preventScroll: true });
    }
    return true;
  }
  const again = memory.ids === null ? null : findControl(root, memory.ids.blockId, memory.ids.actionId, memory.option);
  if (again === null) {
    return false;
  }
  again.focus({ preventScroll: true });
  if (memory.selection !== null && typeof again.setSelectionRange === "function") {
    again.setSelectionRange(...memory.selection);
  }
  return true;
}

export function findControl(root, blockId, actionId, option = undefined) {
  const found = [...root.querySelectorAll("[data-action-id]")].filter(
    (element) => element.dataset.blockId === blockId && element.dataset.actionId === actionId,
  );
  return found.find((element) => element.dataset.option === option) ?? found[0] ?? null;
}

let lastId = 0;

/** An id that no other element on this page has. */
export function freshId(stem) {
  lastId += 1;
  return `${stem}-${lastId}`;
}
