// The search page: Sphinx finds, and this shows it: concepts first, sections with their prose, typos mended.
(() => {
  "use strict";
  const { content_root: root } = document.documentElement.dataset;
  const AT_ONCE = 8; // pages whose text is loaded before the reader comes near them
  const SECTIONS = 3;
  const CONCEPTS = 4;
  const [TEACHES, MOST_HITS] = [8, 8]; // what a page gains, beside Sphinx's 5 for a word and 15 for one in its title
  const [TITLE, IN_TITLE] = [1000, 100]; // if its title is what is asked for, or has all of it
  const [BEFORE, LENGTH] = [90, 240]; // characters of a snippet
  const WORD = /[\p{Letter}\p{Number}_]+/gu;
  const loaded = new Map();
  const stems = new Map();
  let stemmer;

  /** Load data of ours: a script works from disk, too. It is null where there is none. */
  function load(name) {
    if (!loaded.has(name)) {
      const { promise, resolve } = defer();
      const script = document.createElement("script");
      script.onload = () => resolve(script.data ?? null);
      script.onerror = () => resolve(null);
      script.src = `${root}_static/sphinx-pedagogy/search/${name.split("/").map(encodeURIComponent).join("/")}.js`;
      document.head.append(script);
      loaded.set(name, promise);
    }
    return loaded.get(name);
  }

  function defer() {
    const made = {};
    made.promise = new Promise(resolve => (made.resolve = resolve));
    return made;
  }

  /** Make an element with children; text is text. */
  function make(name, className, ...children) {
    const element = document.createElement(name);
    if (className) element.className = className;
    element.append(...children);
    return element;
  }

  /** Take what Sphinx wrote as HTML as text. */
  const textOf = html =>
    /[<&]/.test(html) ? new DOMParser().parseFromString(html, "text/html").body.textContent : html;

  /** The address of a page, as Sphinx's own script makes it. */
  function addressOf(page, anchor) {
    const { BUILDER, LINK_SUFFIX } = DOCUMENTATION_OPTIONS;
    const path = page.split("/").map(encodeURIComponent).join("/");
    const file = BUILDER === "dirhtml" ? `${path}/`.replace(/(^|\/)index\/$/, "$1") : path + LINK_SUFFIX;
    return root + file + (anchor ? `#${encodeURIComponent(anchor)}` : "");
  }

  function stemOf(word) {
    const lower = word.toLowerCase();
    if (!stems.has(lower)) stems.set(lower, (stemmer ??= new Stemmer()).stemWord(lower));
    return stems.get(lower);
  }

  // a list in Sphinx 8
  const isStopword = word => stopwords.has?.(word) ?? stopwords.includes(word);
  const wordsOf = text => [...text.matchAll(WORD)].map(([word]) => word.toLowerCase());
  const stemsOf = text => wordsOf(text).filter(word => !isStopword(word)).map(stemOf);
  const isKnown = stem => ["terms", "titleterms"].some(part => Object.hasOwn(Search._index[part], stem));

  // -- Typos ---------------------------------------------------------------------------------------------

  /** Count the letters to change, add, leave out or swap with the next; stop above *most*. */
  function distance(one, other, most) {
    if (Math.abs(one.length - other.length) > most) return most + 1;
    let [older, old] = [[], Array.from({ length: other.length + 1 }, (_, at) => at)];
    for (let row = 1; row <= one.length; row++) {
      const now = [row];
      for (let column = 1; column <= other.length; column++) {
        const same = one[row - 1] === other[column - 1];
        now[column] = Math.min(old[column] + 1, now[column - 1] + 1, old[column - 1] + (same ? 0 : 1));
        const swapped = row > 1 && column > 1 && one[row - 1] === other[column - 2] && one[row - 2] === other[column - 1];
        if (swapped) now[column] = Math.min(now[column], older[column - 2] + 1);
      }
      if (Math.min(...now) > most) return most + 1;
      [older, old] = [old, now];
    }
    return old[other.length];
  }

  /** How many pages have a word. */
  function pagesWith(word) {
    const found = Search._index.terms[stemOf(word)] ?? Search._index.titleterms[stemOf(word)] ?? [];
    return found.length ?? 1;
  }

  /** The word of the site that is meant by one that is nowhere, rather of a concept's name; undefined if none is near. */
  function nearest(word, words, named) {
    const most = word.length < 6 ? 1 : 2;
    let best;
    for (const other of words) {
      let far = distance(word, other, best ? Math.ceil(best.far) : most);
      if (far > most) continue;
      if (word[0] !== other[0]) far += 0.5; // few mistype the first letter
      const pages = pagesWith(other) + (named.has(other) ? Search._index.docnames.length : 0);
      if (pages && (!best || far < best.far || (far === best.far && pages > best.pages))) best = { other, far, pages };
    }
    return best?.other;
  }

  /** Whether the site has a word, or one that begins with it. */
  function isFound(word, names) {
    const stem = stemOf(word);
    if (isKnown(stem) || isStopword(word) || /^\d+$/.test(word)) return true;
    const { terms, titleterms, indexentries } = Search._index;
    return (
      [terms, titleterms].some(part => Object.keys(part).some(term => term.startsWith(stem))) ||
      [...names, ...Object.keys(indexentries)].some(name => wordsOf(name).some(part => part.startsWith(word)))
    );
  }

  /** Put words of the site for those that are nowhere, and leave out those that are like none of them. */
  async function mend(query) {
    const names = [];
    for (const [prefix, objects] of Object.entries(Search._index.objects))
      for (const object of objects) names.push(`${prefix}.${object[4]}`.toLowerCase());
    const wrong = wordsOf(query).filter(word => word.length > 2 && !isFound(word, names));
    if (!wrong.length) return query;
    const words = (await load("words")) ?? [];
    const named = new Set(((await load("concepts")) ?? []).flatMap(([title, others]) => wordsOf([title, ...others].join(" "))));
    const meant = new Map(wrong.map(word => [word, nearest(word, words, named) ?? ""]));
    const mended = query.replace(WORD, word => meant.get(word.toLowerCase()) ?? word).trim();
    return stemsOf(mended).length ? mended : query;
  }

  // -- Concepts ------------------------------------------------------------------------------------------

  /** How well a name fits what is asked; 0 is best, undefined is not at all. */
  function fit(name, asked) {
    const own = new Set(stemsOf(name));
    const all = [...asked].every(stem => own.has(stem));
    if (all) return own.size === asked.size ? 0 : 1 + own.size / 100;
    return own.size > 1 && [...own].every(stem => asked.has(stem)) ? 2 : undefined;
  }

  /** Return the concepts that are asked for, best first. */
  function conceptsFor(asked, concepts) {
    const found = [];
    for (const [title, others, definition, page, anchor, taught] of asked.size ? concepts : []) {
      const fits = [title, ...others].map(name => ({ name, fit: fit(name, asked) })).filter(it => it.fit !== undefined);
      const best = fits.sort((one, other) => one.fit - other.fit)[0];
      if (best) found.push({ title, definition, page, anchor, taught, ...best });
    }
    return found.sort((one, other) => one.fit - other.fit).slice(0, CONCEPTS);
  }

  const titleOf = page => textOf(Search._index.titles[Search._index.docnames.indexOf(page)] ?? "");

  function linkTo(title, page, anchor) {
    const link = make("a", "", title);
    link.href = addressOf(page, anchor);
    return link;
  }

  function showConcept({ title, name, definition, page, anchor, taught }, search) {
    const kind = name === title ? search.words.concept : `${search.words.concept} · ${name}`;
    const head = make("p", "found-title", linkTo(title, page, anchor), " ", make("span", "kind", kind));
    const item = make("li", "found-concept", head);
    if (definition) item.append(make("p", "definition", definition));
    const lessons = taught.slice(0, SECTIONS).map(lesson => linkTo(titleOf(lesson), lesson, lesson === page ? anchor : ""));
    if (lessons.length) item.append(make("p", "where", ...lessons.flatMap((lesson, at) => (at ? [" · ", lesson] : [lesson]))));
    remember(item, () => wordsOf(title).filter(word => search.asked.has(stemOf(word))), search);
    return item;
  }

  // -- Pages ---------------------------------------------------------------------------------------------

  /** Whether a word of a text is what is asked for: its stem, or a part of a word if there is no such stem. */
  function matches(word, asked) {
    const stem = stemOf(word);
    return [...asked].find(one => stem === one || (one.length > 2 && !isKnown(one) && stem.includes(one)));
  }

  /** Find what is asked for in a text: places and words. */
  function hitsIn(text, asked) {
    const found = [];
    for (const match of text.matchAll(WORD)) {
      const stem = matches(match[0], asked);
      if (stem) found.push({ at: match.index, word: match[0], stem });
    }
    return found;
  }

  /** Return where a snippet begins: with the sentence of its first word if that is near, else at a word. */
  function beginning(text, at) {
    const from = Math.max(at - BEFORE, 0);
    if (!from) return 0;
    const near = text.slice(from, at);
    const sentence = Math.max(...[". ", "? ", "! ", ": "].map(end => near.lastIndexOf(end)));
    return from + (sentence >= 0 ? sentence + 2 : near.indexOf(" ") + 1);
  }

  /** Return the hit with most of what is asked for behind it, as far as a snippet goes. */
  function richest(hits) {
    const near = ({ at: from }) => hits.filter(({ at }) => at >= from && at < from + LENGTH - BEFORE);
    const counts = hits.map(hit => new Set(near(hit).map(({ stem }) => stem)).size);
    return hits[counts.indexOf(Math.max(...counts))];
  }

  /** Show what stands around the hits; without one, how the text begins. */
  function showSnippet(text, hits) {
    const snippet = make("p", "context");
    const { at: first, word } = richest(hits) ?? { at: 0, word: "" };
    const start = beginning(text, first);
    let end = Math.min(start + LENGTH, text.length);
    if (end < text.length) end = Math.max(text.lastIndexOf(" ", end), first + word.length);
    if (start && !/[.?!:] $/.test(text.slice(0, start))) snippet.append("… ");
    let done = start;
    for (const { at, word } of hits) {
      if (at < start) continue;
      if (at + word.length > end) break;
      snippet.append(text.slice(done, at), make("mark", "", word));
      done = at + word.length;
    }
    snippet.append(text.slice(done, end), end < text.length ? " …" : "");
    return snippet;
  }

  /** Return the sections of a page that have most of what is asked for, those with a snippet first. */
  function bestSections(sections, asked) {
    const found = sections.map(([anchor, title, text, silent], index) => {
      const [open, inTitle, other] = [text, title, silent].map(part => hitsIn(part, asked));
      const stems = new Set([...open, ...inTitle, ...other].map(hit => hit.stem));
      const words = [...open, ...inTitle, ...other].map(hit => hit.word.toLowerCase());
      return { anchor, title, text, open, words, index, most: stems.size };
    });
    const most = Math.max(0, ...found.map(section => section.most));
    const best = most ? found.filter(section => section.most === most) : [];
    return best.sort((one, other) => Boolean(other.open.length) - Boolean(one.open.length));
  }

  /** Fill the entry of a page with its sections, once its text is there. */
  async function fill(item, page, search) {
    const sections = (await load(`pages/${page.name}`)) ?? [];
    const found = bestSections(sections, search.asked);
    page.words.push(...found.flatMap(section => section.words));
    page.score += Math.min(page.words.length / 3, MOST_HITS);
    const first = sections.findIndex(section => section[1]);
    const list = make("ul", "parts");
    for (const section of found.slice(0, SECTIONS)) {
      const isTop = section.index <= first;
      const part = make("li", "");
      if (!isTop) {
        part.append(linkTo(section.title, page.name, section.anchor));
      }
      if (section.open.length) part.append(showSnippet(section.text, section.open));
      if (part.childNodes.length) list.append(part);
    }
    if (list.childNodes.length) item.append(list);
    else if (sections.some(section => section[2])) item.append(showSnippet(sections.find(section => section[2])[2], []));
  }

  /** Keep, for the page that the reader goes to, which words to mark there; the longest first. */
  function remember(item, words, search) {
    const keep = () => {
      const marked = [...new Set([...words(), ...search.typed])].sort((one, other) => other.length - one.length);
      try {
        localStorage.setItem("sphinx_highlight_terms", marked.join(" "));
      } catch {
        // refused: the page opens without marks
      }
    };
    for (const event of ["click", "auxclick"]) item.addEventListener(event, keep);
  }

  /**
   * Put what Sphinx found together by pages, best first: those whose title is what is asked for, then those that have it
   * in their title. Those that teach a concept that is asked for gain by it.
   */
  function pagesOf(results, concepts, asked) {
    const pages = new Map();
    const shown = new Set(concepts.map(({ page, anchor }) => `${page}#${anchor}`));
    const teaching = new Set(concepts.flatMap(({ taught }) => taught));
    for (const [name, title, anchor, descr, score, , kind] of results) {
      // names of concepts stand in the index, and lead to what is shown already
      if (shown.has(name + anchor) || (concepts.length && kind === "index")) continue;
      if (!pages.has(name)) {
        const title = titleOf(name);
        const fits = asked.size ? fit(title, asked) : undefined;
        const inTitle = fits === 0 ? TITLE : fits < 2 ? IN_TITLE * (2 - fits) : 0;
        const gain = inTitle + (teaching.has(name) ? TEACHES : 0);
        pages.set(name, { name, title, objects: [], words: [], score: score + gain });
      }
      // an object says what it is, as in "Check, in The page"
      if (descr) pages.get(name).objects.push({ title: textOf(title), anchor: anchor.slice(1), kind: descr.split(", ")[0] });
    }
    return [...pages.values()].sort((one, other) => other.score - one.score);
  }

  function showPage(page, search) {
    const item = make("li", "found-page", make("p", "found-title", linkTo(page.title, page.name, "")));
    for (const { title, anchor, kind } of page.objects.slice(0, SECTIONS)) {
      item.append(make("p", "found-object", make("span", "kind", kind), " ", linkTo(title, page.name, anchor)));
    }
    remember(item, () => page.words, search);
    return item;
  }

  /** Show pages; the text of those further down is loaded when the reader comes near. */
  async function showPages(pages, search) {
    const near = new IntersectionObserver(
      entries => {
        for (const { isIntersecting, target } of entries) {
          if (!isIntersecting) continue;
          near.unobserve(target);
          fill(target, target.page, search);
        }
      },
      { rootMargin: "600px" },
    );
    const items = pages.map(page => Object.assign(showPage(page, search), { page }));
    const first = items.splice(0, AT_ONCE);
    await Promise.all(first.map(item => fill(item, item.page, search)));
    Search.output.append(...first.sort((one, other) => other.page.score - one.page.score), ...items);
    for (const item of items) near.observe(item);
  }

  // -- All of it -----------------------------------------------------------------------------------------

  function say(meant, query, count, words) {
    Search.stopPulse();
    Search.title.textContent = _("Search Results");
    Search.status.setAttribute("role", "status");
    const [none, one, many] = [
      "Your search did not match any documents. Please make sure that all words are spelled correctly and that you've selected enough categories.",
      "Search finished, found one page matching the search query.",
      "Search finished, found ${resultCount} pages matching the search query.",
    ];
    const found = count ? Documentation.ngettext(one, many, count).replace("${resultCount}", count) : _(none);
    Search.status.textContent = found;
    if (meant === query) return;
    const [before, after] = words.instead.split("{}");
    Search.status.before(make("p", "search-instead", before, make("strong", "", meant), after ?? ""));
  }

  Search.query = async query => {
    const words = JSON.parse(document.getElementById("search-results").dataset.words);
    const meant = await mend(query);
    const parsed = Search._parseQuery(meant);
    const search = { words, asked: parsed[1], typed: [...parsed[3]] };
    // Sphinx's own script takes them from the end
    const results = Search._performSearch(...parsed).reverse();
    const concepts = conceptsFor(search.asked, (await load("concepts")) ?? []);
    const pages = pagesOf(results, concepts, search.asked);
    Search.output.append(...concepts.map(concept => showConcept(concept, search)));
    await showPages(pages, search);
    say(meant, query, concepts.length + pages.length, words);
  };
})();
