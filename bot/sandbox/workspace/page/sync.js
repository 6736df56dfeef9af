// Keeps the page at the server's state: asks again whenever the server says that something changed.
import { byId } from "./dom.js";

const RETRY_MS = 2000;

/** `take(snapshot)` is given each fresh state of the person who is being played at that moment. */
export function createSync({ model, api, take }) {
  const sync = { model, api, take, running: null, again: false, events: null, retry: null };
  return { refresh: () => refresh(sync), listen: () => listen(sync) };
}

/** Only one request at a time; a change that comes meanwhile is fetched right after. Ends when the newest is shown. */
function refresh(sync) {
  if (sync.running !== null) {
    sync.again = true;
    return sync.running;
  }
  sync.running = fetchUntilCalm(sync).finally(() => {
    sync.running = null;
  });
  return sync.running;
}

async function fetchUntilCalm(sync) {
  do {
    sync.again = false;
    const person = sync.model.as;
    try {
      const snapshot = await sync.api.state(reading(sync.model));
      if (person === sync.model.as) {
        sync.take(snapshot);
        offline(null);
      } else {
        sync.again = true;
      }
    } catch (error) {
      offline(error.message);
    }
  } while (sync.again);
}

function reading(model) {
  return document.hidden || model.tab !== "messages" ? null : model.conversation;
}

function listen(sync) {
  clearTimeout(sync.retry);
  sync.events?.close();
  const events = sync.api.events();
  sync.events = events;
  events.addEventListener("open", () => refresh(sync));
  events.addEventListener("changed", () => refresh(sync));
  events.addEventListener("error", () => {
    if (sync.events !== events) {
      return;
    }
    offline("Connection lost. Trying again…");
    if (events.readyState === EventSource.CLOSED) {
      sync.retry = setTimeout(() => listen(sync), RETRY_MS);
    }
  });
}

function offline(text) {
  const line = byId("offline");
  line.hidden = text === null;
  if (text !== null && line.textContent !== text) {
    line.textContent = text;
  }
}
