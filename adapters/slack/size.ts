/** Whether Slack takes a message or a home tab as large as this one. The figures are those of the limits table. */
import type { types } from '@slack/bolt';
import { limits } from '../../src/reply/limits.js';
import type { SlackMessage } from './render.js';

export type Surface = 'message' | 'home';

const { slack } = limits;

export function withinLimits(message: SlackMessage, surface: Surface): boolean {
  const blocks = surface === 'home' ? slack.homeBlocks : slack.blocks;
  if (message.blocks.length === 0 || message.blocks.length > blocks || message.text.length > slack.text) return false;
  let total = 0;
  for (const block of message.blocks) {
    const length = blockLength(block);
    if (length === undefined) return false;
    total += length;
  }
  return total <= slack.blockText;
}

/** The characters a block shows; undefined where Slack refuses the block by itself. */
function blockLength(block: types.KnownBlock): number | undefined {
  switch (block.type) {
    case 'header':
      return block.text.text.length <= slack.header ? block.text.text.length : undefined;
    case 'rich_text':
      return richTextLength(block);
    case 'actions':
      return actionsLength(block);
    case 'context':
      return block.elements.reduce((sum, element) => sum + ('text' in element ? element.text.length : 0), 0);
    default:
      return 0;
  }
}

function richTextLength(block: types.RichTextBlock): number | undefined {
  let length = 0;
  for (const paragraph of block.elements) {
    for (const element of paragraph.elements) {
      length += element.type === 'rich_text_section' ? element.elements.reduce(sumOf, 0) : elementLength(element);
    }
  }
  return length <= slack.richText ? length : undefined;
}

const sumOf = (sum: number, element: types.RichTextElement) => sum + elementLength(element);

/** An address counts too: Slack's count of a message's characters is made over what it stores. */
function elementLength(element: types.RichTextElement): number {
  switch (element.type) {
    case 'text':
      return element.text.length;
    case 'link':
      return element.url.length + (element.text?.length ?? 0);
    case 'date':
      return Math.max(element.format.length, element.fallback?.length ?? 0);
    default:
      return 10;
  }
}

function actionsLength(block: types.ActionsBlock): number | undefined {
  let length = 0;
  for (const element of block.elements) {
    if (element.type !== 'button') continue;
    const label = element.text.text.length;
    if (label === 0 || label > slack.buttonLabel || (element.value?.length ?? 0) > slack.buttonValue) return undefined;
    length += label;
  }
  return length;
}
