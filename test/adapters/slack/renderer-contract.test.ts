import { buttonValues, invokeOfValue, readInvoke } from '../../../adapters/slack/button-value.js';
import { renderParts } from '../../../adapters/slack/render.js';
import type { Invoke } from '../../../src/reply/reply.js';
import { renderersKeep, type SeenPart } from '../../contract/renderers.js';
import { blockFaults, type Json } from '../../support/slack/block-check.js';
import { MemoryShelf } from '../../support/slack/harness.js';
import { viewMessage } from '../../support/slack/message-view.js';

renderersKeep(
  'Slack',
  async (reply) => {
    const shelf = new MemoryShelf();
    const messages = renderParts(reply, await buttonValues(reply, shelf));
    return Promise.all(
      messages.map(async ({ text, blocks }): Promise<SeenPart> => {
        const payload = JSON.parse(JSON.stringify(blocks)) as readonly Json[];
        const view = viewMessage(text, payload);
        return {
          ...view,
          buttons: await Promise.all(
            view.buttons.map(async ({ label, value }) => ({ label, invoke: await pressed(value, shelf) })),
          ),
          broken: [...blockFaults(payload, 'message'), ...(text.length > 4_000 ? ['text too long'] : [])],
        };
      }),
    );
  },
  { moments: 'native', canMention: true },
);

async function pressed(value: string, shelf: MemoryShelf): Promise<Invoke> {
  const invoke = readInvoke(value) ?? (await invokeOfValue(value, shelf));
  if (invoke === undefined) throw new Error(`A button whose value says nothing: ${value}`);
  return invoke;
}
