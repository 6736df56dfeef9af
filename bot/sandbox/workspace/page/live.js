// One polite voice for screen readers.
import { byId } from "./dom.js";

export function announce(text) {
  const region = byId("live");
  // The same sentence twice is no change to a live region: a space makes it one.
  region.textContent = region.textContent === text ? `${text}\u00A0` : text;
}
