import { expect, test } from 'vitest';
import { faultResults, faultRows, unknownFaults } from './table.js';

const passed = (title: string) => ({ title, status: 'passed' });

test('the table has 78 faults, each with what is expected', () => {
  expect(faultRows).toHaveLength(78);
  expect(faultRows.filter(({ fault, expected }) => fault === '' || expected === '')).toEqual([]);
});

test('a title counts for every fault that it names', () => {
  const results = faultResults(
    [passed('killed twice [fault 1] [fault 2]'), passed('killed late [fault 2]')],
    new Set([1, 2, 3]),
  );
  expect(results.slice(0, 4).map(({ verdict, says }) => [verdict, says])).toEqual([
    ['passed', 'passed: 1 test'],
    ['passed', 'passed: 2 tests'],
    ['not run', 'left out of this run'],
    ['missing', 'no test injects it'],
  ]);
});

test('one test that fails makes its fault fail, however many pass', () => {
  const failing = { title: 'killed [fault 1]', status: 'failed' };
  expect(faultResults([passed('[fault 1]'), failing], new Set([1]))[0]).toEqual({
    number: 1,
    verdict: 'failed',
    says: 'FAILED: killed [fault 1]',
  });
});

test('a test that was left out does not count as passed', () => {
  expect(faultResults([{ title: '[fault 1]', status: 'skipped' }], new Set([1]))[0]?.verdict).toBe('not run');
});

test('a number that the table does not have is told', () => {
  expect(unknownFaults([passed('[fault 78] [fault 79] [fault 0]')])).toEqual([0, 79]);
});
