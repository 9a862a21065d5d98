// An article: its text with quotations, cues, sources and flags marked, and what speaks for each.

/** The article's speakers in the order of their first words: number, hue, name. */
function voicesOf(article) {
  const voices = new Map();
  for (const quote of article.quotes) {
    if (quote.speaker === null || voices.has(quote.key)) continue;
    const mark = voices.size + 1;
    voices.set(quote.key, { mark: String(mark), hue: (mark - 1) % HUES + 1, name: quote.speaker, key: quote.key });
  }
  return voices;
}

const NOBODY = { mark: '?', hue: 'unknown', name: 'No speaker known', key: null };
const voiceOf = (voices, quote) => (quote.speech ? voices.get(quote.key) || NOBODY : { ...NOBODY, mark: '“', name: `${quote.function}, not speech` });

/** Where marks begin and end: `[point, what]`, by point. */
function edges(article) {
  const starts = [];
  const ends = [];
  const mark = (span, what) => {
    if (span[0] < span[1]) {
      starts.push([span[0], what]);
      ends.push([span[1], what]);
    }
  };
  article.quotes.forEach((quote, at) => {
    quote.content.forEach((span, part) => mark(span, { part: 'content', quote, at, first: part === 0 }));
    quote.cue.forEach((span) => mark(span, { part: 'cue', quote, at }));
    quote.source.forEach((span) => mark(span, { part: 'source', quote, at }));
  });
  article.claims.forEach((claim, at) => mark(claim.span, { part: 'claim', claim, at }));
  const byPoint = (a, b) => a[0] - b[0];
  return { starts: starts.sort(byPoint), ends: ends.sort(byPoint) };
}

/** A stretch of text between two edges, under the marks that hold there. */
function stretch(text, open, voices) {
  const marks = [...open];
  if (marks.length === 0) return document.createTextNode(text);
  const last = (part) => marks.filter((mark) => mark.part === part).pop();
  const [content, cue, source] = ['content', 'cue', 'source'].map(last);
  const looks = [];
  if (content) looks.push(content.quote.speech ? 'said' : 'not-speech');
  if (content && content.quote.nested_in) looks.push('nested');
  if (cue) looks.push('cue');
  if (source) looks.push('source');
  const whose = content || cue || source;
  if (whose) looks.push(`hue-${voiceOf(voices, whose.quote).hue}`);
  const ids = (parts) => marks.filter((mark) => parts.includes(mark.part)).map((mark) => mark.at).join(' ') || null;
  const tag = content ? 'mark' : 'span';
  return h(tag, { class: looks.join(' '), 'data-quotes': ids(['content', 'cue', 'source']), 'data-claims': ids(['claim']) }, text);
}

function marked(article, voices) {
  const body = h('div', { class: 'text' });
  let paragraph = h('p', {});
  const put = (node) => paragraph.append(node);
  const turn = () => {
    if (paragraph.childNodes.length) body.append(paragraph);
    paragraph = h('p', {});
  };
  const { starts, ends } = edges(article);
  const points = pointsIn(article);
  const open = new Set();
  let from = 0;
  const reach = (to) => {
    points.slice(from, to).split(/\n[^\S\n]*\n\s*/).forEach((text, at) => {
      if (at > 0) turn();
      if (text) put(stretch(text, open, voices));
    });
    from = to;
  };
  let [s, e] = [0, 0];
  while (s < starts.length || e < ends.length) {
    const ending = s >= starts.length || (e < ends.length && ends[e][0] <= starts[s][0]);
    const [at, what] = ending ? ends[e++] : starts[s++];
    if (at > from) reach(at);
    if (ending) {
      open.delete(what);
      if (what.claim) put(flagButton(what.claim, what.at));
    } else {
      if (what.first) put(quoteButton(what.quote, what.at, voices));
      open.add(what);
    }
  }
  reach(points.length);
  turn();
  return body;
}

function quoteButton(quote, at, voices) {
  const voice = voiceOf(voices, quote);
  const label = `${voice.mark} ${voice.name}, quotation ${at + 1}, ${quote.kind}, confidence ${score(quote.confidence)}`;
  return h('button', { type: 'button', class: `badge hue-${voice.hue}`, 'data-quote': at, 'aria-label': label }, voice.mark);
}

const flagButton = (claim, at) => h('button', {
  type: 'button', class: `flag verdict-${claim.verdict}`, 'data-claim': at,
  'aria-label': `${verdictName(claim.verdict)}: flag of the rule ${claim.rule}`,
}, verdictName(claim.verdict));

const pair = (name, ...value) => (value.some((part) => part) ? [h('dt', {}, name), h('dd', {}, ...value)] : []);

function claimPart(claim) {
  return h('div', { class: 'claim-part' }, h('p', {}, verdictLabel(claim.verdict), ` ${claim.rule}`),
    claim.working ? h('p', { class: 'working' }, claim.working) : '',
    claim.figures.length ? h('p', { class: 'meta' }, `Figures: ${claim.figures.join(', ')}`) : '',
    claim.sources.length ? h('p', { class: 'meta' }, `Sources: ${claim.sources.join(' | ')}`) : '');
}

/** What speaks for a quotation, for the panel beside the text. */
function quoteCard(article, quote, voices) {
  const voice = voiceOf(voices, quote);
  const flags = article.claims.filter((claim) => claim.quote === quote.id);
  const about = [quote.role, quote.affiliation].filter(Boolean).join(', ');
  return [
    h('h3', { tabindex: '-1' }, h('span', { class: `badge hue-${voice.hue}`, 'aria-hidden': 'true' }, voice.mark), voice.name),
    about ? h('p', { class: 'meta' }, about) : '',
    h('blockquote', {}, wordsAt(article, quote.content)),
    h('dl', {},
      pair('Kind', `${quote.kind}, ${plural(quote.words, 'word')}${quote.speech ? '' : `, ${quote.function}`}`),
      pair('Source', wordsAt(article, quote.source)), pair('Cue', wordsAt(article, quote.cue)),
      pair('Evidence', h('code', {}, quote.evidence)),
      pair('Confidence', meter(quote.confidence), ` ${score(quote.confidence)}: about ${Math.round(quote.confidence * 100)} of 100 such rows are right`),
      quote.speaker ? pair('Sure of speaker', meter(quote.sure), ` ${score(quote.sure)}`) : '',
      pair('Worth a check', meter(quote.worth), ` ${score(quote.worth)}`),
      pair('Notes', quote.notes.map((note) => note.replace(/_/g, ' ')).join(', '))),
    flags.length ? h('h4', {}, plural(flags.length, 'flag')) : '', ...flags.map(claimPart),
    quote.speaker ? h('button', { type: 'button', onclick: () => openSpeaker(quote.key) }, 'All by this speaker') : '',
  ];
}

function meter(value) {
  return svg('svg', { class: 'meter', width: '72', height: '8', 'aria-hidden': 'true' },
    svg('rect', { class: 'meter-all', width: '100%', height: '8', rx: '4' }),
    svg('rect', { class: 'meter-part', width: `${Math.max(0, Math.min(1, value)) * 100}%`, height: '8', rx: '4' }));
}

function claimCard(article, claim) {
  return [
    h('h3', { tabindex: '-1' }, claim.rule),
    h('blockquote', {}, pointsIn(article).slice(...claim.span)),
    claimPart(claim),
    h('dl', {}, pair('Said by', claimant(claim)), pair('Voice', claim.voice)),
    h('button', { type: 'button', onclick: () => openClaims(claim.rule) }, 'All flags of this rule'),
  ];
}

/** Rows for readers of tables, for paper and for those who do not point. */
function quoteTable(article, voices) {
  if (article.quotes.length === 0) return '';
  const heads = ['', 'Speaker', 'Quotation', 'Source', 'Cue', 'Kind', 'Evidence', 'Confidence', 'Flags'];
  const flags = (quote) => article.claims.filter((claim) => claim.quote === quote.id).map((claim) => `${claim.rule}: ${verdictName(claim.verdict)}`).join('; ');
  const rows = article.quotes.map((quote, at) => h('tr', {},
    h('td', {}, badge(voiceOf(voices, quote).mark, voiceOf(voices, quote).hue)),
    h('td', {}, voiceOf(voices, quote).name),
    h('td', { class: 'words' }, h('a', { href: `#quote=${encodeURIComponent(quote.id)}` }, wordsAt(article, quote.content))),
    h('td', {}, wordsAt(article, quote.source)), h('td', {}, wordsAt(article, quote.cue)), h('td', {}, quote.kind),
    h('td', {}, quote.evidence), h('td', { class: 'value' }, score(quote.confidence)), h('td', {}, flags(quote))));
  return h('details', { class: 'rows' }, h('summary', {}, `The ${plural(article.quotes.length, 'quotation')} as a table`),
    h('div', { class: 'scroll', tabindex: '0', role: 'region', 'aria-label': 'Quotations of this article' },
      h('table', { class: 'list' }, h('thead', {}, h('tr', {}, heads.map((head) => (head ? h('th', { scope: 'col' }, head) : h('td', {}))))), h('tbody', {}, rows))));
}

/** The flags with their working, which on paper nobody can point at. */
function flagTable(article) {
  if (article.claims.length === 0) return '';
  return h('details', { class: 'rows' }, h('summary', {}, `The ${plural(article.claims.length, 'flag')} with the working`),
    h('ol', {}, article.claims.map((claim) => h('li', {},
      h('a', { href: `#claim=${encodeURIComponent(claim.id)}` }, pointsIn(article).slice(...claim.span)), claimPart(claim)))));
}
