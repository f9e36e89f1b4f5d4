import { describe, expect, test } from 'vitest';
import type { AskedQuestion } from '../../src/store/question-log.js';
import { noon, noonAnd, openedWith, type Start } from './ledger-samples.js';

function asked(text: string, change: Partial<AskedQuestion> = {}): AskedQuestion {
  return { text, reason: 'unanswered', platform: 'slack', channel: 'C0', at: noon, ...change };
}

const day = 86_400;

/** Questions that were not answered well, and the answers that maintainers wrote. */
export function questionsContract(name: string, start: Start): void {
  describe(`${name}: questions`, () => {
    const opened = openedWith(start);

    test('a question comes back as it was noted', async () => {
      const { store } = await opened();
      const near = { id: 'ROLES.md#member', title: 'Roles: Member', url: 'https://example.org/roles#member' };
      await store.noteQuestion(
        asked('sécurité 漢字?', { reason: 'not-helpful', near, asker: 'U0ANA', platform: 'discord' }),
      );
      const open = await store.openQuestions({ limit: 10 });
      expect(open).toEqual([
        {
          id: expect.stringMatching(/^[2-9a-z]{8}$/),
          text: 'sécurité 漢字?',
          reason: 'not-helpful',
          near,
          platform: 'discord',
          channel: 'C0',
          asker: 'U0ANA',
          at: noon,
        },
      ]);
    });

    test('without a person or a section none comes back', async () => {
      const { store } = await opened();
      await store.noteQuestion(asked('why?'));
      const [question] = await store.openQuestions({ limit: 10 });
      expect(Object.keys(question ?? {}).sort()).toEqual(['at', 'channel', 'id', 'platform', 'reason', 'text']);
    });

    test('the latest come first, from an instant on, and no more than wanted', async () => {
      const { store } = await opened();
      for (const seconds of [10, 30, 20]) await store.noteQuestion(asked(`after ${seconds}`, { at: noonAnd(seconds) }));
      const texts = async (query: Parameters<typeof store.openQuestions>[0]) =>
        (await store.openQuestions(query)).map(({ text }) => text);
      expect(await texts({ limit: 10 })).toEqual(['after 30', 'after 20', 'after 10']);
      expect(await texts({ limit: 2 })).toEqual(['after 30', 'after 20']);
      expect(await texts({ limit: 10, since: noonAnd(20) })).toEqual(['after 30', 'after 20']);
    });

    test('what is noted twice under one key within a day is kept once', async () => {
      const { store, advance } = await opened();
      await store.noteQuestion(asked('why?'), 'slack/U0ANA/why');
      await store.noteQuestion(asked('why?'), 'slack/U0ANA/why');
      await store.noteQuestion(asked('why?'), 'slack/U0BEN/why');
      expect(await store.openQuestions({ limit: 10 })).toHaveLength(2);
      await advance(day);
      await store.noteQuestion(asked('why?', { at: noonAnd(day) }), 'slack/U0ANA/why');
      expect(await store.openQuestions({ limit: 10 })).toHaveLength(3);
    });

    test('a question older than 180 days goes with the next one', async () => {
      const { store } = await opened();
      await store.noteQuestion(asked('old'));
      await store.noteQuestion(asked('kept', { at: noonAnd(1) }));
      await store.noteQuestion(asked('new', { at: noonAnd(180 * day + 1) }));
      expect((await store.openQuestions({ limit: 10 })).map(({ text }) => text)).toEqual(['new', 'kept']);
    });

    test('resolved questions leave the list, and their answer is there', async () => {
      const { store } = await opened();
      for (const text of ['stickers?', 'where are stickers?', 'parking?']) await store.noteQuestion(asked(text));
      const ids = (await store.openQuestions({ limit: 10 }))
        .filter(({ text }) => text !== 'parking?')
        .map(({ id }) => id);
      const answer = { ask: ['stickers?', 'where are stickers?'], say: 'At the desk.', url: 'https://example.org/s' };
      const stored = await store.resolveQuestions(ids, { answer, at: noonAnd(5) });
      expect(stored).toEqual({ ...answer, id: expect.any(String), addedAt: noonAnd(5) });
      expect((await store.openQuestions({ limit: 10 })).map(({ text }) => text)).toEqual(['parking?']);
      expect(await store.curatedAnswers()).toEqual([stored]);
    });

    test('of two maintainers who resolve the same at once, one adds an answer', async () => {
      const { store } = await opened();
      await store.noteQuestion(asked('stickers?'));
      const ids = (await store.openQuestions({ limit: 10 })).map(({ id }) => id);
      const [one, other] = await Promise.all(
        ['At the desk.', 'Nowhere.'].map((say) =>
          store.resolveQuestions(ids, { answer: { ask: ['stickers?'], say }, at: noon }),
        ),
      );
      expect([one, other].filter((stored) => stored === undefined)).toHaveLength(1);
      expect(await store.curatedAnswers()).toEqual([one ?? other]);
    });

    test('questions can be dismissed without an answer, and an answer taken away once', async () => {
      const { store } = await opened();
      for (const text of ['spam', 'stickers?']) await store.noteQuestion(asked(text));
      const open = await store.openQuestions({ limit: 10 });
      const idOf = (text: string) => open.flatMap((question) => (question.text === text ? [question.id] : []));
      expect(await store.resolveQuestions(idOf('spam'), { at: noon })).toBeUndefined();
      const stored = await store.resolveQuestions(idOf('stickers?'), {
        answer: { ask: ['stickers?'], say: 'No.' },
        at: noon,
      });
      expect(await store.openQuestions({ limit: 10 })).toEqual([]);
      expect(await store.removeAnswer(stored?.id ?? '')).toBe(true);
      expect(await store.removeAnswer(stored?.id ?? '')).toBe(false);
      expect(await store.curatedAnswers()).toEqual([]);
    });
  });
}
