// The page's controls: pointer and keys, filter, search, threshold, corrections, the map.

const find = (id) => document.getElementById(id);
const total = spans.reduce((sum, span) => sum + textOf(span).length, 0);
const panes = {
  source: new SourcePane("source", sourceCuts(), 60),
  text: new TextPane("text", textCuts(), 60 * Math.max(1, source.length / (total || 1))),
};
let leader = null; // the pane that the reader scrolls
let cursor = null; // the span that is selected, or the last one that was added by keys
let anchor = null; // the one from which keys add more

// Selecting

function select(range, { reveal = true, from = null } = {}) {
  selected = range;
  cursor = range ? (range.label === undefined ? nearest(range.start) : range) : null;
  anchor = cursor;
  for (const pane of Object.values(panes)) {
    if (range && reveal && pane.box !== from) pane.reveal(cursor);
    pane.mark();
  }
  if (isHtml) {
    markRendered();
    if (range && reveal && rendered.box !== from) revealRendered(cursor);
  }
  showInPanel(cursor);
  find("labelling").disabled = !range;
  if (range) say(range === cursor ? `${describe(cursor)}: ${shortened(textOf(cursor), 120)}` : `${count(range.end - range.start, "character")} of the source selected`);
}

// Walk to the next span that passes the filter (1) or the one before (-1), or add it.
function step(way, adds = false) {
  let place = cursor ? spans.indexOf(cursor) : way > 0 ? -1 : spans.length;
  do place += way; while (spans[place] && filter.size && !filter.has(spans[place].label));
  const span = spans[place], from = anchor;
  if (!span) return;
  if (!adds || !from) {
    select(span);
    return;
  }
  select({ start: Math.min(from.start, span.start), end: Math.max(from.end, span.end) }, { reveal: false });
  [anchor, cursor] = [from, span];
  Object.values(panes).forEach((pane) => pane.reveal(span));
}

function say(words) {
  find("said").textContent = words;
}

// Drawing again after a change

function refresh({ bounds = false } = {}) {
  Object.values(panes).forEach((pane) => pane.redraw());
  if (isHtml && rendered.frame) {
    if (bounds) {
      const { scrollTop } = rendered.box;
      render();
      rendered.frame.addEventListener("load", () => { rendered.box.scrollTop = scrollTop; });
    } else {
      paint();
    }
  }
  drawMap();
  drawShares();
  select(cursor && spans.includes(cursor) ? cursor : null, { reveal: false });
}

// Shares by label: the filter

function drawShares() {
  const sizes = LABELS.map(() => 0), counts = LABELS.map(() => 0);
  let kept = 0;
  for (const span of spans) {
    const size = span.size ??= textOf(span).length;
    sizes[span.label] += size;
    counts[span.label]++;
    if (isKept(span)) kept += size;
  }
  const share = (size) => `${(100 * size / (total || 1)).toFixed(size && size < total / 100 ? 1 : 0)} %`;
  find("kept").textContent = `${share(kept)} kept of ${count(total, "character")}`;
  LABELS.forEach((label, i) => {
    const button = find("filter").children[i];
    button.hidden = !counts[i] && !filter.has(i);
    button.setAttribute("aria-pressed", filter.has(i));
    button.querySelector(".share").textContent = share(sizes[i]);
    button.title = `${label.name}: ${count(counts[i], "span")}, ${count(sizes[i], "character")}${label.kept ? "" : ", dropped"}`;
  });
  find("undo").disabled = !done.length;
  const corrected = spans.filter((span) => span.corrected).length;
  find("corrected").textContent = corrected ? `${corrected} corrected` : "";
}

function toggleFilter(label) {
  if (!filter.delete(label)) filter.add(label);
  refresh();
}

// The threshold

function tryCut(value) {
  cut = value;
  let gained = 0, lost = 0, size = 0;
  if (cut !== null) {
    for (const span of spans) {
      if (span.corrected || isKept(span) === span.kept) continue;
      if (span.kept) lost++; else gained++;
      size += textOf(span).length;
    }
  }
  find("cut-said").textContent = cut === null ? "as cleaned"
    : `${cut.toFixed(2)}: +${gained} −${lost} spans, ${count(size, "character")}`;
  find("cut-off").disabled = cut === null;
  refresh();
}

// Correcting

let unsaved = false;

function correct(label) {
  if (!selected) return;
  const { start, end } = selected;
  const before = spans.length;
  if (!relabel(start, end, label)) return;
  unsaved = true;
  cursor = spans.find((span) => span.end > start && span.label === label && span.corrected);
  refresh({ bounds: spans.length !== before });
  select(cursor, { reveal: false });
  say(`Now ${describe(cursor)}. U undoes it.`);
}

function revert(change, words) {
  if (!change) return;
  unsaved = true;
  cursor = spans[change.first] ?? null;
  refresh({ bounds: change.before.length !== change.after.length });
  say(words);
}

function download() {
  const link = document.createElement("a");
  link.href = URL.createObjectURL(new Blob([gold()], { type: "application/jsonl" }));
  link.download = `${data.name.replace(/^.*[\/\\]/, "").replace(/[^\p{L}\p{N}._-]+/gu, "-") || "page"}.gold.jsonl`;
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
  unsaved = false;
  say(`Downloaded ${link.download}.`);
}

// Searching

let matches = [], match = -1;

function search(way) {
  const words = find("search").value.trim();
  if (words !== search.words) {
    search.words = words;
    const escaped = words.replace(/[\\^$.*+?()[\]{}|\/]/g, "\\$&").replace(/\s+/g, "(?:\\s|&nbsp;)+");
    matches = [];
    match = -1;
    if (words) {
      const found = source.matchAll(new RegExp(escaped, "giu"));
      for (const one of found) {
        matches.push([one.index, one.index + one[0].length]);
        if (matches.length >= 10_000) break;
      }
    }
  }
  if (matches.length) {
    match = (match + way + matches.length) % matches.length;
    const [start, end] = matches[match];
    const span = spans[placeOf(start)];
    const inside = span && span.start < end;
    panes.source.scrollTo(start, panes.source.box.clientHeight / 3);
    if (inside) select(span, { from: panes.source.box });
    underline("search", [[start, end]]);
  } else {
    underline("search", []);
  }
  find("found").textContent = words ? `${matches.length ? match + 1 : 0} of ${matches.length}` : "";
}

// The map: the page from left to right; what is kept is tall, what is dropped is low

function drawMap() {
  const map = find("map"), scale = window.devicePixelRatio || 1;
  const width = map.width = Math.max(1, map.clientWidth * scale), height = map.height = map.clientHeight * scale;
  const pen = map.getContext("2d");
  const looks = LABELS.map(({ name }) => getComputedStyle(find("filter").querySelector(`.label-${name}`)).getPropertyValue("--c"));
  let at = 0;
  for (const span of spans) {
    const size = (span.size ??= textOf(span).length) * width / (total || 1);
    const tall = isKept(span) ? height : height * 0.45;
    pen.globalAlpha = filter.size && !filter.has(span.label) ? 0.15 : 1;
    pen.fillStyle = looks[span.label];
    pen.fillRect(at, height - tall, Math.max(size - (size > 4 ? 1 : 0), 0.5), tall);
    at += size;
  }
}

function jumpOnMap(event) {
  const wanted = (event.offsetX / find("map").clientWidth) * total;
  let passed = 0;
  const span = spans.find((one) => (passed += one.size) >= wanted) ?? spans.at(-1);
  if (span) select(span);
}

// Scrolling together

let waiting = false;

function follow(box) {
  if (leader !== box || waiting) return;
  waiting = true;
  requestAnimationFrame(() => {
    waiting = false;
    const pane = Object.values(panes).find((one) => one.box === box);
    const offset = pane ? pane.topOffset() : topOfRendered();
    if (offset === null) return;
    for (const other of Object.values(panes)) if (other.box !== box && other.box.clientHeight) other.scrollTo(offset);
    if (isHtml && rendered.box !== box && rendered.frame && rendered.box.clientHeight) scrollRendered(offset);
  });
}

const boxes = [panes.source.box, panes.text.box, ...(isHtml ? [rendered.box] : [])];
for (const box of boxes) {
  for (const event of ["pointerenter", "wheel", "touchstart", "focusin", "keydown"]) {
    box.addEventListener(event, () => { leader = box; }, { passive: true });
  }
  box.addEventListener("scroll", () => follow(box), { passive: true });
}

// Pointer

function spanUnder(event) {
  if (rendered.box?.contains(event.target)) return renderedSpan(event);
  return event.target.closest?.("[data-piece]")?.span ?? null;
}

let hovered = null;

for (const box of boxes) {
  box.addEventListener("pointermove", (event) => {
    const span = spanUnder(event);
    if (span === hovered) return;
    hovered = span;
    showInPanel(span ?? cursor);
  });
  box.addEventListener("pointerleave", () => {
    hovered = null;
    showInPanel(cursor);
  });
  box.addEventListener("click", (event) => {
    const chosen = getSelection();
    if (!chosen.isCollapsed && box.contains(chosen.anchorNode)) return;
    const span = spanUnder(event);
    if (span) select(span, { from: box });
  });
}

document.addEventListener("pointerup", () => {
  const chosen = getSelection();
  if (chosen.isCollapsed || !chosen.rangeCount) return;
  const range = chosen.getRangeAt(0);
  const pane = Object.values(panes).find(({ box }) => box.contains(range.startContainer) && box.contains(range.endContainer));
  if (!pane) return;
  const start = pane.offsetOf(range.startContainer, range.startOffset, false);
  const end = pane.offsetOf(range.endContainer, range.endOffset, true);
  if (start !== null && end !== null && start < end) select({ start, end }, { reveal: false });
});

// Keys: letters label what is selected, and do nothing where one types

const keys = {
  ArrowDown: ({ shiftKey }) => step(1, shiftKey),
  ArrowUp: ({ shiftKey }) => step(-1, shiftKey),
  Escape: () => { getSelection().empty(); select(null); },
  u: () => revert(undo(), "Undone."),
  U: () => revert(redo(), "Done again."),
  "/": () => find("search").focus(),
  "?": () => find("help").showModal(),
};

document.addEventListener("keydown", (event) => {
  const { target, key } = event;
  const typing = target.type === "search" || (target.type === "range" && key.startsWith("Arrow"));
  if (typing && key !== "Escape") return;
  if (event.altKey || find("help").open) return;
  if (event.ctrlKey || event.metaKey) {
    if (key.toLowerCase() !== "z") return;
    event.preventDefault();
    (event.shiftKey ? keys.U : keys.u)();
    return;
  }
  if (key in keys) {
    event.preventDefault();
    keys[key](event);
    return;
  }
  const label = LABELS.findIndex(({ letter }) => letter === key.toUpperCase());
  if (label >= 0 && selected) {
    event.preventDefault();
    correct(label);
  }
});

// Controls

LABELS.forEach(({ name, letter }, i) => {
  const button = make("button", [make("span", letter, { className: "chip" }), ` ${name} `, make("span", [], { className: "share" })], { className: `label-${name}` });
  button.addEventListener("click", () => toggleFilter(i));
  find("filter").append(button);
  const give = make("button", [make("kbd", letter), ` ${name}`], { className: `label-${name}` });
  give.addEventListener("click", () => correct(i));
  find("labelling").append(give);
});
find("cut").addEventListener("input", (event) => {
  cancelAnimationFrame(tryCut.waits);
  tryCut.waits = requestAnimationFrame(() => tryCut(Number(event.target.value)));
});
find("cut-off").addEventListener("click", () => tryCut(null));
find("undo").addEventListener("click", keys.u);
find("download").addEventListener("click", download);
find("open-help").addEventListener("click", keys["?"]);
find("map").addEventListener("click", jumpOnMap);
find("search").addEventListener("keydown", (event) => {
  if (event.key === "Enter") search(event.shiftKey ? -1 : 1);
  if (event.key === "Escape") event.target.blur();
});
find("search").addEventListener("search", () => search(1));
find("dropped").addEventListener("change", (event) => {
  showsDropped = event.target.checked;
  panes.text.redraw();
});
document.querySelectorAll("[data-shows]").forEach((button) => button.addEventListener("click", () => {
  const box = find(button.dataset.shows).closest("section");
  box.hidden = !box.hidden;
  button.setAttribute("aria-pressed", !box.hidden);
  measure();
}));
addEventListener("resize", () => {
  drawMap();
  measure();
});
addEventListener("beforeunload", (event) => { if (unsaved) event.preventDefault(); });
addEventListener("beforeprint", () => {
  if (source.length <= EAGER) panes.text.chunks.forEach(({ place }) => panes.text.draw(place));
});
matchMedia("(prefers-color-scheme: dark)").addEventListener("change", drawMap);

drawShares();
drawMap();
showInPanel(null);
if (isHtml) render();
document.body.dataset.ready = "yes";
