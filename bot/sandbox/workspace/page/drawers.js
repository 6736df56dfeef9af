// Who lies above whom: the rail is a drawer on a narrow screen; the notes are a column on a wide one and a drawer else; a
// modal covers the conversation and the rail, but never the notes, since a person types from them into it.
import { byId } from "./dom.js";

const NARROW = globalThis.matchMedia("(max-width: 719px)");
const WIDE = globalThis.matchMedia("(min-width: 1120px)");
const NOTES_KEY = "practice-notes-closed";

export function createDrawers() {
  const rail = { panel: byId("rail"), opener: byId("rail-open"), isDrawer: () => NARROW.matches, open: false };
  const notes = { panel: byId("notes"), opener: byId("notes-toggle"), isDrawer: () => !WIDE.matches, open: false };
  const desk = { rail, notes, offered: false, modalNotes: null, modal: false, listeners: [] };
  wire(desk, rail, byId("rail-close"));
  wire(desk, notes, byId("notes-close"));
  notes.opener.addEventListener("click", () => localStorage.setItem(NOTES_KEY, notes.open ? "" : "yes"));
  byId("notes-close").addEventListener("click", () => localStorage.setItem(NOTES_KEY, "yes"));
  byId("backdrop").addEventListener("click", () => [rail, notes].filter(covering).forEach((drawer) => leave(desk, drawer)));
  for (const query of [NARROW, WIDE]) {
    query.addEventListener("change", () => {
      show(desk, rail, false);
      show(desk, notes, openAtFirst(desk));
    });
  }
  apply(desk);
  return {
    closeRail: () => show(desk, rail, false),
    offerNotes: () => offer(desk, true),
    withdrawNotes: () => offer(desk, false),
    notesShown: () => notes.open,
    onNotes: (listener) => desk.listeners.push(listener),
    modalOpened: (notesButton) => coverWith(desk, notesButton),
    modalClosed: () => {
      desk.modal = false;
      apply(desk);
    },
  };
}

function offer(desk, offered) {
  if (desk.offered !== offered) {
    desk.offered = offered;
    desk.notes.opener.hidden = !offered;
    show(desk, desk.notes, openAtFirst(desk));
  }
}

function openAtFirst(desk) {
  return desk.offered && WIDE.matches && localStorage.getItem(NOTES_KEY) !== "yes";
}

/** A modal is open; `notesButton`, in it, is the keyboard's and the phone's way to the notes. */
function coverWith(desk, notesButton) {
  desk.modal = true;
  desk.modalNotes ??= notesButton;
  notesButton.onclick = () => {
    show(desk, desk.notes, true);
    byId("notes-title").focus();
  };
  desk.rail.open = false;
  apply(desk);
}

function covering(drawer) {
  return drawer.open && drawer.isDrawer();
}

function show(desk, drawer, open) {
  drawer.open = open;
  apply(desk);
  if (open && drawer === desk.notes) {
    desk.listeners.forEach((listener) => listener());
  }
}

function wire(desk, drawer, closer) {
  drawer.opener.addEventListener("click", () => {
    show(desk, drawer, !drawer.open);
    if (covering(drawer)) {
      drawer.panel.querySelector("button, [tabindex]").focus();
    }
  });
  closer.addEventListener("click", () => leave(desk, drawer));
  document.addEventListener("keydown", (event) => {
    if (event.key !== "Escape" || event.defaultPrevented) {
      return;
    }
    if (covering(drawer)) {
      event.preventDefault();
      leave(desk, drawer);
    } else if (desk.modal && drawer.panel.contains(document.activeElement)) {
      // From the notes column back into the modal; a second Escape is the modal's own.
      event.preventDefault();
      desk.modalNotes.focus();
    }
  });
}

function leave(desk, drawer) {
  show(desk, drawer, false);
  (desk.modal ? desk.modalNotes : drawer.opener).focus();
}

function apply(desk) {
  const { rail, notes, modal } = desk;
  const covered = covering(rail) || covering(notes);
  rail.panel.classList.toggle("open", rail.open);
  notes.panel.hidden = !notes.open;
  byId("app").classList.toggle("with-notes", notes.open);
  rail.opener.setAttribute("aria-expanded", String(rail.open));
  notes.opener.setAttribute("aria-expanded", String(notes.open));
  if (desk.modalNotes !== null) {
    desk.modalNotes.hidden = !desk.offered;
  }
  byId("backdrop").hidden = !covered;
  byId("shade").hidden = !modal;
  byId("main").inert = covered || modal;
  byId("modal").inert = covering(notes);
  rail.panel.inert = modal || (covered && !covering(rail));
  notes.panel.inert = covering(rail);
}
