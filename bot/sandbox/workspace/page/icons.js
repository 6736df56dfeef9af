// The page's own small drawings: interface icons, and the few emoji that practice messages use.

const SVG = "http://www.w3.org/2000/svg";

const LINES = {
  menu: "M4 7h16M4 12h16M4 17h16",
  cross: "M6 6l12 12M18 6L6 18",
  back: "M14 6l-6 6 6 6",
  hash: "M10 4L8 20M16 4l-2 16M5 9h15M4 15h15",
  link: "M10.5 13.800a3.6 3.6 0 0 0 5.1 0l2.6-2.600a3.64 3.64 0 0 0-5.1-5.100l-1 1M13.5 10.200a3.6 3.6 0 0 0-5.1 0l-2.6 2.600a3.64 3.64 0 0 0 5.1 5.100l1-1",
  eye: "M3 12s3.5-6 9-6 9 6 9 6-3.5 6-9 6-9-6-9-6zM12 9.500a2.5 2.5 0 1 0 0 5 2.5 2.5 0 0 0 0-5z",
  out: "M14 5h5v5M19 5l-8 8M17 14v5H5V7h5",
  person: "M12 5a3.5 3.5 0 1 0 0 7 3.5 3.5 0 0 0 0-7zM5 20c.6-3.6 3.3-5.5 7-5.500s6.4 1.9 7 5.5",
};

const PICTURES = {
  white_check_mark: [["rect", "x=2 y=2 width=20 height=20 rx=5", "good"], ["path", "d=M7|12.500l3.5|3.500L17|8.5", "stroke"]],
  heavy_check_mark: [["path", "d=M5|12.500l5|5L19|7", "ink"]],
  warning: [["path", "d=M12|2.500l10.5|18.500H1.500z", "warn"], ["path", "d=M12|9v6M12|18v.3", "dark"]],
  lock: [["rect", "x=4 y=10.5 width=16 height=11 rx=2", "warn"], ["path", "d=M8|10V7.500a4|4|0|0|1|8|0V10", "ink"]],
  hourglass_flowing_sand: [["path", "d=M6|3h12M6|21h12M7.5|3c0|5|4.5|6|4.5|9s-4.5|4-4.5|9M16.5|3c0|5-4.5|6-4.5|9s4.5|4|4.5|9", "ink"]],
  x: [["path", "d=M5|5l14|14M19|5L5|19", "bad-ink"]],
  information_source: [["rect", "x=2 y=2 width=20 height=20 rx=5", "cool"], ["path", "d=M12|11v6M12|7v.3", "stroke"]],
  link: [["path", `d=${LINES.link.replaceAll(" ", "|")}`, "ink"]],
  no_entry: [["circle", "cx=12 cy=12 r=10", "bad"], ["path", "d=M7|12h10", "stroke"]],
  large_green_circle: [["circle", "cx=12 cy=12 r=9", "good"]],
  large_yellow_circle: [["circle", "cx=12 cy=12 r=9", "warn"]],
  red_circle: [["circle", "cx=12 cy=12 r=9", "bad"]],
  white_circle: [["circle", "cx=12 cy=12 r=8.5", "ink"]],
  arrow_right: [["path", "d=M4|12h15M13|6l6|6-6|6", "ink"]],
};
PICTURES.hourglass = PICTURES.hourglass_flowing_sand;
PICTURES.closed_lock_with_key = PICTURES.lock;

const CHARACTERS = { tada: "\u{1F389}", wave: "\u{1F44B}", eyes: "\u{1F440}", key: "\u{1F511}", raising_hand: "\u{1F64B}", thumbsup: "\u{1F44D}", "+1": "\u{1F44D}", bulb: "\u{1F4A1}", scales: "\u2696\uFE0F", memo: "\u{1F4DD}", bell: "\u{1F514}", sos: "\u{1F198}" };

function shape(tag, attributes) {
  const element = document.createElementNS(SVG, tag);
  for (const [name, value] of Object.entries(attributes)) {
    element.setAttribute(name, value);
  }
  return element;
}

/** An interface icon; decoration only, the control around it carries the name. */
export function icon(name) {
  const svg = shape("svg", { viewBox: "0 0 24 24", class: "icon", "aria-hidden": "true", focusable: "false" });
  svg.append(shape("path", { d: LINES[name] }));
  return svg;
}

/** The node for `:name:`, or null when this page does not know it. */
export function emoji(name) {
  const label = name.replaceAll("_", " ");
  const span = document.createElement("span");
  span.className = "emoji";
  span.setAttribute("role", "img");
  span.setAttribute("aria-label", label);
  span.title = `:${name}:`;
  if (PICTURES[name] !== undefined) {
    span.append(picture(PICTURES[name]));
    return span;
  }
  if (CHARACTERS[name] !== undefined) {
    span.append(CHARACTERS[name]);
    return span;
  }
  return null;
}

function picture(parts) {
  const svg = shape("svg", { viewBox: "0 0 24 24", "aria-hidden": "true", focusable: "false" });
  for (const [tag, written, look] of parts) {
    const attributes = Object.fromEntries(written.split(" ").map((pair) => pair.replaceAll("|", " ").split("=")));
    svg.append(shape(tag, { ...attributes, class: look }));
  }
  return svg;
}
