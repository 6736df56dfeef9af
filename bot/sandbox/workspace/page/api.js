// The one place that talks to the practice workspace's server; same origin, JSON both ways.

export class ApiError extends Error {
  constructor(message, status) {
    super(message);
    this.status = status;
  }
}

async function answerOf(response) {
  let body = null;
  try {
    body = await response.json();
  } catch {
    body = null;
  }
  if (!response.ok) {
    throw new ApiError(body?.error ?? `The practice workspace answered ${response.status}.`, response.status);
  }
  return body;
}

async function request(path, options) {
  let response = null;
  try {
    response = await fetch(path, { cache: "no-store", ...options });
  } catch {
    throw new ApiError("The practice workspace cannot be reached.", 0);
  }
  return answerOf(response);
}

/** `who()` tells who is being played now; every call is made in that person's name and this page's session. */
export function createApi(session, who) {
  const post = (path, body) =>
    request(path, {
      method: "POST",
      headers: { "Content-Type": "application/json" },
      body: JSON.stringify({ as: who(), session, ...body }),
    });
  const address = (path, more = {}) => `${path}?${new URLSearchParams({ as: who(), session, ...more })}`;
  return {
    people: () => request("/practice/people", {}),
    /** `reading`: the conversation that lies open before the person's eyes, or null. */
    state: (reading) => request(address("/practice/state", reading === null ? {} : { reading }), {}),
    events: () => new EventSource(address("/practice/events")),
    courtPeople: () => request("/practice/court-people", {}),
    command: (channel, text) => post("/practice/command", { channel, text }),
    message: (channel, text) => post("/practice/message", { channel, text }),
    action: (body) => post("/practice/action", body),
    shortcut: (body) => post("/practice/shortcut", body),
    options: (body) => post("/practice/options", body),
    upload: (body) => post("/practice/file", body),
    submit: (viewId, values) => post("/practice/view/submit", { view_id: viewId, values }),
    close: (viewId, all) => post("/practice/view/close", { view_id: viewId, all }),
    credentials: (credentials) => post("/practice/credentials", { credentials }),
    openHome: () => post("/practice/home/open", {}),
  };
}
