/**
 * The home tab: the next meetings at a glance. A button pressed there shows its answer in the same place, with a way back;
 * an answer too long for one tab comes as a direct message.
 */
import type { Asking, Desk, InvokeShelf } from '../../src/adapter.js';
import type { Reply } from '../../src/reply/reply.js';
import { buttonValues } from './button-value.js';
import type { Delivery } from './delivery.js';
import { renderParts, type SlackBlock, type SlackMessage, withoutSharing } from './render.js';

export interface Home {
  /** Publishes the next meetings to the asker's tab. */
  show(asking: Asking): Promise<void>;
  /** Publishes an answer there. */
  showReply(asking: Asking, reply: Reply): Promise<void>;
  isWayBack(value: string): boolean;
}

const wayBack = 'home';

const backButton: SlackBlock = {
  type: 'actions',
  elements: [
    {
      type: 'button',
      action_id: 'home:back',
      value: wayBack,
      text: { type: 'plain_text', text: 'Back to the next meetings', emoji: false },
    },
  ],
};

export interface HomeOptions {
  readonly desk: Desk;
  readonly shelf: InvokeShelf;
  readonly delivery: Delivery;
}

export function createHome({ desk, shelf, delivery }: HomeOptions): Home {
  async function publish(user: string, reply: Reply, below: readonly SlackBlock[]): Promise<void> {
    // Nobody but its owner sees the tab: there is no room to show anything to.
    const own = withoutSharing(reply);
    const code = await buttonValues(own, shelf);
    const [tab, ...more] = renderParts(own, code, 'home');
    if (tab !== undefined && more.length === 0) {
      await delivery.deliver({ to: 'home', user }, [withBlocks(tab, below)]);
    } else {
      await delivery.deliver({ to: 'conversation', room: user }, renderParts(own, code));
    }
  }

  return {
    isWayBack: (value) => value === wayBack,
    async show(asking) {
      await publish(asking.reader.id, await desk.home(asking), []);
    },
    showReply: (asking, reply) => publish(asking.reader.id, reply, [backButton]),
  };
}

function withBlocks(message: SlackMessage, below: readonly SlackBlock[]): SlackMessage {
  return { ...message, blocks: [...message.blocks, ...below] };
}
