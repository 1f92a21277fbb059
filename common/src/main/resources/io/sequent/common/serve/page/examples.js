// Inputs to begin with, made for this page.

const TEXTS = {
  news: 'The central bank left interest rates unchanged on Tuesday, but said that rising oil prices could slow the economy later this year.',
  sentiment:
    'The first half takes its time, and I nearly gave up on it. Then the two sisters finally talk, and from there on it is the warmest film I have seen all year.',
  tweets: 'three hours late and the train still smells of fish, best monday ever',
  ner: 'У четвер письменниця Марія Левченко прочитала нові вірші в харківській бібліотеці, а наступного дня поїхала до Ужгорода, де її запросив університет.',
  textgen: 'Good morrow, neighbour. What news from the city?\n',
};

/** An example for a model; empty if there is none. */
export function example({task, output, labels}) {
  return output === 'forecast' ? prices(labels) : (TEXTS[task] ?? '');
}

/** Made-up closes of series on weekdays. */
function prices(series) {
  const lines = [['Date', ...series].join(',')];
  const day = new Date(Date.UTC(2018, 5, 1));
  let state = 7;
  let closes = series.map((_, i) => 142 / (1 + 2 * i));
  while (lines.length <= 80) {
    if (day.getUTCDay() % 6 !== 0) {
      closes = closes.map((close) => close * (1.0004 + 0.012 * (uniform() + uniform() - 1)));
      lines.push([day.toISOString().slice(0, 10), ...closes.map((close) => close.toFixed(2))].join(','));
    }
    day.setUTCDate(day.getUTCDate() + 1);
  }
  return lines.join('\n');

  // The same at every call: the minimal standard generator of Park and Miller.
  function uniform() {
    state = (state * 48271) % 2147483647;
    return state / 2147483647;
  }
}
