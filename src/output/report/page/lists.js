// The list of speakers, and what a click on a name or a bar finds.

const CHARTED_NAME = (key) => (key === null ? 'No speaker known' : (BY_KEY.get(key) || { name: key }).name);

const quotesOf = (key) => [...QUOTES.values()].filter(({ quote }) => quote.speech && quote.key === key);

/** The period of a chart that holds a day, a month or a year. */
const periodOf = (day, unit) => (day || '').slice(0, { day: 10, month: 7, year: 4 }[unit]);

const meta = (article) => [titleOf(article), article.outlet, dateOf(article)].filter(Boolean).join(' · ');

function foundQuote({ article, quote }) {
  return h('li', {},
    h('a', { href: `#quote=${encodeURIComponent(quote.id)}` }, wordsAt(article, quote.content)),
    h('p', { class: 'meta' }, `${quote.speaker || 'No speaker known'} · ${meta(article)} · confidence ${score(quote.confidence)}`));
}

/** Who makes a claim: the article itself, if nobody is quoted. */
const claimant = (claim) => {
  if (claim.voice === 'author') return claim.speaker ? `${claim.speaker} (author)` : 'The author';
  return claim.speaker || 'Speaker unknown';
};

function foundClaim({ article, claim }) {
  return h('li', {},
    h('a', { href: `#claim=${encodeURIComponent(claim.id)}` }, pointsIn(article).slice(...claim.span)),
    h('p', {}, verdictLabel(claim.verdict), ` ${claim.rule}`),
    claim.working ? h('p', { class: 'working' }, claim.working) : '',
    h('p', { class: 'meta' }, `${claimant(claim)} · ${meta(article)}`));
}

const verdictLabel = (verdict) => h('span', { class: `verdict verdict-${verdict}` }, verdictName(verdict));

const showFound = paged($('found-list'), $('found-more'), 50, (item) => (item.quote ? foundQuote(item) : foundClaim(item)));

function openFound(name, items, of = '', total = null) {
  $('found-title').textContent = name + of;
  const beyond = SAMPLED ? ' Others may stand in articles that this page leaves out; the tables have all.' : '';
  $('found-note').textContent = total !== null && total > items.length
    ? `${number(items.length)} of ${number(total)} stand in the articles of this page; the tables have all.`
    : `${number(items.length)} found.${beyond}`;
  showFound(items);
  $('found').showModal();
  $('found').scrollTop = 0;
}

function openSpeaker(key) {
  const speaker = BY_KEY.get(key);
  const found = quotesOf(key);
  openFound(speaker ? speaker.name : CHARTED_NAME(key), found, speaker && speaker.role ? ` · ${speaker.role}` : '', speaker ? speaker.quotes : null);
}

function openClaims(rule, verdict) {
  const found = [...CLAIMS.values()].filter(({ claim }) =>
    (!rule || claim.rule === rule) && (!verdict || claim.verdict === verdict));
  const rules = rule ? [RUN.counts.rules[rule] || {}] : Object.values(RUN.counts.rules);
  const count = (verdicts) => (verdict ? verdicts[verdict] || 0 : Object.values(verdicts).reduce((sum, of) => sum + of, 0));
  const total = rules.reduce((sum, verdicts) => sum + count(verdicts), 0);
  openFound(rule || 'All rules', found, verdict ? ` · ${verdictName(verdict)}` : '', total);
}

/** “The council” of one article is not that of another: such a row is no one speaker. */
const kindOf = ({ kind, named }) => (named || ['group', 'unnamed'].includes(kind) ? kind : `${kind}, unnamed`);

const COLUMNS = [
  ['name', 'Speaker', 1], ['role', 'Role', 1], ['kind', 'Kind', 1], ['articles', 'Articles', -1],
  ['quotes', 'Quotations', -1], ['words', 'Words', -1], ['first', 'First', 1], ['last', 'Last', -1],
];

function speakerList() {
  const table = $('speaker-table');
  const state = { by: 'quotes', way: -1 };
  const least = new Map(SPEAKERS.map((speaker) => [speaker, plain(`${speaker.name} ${speaker.role}`)]));
  const show = paged(table.tBodies[0], $('speaker-more'), 25, (speaker) => h('tr', {},
    h('th', { scope: 'row' }, h('button', { type: 'button', class: 'link', onclick: () => openSpeaker(speaker.key) }, speaker.name)),
    h('td', {}, speaker.role), h('td', {}, kindOf(speaker)), h('td', { class: 'value' }, number(speaker.articles)),
    h('td', { class: 'value' }, number(speaker.quotes)), h('td', { class: 'value' }, number(speaker.words)),
    h('td', {}, day(speaker.first)), h('td', {}, day(speaker.last))));
  const heads = COLUMNS.map(([by, name, way]) => h('th', { scope: 'col', class: way < 0 && by !== 'last' ? 'value' : null },
    h('button', { type: 'button', class: 'sort', onclick: () => sort(by, way) }, name)));
  table.tHead.append(h('tr', {}, heads));
  const update = () => {
    const words = plain($('speaker-search').value).split(/\s+/).filter(Boolean);
    const kind = $('speaker-kind').value;
    const { by, way } = state;
    const order = (a, b) => (typeof a[by] === 'number' ? a[by] - b[by] : a[by].localeCompare(b[by], 'en'));
    const found = SPEAKERS.filter((speaker) => (!kind || speaker.kind === kind) && words.every((word) => least.get(speaker).includes(word)));
    show(found.sort((a, b) => way * order(a, b)));
    $('speaker-status').textContent = `${plural(found.length, 'speaker')}`;
    heads.forEach((head, at) => {
      if (COLUMNS[at][0] === by) head.setAttribute('aria-sort', way > 0 ? 'ascending' : 'descending');
      else head.removeAttribute('aria-sort');
    });
  };
  const sort = (by, way) => {
    state.way = state.by === by ? -state.way : way;
    state.by = by;
    update();
  };
  const kinds = [...new Set(SPEAKERS.map((speaker) => speaker.kind))].sort();
  $('speaker-kind').append(...kinds.map((kind) => h('option', { value: kind }, kind)));
  $('speaker-search').addEventListener('input', update);
  $('speaker-kind').addEventListener('change', update);
  update();
}

/** A statement of the list of what to check; a link where its article is on the page. */
function due(item) {
  const kind = item.voice === 'quotation' ? 'quote' : 'claim';
  const known = (kind === 'quote' ? QUOTES : CLAIMS).has(item.id);
  const url = safe(item.url);
  const words = known ? h('a', { href: `#${kind}=${encodeURIComponent(item.id)}` }, item.text) : item.text;
  const who = [claimant(item), item.role].filter(Boolean).join(', ');
  const where = [item.title || item.doc, item.outlet, day(item.date)].filter(Boolean).join(' · ');
  const flags = item.flags.split(';').filter(Boolean);
  const verdicts = item.verdicts.split(';');
  return h('tr', {},
    h('td', {}, flags.length ? flags.map((flag, at) => h('div', {}, verdictLabel(verdicts[at]), ` ${flag}`)) : 'no rule'),
    h('td', { class: 'value' }, score(item.worth)),
    h('td', {}, who),
    h('td', { class: 'words' }, words),
    h('td', {}, where, url ? h('div', {}, h('a', { href: url, rel: 'noopener noreferrer nofollow' }, 'the article')) : ''));
}

function toCheck() {
  $('check').hidden = TO_CHECK.length === 0;
  $('check-link').hidden = TO_CHECK.length === 0;
  const heads = ['Flags', 'Worth a check', 'Speaker', 'Statement', 'Article'];
  $('check-table').tHead.append(h('tr', {}, heads.map((head) => h('th', { scope: 'col' }, head))));
  paged($('check-table').tBodies[0], $('check-more'), 10, due)(TO_CHECK);
}
