// The prices that forecasts were made from.

const DATE = /^\d{4}-\d{2}-\d{2}/;

/**
 * The latest days of prices, with the rows of names before them.
 *
 * Where days are written in another way than 2018-12-31, their order is not known, and they all stay.
 *
 * @param {number} most days
 */
export function recent(text, most) {
  const lines = text.split(/\r\n|\r|\n/).filter((line) => line.trim() !== '');
  const dates = lines.map((line) => line.split(separator(line)).map(bare).find((cell) => DATE.test(cell)));
  const first = dates.findIndex((date) => date !== undefined);
  const dated = dates.slice(first);
  if (lines.length <= most || first < 0 || dated.includes(undefined)) {
    return text;
  }
  const rows = lines.slice(first);
  const isNewestFirst = dated[0] > dated.at(-1);
  return [
    ...lines.slice(0, first),
    ...(isNewestFirst ? rows.slice(0, most) : rows.slice(-most)),
  ].join('\n');
}

/**
 * The closes of each day, the oldest first, as far as they can be read here.
 *
 * The server says of each forecast which day it follows, but not which days come before the first.
 * Those are read from what was sent, if the last day there is as the server has read it.
 *
 * @param {string} sent the prices as they were sent
 * @param {Array} predictions in their order, at least one
 * @returns {Array<{date: ?string, closes: number[]}>} maybe empty
 */
export function history(sent, predictions) {
  const series = Object.keys(predictions[0].forecast);
  const read = days(predictions.map((prediction) => prediction.after), series);
  const all = days(sent.split(/\r\n|\r|\n/).filter((line) => line.trim() !== ''), series);
  const isSame =
    read.length === 0 ||
    (all.length > read.length && all.at(-1).closes.every((close, i) => close === read.at(-1).closes[i]));
  return isSame ? all : read;
}

/** The days in lines of cells, or none if one of them is in another form. */
function days(lines, series) {
  const rows = lines.map((line) => line.split(separator(lines[0])).map(bare));
  const names = rows[0].map((cell) => cell.toLowerCase());
  const named = series.map((name) => names.indexOf(name.toLowerCase()));
  const isHeader = !named.includes(-1);
  const width = rows[0].length;
  if (!isHeader && width !== series.length && width !== series.length + 1) {
    return [];
  }
  const columns = isHeader ? named : series.map((_, i) => width - series.length + i);
  const found = rows.slice(isHeader ? 1 : 0).map((cells) => ({
    date: cells.find((cell) => DATE.test(cell))?.slice(0, 10) ?? null,
    closes: columns.map((column) => Number(cells[column] || NaN)),
  }));
  if (!found.every((one) => one.closes.every((close) => close > 0 && Number.isFinite(close)))) {
    return [];
  }
  return found.every((one) => one.date !== null)
    ? found.sort((a, b) => (a.date < b.date ? -1 : a.date > b.date ? 1 : 0))
    : found;
}

function separator(line) {
  return line.includes('\t') ? '\t' : line.includes(';') ? ';' : ',';
}

function bare(cell) {
  return cell.trim().replace(/^"(.*)"$/, '$1');
}
