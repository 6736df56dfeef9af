// What modals and confirm dialogs share: the focus trap, and the confirm dialog itself.
import { byId, h } from "./dom.js";
import { plainString, plainText, textObject } from "./mrkdwn.js";

const FOCUSABLE = "a[href], button, input, select, textarea, [tabindex='0']";

export function focusables(root) {
  return [...root.querySelectorAll(FOCUSABLE)].filter((element) => !element.disabled && element.checkVisibility());
}

/** Tab goes round inside the dialog, and never out to the page or the browser's bars; Escape asks to leave it. */
export function trapFocus(dialog, leave) {
  dialog.addEventListener("cancel", (event) => {
    event.preventDefault();
    leave();
  });
  document.addEventListener("keydown", (event) => {
    const above = [...document.querySelectorAll("dialog[open]")].at(-1) === dialog;
    if (event.defaultPrevented || !above) {
      return;
    }
    if (event.key === "Escape") {
      // A browser lets a page refuse "cancel" only once in a row: the key itself is the surer place.
      event.preventDefault();
      leave();
    } else if (event.key === "Tab" && dialog.contains(document.activeElement)) {
      goRound(dialog, event);
    }
  });
}

function goRound(dialog, event) {
  const all = focusables(dialog);
  const edge = event.shiftKey ? all[0] : all.at(-1);
  const outside = !all.includes(document.activeElement) && event.shiftKey;
  if (all.length > 0 && (document.activeElement === edge || outside)) {
    event.preventDefault();
    (event.shiftKey ? all.at(-1) : all[0]).focus();
  }
}

/** What scrolls can be reached with the keyboard, as long as it does; `name` is the id of what it is called by. */
export function reachWhileScrolling(element, name) {
  const scrolls = element.scrollHeight > element.clientHeight;
  for (const [attribute, value] of [["tabindex", "0"], ["role", "region"], ["aria-labelledby", name]]) {
    if (scrolls) {
      element.setAttribute(attribute, value);
    } else {
      element.removeAttribute(attribute);
    }
  }
}

/** Returns ask(confirm object) -> Promise<boolean>: Slack's confirm dialog. */
export function createConfirm(directory) {
  const dialog = byId("confirm");
  let answer = null;
  const settle = (value) => {
    const waiting = answer;
    answer = null;
    dialog.close();
    waiting?.(value);
  };
  trapFocus(dialog, () => settle(false));
  return (confirm) => {
    const danger = confirm.style === "danger";
    const no = h("button", { type: "button", class: "button", "data-testid": "confirm-no" }, plainText(confirm.deny ?? "Cancel"));
    const yes = h("button", { type: "button", class: `button ${danger ? "danger solid" : "primary"}`, "data-testid": "confirm-yes" }, plainText(confirm.confirm ?? "Yes"));
    no.addEventListener("click", () => settle(false));
    yes.addEventListener("click", () => settle(true));
    dialog.replaceChildren(
      h("h2", { id: "confirm-title" }, plainString(confirm.title) || "Are you sure?"),
      h("div", { class: "mrkdwn", id: "confirm-text" }, textObject(confirm.text, directory)),
      h("div", { class: "modal-foot" }, no, yes),
    );
    dialog.showModal();
    reachWhileScrolling(byId("confirm-text"), "confirm-title");
    no.focus();
    return new Promise((resolve) => {
      answer = resolve;
    });
  };
}
