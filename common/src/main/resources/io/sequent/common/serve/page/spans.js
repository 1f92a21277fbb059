// The labelled spans of a text, marked in it.

import {element, isolated} from './dom.js';
import {count, percent} from './figures.js';

/** Colours of types; a type has its name beside it too, so that more types than these are told apart. */
const HUES = 8;

/** One sentence about a prediction. */
export function summary(prediction) {
  const numbers = byType(prediction);
  if (numbers.size === 0) {
    return ['No entities found.'];
  }
  const each = [...numbers].flatMap(([type, number], i) => [`${i > 0 ? ', ' : ''}${number} `, isolated(type)]);
  return [`${count(prediction.entities.length, 'entity', 'entities')}: `, ...each];
}

/**
 * The elements that show a prediction.
 *
 * @param text that it is for; offsets count UTF-16 code units, as those of strings here do
 */
export function view(prediction, text) {
  const numbers = byType(prediction);
  if (numbers.size === 0) {
    return [element('p', {class: 'marked', dir: 'auto'}, text)];
  }
  const hues = new Map([...numbers.keys()].map((type, i) => [type, `hue-${(i % HUES) + 1}`]));
  return [marked(prediction, text, hues), legend(numbers, hues)];
}

function byType(prediction) {
  const numbers = new Map();
  for (const {type} of prediction.entities) {
    numbers.set(type, (numbers.get(type) ?? 0) + 1);
  }
  return new Map([...numbers].sort(([a], [b]) => (a < b ? -1 : 1)));
}

function marked(prediction, text, hues) {
  const place = element('p', {class: 'marked', dir: 'auto'});
  let end = 0;
  for (const entity of prediction.entities) {
    place.append(text.slice(end, entity.startOffset));
    place.append(
      element(
        'mark',
        {class: hues.get(entity.type)},
        isolated(text.slice(entity.startOffset, entity.endOffset)),
        ' ',
        element(
          'span',
          {class: 'label'},
          isolated(entity.type, {class: 'type'}),
          ` ${percent(entity.probability)}`,
        ),
      ),
    );
    end = entity.endOffset;
  }
  place.append(text.slice(end));
  return place;
}

function legend(numbers, hues) {
  const entries = [...numbers].map(([type, number]) =>
    element('li', {}, element('span', {class: `swatch ${hues.get(type)}`}, isolated(type)), ` ${number}`),
  );
  return element('ul', {class: 'legend', 'aria-label': 'Types of entities'}, ...entries);
}
