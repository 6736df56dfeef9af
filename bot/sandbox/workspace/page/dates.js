// Times in the reader's own zone: message stamps, day lines and Slack's <!date^...> tokens.

const DAY = 24 * 60 * 60 * 1000;

function format(date, options) {
  return new Intl.DateTimeFormat(undefined, options).format(date);
}

export function fromStamp(stamp) {
  return new Date(Number.parseFloat(stamp) * 1000);
}

export function clock(date) {
  return format(date, { hour: "numeric", minute: "2-digit" });
}

export function dayName(date, now = new Date()) {
  return near(date, now) ?? format(date, { weekday: "long", month: "long", day: "numeric" });
}

function near(date, now) {
  const start = (moment) => new Date(moment.getFullYear(), moment.getMonth(), moment.getDate()).getTime();
  const days = Math.round((start(date) - start(now)) / DAY);
  return { 0: "Today", "-1": "Yesterday", 1: "Tomorrow" }[days] ?? null;
}

function ago(date, now) {
  const seconds = Math.round((date.getTime() - now.getTime()) / 1000);
  const scale = [["day", 86400], ["hour", 3600], ["minute", 60], ["second", 1]];
  const [unit, size] = scale.find(([, length]) => Math.abs(seconds) >= length) ?? ["second", 1];
  return new Intl.RelativeTimeFormat(undefined, { numeric: "auto" }).format(Math.round(seconds / size), unit);
}

const TOKENS = {
  date_num: (date) => [date.getFullYear(), date.getMonth() + 1, date.getDate()].map((part) => String(part).padStart(2, "0")).join("-"),
  date: (date) => format(date, { month: "long", day: "numeric", year: "numeric" }),
  date_short: (date) => format(date, { month: "short", day: "numeric", year: "numeric" }),
  date_long: (date) => format(date, { weekday: "long", month: "long", day: "numeric", year: "numeric" }),
  time: clock,
  time_secs: (date) => format(date, { hour: "numeric", minute: "2-digit", second: "2-digit" }),
  ago,
};
for (const name of ["date", "date_short", "date_long"]) {
  TOKENS[`${name}_pretty`] = (date, now) => near(date, now)?.toLowerCase() ?? TOKENS[name](date);
}

/** Slack's date token. An unknown token or a bad number gives the fallback. */
export function dateToken(seconds, pattern, fallback, now = new Date()) {
  const date = new Date(Number(seconds) * 1000);
  const names = [...pattern.matchAll(/\{(\w+)\}/g)].map((match) => match[1]);
  if (Number.isNaN(date.getTime()) || names.length === 0 || names.some((name) => TOKENS[name] === undefined)) {
    return fallback;
  }
  const text = pattern.replaceAll(/\{(\w+)\}/g, (_whole, name) => TOKENS[name](date, now));
  return text.charAt(0).toUpperCase() + text.slice(1);
}
