// What the other parts stand on: the data, elements, numbers, words.
// Nothing here or after reads text as markup: elements are made, text is set.
'use strict';

const DATA = JSON.parse(document.getElementById('data').textContent);
const RUN = DATA.run;
const SPEAKERS = DATA.speakers;
const TO_CHECK = DATA.to_check;
const ARTICLES = DATA.articles;

// As many as style.css has.
const HUES = 7;

const $ = (id) => document.getElementById(id);

function fill(element, props, children) {
  for (const [name, value] of Object.entries(props || {})) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith('on')) element.addEventListener(name.slice(2), value);
    else element.setAttribute(name, value === true ? '' : value);
  }
  element.append(...children.flat().filter((child) => child !== null && child !== undefined && child !== ''));
  return element;
}

const h = (tag, props, ...children) => fill(document.createElement(tag), props, children);
const svg = (tag, props, ...children) =>
  fill(document.createElementNS('http://www.w3.org/2000/svg', tag), props, children);

const number = (value) => value.toLocaleString('en');
/** Of what is not all, never 100%. */
function percent(part, whole) {
  if (!whole) return '–';
  const share = 100 * part / whole;
  if (share > 99 && share < 100) return `${(Math.floor(10 * share) / 10).toFixed(1)}%`;
  return `${share.toFixed(part && share < 10 ? 1 : 0)}%`;
}
/** A score from 0 to 1, rounded as its hundredths are. */
const score = (value) => (Math.round(value * 100) / 100).toFixed(2);
const plural = (count, one, many) => `${number(count)} ${count === 1 ? one : many || one + 's'}`;
const plain = (text) => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();

/** A date as people read it, or as it stands. */
function day(date) {
  const parts = /^(\d{4})(?:-(\d\d)(?:-(\d\d))?)?/.exec(date || '');
  if (!parts) return date || '';
  const months = ['Jan', 'Feb', 'Mar', 'Apr', 'May', 'Jun', 'Jul', 'Aug', 'Sep', 'Oct', 'Nov', 'Dec'];
  const [, year, month, of] = parts;
  return [of && String(Number(of)), month && months[Number(month) - 1], year].filter(Boolean).join(' ');
}

/** Only what a browser fetches and nothing it runs. */
const safe = (url) => (/^https?:\/\//i.test(url || '') ? url : null);

const dateOf = (article) => day(article.day || article.date);
const titleOf = (article) => article.title || article.id;

/** A text's code points, as spans count. */
function pointsOf(text) {
  if (!/[\ud800-\udfff]/.test(text)) return { length: text.length, slice: (from, to) => text.slice(from, to) };
  const points = Array.from(text);
  return { length: points.length, slice: (from, to) => points.slice(from, to).join('') };
}

/** A list that shows so many at a time; returns what gives it others. */
function paged(list, more, step, render) {
  let items = [];
  let shown = 0;
  const grow = () => {
    const next = items.slice(shown, shown + step);
    shown += next.length;
    const made = next.map(render);
    list.append(...made);
    more.hidden = shown >= items.length;
    more.dataset.left = number(items.length - shown);
    more.textContent = `Show more (${more.dataset.left} left)`;
    return made[0];
  };
  more.addEventListener('click', () => {
    const first = grow();
    const link = first && first.querySelector('a, button');
    if (link) link.focus();
  });
  return (given) => {
    items = given;
    shown = 0;
    list.replaceChildren();
    grow();
  };
}

// Where each quotation, claim and article is.
const QUOTES = new Map();
const CLAIMS = new Map();
const PLACES = new Map();
ARTICLES.forEach((article, at) => {
  PLACES.set(article.id, at);
  article.quotes.forEach((quote) => QUOTES.set(quote.id, { article, quote }));
  article.claims.forEach((claim) => CLAIMS.set(claim.id, { article, claim }));
});
const BY_KEY = new Map(SPEAKERS.map((speaker) => [speaker.key, speaker]));
const CHARTED = RUN.charted.map((key) => BY_KEY.get(key) || { key, name: key });
const SAMPLED = RUN.sample.shown < RUN.sample.articles;

const ARTICLE_POINTS = new WeakMap();
function pointsIn(article) {
  if (!ARTICLE_POINTS.has(article)) ARTICLE_POINTS.set(article, pointsOf(article.text));
  return ARTICLE_POINTS.get(article);
}
const wordsAt = (article, spans) => spans.map(([from, to]) => pointsIn(article).slice(from, to)).join(' … ');
