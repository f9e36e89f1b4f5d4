import { defineConfig } from 'vitest/config';

// The time rooms must not notice where the server stands: their tests run whole under each of these host zones.
const hostZones = ['UTC', 'Asia/Kolkata', 'America/St_Johns', 'Pacific/Apia'];
const heavy = ['test/browser/**', 'test/platform/**', 'test/bin/**', 'test/faults/**'];
// Faults that take minutes: `npm run faults` runs them, `npm test` does not.
const slow = 'test/**/*.slow.test.ts';
const shared = { pool: 'forks' as const, setupFiles: ['test/support/setup.ts'], testTimeout: 20_000 };

export default defineConfig({
  test: {
    projects: [
      { test: { ...shared, name: 'laws', include: ['test/laws/**/*.test.ts'] } },
      {
        test: {
          ...shared,
          name: 'unit',
          include: ['test/**/*.test.ts'],
          exclude: ['test/laws/**', 'test/src/time/**', slow, ...heavy],
        },
      },
      ...hostZones.map((zone) => ({
        test: { ...shared, name: `time ${zone}`, include: ['test/src/time/**/*.test.ts'], env: { TZ: zone } },
      })),
      {
        test: {
          ...shared,
          name: 'whole',
          include: heavy.map((place) => `${place}/*.test.ts`),
          exclude: [slow],
          testTimeout: 60_000,
        },
      },
      { test: { ...shared, name: 'slow', include: [slow], testTimeout: 900_000 } },
    ],
  },
});
