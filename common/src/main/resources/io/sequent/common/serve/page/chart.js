// A series up to its latest close, and the forecast of the days ahead beside persistence.

import {drawn, element} from './dom.js';
import {day} from './figures.js';

const HEIGHT = 220;
const TOP = 10;
const BOTTOM = 26;
const RIGHT = 16;
const TICKS = 4;
/** Of a character of an axis, in pixels. */
const CHARACTER = 7.5;

/**
 * A picture that is drawn anew, with text of the same size, when its width changes.
 *
 * @param {Object} data
 * @param {string} data.label what the picture shows, in words
 * @param {number[]} data.closes the oldest first, at least one
 * @param {?string} data.first day of the first close
 * @param {number} data.ahead days from the latest close to the forecast
 * @param {?string} data.date day of the forecast
 * @param {number} data.forecast
 * @param {{low: number, high: number}=} data.interval of the forecast
 */
export function chart(data) {
  const place = element('div', {class: 'chart'});
  let width = 0;
  new ResizeObserver(() => {
    if (place.clientWidth !== width) {
      width = place.clientWidth;
      place.replaceChildren(picture(data, width));
    }
  }).observe(place);
  return place;
}

/** What the lines and marks of the charts are. */
export function key(hasIntervals) {
  const entries = [
    ['close', drawn('path', {class: 'close', d: 'M1 7H23'})],
    [hasIntervals ? 'forecast and its interval' : 'forecast', forecastMark(12, 7, hasIntervals && [1, 13])],
    ['persistence: the latest close', persistence(2, 17, 7)],
  ];
  return element(
    'ul',
    {class: 'legend key'},
    ...entries.map(([name, mark]) =>
      element('li', {}, drawn('svg', {width: 24, height: 14, 'aria-hidden': 'true'}, mark), ` ${name}`),
    ),
  );
}

function picture(data, width) {
  const {closes, interval, forecast} = data;
  const latest = closes.at(-1);
  const values = [...closes, forecast, ...(interval ? [interval.low, interval.high] : [])];
  const ticks = round(Math.min(...values), Math.max(...values));
  const labels = tickLabels(ticks);
  const left = 10 + CHARACTER * Math.max(...labels.map((label) => label.length));
  const steps = closes.length - 1 + data.ahead;
  const x = (step) => left + 6 + ((width - RIGHT - left - 6) * step) / steps;
  const y = (value) => {
    const share = (value - ticks[0]) / (ticks.at(-1) - ticks[0]);
    return TOP + (HEIGHT - TOP - BOTTOM) * (1 - share);
  };
  const now = x(closes.length - 1);
  const then = x(steps);
  return drawn(
    'svg',
    {viewBox: `0 0 ${width} ${HEIGHT}`, width, height: HEIGHT, role: 'img', 'aria-label': data.label},
    ...ticks.map((tick) => drawn('path', {class: 'grid', d: `M${left} ${y(tick)}H${width}`})),
    ...ticks.map((tick, i) =>
      drawn('text', {x: left - 6, y: y(tick) + 4, 'text-anchor': 'end'}, labels[i]),
    ),
    drawn('path', {class: 'now', d: `M${now} ${TOP}V${HEIGHT - BOTTOM}`}),
    ...axis(data, left, width),
    ...(interval ? [wedge(now, y(latest), then, y(interval.low), y(interval.high))] : []),
    persistence(now, then, y(latest)),
    drawn('path', {class: 'close', d: line(closes.map((close, i) => [x(i), y(close)]))}),
    drawn('circle', {class: 'latest', cx: now, cy: y(latest), r: 2.5}),
    forecastMark(then, y(forecast), interval && [y(interval.high), y(interval.low)]),
  );
}

function axis(data, left, width) {
  const y = HEIGHT - 6;
  const first = data.first === null ? `${data.closes.length - 1} days before` : day(data.first);
  const last = data.date ? day(data.date) : `${data.ahead} ahead`;
  return [
    drawn('text', {x: left, y}, first),
    drawn('text', {x: width, y, 'text-anchor': 'end'}, last),
  ];
}

function line(points) {
  return `M${points.map(([x, y]) => `${x.toFixed(1)} ${y.toFixed(1)}`).join('L')}`;
}

function wedge(x, y, then, low, high) {
  return drawn('path', {class: 'wedge', d: `M${x} ${y}L${then} ${high}V${low}Z`});
}

function persistence(x, then, y) {
  return drawn(
    'g',
    {class: 'persistence'},
    drawn('path', {d: `M${x} ${y}H${then}`}),
    drawn('circle', {cx: then, cy: y, r: 3.5}),
  );
}

/** @param ends of the interval's bar; nothing for none */
function forecastMark(x, y, ends) {
  const bar = ends ? [drawn('path', {d: `M${x} ${ends[0]}V${ends[1]}M${x - 4} ${ends[0]}h8M${x - 4} ${ends[1]}h8`})] : [];
  return drawn(
    'g',
    {class: 'forecast'},
    ...bar,
    drawn('path', {class: 'mark', d: `M${x} ${y - 5}l5 5l-5 5l-5 -5Z`}),
  );
}

/** The values of ticks with as many decimals as tell them from each other. */
function tickLabels(ticks) {
  const digits = Math.max(0, -Math.floor(Math.log10(ticks[1] - ticks[0])));
  return ticks.map((tick) =>
    tick.toLocaleString('en', {minimumFractionDigits: digits, maximumFractionDigits: digits}),
  );
}

/** Round values, in equal steps, from one below the smallest to one above the largest. */
function round(smallest, largest) {
  const range = largest - smallest || Math.abs(largest) || 1;
  const rough = range / TICKS;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = power * [1, 2, 5, 10].find((factor) => factor * power >= rough);
  const first = Math.floor(smallest / step);
  const last = Math.max(Math.ceil(largest / step), first + 1);
  return Array.from({length: last - first + 1}, (_, i) => (first + i) * step);
}
