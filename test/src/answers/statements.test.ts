import { expect, test } from 'vitest';
import { toBeConfirmed } from '../../../src/answers/statements.js';
import { gist, istioDesk } from './istio-desk.js';

const ask = await istioDesk();

test.each([
  ['the security meeting is on friday, right?', 'is the security meeting on friday'],
  ['so I think config meets weekly, correct?', 'does config meets weekly'],
  ["security is at 11, isn't it?", 'is security at 11'],
  ['when is security, is it at 9am?', 'is security at 9am'],
  ['who chairs security, is it Grace?', 'is Grace a lead of security'],
  ['is the meeting today, yes?', 'is the meeting today'],
])('“%s” asks “%s”', (said, question) => {
  expect(toBeConfirmed(said)).toBe(question);
});

test.each(['who is right?', 'when is the meeting?', 'what is correct', 'is that right?'])('“%s” stays', (said) => {
  expect(toBeConfirmed(said)).toBeUndefined();
});

test.each([
  ['Lin Sun works at IBM, right?', 'computed: Yes. Lin Sun is listed with IBM.'],
  ['is Etai Lev-Ran from Google?', 'computed: No. Etai Lev-Ran is listed with IBM.'],
  ['which company is Wencheng Lu from', 'computed: Wencheng Lu is listed with Google.'],
  [
    'who runs security, is it Grace Hopper?',
    'computed: No, nobody of that name. Etai Lev-Ran, Michael Elder and Wencheng Lu lead Security.',
  ],
])('“%s”: “%s”', async (question, said) => {
  expect(gist(await ask(question))).toBe(said);
});
