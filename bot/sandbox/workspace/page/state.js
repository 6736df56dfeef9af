// What this page knows: who is played, what the server last told, what is open and what has been read.

const BOT = "U0BOT0001";
const SLACKBOT = { id: "USLACKBOT", name: "Slackbot" };

export function createModel() {
  return {
    session: crypto.randomUUID(),
    as: new URLSearchParams(globalThis.location.search).get("as"),
    team: { name: "Practice workspace" },
    people: [],
    court: null,
    snapshot: null,
    // A permalink, /archives/<conversation>/..., opens the page at its conversation.
    conversation: /^\/archives\/(\w+)/.exec(globalThis.location.pathname)?.[1] ?? null,
    tab: "messages",
    read: new Map(),
    lines: [],
    drafts: new Map(),
  };
}

/** Take in a fresh snapshot of the server's state. */
export function accept(model, snapshot) {
  model.snapshot = snapshot;
  const conversations = snapshot.conversations;
  if (!conversations.some((conversation) => conversation.id === model.conversation)) {
    const first = conversations.find((conversation) => conversation.kind === "dm") ?? conversations[0];
    model.conversation = first?.id ?? null;
  }
  for (const conversation of conversations) {
    const key = readKey(model, conversation.id);
    if (!model.read.has(key)) {
      const known = conversation.messages.length - conversation.unread;
      model.read.set(key, conversation.messages[known - 1]?.ts ?? "0");
    }
  }
  takeFailures(model, snapshot.failures ?? []);
}

/** A failure carries no place of its own: it stays in the conversation in which it was first seen. */
function takeFailures(model, failures) {
  const owner = model.as;
  failures.forEach((failure, index) => {
    const key = `${owner} ${index} ${failure.at} ${failure.text}`;
    if (!model.lines.some((line) => line.key === key)) {
      const channel = failure.channel ?? model.conversation;
      model.lines.push({ key, owner, channel, ts: stampOf(failure.at), text: failure.text });
    }
  });
}

/** A line of Slackbot's that this page says by itself. */
export function addLine(model, text) {
  const ts = stampOf(null);
  model.lines.push({ key: `own ${model.lines.length} ${ts}`, owner: model.as, channel: model.conversation, ts, text });
}

function stampOf(at) {
  const number = Number(at);
  const seconds = at === null || at === undefined ? Date.now() / 1000 : Number.isNaN(number) ? Date.parse(at) / 1000 : number;
  return (Number.isFinite(seconds) ? seconds : Date.now() / 1000).toFixed(6);
}

export function current(model) {
  return model.snapshot?.conversations.find((conversation) => conversation.id === model.conversation) ?? null;
}

/** Everything to be shown in one conversation, oldest first, replies right below what they answer. */
export function entries(model, conversation) {
  const shown = conversation.messages.map((message) => ({ ...message, kind: "message", key: message.ts }));
  for (const ephemeral of model.snapshot.ephemerals ?? []) {
    if (ephemeral.channel === conversation.id) {
      shown.push({ user: BOT, ...ephemeral, kind: "ephemeral", key: `e${ephemeral.ts}` });
    }
  }
  for (const line of model.lines) {
    if (line.channel === conversation.id && line.owner === model.as) {
      shown.push({ ...line, user: SLACKBOT.id, name: SLACKBOT.name, blocks: null, kind: "failure" });
    }
  }
  const times = new Set(shown.map((entry) => entry.ts));
  const root = (entry) => (entry.thread_ts && times.has(entry.thread_ts) ? entry.thread_ts : entry.ts);
  return shown
    .map((entry) => ({ ...entry, reply: root(entry) !== entry.ts }))
    .sort((one, other) => Number(root(one)) - Number(root(other)) || Number(one.ts) - Number(other.ts));
}

function readKey(model, conversationId) {
  return `${model.as} ${conversationId}`;
}

export function unread(model, conversation) {
  const read = Number(model.read.get(readKey(model, conversation.id)) ?? "0");
  return conversation.messages.filter((message) => Number(message.ts) > read && message.user !== model.as).length;
}

export function markRead(model, conversation) {
  const stamps = conversation.messages.map((message) => Number(message.ts));
  model.read.set(readKey(model, conversation.id), String(Math.max(0, ...stamps)));
}

export function nameOf(model, entry) {
  return entry.name ?? model.people.find((person) => person.id === entry.user)?.name ?? "Link PACER";
}

export function titleOf(conversation) {
  return conversation.kind === "dm" ? "Link PACER" : `#${conversation.name.replace(/^#/, "")}`;
}

/** Names for mentions, and which links lead to a place in this workspace. */
export function createDirectory(model) {
  const conversations = () => model.snapshot?.conversations ?? [];
  return {
    person: (id) => model.people.find((person) => person.id === id)?.name ?? (id === BOT ? "Link PACER" : null),
    people: () => [...model.people, { id: BOT, name: "Link PACER" }],
    channel: (id) => conversations().find((conversation) => conversation.id === id)?.name.replace(/^#/, "") ?? null,
    place: (url) => placeOf(url, conversations()),
    address: (url) => inPractice(url, model.court),
  };
}

/** Where a link leads: nowhere outside, as long as there is a practice court, which has a page for every host. */
function inPractice(url, court) {
  const { protocol, hostname } = new URL(url);
  const here = hostname === globalThis.location.hostname;
  return court === null || here || !protocol.startsWith("http") ? url : new URL(`practice/court/${hostname}`, court).href;
}

/** Slack's own deep links: archives/<id>, app_redirect?channel=<id>, slack://channel?id=<id>, slack://app?tab=home. */
function placeOf(url, conversations) {
  const dm = conversations.find((conversation) => conversation.kind === "dm");
  const isApp = /^slack:\/\/(app|user)\?/.test(url) || /\/app_redirect\?.*\b(app|channel=U)/.test(url);
  const id = /\/archives\/([CD]\w+)/.exec(url)?.[1] ?? /[?&](?:channel|id)=([CD]\w+)/.exec(url)?.[1];
  const found = conversations.find((conversation) => conversation.id === id) ?? (isApp ? dm : undefined);
  if (found === undefined) {
    return null;
  }
  return { conversation: found.id, tab: /[?&]tab=home\b/.test(url) ? "home" : "messages" };
}
