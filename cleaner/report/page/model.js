// The page that is shown: its source, its spans, and what the reader has corrected.
// Offsets count UTF-16 units of the source, as strings do here.

const data = JSON.parse(document.getElementById("data").textContent);
const source = data.source;
const LABELS = data.labels;
const isHtml = data.kind === "html";

let spans = [];
{
  let at = 0;
  data.gaps.forEach((gap, i) => {
    const start = at + gap;
    at = start + data.lengths[i];
    spans.push({
      start, end: at, label: data.label[i], found: data.label[i], kept: data.kept[i] === 1,
      score: data.score[i], rule: data.rules[data.rule[i]], text: data.texts[i] ?? null,
      breaks: data.breaks[i], reasons: data.reasons[i], corrected: false,
    });
  });
  for (const i of data.alternatives) spans[i].isAttribute = true; // the alternative text of a picture
}

// The threshold that the reader tries out; null: what the cleaner decided stands.
let cut = null;

const isKept = (span) => span.corrected ? LABELS[span.label].kept
  : cut === null ? span.kept : span.score >= cut;
const isChanged = (span) => span.corrected || isKept(span) !== span.kept;
const nameOf = (span) => LABELS[span.label].name;

// What a span says. Null is written where that is its slice of the source; what the reader has cut
// is folded anew.
function textOf(span) {
  if (span.text === null || !isHtml) return source.slice(span.start, span.end);
  return span.text ?? fold(span.start, span.end).text;
}

// The place of the first span that ends behind an offset: the one that holds it, or the next.
function placeOf(offset) {
  let low = 0, high = spans.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (spans[middle].end > offset) high = middle; else low = middle + 1;
  }
  return low;
}

const nearest = (offset) => spans[Math.min(placeOf(offset), spans.length - 1)];

// Markup read as text

const entities = new Map();

function decoded(entity) {
  if (!entities.has(entity)) {
    // A document that is never shown: nothing in it runs or loads.
    entities.set(entity, new DOMParser().parseFromString(entity, "text/html").body.textContent);
  }
  return entities.get(entity);
}

// The text of a piece of markup, and the source offset of each of its characters.
function fold(start, end) {
  const tokens = /<!--[^]*?-->|<\/?[a-z!?][^>]*>|(&(?:#\d+|#x[\da-f]+|\w+);?)|(\s+)|[^<&\s]+|[^]/gi;
  const words = [], places = [];
  let spaced = true;
  for (const token of source.slice(start, end).matchAll(tokens)) {
    const [whole, entity, blank] = token;
    if (whole.length > 1 && whole[0] === "<") continue;
    let text = entity ? decoded(entity) : blank ? " " : whole;
    if (text.trim() === "") {
      if (spaced) continue;
      text = " ";
    }
    spaced = text === " ";
    words.push(text);
    for (let i = 0; i < text.length; i++) places.push(start + token.index + (entity ? 0 : i));
  }
  if (spaced && words.length) {
    words.pop();
    places.pop();
  }
  places.push(end);
  return { text: words.join(""), places };
}

// The source offset of each character of a span's text; null: they are copied one by one, or,
// if `textOf` differs from the slice, can't be told.
function placesOf(span) {
  if (span.text === null || !isHtml) return null;
  const folded = fold(span.start, span.end);
  return folded.text === textOf(span) ? folded.places : null;
}

// Corrections

const done = [], undone = [];

function replace(first, removed, added) {
  spans = spans.slice(0, first).concat(added, spans.slice(first + removed.length));
}

// Give all that is shown between two offsets a label. Returns whether there was anything.
function relabel(start, end, label) {
  const first = placeOf(start);
  let last = first;
  while (last < spans.length && spans[last].start < end) last++;
  const before = spans.slice(first, last);
  const after = before.flatMap((span) => pieces(span, start, end, label));
  if (!after.some((span) => span.corrected)) return false;
  done.push({ first, before, after });
  undone.length = 0;
  replace(first, before, after);
  return true;
}

// A span cut in up to three, of which the one inside the range gets the label.
function pieces(span, start, end, label) {
  const low = snapped(Math.max(start, span.start), span, -1);
  const high = snapped(Math.min(end, span.end), span, 1);
  const parts = [[span.start, low], [low, high], [high, span.end]].map(([from, to], i) => {
    const [trimmedFrom, trimmedTo] = trimmed(from, to);
    if (trimmedFrom >= trimmedTo) return null;
    if (isHtml && !fold(trimmedFrom, trimmedTo).text) return null;
    const whole = trimmedFrom === span.start && trimmedTo === span.end;
    const part = { ...span, start: trimmedFrom, end: trimmedTo, size: undefined };
    if (!whole && isHtml) part.text = undefined;
    if (trimmedFrom !== span.start) part.breaks = /\n/.test(source.slice(span.start, trimmedFrom)) && !isHtml ? 1 : 0;
    if (i === 1) Object.assign(part, { label, corrected: true });
    return part;
  });
  return parts[1] ? parts.filter((part) => part) : [span];
}

function trimmed(start, end) {
  while (start < end && /\s/.test(source[start])) start++;
  while (start < end && /\s/.test(source[end - 1])) end--;
  return [start, end];
}

// Move an offset out of a tag, an entity or a pair of surrogates, back (-1) or forth (1).
function snapped(offset, span, way) {
  if (offset <= span.start || offset >= span.end) return offset;
  if (/[\ud800-\udbff]/.test(source[offset - 1]) && /[\udc00-\udfff]/.test(source[offset])) offset += way < 0 ? -1 : 1;
  if (!isHtml) return offset;
  const before = source.slice(span.start, offset);
  const open = before.lastIndexOf("<");
  const tag = open > before.lastIndexOf(">") && /^<[\/!?a-z][^>]*>/i.exec(source.slice(span.start + open, span.end));
  const reference = /&[#\w]{0,32}$/.exec(before);
  const from = tag ? open : reference ? reference.index : -1;
  if (from < 0) return offset;
  if (way < 0) return span.start + from;
  const whole = tag || /^&#?\w+;?/.exec(source.slice(span.start + from, span.end));
  return whole ? Math.max(offset, span.start + from + whole[0].length) : offset;
}

function undo() {
  const change = done.pop();
  if (change) {
    undone.push(change);
    replace(change.first, change.after, change.before);
  }
  return change;
}

function redo() {
  const change = undone.pop();
  if (change) {
    done.push(change);
    replace(change.first, change.before, change.after);
  }
  return change;
}

// The page as a record of a data set: one line of JSON, offsets in code points.
function gold() {
  const pairs = /[\ud800-\udbff][\udc00-\udfff]/g;
  let passed = 0, pair = pairs.exec(source);
  const points = (offset) => {
    while (pair && pair.index < offset) {
      passed++;
      pair = pairs.exec(source);
    }
    return offset - passed;
  };
  const rows = spans.map((span) => [points(span.start), points(span.end), nameOf(span)]);
  return `${JSON.stringify({ id: data.name, [data.kind]: source, ...data.about, spans: rows })}\n`;
}
