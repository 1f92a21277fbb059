// The latest forecast of each series beside persistence, as a chart and as figures.

import {chart, key} from './chart.js';
import {element, isolated} from './dom.js';
import {change, count, day, price} from './figures.js';
import {history} from './prices.js';

/** Closes in a chart: few enough that the days ahead have some room. */
const SHOWN = 30;

/** One sentence about forecasts in the order of their days. */
export function summary(predictions) {
  const last = predictions.at(-1);
  const each = Object.entries(last.forecast).flatMap(([name, value]) => [isolated(name), ` ${price(value)}, `]);
  const ahead = count(last.daysAhead, 'trading day');
  return [...each, `${last.date ? `on ${day(last.date)}, ` : ''}${ahead} ahead`];
}

/**
 * The elements that show forecasts.
 *
 * @param predictions in the order of their days
 * @param sent the prices as they were sent
 */
export function view(predictions, sent) {
  const last = predictions.at(-1);
  const days = history(sent, predictions).slice(-SHOWN);
  const rows = Object.entries(last.forecast).map(([name, value], i) => ({
    name,
    value,
    interval: last.intervals?.[name],
    closes: days.map((one) => one.closes[i]),
  }));
  const charts =
    days.length === 0
      ? []
      : [key(rows.some((row) => row.interval)), ...rows.map((row) => figure(row, days, last))];
  return [...charts, table(rows, last)];
}

function figure(row, days, last) {
  const text =
    `The last ${count(row.closes.length, 'close')} of ${row.name}, the latest ${price(row.closes.at(-1))}, ` +
    `and the forecast ${price(row.value)}.`;
  return element(
    'figure',
    {},
    element('figcaption', {}, isolated(row.name)),
    chart({
      label: text,
      closes: row.closes,
      first: days[0].date,
      ahead: last.daysAhead,
      date: last.date,
      forecast: row.value,
      interval: row.interval,
    }),
  );
}

function table(rows, last) {
  const intervals = rows.every((row) => row.interval);
  const closes = rows.every((row) => row.closes.length > 0);
  const head = ['series', 'forecast'];
  if (intervals) {
    head.push('from', 'to');
  }
  if (closes) {
    head.push('persistence', 'change');
  }
  const body = rows.map((row) => {
    const cells = [isolated(row.name), price(row.value)];
    if (intervals) {
      cells.push(price(row.interval.low), price(row.interval.high));
    }
    if (closes) {
      cells.push(price(row.closes.at(-1)), change(row.value / row.closes.at(-1) - 1));
    }
    return element('tr', {}, ...cells.map((cell, i) => element('td', i > 0 ? {class: 'figure'} : {}, cell)));
  });
  const coverage = intervals ? `, with its ${Math.round(100 * rows[0].interval.coverage)}\u00a0% interval` : '';
  const when = last.date ? `for ${day(last.date)}` : `${count(last.daysAhead, 'trading day')} ahead`;
  const title = `Forecast ${when}${coverage}`;
  return element(
    'div',
    {class: 'wide', role: 'region', 'aria-label': title, tabindex: 0},
    element(
      'table',
      {},
      element('caption', {}, title),
      element(
        'thead',
        {},
        element(
          'tr',
          {},
          ...head.map((name, i) => element('th', {scope: 'col', ...(i > 0 && {class: 'figure'})}, name)),
        ),
      ),
      element('tbody', {}, ...body),
    ),
  );
}
