import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decodeText, escapeText } from '../../../adapters/slack/plain-text.js';

test.each([
  ['a person by name', 'ask <@U1|ana> about it', 'ask @ana about it'],
  ['a person without a name', 'ask <@U1>', 'ask @U1'],
  ['a channel', 'see <#C1|general> and <#C2>', 'see #general and #C2'],
  ['a link that Slack made of a host', 'look at <http://istio.io|istio.io>', 'look at istio.io'],
  ['a bare link', '<https://istio.io/a?b=1&amp;c=2>', 'https://istio.io/a?b=1&c=2'],
  ['a mail address', '<mailto:a@b.example|a@b.example>', 'a@b.example'],
  ['a call to everybody', '<!channel> <!here|here> <!subteam^S1|@docs>', '@channel here @docs'],
  ['a date', '<!date^1781190000^{date}|11 June>', '11 June'],
  ['escaped brackets stay what they are', '&lt;!channel&gt; &amp;lt;', '<!channel> &lt;'],
  ['white space', '  when \t is\u00A0it  ', 'when is it'],
])('%s reads as it was typed', (_what, source, typed) => {
  expect(decodeText(source)).toBe(typed);
});

test('the bot’s own mention is taken out, wherever it stands and however often', () => {
  expect(decodeText('<@U0DESK> when is <@U0DESK|frontdesk> the meeting, <@U1|ana>?', 'U0DESK')).toBe(
    'when is the meeting, @ana?',
  );
});

test('escaping and decoding give any text back, and leave no bracket for Slack to read', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme' }), (text) => {
      const escaped = escapeText(text);
      expect(escaped).not.toMatch(/[<>]/);
      expect(decodeText(escaped)).toBe(text.replace(/[^\S\n]+/g, ' ').trim());
    }),
  );
});

test('hostile nesting costs no more than its length', () => {
  const before = process.cpuUsage();
  decodeText('<'.repeat(40_000) + '>'.repeat(40_000));
  decodeText(`<${'a|'.repeat(20_000)}`);
  decodeText('<a'.repeat(20_000));
  const { user, system } = process.cpuUsage(before);
  expect((user + system) / 1000).toBeLessThan(50);
});
