// The source and the clean text, drawn a chunk at a time as they come into view, so that twenty
// megabytes scroll as one page does. All text goes in as text: nothing of the page is ever markup.

const CHUNK = 6000;       // characters drawn at once, about two screens
const LONGEST = 20000;    // characters of a chunk or of one span's text, where nothing parts them
const MANY = 80;          // chunks that stay drawn when they are out of view
const LINE = 20;          // height of a line in pixels, for what has not been drawn yet

// What the reader has selected: a span, or a range of the source.
let selected = null;
const filter = new Set();
let showsDropped = false;

class Pane {
  constructor(id, cuts, columns) {
    this.box = document.getElementById(id);
    this.cuts = cuts;
    this.marked = [];
    this.drawn = new Set();
    this.chunks = cuts.slice(0, -1).map((start, i) => {
      const chunk = document.createElement("div");
      chunk.className = "chunk";
      chunk.place = i;
      this.reserve(chunk, LINE * Math.max(1, Math.ceil((cuts[i + 1] - start) / columns)));
      return chunk;
    });
    this.box.append(...this.chunks);
    const watcher = new IntersectionObserver((entries) => {
      for (const { target, isIntersecting } of entries) {
        if (isIntersecting) this.draw(target.place);
        else if (this.drawn.size > MANY) this.clear(target);
      }
    }, { root: this.box, rootMargin: "1000px" });
    this.chunks.forEach((chunk) => watcher.observe(chunk));
  }

  reserve(chunk, height) {
    chunk.style.minHeight = `${height}px`;
  }

  clear(chunk) {
    if (!this.drawn.delete(chunk.place)) return;
    this.reserve(chunk, chunk.offsetHeight);
    chunk.replaceChildren();
  }

  draw(place, again = false) {
    if (this.drawn.has(place) && !again) return;
    const chunk = this.chunks[place];
    if (!chunk) return;
    chunk.replaceChildren(...this.elements(this.cuts[place], this.cuts[place + 1]));
    chunk.style.minHeight = "";
    this.drawn.add(place);
    this.mark();
  }

  redraw() {
    for (const place of this.drawn) this.draw(place, true);
  }

  chunkOf(offset) {
    let low = 0, high = this.chunks.length - 1;
    while (low < high) {
      const middle = (low + high + 1) >> 1;
      if (this.cuts[middle] <= offset) low = middle; else high = middle - 1;
    }
    return low;
  }

  // The element that holds an offset, or the next one, or if there is none the last one: of what
  // is drawn.
  elementAt(offset) {
    const first = this.chunkOf(offset);
    for (let place = first; place < this.chunks.length && this.drawn.has(place); place++) {
      const children = this.chunks[place].children;
      let low = 0, high = children.length;
      while (low < high) {
        const middle = (low + high) >> 1;
        if (children[middle].end > offset) high = middle; else low = middle + 1;
      }
      if (low < children.length) return children[low];
    }
    for (let place = first; place >= 0 && this.drawn.has(place); place--) {
      if (this.chunks[place].lastElementChild) return this.chunks[place].lastElementChild;
    }
    return null;
  }

  // The source offset that stands at the upper edge.
  topOffset() {
    const edge = this.box.getBoundingClientRect().top + 4;
    const under = (list) => {
      let low = 0, high = list.length - 1;
      while (low < high) {
        const middle = (low + high) >> 1;
        if (list[middle].getBoundingClientRect().bottom > edge) high = middle; else low = middle + 1;
      }
      return list[low];
    };
    const chunk = under(this.chunks);
    const element = chunk && chunk.children.length ? under(chunk.children) : null;
    if (!element) return chunk ? this.cuts[chunk.place] : 0;
    const box = element.getBoundingClientRect();
    const part = Math.min(1, Math.max(0, (edge - box.top) / (box.height || 1)));
    return Math.round(element.start + part * (element.end - element.start));
  }

  // Scroll so that an offset stands at the upper edge, or `below` pixels under it.
  scrollTo(offset, below = 4) {
    for (let i = 0; i < 2; i++) { // drawing moves what stands below: look again
      const place = this.chunkOf(offset);
      this.draw(place);
      this.draw(place + 1);
      const element = this.elementAt(offset) ?? this.chunks[place];
      if (!element) return;
      const box = element.getBoundingClientRect();
      const length = element.end - element.start || 1;
      const part = Math.min(1, Math.max(0, (offset - element.start) / length || 0));
      this.box.scrollTop += box.top + part * box.height - this.box.getBoundingClientRect().top - below;
    }
  }

  // Bring a span into view if it is not.
  reveal(span) {
    this.draw(this.chunkOf(span.start));
    const element = this.elementAt(span.start);
    const box = element?.getBoundingClientRect(), frame = this.box.getBoundingClientRect();
    if (!box || box.top < frame.top || box.bottom > frame.bottom) this.scrollTo(span.start, frame.height / 3);
  }

  // Mark the elements of what is selected.
  mark() {
    this.marked.forEach((element) => element.classList.remove("selected"));
    this.marked = [];
    if (!selected) return;
    let place = this.chunkOf(selected.start);
    for (; place < this.chunks.length && this.cuts[place] < selected.end; place++) {
      if (!this.drawn.has(place)) continue;
      for (const element of this.chunks[place].children) {
        if (element.span && element.start < selected.end && element.end > selected.start) this.marked.push(element);
      }
    }
    this.marked.forEach((element) => element.classList.add("selected"));
  }

  // The source offset of a place in a text that is shown here.
  offsetOf(node, position, isEnd) {
    const isText = node.nodeType === Node.TEXT_NODE;
    let element = (isText ? node.parentElement : node).closest("[data-piece]");
    if (!element) { // between pieces: the end of the one before, or the start of the one behind
      const list = [...this.box.querySelectorAll("[data-piece]")];
      const point = new Range();
      point.setStart(node, position);
      const behind = list.findIndex((one) => point.comparePoint(one, 0) > 0);
      element = isEnd ? list.at(behind - (behind > 0)) : list[behind];
      return element ? (isEnd && behind !== 0 ? element.end : element.start) : null;
    }
    if (!isText) return position ? element.end : element.start;
    if (element.shown === undefined) return element.start + position;
    const places = placesOf(element.span);
    if (places) return places[Math.min(position, places.length - 1)];
    if (element.shown === element.end - element.start) return element.start + position;
    return isEnd ? element.end : element.start;
  }

  // The part of a text that is drawn of a range of the source.
  rangeOf(start, end) {
    const first = this.elementAt(start), last = this.elementAt(end - 1);
    if (!first?.firstChild || !last?.firstChild || first.start >= end || first.end <= start || last.end <= start) return null;
    const range = new Range();
    range.setStart(first.firstChild, this.positionIn(first, start, -1));
    range.setEnd(last.firstChild, this.positionIn(last, end, 1));
    return range;
  }

  positionIn(element, offset, way) {
    const length = element.firstChild.length;
    const places = element.shown !== undefined ? placesOf(element.span) : null;
    if (!places) return Math.min(length, Math.max(0, offset - element.start));
    const found = places.findIndex((place) => place >= offset);
    return Math.min(length, found < 0 ? (way < 0 ? 0 : length) : found);
  }
}

class SourcePane extends Pane {
  elements(from, to) {
    const list = [];
    let at = from;
    for (let i = placeOf(from); i < spans.length && spans[i].start < to; i++) {
      const span = spans[i], start = Math.max(span.start, from), end = Math.min(span.end, to);
      if (at < start) list.push(piece(at, start));
      list.push(piece(start, end, span, start === span.start));
      at = end;
    }
    if (at < to) list.push(piece(at, to));
    return list;
  }
}

class TextPane extends Pane {
  elements(from, to) {
    const list = [];
    let breaks = 0, done = 0;
    for (let i = placeOf(from); i < spans.length && spans[i].start < to; i++) {
      const span = spans[i], start = Math.max(span.start, from), end = Math.min(span.end, to);
      if (start === span.start) breaks = Math.max(breaks, span.breaks);
      if (!showsDropped && !isKept(span) && !span.kept) continue; // what is lost is struck through
      const whole = start === span.start && end === span.end;
      if (!whole && isHtml && start !== span.start) continue; // drawn where it begins
      let text = whole || isHtml ? textOf(span) : source.slice(start, end);
      if (isHtml && text.length > LONGEST) text = `${text.slice(0, LONGEST)} … (${count(text.length - LONGEST, "more character")})`;
      const element = piece(start, isHtml ? span.end : end, span, start === span.start, text);
      if (list.length) list.push("\n".repeat(Math.min(breaks, 2)) || (span.start > done ? " " : ""));
      breaks = 0;
      done = element.end;
      list.push(element);
    }
    return list;
  }
}

// What stands between two offsets, as an element; of a span with its label's letter.
function piece(start, end, span, isFirst, text) {
  const element = document.createElement("span");
  element.dataset.piece = "";
  element.start = start;
  element.end = end;
  element.span = span;
  if (span) {
    element.className = classes(span);
    if (isFirst) element.dataset.letter = LABELS[span.label].letter;
    if (text !== undefined) element.shown = text.length;
  } else {
    element.className = "markup";
  }
  element.textContent = text ?? source.slice(start, end);
  return element;
}

function classes(span) {
  const names = ["span", `label-${nameOf(span)}`, isKept(span) ? "kept" : "dropped"];
  if (span.corrected) names.push("corrected");
  else if (isChanged(span)) names.push(isKept(span) ? "gained" : "lost");
  if (filter.size && !filter.has(span.label)) names.push("off");
  return names.join(" ");
}

// Where the source is cut into chunks: at line ends, else behind a tag or a space.
function sourceCuts() {
  const cuts = [0];
  for (let at = CHUNK; at < source.length; at += CHUNK) {
    let end = source.indexOf("\n", at) + 1;
    if (end <= 0 || end - at > LONGEST) {
      const rest = source.slice(at, at + 400), gap = rest.search(/[>\s]/);
      end = at + gap + 1;
    }
    if (end >= source.length) break;
    if (/[\udc00-\udfff]/.test(source[end])) end++;
    cuts.push(end);
    at = end;
  }
  return [...cuts, source.length];
}

// Where the text is: before spans that begin a line, and inside a text's very long spans.
function textCuts() {
  const cuts = [0];
  let size = 0;
  for (const span of spans) {
    if (size > CHUNK && (span.breaks || size > LONGEST)) {
      cuts.push(span.start);
      size = 0;
    }
    size += span.end - span.start;
    if (isHtml || size <= LONGEST) continue;
    for (let at = Math.max(span.start, cuts.at(-1)) + LONGEST; at < span.end; at += LONGEST) {
      const gap = source.slice(at, at + 400).search(/\s/);
      cuts.push(Math.min(at + gap + 1, span.end - 1));
    }
    size = span.end - cuts.at(-1);
  }
  return [...cuts, source.length];
}

function count(number, noun) {
  return `${number.toLocaleString("en")} ${noun}${number === 1 ? "" : "s"}`;
}
