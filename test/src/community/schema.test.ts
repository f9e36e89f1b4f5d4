import { Ajv } from 'ajv';
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { communitySchema } from '../../../src/community/schema.js';
import { istioText } from './temporary-community.js';

const accepts = new Ajv({ allErrors: true, strict: false }).compile(communitySchema());

test('an editor accepts the example', () => {
  expect(accepts(parse(istioText)), JSON.stringify(accepts.errors)).toBe(true);
});

test.each([
  ['a misspelt key', 'every: 2 weeks', 'evry: 2 weeks'],
  ['an abbreviated zone', 'timezone: America/Los_Angeles', 'timezone: PST'],
  ['a bare Discord id', 'general: {}', 'general: { discord: 112233445566778899 }'],
  ['a time over 12 hours', 'at: "11:00"', 'at: 11am'],
  ['a missing title', '    title: Community meeting\n', ''],
])('an editor underlines %s', (_what, from, to) => {
  expect(istioText).toContain(from);
  expect(accepts(parse(istioText.replace(from, to)))).toBe(false);
});

test('every key is described, so that completion can say what it is for', () => {
  const bare: string[] = [];
  const visit = (schema: unknown, path: string): void => {
    if (typeof schema !== 'object' || schema === null) return;
    const { properties, items, anyOf, description } = schema as Record<string, unknown>;
    if (path !== '' && description === undefined && anyOf === undefined) bare.push(path);
    for (const [key, inner] of Object.entries(properties ?? {})) visit(inner, `${path}.${key}`);
    if (items !== undefined && !Array.isArray(items)) {
      const { properties: inside } = items as Record<string, unknown>;
      for (const [key, inner] of Object.entries(inside ?? {})) visit(inner, `${path}[].${key}`);
    }
  };
  visit(communitySchema(), '');
  expect(bare).toEqual([]);
});
