import { describe, expect, test } from 'vitest';
import { readTyped, type Screen } from '../../../adapters/console/inbound.js';
import { renderConsole } from '../../../adapters/console/render.js';
import { columnsOf } from '../../../adapters/console/wrap.js';
import type { Reader } from '../../../src/adapter.js';
import {
  choice,
  code,
  fields,
  link,
  list,
  moment,
  reply,
  source,
  strong,
  struck,
  text,
} from '../../../src/reply/build.js';
import type { Invoke, Reply } from '../../../src/reply/reply.js';
import { renderersKeep, type SeenButton, type SeenPart } from '../../contract/renderers.js';
import { meetingAt, meetingUntil } from '../../support/gallery.js';

/** Reads a terminal's screen back: the mark of a quote and the indent are for the eye, everything else is words. */
function seenAt(width: number): (shown: Reply, reader: Reader) => SeenPart[] {
  return (shown, reader) => {
    const pressable: Invoke[] = [];
    const view = { width, zone: reader.zone ?? 'UTC', code: (invoke: Invoke) => `#${pressable.push(invoke)}` };
    const lines = renderConsole(shown, view).split('\n');
    const bodyFrom = Math.max(lines.indexOf(''), 0);
    const firstChoice = lines.findIndex((line) => line.startsWith('[#1] '));
    const choices =
      firstChoice === -1 ? [] : lines.slice(firstChoice, firstChoice + lines.slice(firstChoice).concat('').indexOf(''));
    const screen: Screen = { choices: pressable, ...(shown.paging ? { paging: shown.paging } : {}) };
    const body = lines.slice(bodyFrom).filter((line) => !choices.includes(line));
    return [
      {
        title: lines.slice(0, lines.concat('').indexOf('')).join(' '),
        texts: body.map((line) => line.replace(/^│ /u, '')),
        links: lines.flatMap((line) => line.match(/https?:\/\/[^\s>]+/gu) ?? []).map((url) => ({ text: url, url })),
        instants: [],
        people: [],
        buttons: [...choiceButtons(choices, screen), ...pageButtons(lines.join(' '), screen)],
        pings: [],
        broken: lines.filter((line) => columnsOf(line) > width && !line.includes('http')),
      },
    ];
  };
}

function choiceButtons(lines: readonly string[], screen: Screen): SeenButton[] {
  const labels = lines
    .join('')
    .split(/\[#(\d+)\] /u)
    .slice(1);
  return labels.flatMap((number, index) => {
    if (index % 2 === 1) return [];
    const typed = readTyped(number, screen);
    return typed.kind === 'press' ? [{ label: labels[index + 1] ?? '', invoke: typed.invoke }] : [];
  });
}

function pageButtons(words: string, screen: Screen): SeenButton[] {
  return ['n', 'p'].flatMap((key) => {
    const typed = readTyped(key, screen);
    return words.includes(` ${key}: `) && typed.kind === 'press' ? [{ label: key, invoke: typed.invoke }] : [];
  });
}

for (const width of [80, 40]) {
  renderersKeep(`the terminal at ${width} columns`, seenAt(width), { moments: 'said', canMention: false });
}

const meeting = reply({
  title: 'Community meeting',
  summary: 'Next: Thursday.',
  body: [
    text('Every 2 weeks on Thursday at 11:00 in Los Angeles.'),
    fields(
      ['When', moment(meetingAt, 'America/Los_Angeles', { until: meetingUntil })],
      ['Join', link('Zoom', 'https://zoom.us/j/986657835')],
    ),
    source('Come as you are.', 'Welcome', 'https://docs.example.org/welcome'),
    list('one', ['two ', strong('bold'), ' ', code('x')]),
  ],
  choices: [
    choice('All meetings', 'meeting', { name: 'all' }),
    choice('Show to the room', 'meeting', {}, { share: true }),
  ],
  paging: { from: 1, to: 10, total: 12, next: { command: 'meeting', options: { page: 2 } } },
});

describe('a reply in the terminal', () => {
  test('at 80 columns labels stand in a column, at the reader’s time', () => {
    let pressed = 0;
    const shown = renderConsole(meeting, { width: 80, zone: 'Europe/Berlin', code: () => String(++pressed) });
    expect(shown).toBe(
      [
        'Community meeting',
        '',
        'Every 2 weeks on Thursday at 11:00 in Los Angeles.',
        '',
        'When: Thursday 10 December 2026, 20:00 to 21:00 in Berlin',
        'Join: Zoom <https://zoom.us/j/986657835>',
        '',
        '│ Come as you are.',
        '│ Welcome <https://docs.example.org/welcome>',
        '',
        '• one',
        '• two bold x',
        '',
        '[1] All meetings',
        '[2] Show to the room',
        '',
        '1 to 10 of 12 · n: next page',
      ].join('\n'),
    );
  });

  test('at 28 columns values go below their labels', () => {
    const shown = renderConsole({ ...meeting, choices: [], body: meeting.body.slice(1, 2) }, { width: 28 });
    expect(shown).toBe(
      [
        'Community meeting',
        '',
        'When:',
        '  Thursday 10 December 2026,',
        '  11:00 to 12:00 in Los',
        '  Angeles',
        'Join:',
        '  Zoom',
        '  <https://zoom.us/j/986657835>',
        '',
        '1 to 10 of 12 ·',
        'next page: /meeting page:2',
      ].join('\n'),
    );
  });

  test('where nothing can be pressed, a choice shows the command to type, and sharing is left out', () => {
    const commands = [
      {
        name: 'meeting',
        summary: 'Meetings',
        examples: ['meeting'],
        options: [{ name: 'name', summary: 'A name', kind: 'text', required: false, completes: false } as const],
      },
    ];
    const { paging: _paging, ...unpaged } = meeting;
    expect(renderConsole({ ...unpaged, body: [] }, { width: 80, commands })).toBe(
      ['Community meeting', '', 'All meetings: /meeting all'].join('\n'),
    );
  });

  test('bold and dim are written when asked for, and not one escape otherwise', () => {
    const coloured = renderConsole(meeting, { width: 80, color: true });
    expect(coloured).toContain('\u001B[1mCommunity meeting\u001B[22m');
    expect(coloured).toContain('\u001B[2m<https://zoom.us/j/986657835>\u001B[22m');
    expect(renderConsole(meeting, { width: 80 })).not.toContain('\u001B');
  });

  test('what is struck out has a line through it where there is colour, and is said in words where there is none', () => {
    const moved = reply({
      title: 'Moved',
      summary: 's',
      body: [text(struck('11:00 in Los Angeles'), ' 12:00 instead')],
    });
    expect(renderConsole(moved, { width: 80, color: true })).toContain(
      '\u001B[9m11:00 in Los Angeles\u001B[29m 12:00 instead',
    );
    expect(renderConsole(moved, { width: 80 })).toBe('Moved\n\n(was 11:00 in Los Angeles) 12:00 instead');
  });

  test('a line through words goes on where they wrap', () => {
    const long = reply({ title: 'T', summary: 's', body: [text(struck('Thursday 10 December 2026'))] });
    expect(renderConsole(long, { width: 20, color: true }).split('\n').slice(2)).toEqual([
      '\u001B[9mThursday 10 December\u001B[29m',
      '\u001B[9m2026\u001B[29m',
    ]);
  });

  test('an escape sequence in somebody’s text loses its power', () => {
    const unkind = reply({ title: 'T\u001B[2J', summary: 's', body: [text('a\u001B[31mred\u009B2J')] });
    expect(renderConsole(unkind, { width: 80, color: false })).toBe('T[2J\n\na[31mred2J');
  });
});
