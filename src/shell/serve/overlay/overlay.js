// The overlay on a page that `helder serve` serves. It is never part of a build.
//
// The page has the number of its generation. The server reports a newer generation, and the page reloads. Problems arrive as JSON and
// are shown in a shadow root, which the site's style does not affect. The page's security policy needs nothing but `'self'`: there is
// no inline style and no inline script.

const generation = new URL(import.meta.url).searchParams.get("generation");
const folder = new URL("./", import.meta.url);

const PATIENCE_MS = 1500;

const element = (name, properties = {}, ...children) => {
  const made = Object.assign(document.createElement(name), properties);
  made.append(...children.filter((child) => child !== null && child !== undefined));
  return made;
};

const count = (number, one, many) => `${number} ${number === 1 ? one : many}`;

// A report sets names in backticks.
const prose = (text) => text.split("`").map((part, at) => (at % 2 ? element("code", {}, part) : part));

const isQuestion = (row) => row.rule === "open-question";
const isLaw = (row) => row.authority !== null;
const weighs = (severity) => (row) => row.severity === severity && !isLaw(row) && !isQuestion(row);

const GROUPS = [
  { name: "Errors", words: (number) => count(number, "error", "errors"), kind: "error", holds: weighs("error") },
  { name: "Warnings", words: (number) => count(number, "warning", "warnings"), kind: "warning", holds: weighs("warning") },
  { name: "Asked by law or standard", words: (number) => `${number} asked by law`, kind: "law", holds: isLaw },
  { name: "Open questions", words: (number) => count(number, "open question", "open questions"), kind: "question", holds: isQuestion },
  { name: "Advice", words: (number) => count(number, "piece of advice", "pieces of advice"), kind: "advice", holds: weighs("advice") },
];

class Overlay extends HTMLElement {
  #state = null;
  #source = null;
  #gone = 0;
  #errors = 0;

  connectedCallback() {
    const root = this.attachShadow({ mode: "open" });
    const style = element("link", { rel: "stylesheet", href: new URL("overlay.css", folder).href });
    this.button = element("button", { type: "button", className: "fold", ariaExpanded: "false" }, "helder serve");
    this.button.setAttribute("aria-controls", "panel");
    this.panel = element("div", { id: "panel", hidden: true });
    const frame = element("section", { className: "frame", hidden: true }, this.panel, this.button);
    frame.setAttribute("aria-label", "helder serve");
    // Without its style the overlay would be unreadable.
    style.addEventListener("load", () => {
      frame.hidden = false;
      this.#lift();
    });
    root.append(style, frame);
    this.button.addEventListener("click", () => this.#fold(!this.panel.hidden));
    frame.addEventListener("keydown", (event) => {
      if (event.key === "Escape" && !this.panel.hidden) {
        this.#fold(true);
        this.button.focus();
      }
    });
    this.#fold(sessionStorage.getItem("helder-serve") !== "open", false);
    this.#avoid();
    addEventListener("visibilitychange", () => this.#listen());
    addEventListener("pagehide", () => this.#close());
    addEventListener("pageshow", () => this.#listen());
    document.addEventListener("click", (event) => this.#stay(event));
    this.#listen();
    this.#ask();
  }

  #fold(folded, remember = true) {
    this.panel.hidden = folded;
    this.button.ariaExpanded = String(!folded);
    if (remember) sessionStorage.setItem("helder-serve", folded ? "folded" : "open");
  }

  // A browser allows few connections to a host, for all tabs together: only a visible tab keeps one.
  #listen() {
    if (document.visibilityState === "hidden") return this.#close();
    if (this.#source) return;
    const address = new URL("events", folder);
    address.searchParams.set("generation", generation);
    this.#source = new EventSource(address);
    this.#source.addEventListener("reload", () => {
      this.#close();
      location.reload();
    });
    this.#source.addEventListener("news", () => this.#ask());
    this.#source.addEventListener("open", () => this.#here(true));
    this.#source.addEventListener("error", () => {
      this.#gone ||= setTimeout(() => this.#here(false), PATIENCE_MS);
    });
  }

  #close() {
    this.#source?.close();
    this.#source = null;
  }

  #here(is_here) {
    clearTimeout(this.#gone);
    this.#gone = 0;
    this.button.classList.toggle("gone", !is_here);
    if (is_here && this.#state) this.#show();
    else if (!is_here) this.button.textContent = "helder serve has stopped";
  }

  async #ask() {
    const address = new URL("state", folder);
    address.searchParams.set("page", location.pathname);
    try {
      const answer = await fetch(address);
      this.#state = await answer.json();
    } catch {
      return;
    }
    this.#show();
  }

  // A link to the published site leads to the same page on this server.
  #stay(event) {
    const site = this.#state?.site;
    const link = event.target.closest?.("a[href]");
    if (!site || !link || !link.href.startsWith(`${site.base_url}/`) || event.defaultPrevented) return;
    link.href = site.mounts.public + link.href.slice(site.base_url.length + 1);
  }

  #show() {
    const { problems } = this.#state;
    const found = GROUPS.map((group) => ({ ...group, rows: problems.filter(group.holds) }));
    const words = found.filter(({ rows }) => rows.length).map(({ rows, words }) => words(rows.length));
    const worst = found.find(({ rows }) => rows.length)?.kind ?? "none";
    this.button.className = `fold ${worst}`;
    this.button.replaceChildren(
      element("span", { className: "dot", ariaHidden: "true" }),
      words.length ? words.join(", ") : "nothing found",
    );
    const errors = found[0].rows.length;
    if (errors && !this.#errors) this.#fold(false, false);
    this.#errors = errors;
    const open = new Set([...this.panel.querySelectorAll("details[open]")].map((details) => details.dataset.name));
    const top = this.panel.scrollTop;
    this.panel.replaceChildren(
      ...[
        this.#behind(),
        this.#group(found[0]),
        this.#draft(),
        ...found.slice(1).map((group) => this.#group(group)),
        this.#law(),
        this.#drafts(),
      ].filter(Boolean),
    );
    for (const details of this.panel.querySelectorAll("details[data-name]")) details.open ||= open.has(details.dataset.name);
    this.panel.scrollTop = top;
  }

  #behind() {
    if (!this.#state.behind) return null;
    const words = this.#state.site ? "What you see is as it was before these errors." : "Nothing can be shown before these errors are mended.";
    return element("p", { className: "behind" }, words);
  }

  #draft() {
    const { draft, document: title } = this.#state;
    if (!draft) return null;
    const { since } = draft;
    const changes = since
      ? `${count(since.inserted, "word", "words")} added and ${since.deleted} removed since version ${since.version}, in ${count(since.sections, "section", "sections")}.`
      : "It is the first text of this document.";
    const link = (href, words) => (href ? element("a", { href }, words) : null);
    const file = draft.path?.split("/").pop();
    const links = [link(draft.page, "Draft"), link(draft.changes, "What it changes"), link(draft.open, `Open ${file}`)];
    return element(
      "section",
      {},
      element("h2", {}, `Draft: ${title}`),
      element("p", {}, changes),
      this.#readability(draft.readability),
      element("p", { className: "links" }, ...links),
    );
  }

  #readability(measured) {
    if (!measured) return null;
    const { formula, score, words, words_per_sentence, longest } = measured;
    return element(
      "details",
      { className: "quiet" },
      element("summary", {}, `Readability ${score} of 100 (${formula}), ${count(words, "word", "words")}, ${words_per_sentence} in a sentence`),
      element("p", {}, "The longest sentence: ", element("q", {}, longest)),
    );
  }

  #group({ name, kind, rows }) {
    if (!rows.length) return null;
    // Questions come from the registers, which are part of every draft.
    const isSplit = Boolean(this.#state.document) && kind !== "question";
    const here = isSplit ? rows.filter((row) => row.here) : rows;
    const elsewhere = isSplit ? rows.filter((row) => !row.here) : [];
    const list = (rows) => element("ul", {}, ...rows.map((row) => this.#row(row)));
    const section = element("section", { className: kind }, element("h2", {}, `${name} (${rows.length})`));
    if (here.length) section.append(list(here));
    // Errors, because of which the page may be outdated, are never hidden.
    if (elsewhere.length && kind === "error") section.append(list(elsewhere));
    else if (elsewhere.length) {
      const details = element("details", {}, element("summary", {}, `${elsewhere.length} elsewhere`), list(elsewhere));
      details.dataset.name = name;
      section.append(details);
    }
    return section;
  }

  #row(row) {
    const where = row.path ? [row.path, row.line, row.column].filter(Boolean).join(":") : null;
    const place = where && (row.open ? element("a", { href: row.open }, where) : element("code", {}, where));
    const rule = element("code", {}, row.rule);
    if (isQuestion(row)) {
      const question = row.message.replace(/^nobody has answered: /, "");
      return element("li", {}, element("p", { className: "message" }, question), element("p", { className: "place" }, place ?? ""));
    }
    return element(
      "li",
      { className: row.severity },
      element("p", { className: "message" }, ...prose(row.message)),
      row.hint ? element("p", { className: "hint" }, ...prose(row.hint)) : null,
      element("p", { className: "place" }, ...(place ? [place, " "] : []), rule),
      row.sources.length ? element("p", { className: "place" }, row.sources.join("; ")) : null,
    );
  }

  #law() {
    return this.#state.law || !this.#state.site ? null : element("p", { className: "place" }, "The law is being asked …");
  }

  #drafts() {
    const drafts = this.#state.drafts ?? [];
    if (!drafts.length) return null;
    const link = ({ title, language, href }) => element("li", {}, element("a", { href, hreflang: language }, `${title} (${language})`));
    const details = element(
      "details",
      {},
      element("summary", {}, count(drafts.length, "page of a draft", "pages of drafts")),
      element("ul", { className: "plain" }, ...drafts.map(link)),
    );
    details.dataset.name = "drafts";
    return element("section", {}, details);
  }

  // The consent banner is at the bottom too, and nothing may cover it.
  #avoid() {
    const banner = document.getElementById("helder");
    const lift = () => this.#lift();
    addEventListener("resize", lift);
    if (!banner) return;
    new MutationObserver(lift).observe(banner, { attributes: true });
    new ResizeObserver(lift).observe(banner);
  }

  #lift() {
    const box = document.getElementById("helder")?.getBoundingClientRect();
    const frame = this.shadowRoot.querySelector(".frame");
    const width = Math.max(frame.offsetWidth, Math.min(innerWidth, 520));
    const isInTheWay = box && box.height > 0 && box.right > innerWidth - width;
    this.style.setProperty("--lift", isInTheWay ? `${Math.ceil(innerHeight - box.top)}px` : "0px");
  }
}

customElements.define("helder-serve", Overlay);
document.body.append(document.createElement("helder-serve"));
