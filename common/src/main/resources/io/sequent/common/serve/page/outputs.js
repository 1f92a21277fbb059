// What is asked and shown for each kind of output.

import {generate, predict, predictTable} from './api.js';
import * as classes from './classes.js';
import {element, isolated} from './dom.js';
import {count} from './figures.js';
import * as forecast from './forecast.js';
import {recent} from './prices.js';
import * as spans from './spans.js';

/**
 * The ways of models, by the `output` of a model:
 *
 * - `label`, `hint`, `action`: of the input and the button
 * - `empty`: what is asked for if there is no input; without it, none is needed
 * - `takesTable`: whether the input is a table, and may come from a file
 * - `ofFiles`: options that are about files or are entered as the input
 * - `answer(request, answer)`: asks the server and shows what it says, by `answer.show(nodes)` and
 *   `answer.say(summary)`; a request has `model`, `input`, `options` and `signal`
 */
export const OUTPUTS = {
  classes: {
    label: 'Text',
    hint: '',
    action: 'Predict',
    empty: 'Enter a text first.',
    ofFiles: ['format'],
    async answer({model, input, options, signal}, answer) {
      const prediction = await predict(model.name, input, options, signal);
      answer.show(classes.view(prediction));
      answer.say(...classes.summary(prediction));
    },
  },
  spans: {
    label: 'Text',
    hint: '',
    action: 'Find entities',
    empty: 'Enter a text first.',
    ofFiles: ['columns'],
    async answer({model, input, options, signal}, answer) {
      const prediction = await predict(model.name, input, options, signal);
      answer.show(spans.view(prediction, input));
      answer.say(...spans.summary(prediction));
    },
  },
  forecast: {
    label: 'Prices',
    hint: 'A line for each trading day, the oldest first: the day and the close of each series.',
    action: 'Forecast',
    empty: 'Enter prices or choose a file first.',
    takesTable: true,
    async answer({model, input, signal}, answer) {
      const [prices, predictions] = await forecasts(model, input, signal);
      answer.show(forecast.view(predictions, prices));
      answer.say(...forecast.summary(predictions));
    },
  },
  text: {
    label: 'Prompt',
    hint: 'The text goes on from here. Leave it empty to start a new one.',
    action: 'Generate',
    ofFiles: ['prompt'],
    async answer({model, input, options, signal}, answer) {
      const text = element('p', {class: 'generated', dir: 'auto'}, element('span', {class: 'prompt'}, input));
      const written = document.createTextNode('');
      text.append(written);
      answer.show([text]);
      answer.say('Writing…');
      const says = (how) => answer.say(`${count([...written.data].length, 'character')}${how}.`);
      try {
        for await (const part of generate(model.name, input, options, signal)) {
          written.appendData(part);
        }
        says('');
      } catch (error) {
        says(error.name === 'AbortError' ? ', then stopped' : ', then interrupted');
        throw error;
      }
    },
  },
  record: {
    label: 'Input',
    hint: '',
    action: 'Predict',
    empty: 'Enter something first.',
    async answer({model, input, options, signal}, answer) {
      const prediction = await predict(model.name, input, options, signal);
      const text = (value) => (typeof value === 'string' ? value : JSON.stringify(value));
      const rows = Object.entries(prediction).map(([name, value]) =>
        element('div', {}, element('dt', {}, isolated(name)), element('dd', {}, isolated(text(value)))),
      );
      answer.show([element('dl', {class: 'record'}, ...rows)]);
      answer.say('Predicted.');
    },
  },
};

/** There is a forecast for each day from the first window on, and the page shows the last. */
const DAYS = 100;

/** What was sent of some prices, and the forecasts; more is sent if a window is longer than usual. */
async function forecasts(model, input, signal) {
  const few = recent(input, DAYS);
  try {
    return [few, await predictTable(model.name, few, signal)];
  } catch (error) {
    const missing = /(\d+) more trading days are needed/.exec(error.message)?.[1];
    if (missing === undefined || few === input) {
      throw error;
    }
    const enough = recent(input, 2 * DAYS + Number(missing));
    return [enough, await predictTable(model.name, enough, signal)];
  }
}
