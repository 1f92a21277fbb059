// The classes of a text, the most probable first.

import {drawn, element, isolated} from './dom.js';
import {count, percent} from './figures.js';

const SHOWN = 12;

/** One sentence about a prediction. */
export function summary(prediction) {
  return prediction.class === null
    ? [`No class is probable enough; the best has ${percent(prediction.probability)}.`]
    : [isolated(prediction.class), `, ${percent(prediction.probability)}`];
}

/** The elements that show a prediction. */
export function view(prediction) {
  const ranked = Object.entries(prediction.probabilities).sort((a, b) => b[1] - a[1]);
  const list = element('ol', {class: 'classes'}, ...ranked.slice(0, SHOWN).map(row));
  if (ranked.length <= SHOWN) {
    return [list];
  }
  const more = element('button', {type: 'button'}, `Show all ${count(ranked.length, 'class', 'classes')}`);
  more.addEventListener('click', () => {
    list.append(...ranked.slice(SHOWN).map(row));
    list.children[SHOWN].tabIndex = -1;
    list.children[SHOWN].focus();
    more.remove();
  });
  return [list, more];

  // The decision need not be the most probable class, where it was calibrated.
  function row([name, probability]) {
    const isPredicted = name === prediction.class;
    const label = element('span', {class: 'name'}, isolated(name));
    if (isPredicted) {
      label.append(' ', element('span', {class: 'badge'}, 'predicted'));
    }
    return element(
      'li',
      isPredicted ? {class: 'predicted'} : {},
      label,
      element('span', {class: 'share'}, percent(probability)),
      bar(probability),
    );
  }
}

function bar(probability) {
  const width = `${(100 * probability).toFixed(2)}%`;
  return drawn(
    'svg',
    {class: 'bar', 'aria-hidden': 'true'},
    drawn('rect', {class: 'whole', width: '100%', height: '100%', rx: 3}),
    drawn('rect', {class: 'part', width, height: '100%', rx: 3}),
  );
}
