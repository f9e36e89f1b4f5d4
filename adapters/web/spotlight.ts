/**
 * Finds in the desk's home reply what the first screen shows large: the first moment that counts down, or else the first
 * moment of all, with what stands beside it. Everything else of the reply stays, in its order.
 */
import type { Block, Inline, Line, Moment, Reply } from '../../src/reply/reply.js';

export interface Spotlight {
  readonly title: string;
  readonly moment: Moment;
  /** What stands beside the moment. */
  readonly beside: Line;
  /** Lines of the reply that are nothing but a link, such as the one to join. */
  readonly links: Line;
  readonly rest: readonly Block[];
}

export function spotlightOf(reply: Reply): Spotlight | undefined {
  const found = find(reply, (moment) => moment.countdown === true) ?? find(reply, (moment) => moment.fixed !== true);
  if (found === undefined) return undefined;
  const links = found.rest.flatMap((block) => loneLink(block) ?? []);
  return { ...found, links, rest: found.rest.filter((block) => loneLink(block) === undefined) };
}

function loneLink(block: Block): Inline | undefined {
  const [only, ...more] = block.type === 'text' ? block.line : [];
  return more.length === 0 && typeof only === 'object' && only.type === 'link' ? only : undefined;
}

function find(reply: Reply, wanted: (moment: Moment) => boolean): Omit<Spotlight, 'links'> | undefined {
  const momentIn = (line: Line): Moment | undefined =>
    line.find((inline): inline is Moment => typeof inline === 'object' && inline.type === 'moment' && wanted(inline));
  for (const [i, block] of reply.body.entries()) {
    const without = (left: readonly Block[]): readonly Block[] => [
      ...reply.body.slice(0, i),
      ...left,
      ...reply.body.slice(i + 1),
    ];
    if (block.type === 'fields') {
      const field = block.fields.find(({ value }) => momentIn(value) !== undefined);
      const moment = field && momentIn(field.value);
      if (field === undefined || moment === undefined) continue;
      const fields = block.fields.filter((other) => other !== field);
      const rest = without(fields.length === 0 ? [] : [{ type: 'fields', fields }]);
      return { title: field.label, moment, beside: besides(field.value, moment), rest };
    }
    const lines = block.type === 'text' ? [block.line] : block.type === 'list' ? block.items : [];
    const line = lines.find((each) => momentIn(each) !== undefined);
    const moment = line && momentIn(line);
    if (line === undefined || moment === undefined) continue;
    const left = lines.filter((other) => other !== line);
    const name = line.find((inline) => typeof inline === 'object' && inline.type === 'strong');
    const title = typeof name === 'object' && name.type === 'strong' ? name.text : reply.title;
    const rest = without(left.length === 0 ? [] : [{ type: 'list', items: left }]);
    return {
      title,
      moment,
      beside: besides(
        line.filter((inline) => inline !== name),
        moment,
      ),
      rest,
    };
  }
  return undefined;
}

/** The line without the moment, and without the signs that only held them apart. */
function besides(line: Line, moment: Moment): Line {
  const isSeparator = (inline: Inline): boolean => typeof inline === 'string' && /^[\s·,:;–—.|-]*$/u.test(inline);
  const left = line.filter((inline) => inline !== moment);
  const first = left.findIndex((inline) => !isSeparator(inline));
  const last = left.findLastIndex((inline) => !isSeparator(inline));
  return first < 0 ? [] : left.slice(first, last + 1);
}
