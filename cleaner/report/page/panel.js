// What is said of the span under the pointer, or of the one that is selected: its label, its score,
// and why. The evidence is underlined where it stands.

const panel = document.getElementById("panel");

function make(tag, content, settings = {}) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(settings)) {
    if (name in element && name !== "style") element[name] = value; else element.setAttribute(name, value);
  }
  element.append(...[content].flat().filter((part) => part !== null && part !== undefined));
  return element;
}

const shortened = (text, length = 240) => text.length > length ? `${text.slice(0, length)}…` : text;

function describe(span) {
  const fate = isKept(span) ? "kept" : "dropped";
  return `${nameOf(span)}, ${span.corrected ? "by you, " : ""}${fate}, score ${span.score.toFixed(2)}`;
}

function showInPanel(span) {
  panel.replaceChildren();
  underline("evidence", span ? evidenceOf(span) : []);
  if (!span) {
    panel.append(make("p", spans.length
      ? "Point at a piece of the page to see why it was kept or dropped. Click it, or walk with ↑ and ↓, then press a letter to correct its label."
      : "This page shows no text.", { className: "hint" }));
    return;
  }
  const place = spans.indexOf(span) + 1;
  const was = span.corrected && span.label !== span.found ? `, found as ${LABELS[span.found].name}` : "";
  const meter = make("meter", [], { min: 0, max: 1, value: span.score });
  meter.setAttribute("aria-label", "Score");
  panel.append(
    make("div", [
      make("h2", [chip(span.label), ` ${nameOf(span)} `, make("b", isKept(span) ? "kept" : "dropped")]),
      make("p", [meter, ` score ${span.score.toFixed(2)}`], { title: "The chance that it belongs to the article" }),
      make("p", `${place.toLocaleString("en")} of ${count(spans.length, "span")}${was}${span.rule ? `; named by the rule ${span.rule}` : ""}`, { className: "quiet" }),
    ], { className: "verdict" }),
    make("blockquote", quoted(span), { dir: "auto" }),
    make("ul", span.reasons.length ? span.reasons.map(reason) : [make("li", "No reason was written down.")]),
  );
}

const chip = (label) => make("span", LABELS[label].letter, { className: `chip label-${LABELS[label].name}`, "aria-hidden": "true" });

// The span's text with its evidence marked.
function quoted(span) {
  const text = textOf(span), places = placesOf(span);
  const at = (offset) => places ? places.findIndex((place) => place >= offset) : offset - span.start;
  const parts = [];
  let done = 0;
  for (const [start, end] of evidenceOf(span).sort((a, b) => a[0] - b[0])) {
    const from = Math.max(done, at(start)), to = Math.min(text.length, Math.max(at(end), 0) || text.length);
    if (from >= to) continue;
    parts.push(...ended(text.slice(done, from), done === 0), make("mark", text.slice(from, to)));
    done = to;
  }
  const rest = text.slice(done);
  return [...parts, done ? shortened(rest, 80) : shortened(rest)];
}

// A text before a mark, without what is too much to show.
function ended(text, isFirst) {
  if (text.length <= 160) return [text];
  return isFirst ? [`…${text.slice(-100)}`] : [`${text.slice(0, 60)} … ${text.slice(-60)}`];
}

const evidenceOf = (span) => span.reasons.filter((row) => row.length > 2)
  .map(([, , start, end]) => [start, end]);

function reason([name, weight, start, end]) {
  const [kind, id, note] = data.reason_names[name];
  const bar = make("span", [], { className: `weight ${kind} ${weight < 0 ? "against" : "for"}` });
  bar.style.setProperty("--weight", Math.min(1, Math.abs(weight) / (kind === "feature" ? 4 : 1)));
  const figure = make("span", `${weight < 0 ? "−" : "+"}${Math.abs(weight).toFixed(2)}`);
  const words = make("span", [make("b", id), ` ${kind === "feature" ? "" : kind} ${note}`]);
  if (start !== undefined) {
    const button = make("button", shortened(isHtml ? fold(start, end).text || source.slice(start, end) : source.slice(start, end), 60), { title: `Characters ${start} to ${end} of the source` });
    button.addEventListener("click", () => panes.source.scrollTo(start, 60));
    words.append(" ", button);
  }
  return make("li", [bar, figure, words]);
}

// Underline ranges of the source in the panes, by the highlights of CSS: no element is changed.
function underline(name, ranges) {
  if (!CSS.highlights) return;
  const drawn = ranges.flatMap(([start, end]) => [panes.source, panes.text].map((pane) => pane.rangeOf(start, end)));
  CSS.highlights.set(name, new Highlight(...drawn.filter((range) => range)));
}
