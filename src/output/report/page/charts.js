// The overview: figures and charts. Each chart is a table or has one beside it.

/** A bar in parts. A part: `size` (of `whole`), `look`, `text` for its hover, `mark`, `open`. */
function bar(parts, whole) {
  const drawn = svg('svg', { class: 'bar', width: '100%', height: '18', 'aria-hidden': 'true', focusable: 'false' });
  let from = 0;
  for (const part of parts.filter((part) => part.size > 0)) {
    const width = 100 * part.size / whole;
    const shape = svg('g', { class: `${part.look}${part.open ? ' opens' : ''}`, onclick: part.open },
      svg('rect', { x: `${from}%`, y: '0', width: `${width}%`, height: '18' }, svg('title', {}, part.text)));
    const mark = part.name && width > 45 ? `${part.name} ${part.mark}` : part.mark;
    if (mark && width > 7) {
      shape.append(svg('text', { x: `${from + width / 2}%`, y: '13', 'text-anchor': 'middle' }, mark));
    }
    drawn.append(shape);
    from += width;
  }
  return drawn;
}

/** A table whose middle cells are bars. A row: `name`, `open`, `parts`, `whole`, `value`. */
function bars(caption, heads, rows) {
  const body = rows.map((row) => h('tr', {},
    h('th', { scope: 'row' }, h('span', { class: 'named' }, row.badge || '',
      row.open ? h('button', { type: 'button', class: 'link', onclick: row.open }, row.name) : row.name)),
    h('td', { class: 'drawn' }, bar(row.parts, row.whole), h('span', { class: 'hidden' }, row.parts.filter((part) => part.size > 0).map((part) => part.text).join(', '))),
    h('td', { class: 'value' }, row.value)));
  const head = h('thead', {}, h('tr', {},
    h('th', { scope: 'col' }, heads[0]), h('td', {}), h('th', { scope: 'col', class: 'value' }, heads[1])));
  return h('table', { class: 'bars' }, h('caption', { class: 'hidden' }, caption), head, h('tbody', {}, body));
}

const panel = (title, about, ...content) =>
  h('figure', { class: 'panel' }, h('figcaption', {}, h('h2', {}, title), about ? h('p', {}, about) : ''), ...content);

const badge = (mark, hue) => h('span', { class: `badge hue-${hue}`, 'aria-hidden': 'true' }, mark);

function tiles() {
  const counts = RUN.counts;
  const contradicted = Object.values(counts.rules).reduce((sum, verdicts) => sum + (verdicts.contradicted || 0), 0);
  const tile = (name, value, about) =>
    h('div', { class: 'tile' }, h('dt', {}, name), h('dd', {}, value, h('small', {}, about)));
  $('tiles').append(
    tile('Articles', number(counts.articles), `${number(counts.quoting)} quote somebody`),
    tile('Quotations', number(counts.quotations), `${number(counts.words)} words`),
    tile('Attributed', percent(counts.attributed, counts.quotations), `${number(counts.attributed)} have a speaker`),
    tile('Speakers', number(RUN.speakers_of_run), 'over the whole run'),
    tile('Flags', number(counts.flags), `${number(contradicted)} contradicted`));
  const kinds = ['direct', 'mixed', 'indirect'].filter((kind) => counts.kinds[kind]);
  const shares = kinds.map((kind) => `${percent(counts.kinds[kind], counts.quotations)} ${kind}`).join(', ');
  const failed = counts.failures ? ` ${plural(counts.failures, 'article')} could not be read: errors.csv says why.` : '';
  $('lead').textContent = counts.quotations
    ? `${plural(counts.quotations, 'quotation')} in ${plural(counts.articles, 'article')}: ${shares}.${failed}`
    : `No quotation was found in ${plural(counts.articles, 'article')}.${failed}`;
}

/** Says what of the run the page leaves out, if anything. */
function leftOut() {
  const { articles, shown, too_long: long, longest } = RUN.sample;
  const told = [];
  if (RUN.interrupted) told.push('This run was stopped before the end of its articles: the page shows what was done until then.');
  if (SAMPLED) {
    told.push(`This page shows ${number(shown)} of ${number(articles)} articles. So that it stays under 20 MB, those whose ids have the smallest hashes are kept: an even draw from the whole run, the same each time.`);
    if (long) told.push(`Of those, ${plural(long, 'article')} that alone would take more than ${number(Math.round(longest / 1000))} kB ${long === 1 ? 'is' : 'are'} left out.`);
    told.push('Figures, charts and the list of speakers count all articles.');
  }
  if (RUN.speakers_left_out) told.push(`The list of speakers holds the ${number(SPEAKERS.length)} quoted most often of ${number(RUN.speakers_of_run)}; speakers.csv has all.`);
  if (RUN.approximate) told.push('Shares over time and by outlet may lack words of speakers who were quoted little in the first articles.');
  $('sample').hidden = told.length === 0;
  $('sample').append(...told.map((sentence) => h('p', {}, sentence)));
}

function whoSpeaksMost() {
  const named = SPEAKERS.filter((speaker) => speaker.named);
  if (named.length === 0) return '';
  const holder = h('div', {});
  const choices = [['words', 'Words'], ['quotes', 'Quotations']];
  const buttons = choices.map(([by, name]) => h('button', { type: 'button', onclick: () => show(by) }, name));
  const show = (by) => {
    buttons.forEach((button, at) => button.setAttribute('aria-pressed', choices[at][0] === by));
    const first = [...named].sort((a, b) => b[by] - a[by]).slice(0, 10);
    const most = first[0][by] || 1;
    const rows = first.map((speaker) => {
      const at = RUN.charted.indexOf(speaker.key) + 1;
      return {
        name: speaker.name,
        badge: badge(at || '·', at || 'others'),
        open: () => openSpeaker(speaker.key),
        whole: most,
        parts: [{ size: speaker[by], look: at ? `hue-${at}` : 'others', text: percent(speaker[by], by === 'words' ? RUN.counts.words : RUN.counts.quotations) }],
        value: number(speaker[by]),
      };
    });
    holder.replaceChildren(bars('Who speaks most', ['Speaker', by === 'words' ? 'Words' : 'Quotations'], rows));
  };
  show('words');
  return panel('Who speaks most', 'Those with a name: “a spokesman” and “the council” are others in every article.',
    h('div', { class: 'choice', role: 'group', 'aria-label': 'Count by' }, buttons), holder);
}

/** The parts of a column of a chart: charted speakers, others, nobody known. */
function partsOf(column, open) {
  const charted = column.speakers.map((said, at) => ({
    size: said[0], look: `hue-${at + 1}`, mark: String(at + 1), who: CHARTED[at].name, key: CHARTED[at].key,
  }));
  const known = charted.reduce((sum, part) => sum + part.size, 0) + column.unknown[0];
  const parts = [...charted,
    { size: column.all[0] - known, look: 'others', who: 'other speakers' },
    { size: column.unknown[0], look: 'unknown', who: 'no speaker known', mark: '?', key: null }];
  return parts.map((part) => ({
    ...part,
    text: `${part.who}: ${number(part.size)} words, ${percent(part.size, column.all[0])}`,
    open: part.key === undefined ? null : () => open(part.key),
  }));
}

function legend() {
  const charted = CHARTED.map((speaker, at) => h('li', {}, badge(at + 1, at + 1),
    h('button', { type: 'button', class: 'link', onclick: () => openSpeaker(speaker.key) }, speaker.name)));
  return h('ul', { class: 'legend' }, charted,
    h('li', {}, badge('·', 'others'), 'other speakers'), h('li', {}, badge('?', 'unknown'), 'no speaker known'));
}

function figures(chart, name, open) {
  const button = (said, open) => (said ? h('button', { type: 'button', class: 'link', onclick: open }, number(said)) : '0');
  const heads = [name, ...CHARTED.map((speaker) => speaker.name), 'others', 'unknown', 'all'];
  const rows = chart.columns.map((column) => {
    const parts = partsOf(column, (key) => open(column, key));
    return h('tr', {}, h('th', { scope: 'row' }, column.shown || column.name),
      parts.map((part) => h('td', {}, part.open ? button(part.size, part.open) : number(part.size))),
      h('td', {}, number(column.all[0])));
  });
  return h('details', {}, h('summary', {}, 'Figures, in words quoted'),
    h('div', { class: 'scroll', tabindex: '0', role: 'region', 'aria-label': `Words quoted by ${name.toLowerCase()}` },
      h('table', { class: 'list' }, h('thead', {}, h('tr', {}, heads.map((head) => h('th', { scope: 'col' }, head)))),
        h('tbody', {}, rows))));
}

/** The periods from the first to the last, those without a word too. */
function periods(chart) {
  const known = new Map(chart.columns.map((column) => [column.name, column]));
  const all = [];
  const names = [...known.keys()];
  const last = names[names.length - 1];
  for (let name = names[0]; name && name <= last && all.length < 400; name = after(name)) {
    all.push(known.get(name) || { name, all: [0, 0], unknown: [0, 0], speakers: CHARTED.map(() => [0, 0]) });
  }
  return all.slice(-60);
}

function after(period) {
  const [year, month, of] = period.split('-').map(Number);
  if (of) return new Date(Date.UTC(year, month - 1, of + 1)).toISOString().slice(0, 10);
  const two = (value) => String(value).padStart(2, '0');
  if (month) return month === 12 ? `${year + 1}-01` : `${year}-${two(month + 1)}`;
  return String(year + 1).padStart(4, '0');
}

const TALL = 180;
const VOLUME = 34;

function overTime() {
  const chart = RUN.time;
  if (chart.columns.length === 0) return '';
  const columns = periods(chart);
  columns.forEach((column) => { column.shown = day(column.name); });
  const open = (column, key) => openFound(CHARTED_NAME(key), quotesOf(key).filter(({ article }) =>
    periodOf(article.day, chart.unit) === column.name), ` · ${column.shown}`);
  const most = Math.max(...columns.map((column) => column.all[0]), 1);
  const wide = 100 / columns.length;
  const drawn = svg('svg', { class: 'time', width: '100%', height: TALL + VOLUME + 26, role: 'img', 'aria-label':
    `Share of words quoted by ${chart.unit}, from ${columns[0].shown} to ${columns[columns.length - 1].shown}; the figures stand in the table below.` });
  for (const at of [0, 0.5, 1]) {
    drawn.append(svg('line', { class: 'rule', x1: '0', x2: '100%', y1: TALL * at + 0.5, y2: TALL * at + 0.5 }));
  }
  const every = Math.ceil(columns.length / ($('charts').clientWidth < 500 ? 3 : 6));
  columns.forEach((column, at) => {
    const left = `${at * wide + wide * 0.1}%`;
    const width = `${Math.min(wide * 0.8, 12)}%`;
    const middle = `${at * wide + wide * 0.1 + Math.min(wide * 0.4, 6)}%`;
    let top = TALL;
    for (const part of partsOf(column, (key) => open(column, key)).filter((part) => part.size > 0)) {
      const tall = TALL * part.size / column.all[0];
      top -= tall;
      const shape = svg('g', { class: `${part.look}${part.open ? ' opens' : ''}`, onclick: part.open },
        svg('rect', { x: left, y: top, width, height: tall }, svg('title', {}, `${column.shown} · ${part.text}`)));
      if (part.mark && tall > 14 && wide > 3) shape.append(svg('text', { x: middle, y: top + tall / 2 + 4, 'text-anchor': 'middle' }, part.mark));
      drawn.append(shape);
    }
    const volume = VOLUME * column.all[0] / most;
    drawn.append(svg('rect', { class: 'volume', x: left, y: TALL + 6, width, height: Math.max(volume, column.all[0] ? 1 : 0) },
      svg('title', {}, `${column.shown}: ${number(column.all[0])} words quoted`)));
    if (at % every === 0) {
      const few = columns.length <= 8;
      const anchor = few || (at > 0 && at < columns.length - 1) ? 'middle' : at === 0 ? 'start' : 'end';
      const x = anchor === 'start' ? '0' : anchor === 'end' ? '100%' : middle;
      drawn.append(svg('text', { class: 'label', x, y: TALL + VOLUME + 22, 'text-anchor': anchor }, column.shown));
    }
  });
  const undated = chart.rest[0] ? ` ${plural(chart.rest[0], 'word')} without a date are not in it.` : '';
  return panel('Share of voice over time',
    `Of the words quoted each ${chart.unit}; below, how many they were.${undated}`, drawn, legend(),
    figures({ columns: columns.filter((column) => column.all[1]) }, chart.unit[0].toUpperCase() + chart.unit.slice(1), open));
}

function byOutlet() {
  const chart = RUN.outlets;
  if (chart.columns.length === 0) return '';
  const open = (column, key) => openFound(CHARTED_NAME(key), quotesOf(key).filter(({ article }) =>
    (article.outlet || '').trim().slice(0, column.name.length) === column.name), ` · ${column.name}`);
  const rows = chart.columns.map((column) => ({
    name: column.name, whole: column.all[0] || 1, value: number(column.all[0]),
    parts: partsOf(column, (key) => open(column, key)),
  }));
  const rest = chart.rest[0] ? ` ${plural(chart.rest[0], 'word')} of articles without an outlet or of smaller ones are not in it.` : '';
  return panel('Share of voice by outlet', `Of the words each quotes.${rest}`,
    bars('Share of voice by outlet', ['Outlet', 'Words'], rows), legend(), figures(chart, 'Outlet', open));
}

const VERDICTS = ['contradicted', 'doubtful', 'incomplete', 'check', 'undetermined', 'consistent', 'not_checkable'];
const verdictName = (verdict) => verdict.replace(/_/g, ' ');

function byRule() {
  const rules = Object.entries(RUN.counts.rules).map(([rule, verdicts]) => ({
    rule, verdicts, all: Object.values(verdicts).reduce((sum, count) => sum + count, 0),
  })).sort((a, b) => b.all - a.all);
  if (rules.length === 0) return '';
  const most = rules[0].all;
  const rows = rules.slice(0, 20).map(({ rule, verdicts, all }) => ({
    name: rule, whole: most, value: number(all), open: () => openClaims(rule),
    parts: VERDICTS.filter((verdict) => verdicts[verdict]).map((verdict) => ({
      size: verdicts[verdict], look: `verdict-${verdict}`, text: `${verdictName(verdict)}: ${verdicts[verdict]}`,
      name: verdictName(verdict), mark: String(verdicts[verdict]), open: () => openClaims(rule, verdict),
    })),
  }));
  const totals = VERDICTS.map((verdict) => [verdict, rules.reduce((sum, rule) => sum + (rule.verdicts[verdict] || 0), 0)]);
  const key = h('ul', { class: 'legend' }, totals.filter(([, count]) => count).map(([verdict, count]) =>
    h('li', {}, h('span', { class: `swatch verdict-${verdict}`, 'aria-hidden': 'true' }),
      h('button', { type: 'button', class: 'link', onclick: () => openClaims(null, verdict) }, `${verdictName(verdict)} ${number(count)}`))));
  const more = rules.length > 20 ? ` The 20 rules of the most flags of ${rules.length}.` : '';
  return panel('Verdicts by rule', `A flag is a reason to look.${more}`, bars('Flags by rule', ['Rule', 'Flags'], rows), key);
}
