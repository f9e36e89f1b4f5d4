import { describe, expect, test } from 'vitest';
import { choice, fields, link, list, moment, reply, shorten, strong, text } from '../../../src/reply/build.js';
import type { Instant } from '../../../src/time/zoned.js';

const at = 1_796_929_200 as Instant;

test('blocks are built from their lines', () => {
  expect(text('Hello ', strong('all'))).toEqual({ type: 'text', line: ['Hello ', { type: 'strong', text: 'all' }] });
  expect(list('one', ['two ', strong('three')])).toEqual({
    type: 'list',
    items: [['one'], ['two ', { type: 'strong', text: 'three' }]],
  });
  expect(fields(['Lead', 'Ana', ', Noor'], ['Forum'])).toEqual({
    type: 'fields',
    fields: [
      { label: 'Lead', value: ['Ana', ', Noor'] },
      { label: 'Forum', value: [] },
    ],
  });
});

test('a moment shows day and time unless told otherwise', () => {
  expect(moment(at, 'Europe/Berlin')).toEqual({ type: 'moment', at, home: 'Europe/Berlin', show: 'day-time' });
  expect(moment(at, 'UTC', { show: 'time', fixed: true })).toEqual({
    type: 'moment',
    at,
    home: 'UTC',
    show: 'time',
    fixed: true,
  });
});

describe('a link', () => {
  test('holds a safe address', () => {
    expect(link('Zoom', 'https://zoom.us/j/1')).toEqual({ type: 'link', text: 'Zoom', url: 'https://zoom.us/j/1' });
  });
  test('without words shows its address', () => {
    expect(link(' ', 'https://zoom.us/j/1')).toEqual({
      type: 'link',
      text: 'https://zoom.us/j/1',
      url: 'https://zoom.us/j/1',
    });
  });
  test.each(['javascript:alert(1)', 'not an address', 'https://istio.io@evil.example/'])(
    'is plain text for %s',
    (url) => {
      expect(link('press', url)).toBe(`press (${url})`);
    },
  );
});

test('a reply is for the asker alone, in a plain tone and without choices, unless told otherwise', () => {
  expect(reply({ title: 'T', summary: 'One\nline.', body: [] })).toEqual({
    title: 'T',
    summary: 'One line.',
    body: [],
    audience: 'asker',
    tone: 'plain',
    choices: [],
  });
  expect(reply({ title: 'T', summary: 'S.', body: [], audience: 'room', tone: 'problem' })).toMatchObject({
    audience: 'room',
    tone: 'problem',
  });
});

test('a choice keeps its label within a button', () => {
  const long = choice(
    'The working group for extensions and telemetry of the data plane and the control plane',
    'meeting',
  );
  expect(long.label).toBe('The working group for extensions and telemetry of the data plane and the…');
  expect(choice('Show', 'meeting', { name: 'x' }, { share: true, primary: true })).toEqual({
    label: 'Show',
    invoke: { command: 'meeting', options: { name: 'x' }, share: true },
    primary: true,
  });
});

test.each([
  ['what fits stays', 'short name', 20, 'short name'],
  ['whole words, then an ellipsis', 'one two three', 10, 'one two…'],
  ['a word that is too long alone is broken', 'abcdefghijkl', 6, 'abcde…'],
  ['never half an emoji', 'abcd🎉x', 6, 'abcd…'],
])('shortening: %s', (_name, words, max, expected) => {
  expect(shorten(words, max)).toBe(expected);
});
