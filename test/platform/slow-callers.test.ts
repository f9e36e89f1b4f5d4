/** Who connects and then says nothing, or not all of it, is cut off 10 s later, by every server that strangers reach. */
import { expect, test } from 'vitest';
import { openPage } from '../adapters/web/open-page.js';
import { scriptedDesk } from '../support/scripted-desk.js';
import { runSlack } from '../support/slack/harness.js';
import { halves, slowCaller } from '../support/slow-caller.js';

test('a slow caller is cut off in time', async () => {
  const desk = scriptedDesk({});
  const slack = await runSlack(desk, { by: 'http' });
  const page = await openPage(desk, { folder: '', remove: () => {} }, { page: false });
  try {
    const addresses = [slack.adapter.address() ?? '', page.address];
    const callers = await Promise.all(
      addresses.flatMap((address) => Object.values(halves).map((words) => slowCaller(address, words))),
    );
    const told = await Promise.all(callers.map(({ cut }) => cut));
    expect(told.map((words) => words.split('\r\n', 1)[0])).toEqual(
      Array.from({ length: 4 }, () => 'HTTP/1.1 408 Request Timeout'),
    );
  } finally {
    await page.adapter.stop();
    await slack.close();
  }
}, 15_000);
