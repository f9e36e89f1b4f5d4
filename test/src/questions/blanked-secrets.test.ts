import { expect, test } from 'vitest';
import { blankedSecrets } from '../../../src/questions/blanked-secrets.js';
import { questionText } from '../../../src/questions/question-text.js';

/** In parts, so that no scanner takes this file for a leak. */
const token = (...parts: readonly string[]) => parts.join('');

test.each([
  token('xo', 'xb-2154-8833-AbCdEfGh'),
  token('xa', 'pp-1-A02-991-beef'),
  token('gh', 'p_16C7e42F292c6912E7710c838347Ae178B4a'),
  token('gh', 'o_16C7e42F292c6912E7'),
  token('github', '_pat_11ABCDE0_zyxwv'),
  token('glp', 'at-Zk3_9sJq-LmN4'),
  token('AK', 'IAIOSFODNN7EXAMPLE'),
  token('ey', 'JhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxMjM0In0.dBjftJeZ4CVPmB92K27uhbUJU1p1'),
  token('MTk4NjIyNDgzNDcx', 'OTI1MjQ4.Cl2FMQ.ZnCjm1XVW7vRze4b7Cq4se7kKWs'),
  'wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY',
  '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b',
  '3d6f1c52-9a0b-4c1e-8f57-0a1b2c3d4e5f',
])('a token is not kept: %s', (secret) => {
  expect(blankedSecrets(`why does ${secret} not work?`)).toBe('why does ••• not work?');
});

test.each([
  ['my password is sesame, why can I not log in?', 'my password is •••, why can I not log in?'],
  ['login with pwd=Tr0ub4dor&3 fails', 'login with pwd=••• fails'],
  ['the API key: abcdefg. Where does it go?', 'the API key: •••. Where does it go?'],
  ['I use the passphrase “correct horse battery” daily', 'I use the passphrase “correct horse battery” daily'],
  ['the passphrase is “correct horse battery”, is that long enough?', 'the passphrase is •••, is that long enough?'],
  ['password letmein99 is refused', 'password ••• is refused'],
  ['can I use postgres://ana:sesame@db for it?', 'can I use postgres://ana:•••@db for it?'],
  ['Authorization: Bearer abcdef.ghijkl gives 401', 'Authorization: Bearer ••• gives 401'],
])('“%s” is kept as “%s”', (typed, kept) => {
  expect(blankedSecrets(typed)).toBe(kept);
});

test.each([
  'how do I change my password?',
  'why is the password required, and where is the token stored?',
  'the secret is created by the installer, is that right?',
  'what is a token: is it the same as a key?',
  'does istio-1.24.0-alpha-linux-amd64 run here?',
  'where is WORKING-GROUP-PROCESSES.md, and VirtualServiceDestinationRule?',
  'who reviews https://github.com/istio/community/pull/1234?',
  'is networking.istio.io/v1alpha3 still supported?',
])('a question without a secret stays as it is: %s', (question) => {
  expect(blankedSecrets(question)).toBe(question);
});

test('a secret is found behind signs that are not seen, across a long text, and beside a person', () => {
  const secret = token('xo', 'xb-2154-88', '\u200B33-AbCd');
  expect(questionText(`Thanks @ana my token is ${secret}. How do I join?`)).toBe(
    'Thanks @someone my token is •••. How do I join?',
  );
  expect(questionText(`${'why '.repeat(122)}${token('gh', 'p_', 'a1B2'.repeat(10))}`)).not.toContain('a1B2');
});
