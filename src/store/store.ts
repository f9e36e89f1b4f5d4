import type { InvokeShelf, Logger, OnceGuard } from '../adapter.js';
import type { Clock } from '../time/clock.js';
import type { ChangeLog } from './change-log.js';
import { Contact, type StoreHealth } from './contact.js';
import type { FeedItems } from './feed-items.js';
import { createChangeLog } from './kept-changes.js';
import { createFeedItems } from './kept-feed-items.js';
import { createLeases } from './kept-leases.js';
import { createQuestionLog } from './kept-questions.js';
import type { Leases } from './leases.js';
import type { Ledger } from './ledger.js';
import { migrate } from './migrate.js';
import { tryTroublesNow } from './next-try.js';
import { openOnceGuardAlone } from './once-alone.js';
import { createOnceGuardShared } from './once-shared.js';
import { StoreOpenError } from './open-error.js';
import { openPostgres } from './postgres.js';
import { isPostgresAddress } from './postgres-address.js';
import { explainPostgresFailure } from './postgres-failure.js';
import type { QuestionLog } from './question-log.js';
import { createLedger, endLeases, freeEdits } from './reminder-ledger.js';
import type { Engine } from './schema.js';
import { createShelf } from './shelf.js';
import { openSqlite } from './sqlite.js';
import { explainOpenFailure } from './sqlite-failure.js';
import type { Threads } from './threads.js';
import { openThreads } from './threads-kept.js';

export type { StoreHealth } from './contact.js';
export { StoreOpenError } from './open-error.js';

/**
 * What Frontdesk remembers: events seen, invokes behind short buttons, what became of each reminder, and what was changed in
 * chat.
 */
export interface Store extends OnceGuard, InvokeShelf, Ledger, ChangeLog, FeedItems, Leases, QuestionLog, Threads {
  /** What due times, leases and lateness go by: the database's own clock, where several processes may share it. */
  readonly clock: Clock;
  /** Whether other processes may have the database open. */
  readonly shared: boolean;
  /** As the last call told. */
  health(): StoreHealth;
  /** Calling it twice is harmless. */
  close(): Promise<void>;
}

export interface StoreOptions {
  /** By which an embedded database's leases and expiries run; Postgres has its own. */
  readonly clock: Clock;
  /** Told when the database stops working, and when it works again. */
  readonly log?: Pick<Logger, 'warn' | 'info'>;
}

interface Opened {
  readonly engine: Engine;
  /** How the database is called in a sentence; without a password. */
  readonly name: string;
  readonly clock: Clock;
  /** @throws StoreOpenError where it is known before the first change that none may be made */
  checkWritable(): Promise<void>;
  /** Rejects where nothing may be claimed. */
  beforeClaim(): Promise<void>;
  explain(failure: unknown): StoreOpenError;
}

async function openEngine(address: string, clock: Clock): Promise<Opened> {
  if (isPostgresAddress(address)) {
    const engine = await openPostgres(address);
    const { name, presence } = engine;
    return {
      engine,
      name,
      clock: engine.clock,
      checkWritable: () => engine.checkWritable(),
      beforeClaim: () => presence.check(),
      explain: (failure) => explainPostgresFailure(name, failure),
    };
  }
  checkPath(address);
  return {
    engine: openSqlite(address, clock),
    name: address,
    clock,
    checkWritable: () => Promise.resolve(),
    beforeClaim: () => Promise.resolve(),
    explain: (failure) => explainOpenFailure(address, failure),
  };
}

/** An address with a scheme may hold a password, so it is never shown. */
export function checkPath(address: string): void {
  if (address.trim() !== '' && !/^[a-z][a-z0-9+.-]+:\/\//i.test(address) && !/^file:/i.test(address)) return;
  throw new StoreOpenError(
    'FRONTDESK_DATABASE must be the path of a file, such as data/frontdesk.db, or the address of a Postgres database, such as postgres://user:password@host:5432/frontdesk.',
  );
}

/**
 * @param address what FRONTDESK_DATABASE says: the path of a file (made with its folder when missing), ":memory:", or the
 * address of a Postgres database (which must be there; its tables are made when missing)
 * @throws StoreOpenError
 */
export async function openStore(address: string, options: StoreOptions): Promise<Store> {
  const opened = await openEngine(address, options.clock);
  const { engine, clock } = opened;
  const { log } = options;
  const contact = new Contact({ log, clauseOf: engine.clauseOf });
  try {
    await migrate(engine, opened.name);
    await opened.checkWritable();
    // Also the first change in every start: SQLite opens a file that it may not write without a word, and fails here.
    if (engine.alone) {
      await endLeases(engine);
      await freeEdits(engine);
    }
    await tryTroublesNow(engine);
    const once = engine.alone
      ? await openOnceGuardAlone({ engine, clock, log })
      : createOnceGuardShared({ engine, clock, contact, log });
    const shelf = createShelf(engine, clock, contact, log);
    const threads = await openThreads({ engine, clock, contact, log });
    const ledger = watched(createLedger(engine), contact, opened.beforeClaim);
    const questions = inTouch(createQuestionLog(engine, once), contact);
    let closing: Promise<void> | undefined;
    return {
      ...ledger,
      ...questions,
      ...told(engine, contact),
      first: once.first,
      keep: shelf.keep,
      take: shelf.take,
      answered: threads.answered,
      askerOf: threads.askerOf,
      clock,
      shared: !engine.alone,
      health: () => contact.health(),
      close() {
        closing ??= Promise.all([once.close(), shelf.close(), threads.close()]).then(() => engine.close());
        return closing;
      },
    };
  } catch (failure) {
    // Closing may fail for the same reason; the first failure is the one to tell.
    await engine.close().catch(() => undefined);
    throw opened.explain(failure);
  }
}

/** The ledger, whose every call tells whether the database works. */
function watched(ledger: Ledger, contact: Contact, beforeClaim: () => Promise<void>): Ledger {
  return {
    watermark: (platform) => contact.watch(() => ledger.watermark(platform)),
    planDue: (rows, watermark, revision) => contact.watch(() => ledger.planDue(rows, watermark, revision)),
    tell: (notices) => contact.watch(() => ledger.tell(notices)),
    claimDue: (request) => contact.watch(() => beforeClaim().then(() => ledger.claimDue(request))),
    renew: (claim, leaseSeconds) => contact.watch(() => ledger.renew(claim, leaseSeconds)),
    settle: (claim, settlement) => contact.watch(() => ledger.settle(claim, settlement)),
    release: (claim, release) => contact.watch(() => ledger.release(claim, release)),
    trouble: (claim, trouble) => contact.watch(() => ledger.trouble(claim, trouble)),
    lapse: () => contact.watch(() => ledger.lapse()),
    sweepsDue: (platform, limit) => contact.watch(() => ledger.sweepsDue(platform, limit)),
    swept: (sweep, done) => contact.watch(() => ledger.swept(sweep, done)),
    sweepLater: (sweep, at) => contact.watch(() => ledger.sweepLater(sweep, at)),
    editsDue: (platform, limit) => contact.watch(() => ledger.editsDue(platform, limit)),
    edited: (edit, shown) => contact.watch(() => ledger.edited(edit, shown)),
    editLater: (edit, at, how) => contact.watch(() => ledger.editLater(edit, at, how)),
    suspect: (claim) => contact.watch(() => ledger.suspect(claim)),
    receipts: (query) => contact.watch(() => ledger.receipts(query)),
    troubles: () => contact.watch(() => ledger.troubles()),
  };
}

/** What the schedule's changes, the feeds and the work that one process does alone keep here. */
function told(engine: Engine, contact: Contact): ChangeLog & FeedItems & Leases {
  const changes = createChangeLog(engine);
  const feeds = createFeedItems(engine);
  const leases = createLeases(engine);
  return {
    changesRevision: () => contact.watch(() => changes.changesRevision()),
    changesAfter: (id) => contact.watch(() => changes.changesAfter(id)),
    recordChange: (change, decide) => contact.watch(() => changes.recordChange(change, decide)),
    feedVersions: (items) => contact.watch(() => feeds.feedVersions(items)),
    lease: (name, seconds) => contact.watch(() => leases.lease(name, seconds)),
    unlease: (name) => contact.watch(() => leases.unlease(name)),
  };
}

/** The question log; who waits for an answer in chat is not kept waiting by it. */
function inTouch(log: QuestionLog, contact: Contact): QuestionLog {
  return {
    noteQuestion: (question, once) => contact.briefly(() => log.noteQuestion(question, once)),
    noteHelpful: (answer, once) => contact.briefly(() => log.noteHelpful(answer, once)),
    openQuestions: (query) => contact.watch(() => log.openQuestions(query)),
    resolveQuestions: (ids, how) => contact.watch(() => log.resolveQuestions(ids, how)),
    curatedAnswers: () => contact.briefly(() => log.curatedAnswers()),
    removeAnswer: (id) => contact.watch(() => log.removeAnswer(id)),
  };
}
