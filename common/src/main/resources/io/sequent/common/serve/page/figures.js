// Figures as people read them.

const SPACE = '\u00a0';

/** A probability, 0 to 1, in percent; what rounds to all or nothing says that it is less than that. */
export function percent(probability) {
  if (probability > 0 && probability < 0.0005) {
    return `<${SPACE}0.1${SPACE}%`;
  }
  if (probability < 1 && probability >= 0.9995) {
    return `>${SPACE}99.9${SPACE}%`;
  }
  return `${(100 * probability).toFixed(1)}${SPACE}%`;
}

/** A metric, in four decimals as in reports. */
export function figure(value) {
  return value.toLocaleString('en', {minimumFractionDigits: 4, maximumFractionDigits: 4});
}

/** A price, with more decimals if it is small. */
export function price(value) {
  const digits = Math.abs(value) < 1 ? 4 : 2;
  return value.toLocaleString('en', {minimumFractionDigits: digits, maximumFractionDigits: digits});
}

/** A change, with its sign. */
export function change(share) {
  const rounded = (100 * Math.abs(share)).toFixed(2);
  const sign = rounded === '0.00' ? '' : share < 0 ? '\u2212' : '+';
  return `${sign}${rounded}${SPACE}%`;
}

/** So many of something. */
export function count(number, one, many = `${one}s`) {
  return `${number.toLocaleString('en')} ${number === 1 ? one : many}`;
}

/** A day such as 24 November 2026, of a text that begins as ISO 8601 writes it; else the text. */
export function day(text) {
  const date = new Date(`${text.slice(0, 10)}T00:00:00Z`);
  return Number.isNaN(date.getTime())
    ? text
    : date.toLocaleDateString('en-GB', {
        day: 'numeric',
        month: 'long',
        year: 'numeric',
        timeZone: 'UTC',
      });
}
