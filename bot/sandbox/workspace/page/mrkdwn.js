// Slack's mrkdwn to nodes. Everything a message says ends in text nodes; links only to http, https and mailto.
import { dateToken } from "./dates.js";
import { h } from "./dom.js";
import { emoji } from "./icons.js";

const MARKS = { "*": "strong", _: "em", "~": "s" };
const WORD = /[\p{L}\p{N}]/u;

/** `directory`: {person(id), people(), channel(id), place(url), address(url)}; place answers a conversation of this workspace, or null. */
export function mrkdwn(text, directory) {
  const out = document.createDocumentFragment();
  const parts = String(text ?? "").split("```");
  parts.forEach((part, index) => {
    const fenced = index % 2 === 1 && index < parts.length - 1;
    if (fenced) {
      out.append(h("pre", {}, unescapeEntities(part.replace(/^\n/, "").replace(/\n$/, ""))));
    } else if (part !== "") {
      lines((index % 2 === 1 ? "```" : "") + trimAroundFence(part, index, parts.length), directory, out);
    }
  });
  return out;
}

/** plain_text: emoji and entities, no marks. */
export function plainText(object) {
  const text = typeof object === "string" ? object : (object?.text ?? "");
  const out = document.createDocumentFragment();
  for (const piece of unescapeEntities(text).split(/(:[a-z0-9_+'-]+:)/)) {
    out.append(/^:.+:$/.test(piece) ? (emoji(piece.slice(1, -1)) ?? piece) : piece);
  }
  return out;
}

/** A plain_text object or string as a bare string, for attributes and titles. */
export function plainString(object) {
  return unescapeEntities(typeof object === "string" ? object : (object?.text ?? ""));
}

/** A text object of either type as nodes. */
export function textObject(object, directory) {
  return object?.type === "mrkdwn" ? mrkdwn(object.text, directory) : plainText(object);
}

function trimAroundFence(part, index, count) {
  const after = index > 0 ? part.replace(/^\n/, "") : part;
  return index < count - 1 ? after.replace(/\n$/, "") : after;
}

export function unescapeEntities(text) {
  return text.replaceAll("&lt;", "<").replaceAll("&gt;", ">").replaceAll("&amp;", "&");
}

function lines(text, directory, out) {
  let quote = null;
  let first = true;
  for (const line of text.split("\n")) {
    const quoted = /^(?:&gt;|>) ?(.*)$/.exec(line);
    const target = quoted === null ? out : (quote ?? h("blockquote"));
    if (quoted !== null && quote === null) {
      out.append(target);
    } else if (!first && !(quoted === null && quote !== null)) {
      target.append(h("br"));
    }
    quote = quoted === null ? null : target;
    inline(quoted === null ? line : quoted[1], directory, target);
    first = false;
  }
}

function inline(text, directory, out) {
  let plainFrom = 0;
  let at = 0;
  while (at < text.length) {
    const taken = take(text, at, directory);
    if (taken === null) {
      at += 1;
    } else {
      out.append(unescapeEntities(text.slice(plainFrom, at)), taken.node);
      at += taken.length;
      plainFrom = at;
    }
  }
  out.append(unescapeEntities(text.slice(plainFrom)));
}

function take(text, at, directory) {
  const sign = text[at];
  if (sign === "<") {
    return taken(/^<([^<>\n]+)>/.exec(text.slice(at)), (inner) => angle(inner, directory));
  }
  if (sign === "`") {
    return taken(/^`([^`\n]+)`/.exec(text.slice(at)), (inner) => h("code", {}, unescapeEntities(inner)));
  }
  if (sign === ":") {
    return taken(/^:([a-z0-9_+'-]+):/.exec(text.slice(at)), emoji);
  }
  if (sign === "h" && !WORD.test(text[at - 1] ?? " ")) {
    return taken(/^(https?:\/\/[^\s<>|*]*[^\s<>|*.,;:!?)'"])/.exec(text.slice(at)), (url) => link(url, url, directory));
  }
  return MARKS[sign] === undefined ? null : marked(text, at, directory);
}

function taken(match, build) {
  const node = match === null ? null : build(match[1]);
  return node === null ? null : { node, length: match[0].length };
}

function marked(text, at, directory) {
  const sign = text[at];
  if (WORD.test(text[at - 1] ?? " ") || /[\s*_~]/.test(text[at + 1] ?? " ") && text[at + 1] === sign || /\s/.test(text[at + 1] ?? " ")) {
    return null;
  }
  for (let end = text.indexOf(sign, at + 2); end !== -1; end = text.indexOf(sign, end + 1)) {
    if (!/\s/.test(text[end - 1]) && !WORD.test(text[end + 1] ?? " ")) {
      const node = h(MARKS[sign]);
      inline(text.slice(at + 1, end), directory, node);
      return { node, length: end + 1 - at };
    }
  }
  return null;
}

function angle(inner, directory) {
  const bar = inner.indexOf("|");
  const target = bar === -1 ? inner : inner.slice(0, bar);
  const label = bar === -1 ? null : unescapeEntities(inner.slice(bar + 1));
  if (target.startsWith("@")) {
    return h("span", { class: "mention" }, `@${directory.person(target.slice(1)) ?? label ?? "someone"}`);
  }
  if (target.startsWith("#")) {
    return h("span", { class: "mention" }, `#${directory.channel(target.slice(1)) ?? label ?? "channel"}`);
  }
  if (target.startsWith("!date^")) {
    return date(target.slice("!date^".length), label ?? "", directory);
  }
  if (target.startsWith("!")) {
    return h("span", { class: "mention" }, label ?? `@${target.slice(1).split("^")[0]}`);
  }
  return link(target, label ?? target, directory);
}

function date(written, fallback, directory) {
  const [seconds, pattern = "", url = null] = written.split("^");
  const text = dateToken(seconds, pattern, fallback);
  const moment = new Date(Number(seconds) * 1000);
  const node = h("time", {}, text);
  if (!Number.isNaN(moment.getTime())) {
    node.dateTime = moment.toISOString();
    node.title = moment.toLocaleString();
  }
  return url === null ? node : link(url, node, directory);
}

function link(url, label, directory) {
  const address = unescapeEntities(url);
  const place = directory.place(address);
  if (place !== null) {
    return h("a", { href: `#${place.conversation}`, "data-conversation": place.conversation, "data-tab": place.tab }, label);
  }
  if (/^mailto:/i.test(address)) {
    return h("a", { href: address }, typeof label === "string" ? label.replace(/^mailto:/i, "") : label);
  }
  return isWebAddress(address)
    ? h("a", { href: directory.address(address), title: address, target: "_blank", rel: "noopener noreferrer" }, label)
    : h("span", { title: address }, label);
}

export function isWebAddress(address) {
  return /^https?:\/\/[^\s]+$/i.test(address) && URL.canParse(address);
}
