// The page put together: sections, the open article, links into it, and the theme.

let current = null;

const INSPECTOR = $('inspector');
const HINT = () => [h('p', { class: 'hint' }, 'Point at a quotation, or move to its number with the Tab key, to see what speaks for it.')];

function openArticle(at) {
  const article = ARTICLES[at];
  if (!article || (current && current.article === article)) return;
  const voices = voicesOf(article);
  current = { article, at, voices, pinned: null, from: null };
  const url = safe(article.url);
  const about = [article.author, article.outlet, dateOf(article)].filter(Boolean).join(' · ');
  const key = [...voices.values()].map((voice) => h('li', {}, badge(voice.mark, voice.hue),
    h('button', { type: 'button', class: 'link', onclick: () => openSpeaker(voice.key) }, voice.name)));
  $('article').replaceChildren(
    h('h3', { id: 'article-title' }, titleOf(article)),
    h('p', { class: 'meta' }, about, about ? ' · ' : '', h('code', {}, article.id)),
    article.url ? h('p', { class: 'meta' }, url ? h('a', { href: url, rel: 'noopener noreferrer nofollow' }, article.url) : article.url) : '',
    h('ul', { class: 'legend' }, key,
      h('li', {}, h('span', { class: 'source' }, 'source')), h('li', {}, h('span', { class: 'cue' }, 'cue'))),
    article.notes ? h('p', { class: 'note' }, article.notes.join('; ')) : '',
    marked(article, voices), quoteTable(article, voices), flagTable(article));
  show(null);
  for (const link of document.querySelectorAll('#article-list a')) mark(link);
  const link = document.querySelector('#article-list [aria-current]');
  const shelf = document.querySelector('.shelf');
  // The shelf alone moves: where the page goes, the reader said.
  if (link) shelf.scrollTop += link.getBoundingClientRect().top - shelf.getBoundingClientRect().top - shelf.clientHeight / 2;
}

function mark(link) {
  if (current && link.dataset.at === String(current.at)) link.setAttribute('aria-current', 'true');
  else link.removeAttribute('aria-current');
}

/** Shows what is pointed at: `{ quote }` or `{ claim }` with its number, or nothing. */
function show(what) {
  for (const lit of $('article').querySelectorAll('.lit')) lit.classList.remove('lit');
  const [kind, at] = what || [];
  if (what) {
    for (const part of $('article').querySelectorAll(`[data-${kind}s~="${at}"], [data-${kind}="${at}"]`)) part.classList.add('lit');
  }
  const { article, voices } = current;
  const card = !what ? HINT() : kind === 'quote' ? quoteCard(article, article.quotes[at], voices) : claimCard(article, article.claims[at]);
  INSPECTOR.replaceChildren(what ? h('button', { type: 'button', class: 'plain close', 'aria-label': 'Close', onclick: unpin }, '✕') : '', ...card.filter(Boolean));
  INSPECTOR.scrollTop = 0;
}

function pin(what, button) {
  current.pinned = what;
  current.from = button;
  show(what);
  INSPECTOR.classList.add('pinned');
  const [kind, at] = what;
  const { id } = (kind === 'quote' ? current.article.quotes : current.article.claims)[at];
  // What is open can be sent on; a page opened from disk may not be let say so.
  try { history.replaceState(null, '', `#${kind}=${encodeURIComponent(id)}`); } catch { /* then not */ }
}

function unpin() {
  const from = current.from;
  current.pinned = current.from = null;
  INSPECTOR.classList.remove('pinned');
  show(null);
  if (from) from.focus();
}

/** What an element of the article stands for. */
function pointed(target) {
  const part = target.closest('[data-quote], [data-claim], [data-quotes], [data-claims]');
  if (!part) return null;
  const { quote, claim, quotes, claims } = part.dataset;
  if (quote !== undefined) return ['quote', Number(quote)];
  if (claim !== undefined) return ['claim', Number(claim)];
  if (quotes) return ['quote', Number(quotes.split(' ').pop())];
  return ['claim', Number(claims.split(' ').pop())];
}

function watchArticle() {
  const article = $('article');
  article.addEventListener('pointerover', (event) => {
    const what = event.pointerType === 'mouse' && pointed(event.target);
    if (what) show(what);
  });
  article.addEventListener('pointerleave', () => { if (current) show(current.pinned); });
  article.addEventListener('focusin', (event) => {
    if (event.target.matches('[data-quote], [data-claim]')) show(pointed(event.target));
  });
  article.addEventListener('click', (event) => {
    const what = pointed(event.target);
    if (!what) return;
    const button = article.querySelector(`button[data-${what[0]}="${what[1]}"]`);
    pin(what, button);
    // From the keyboard, on to what it opened.
    if (event.detail === 0) INSPECTOR.querySelector('h3').focus();
  });
  document.addEventListener('keydown', (event) => {
    if (event.key === 'Escape' && current && current.pinned && !$('found').open) unpin();
  });
}

function articleList() {
  const show = paged($('article-list'), $('article-more'), 40, (at) => {
    const article = ARTICLES[at];
    const speech = article.quotes.filter((quote) => quote.speech).length;
    const flags = article.claims.length ? ` · ${plural(article.claims.length, 'flag')}` : '';
    const link = h('a', { href: `#article=${encodeURIComponent(article.id)}`, 'data-at': at }, titleOf(article));
    mark(link);
    const about = [article.outlet, dateOf(article)].filter(Boolean).join(' · ');
    return h('li', {}, link, h('p', { class: 'meta' }, `${about}${about ? ' · ' : ''}${plural(speech, 'quotation')}${flags}`));
  });
  const orders = {
    run: () => 0,
    date: (a, b) => (b.day || '').localeCompare(a.day || ''),
    quotes: (a, b) => b.quotes.length - a.quotes.length,
    flags: (a, b) => b.claims.length - a.claims.length,
  };
  const update = () => {
    const words = $('article-search').value.toLowerCase().split(/\s+/).filter(Boolean);
    const has = (article) => {
      const head = `${article.id} ${article.title || ''} ${article.outlet || ''} ${article.author || ''}`.toLowerCase();
      const text = words.some((word) => !head.includes(word)) ? article.text.toLowerCase() : '';
      return words.every((word) => head.includes(word) || text.includes(word));
    };
    const found = ARTICLES.map((article, at) => at).filter((at) => has(ARTICLES[at]));
    const order = orders[$('article-order').value];
    show(found.sort((a, b) => order(ARTICLES[a], ARTICLES[b]) || a - b));
    const of = SAMPLED ? ` of ${number(RUN.sample.articles)} in the run` : '';
    $('article-status').textContent = `${plural(found.length, 'article')}${of}`;
  };
  let waiting = 0;
  $('article-search').addEventListener('input', () => {
    clearTimeout(waiting);
    waiting = setTimeout(update, 120);
  });
  $('article-order').addEventListener('change', update);
  update();
}

/** Follows `#article=…`, `#quote=…` and `#claim=…`; other hashes are places the browser knows. */
function follow() {
  const parts = /^#(article|quote|claim)=(.*)$/.exec(location.hash);
  if (!parts) return;
  let id;
  try { id = decodeURIComponent(parts[2]); } catch { return; }
  if ($('found').open) $('found').close();
  const kind = parts[1];
  if (kind === 'article') {
    openArticle(PLACES.get(id));
    $('article').focus({ preventScroll: true });
    $('article').scrollIntoView({ block: 'start' });
    return;
  }
  const place = (kind === 'quote' ? QUOTES : CLAIMS).get(id);
  if (!place) return;
  openArticle(PLACES.get(place.article.id));
  const at = (kind === 'quote' ? place.article.quotes : place.article.claims).indexOf(place[kind]);
  const button = $('article').querySelector(`button[data-${kind}="${at}"]`);
  if (!button) return;
  button.focus({ preventScroll: true });
  pin([kind, at], button);
  // Under the panel, on a narrow screen, nothing would be seen.
  button.scrollIntoView({ block: getComputedStyle(INSPECTOR).position === 'fixed' ? 'start' : 'center' });
}

function themes() {
  const names = ['system', 'light', 'dark'];
  let stored = null;
  // A page opened from disk may not be let remember.
  try { stored = localStorage.getItem('dixit-theme'); } catch { /* then not */ }
  let at = Math.max(0, names.indexOf(stored));
  const apply = () => {
    document.documentElement.dataset.theme = names[at];
    $('theme').replaceChildren(h('span', { 'aria-hidden': 'true' }, '◐ '), h('span', { class: 'wide' }, 'Theme: '), names[at]);
    $('theme').setAttribute('aria-label', `Theme: ${names[at]}`);
  };
  $('theme').addEventListener('click', () => {
    at = (at + 1) % names.length;
    apply();
    try { localStorage.setItem('dixit-theme', names[at]); } catch { /* then not */ }
  });
  apply();
}

function printing() {
  let closed = [];
  addEventListener('beforeprint', () => {
    closed = [...document.querySelectorAll('details.rows:not([open])')];
    closed.forEach((details) => { details.open = true; });
  });
  addEventListener('afterprint', () => closed.forEach((details) => { details.open = false; }));
}

themes();
tiles();
leftOut();
$('charts').append(...[whoSpeaksMost(), overTime(), byRule(), byOutlet()].filter(Boolean));
toCheck();
speakerList();
articleList();
watchArticle();
printing();
$('made').textContent = `Written by dixit ${RUN.version}. This page loads nothing and sends nothing.`;
if (ARTICLES.length) openArticle(0);
addEventListener('hashchange', follow);
// The same link again, after the reader has moved on.
document.addEventListener('click', (event) => {
  const link = event.target.closest && event.target.closest('a[href^="#"]');
  if (link && link.getAttribute('href') === location.hash) follow();
});
follow();
