/**
 * Which Slack user groups a person is in, for rights that the community file gives to a group. Asked only where a right is
 * checked, kept for a minute, and never guessed: where Slack cannot be asked, there is no answer, and so no right.
 */
import type { Clock } from '../../src/time/clock.js';
import type { SlackWeb } from './transport.js';

export interface UserGroups {
  /** Ids such as S0123, of enabled groups. @throws Error where Slack cannot be asked; the message says what to do. */
  of(user: string): Promise<readonly string[]>;
}

type Members = ReadonlyMap<string, ReadonlySet<string>>;

const keepMs = 60_000;

export function createUserGroups({ web, clock }: { web: Pick<SlackWeb, 'call'>; clock: Clock }): UserGroups {
  let known: { readonly members: Promise<Members>; readonly at: number } | undefined;

  async function list(): Promise<Members> {
    const called = await web.call('usergroups.list', { include_users: true });
    if (!called.ok) {
      const { failure } = called;
      const why = failure.outcome === 'retry-after' ? `it asks to wait ${failure.seconds} s.` : failure.reason;
      throw new Error(`Slack does not tell its user groups: ${why}`);
    }
    if (!Array.isArray(called.data.usergroups)) throw new Error('Slack’s answer about its user groups is odd.');
    return new Map(called.data.usergroups.flatMap(readGroup));
  }

  function fresh(): Promise<Members> {
    const now = clock.nowMs();
    // An age below zero: the clock was put back, and says nothing about it.
    if (known !== undefined && now >= known.at && now < known.at + keepMs) return known.members;
    const asked = { members: list(), at: now };
    known = asked;
    asked.members.catch(() => {
      if (known === asked) known = undefined;
    });
    return asked.members;
  }

  return {
    async of(user) {
      return [...(await fresh())].filter(([, users]) => users.has(user)).map(([id]) => id);
    },
  };
}

function readGroup(group: unknown): [string, ReadonlySet<string>][] {
  const { id, users } = (group ?? {}) as { readonly id?: unknown; readonly users?: unknown };
  return typeof id === 'string' && Array.isArray(users)
    ? [[id, new Set(users.filter((u) => typeof u === 'string'))]]
    : [];
}
