// The page as a browser renders it, in a frame where nothing of it runs, loads or can be clicked.
//
// The frame is sandboxed without scripts, forms, popups or navigation. Its policy, and this page's,
// which it inherits, forbids scripts once more and every load but of data: pictures. And what could
// act is taken out before it goes in. The frame shares our origin only so that we can measure it:
// as no script runs in it, that right is ours alone. It takes no pointer events either: what is
// under the pointer is asked of it from here.

const ACTIVE = "script,link,meta,base,iframe,frame,object,embed,applet,portal,audio,video,source,track";
const ADDRESSES = new Set(["src", "srcset", "href", "xlink:href", "action", "formaction", "ping", "poster",
  "data", "background", "srcdoc", "manifest", "archive", "classid", "codebase", "longdesc", "profile", "target",
  "autofocus", "tabindex", "accesskey", "contenteditable", "popover", "popovertarget"]);
const RAW = "xmp,plaintext,noembed,noframes,listing";
const EAGER = 3_000_000; // characters of source that are rendered without being asked for

const rendered = { box: document.getElementById("rendered"), frame: null, marks: [], tops: null, selected: [] };

function render() {
  const { box } = rendered;
  if (source.length > EAGER && !box.dataset.asked) {
    const button = document.createElement("button");
    button.textContent = `Render this page of ${count(source.length, "character")}`;
    button.addEventListener("click", () => {
      box.dataset.asked = "yes";
      button.remove();
      render();
    });
    box.append(button);
    return;
  }
  const page = inert();
  const frame = document.createElement("iframe");
  frame.setAttribute("sandbox", "allow-same-origin");
  frame.title = "The page as rendered";
  frame.tabIndex = -1;
  frame.srcdoc = (page.compatMode === "CSS1Compat" ? "<!doctype html>" : "") + document.getElementById("frame").innerHTML;
  frame.addEventListener("load", () => {
    const inside = frame.contentDocument;
    inside.documentElement.lang = page.documentElement.lang || "und";
    const dir = page.documentElement.dir || page.body.dir;
    if (dir) inside.documentElement.dir = dir;
    inside.head.prepend(...[...page.head.childNodes].map((node) => inside.adoptNode(node)));
    inside.body.replaceWith(inside.adoptNode(page.body));
    paint();
    measure();
    box.dataset.ready = "yes";
  }, { once: true });
  rendered.frame = frame;
  const sheet = document.createElement("div");
  sheet.className = "sheet";
  sheet.append(frame);
  box.replaceChildren(sheet);
}

// The source as a document that is never shown itself: spans marked, all that acts taken out.
function inert() {
  const key = `span${crypto.getRandomValues(new Uint32Array(2)).join("")}`;
  const parts = [];
  let at = 0;
  for (const span of spans) {
    // A comment at both ends: it changes no element, and the parser puts it where the text is. In an
    // attribute a word, which ends none.
    parts.push(source.slice(at, span.start), span.isAttribute ? `${key}:${span.start}:` : `<!--${key}:${span.start}-->`,
      source.slice(span.start, span.end), span.isAttribute ? "" : `<!--${key}:-->`);
    at = span.end;
  }
  parts.push(source.slice(at));
  const page = new DOMParser().parseFromString(parts.join(""), "text/html");
  page.querySelectorAll("template").forEach((template) => template.remove());
  page.querySelectorAll(ACTIVE).forEach((element) => element.remove());
  const word = new RegExp(`${key}:(\\d+):`), found = [];
  for (const element of page.querySelectorAll("*")) {
    for (const { name, value } of [...element.attributes]) {
      if (name.startsWith("on") || (ADDRESSES.has(name) && !isPicture(element, name, value))) element.removeAttribute(name);
      else if (word.test(value)) {
        found.push([element, Number(word.exec(value)[1])]);
        element.setAttribute(name, value.replace(word, ""));
      }
    }
  }
  page.querySelectorAll(RAW).forEach((element) => {
    element.textContent = element.textContent.replace(new RegExp(`<!--${key}:\\d*-->`, "g"), "");
  });
  found.push(...texts(page, key));
  rendered.marks = found.sort((a, b) => a[1] - b[1]).map(([node, offset]) => {
    const element = page.createElement("cleaner-span");
    element.dataset.offset = offset;
    node.replaceWith(element);
    element.append(node);
    return { offset, element };
  });
  return page;
}

const isPicture = (element, name, value) => element.localName === "img" && name === "src"
  && /^\s*data:image\//i.test(value);

// Each text that stands in a span, with the span's offset; takes the comments out.
function texts(page, key) {
  const walker = page.createTreeWalker(page.body ?? page, NodeFilter.SHOW_TEXT | NodeFilter.SHOW_COMMENT);
  const found = [], spent = [];
  let start = -1;
  while (walker.nextNode()) {
    const node = walker.currentNode;
    if (node.nodeType === Node.COMMENT_NODE) {
      if (!node.data.startsWith(`${key}:`)) continue;
      const told = node.data.slice(key.length + 1);
      start = told ? Number(told) : -1;
      spent.push(node);
    } else if (start >= 0 && node.data.trim() && !node.parentElement.closest("style,textarea,title,svg")) {
      found.push([node, start]);
    }
  }
  spent.forEach((node) => node.remove());
  return found;
}

// Give each mark the look of its span.
function paint() {
  let before = null;
  for (const { offset, element } of rendered.marks) {
    const span = nearest(offset);
    element.className = classes(span);
    if (span === before) delete element.dataset.letter;
    else element.dataset.letter = LABELS[span.label].letter;
    before = span;
  }
  markRendered();
}

function markRendered() {
  rendered.selected.forEach((element) => element.classList.remove("selected"));
  rendered.selected = selected ? rendered.marks.filter(({ offset }) => {
    const span = nearest(offset);
    return span.start < selected.end && span.end > selected.start;
  }).map(({ element }) => element) : [];
  rendered.selected.forEach((element) => element.classList.add("selected"));
}

// The frame is as tall as its page, so that the pane scrolls and the frame does not.
function measure() {
  const { frame } = rendered;
  const inside = frame?.contentDocument;
  if (!inside?.body) return;
  frame.style.height = "600px"; // for what is sized by its window
  const tall = Math.max(inside.body.scrollHeight, inside.documentElement.scrollHeight);
  frame.style.height = `${Math.min(tall + 20, 4_000_000)}px`;
  rendered.tops = null;
}

function tops() {
  rendered.tops ??= rendered.marks.map(({ element }) => {
    const box = element.getBoundingClientRect();
    return box.height ? box.top : -1; // -1: hidden
  });
  return rendered.tops;
}

function topOfRendered() {
  const edge = rendered.box.scrollTop;
  let best = -1, least = Infinity;
  tops().forEach((top, i) => {
    if (top >= edge && top - edge < least) [best, least] = [i, top - edge];
  });
  return best < 0 ? null : rendered.marks[best].offset;
}

function scrollRendered(offset, below = 8) {
  const places = tops();
  let i = rendered.marks.findIndex((mark) => mark.offset >= nearest(offset)?.start);
  while (i >= 0 && i < places.length && places[i] < 0) i++;
  if (i >= 0 && i < places.length) rendered.box.scrollTop = places[i] - below;
}

function revealRendered(span) {
  const { box } = rendered;
  const i = rendered.marks.findIndex((mark, place) => mark.offset >= span.start && tops()[place] >= 0);
  if (i < 0 || rendered.marks[i].offset >= span.end) return;
  const top = tops()[i];
  if (top < box.scrollTop || top > box.scrollTop + box.clientHeight - 40) box.scrollTop = top - box.clientHeight / 3;
}

// The span under the pointer.
function renderedSpan(event) {
  const { frame } = rendered;
  if (!frame?.contentDocument) return null;
  const box = frame.getBoundingClientRect();
  const under = frame.contentDocument.elementFromPoint(event.clientX - box.left, event.clientY - box.top);
  const element = under?.closest("cleaner-span");
  return element ? nearest(Number(element.dataset.offset)) : null;
}
