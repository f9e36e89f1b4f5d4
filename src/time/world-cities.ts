/**
 * A dozen zones around the world, west to east: where members of open-source communities mostly live, so that a table of
 * them answers most people. Times of the year differ, so they are sorted anew where that matters.
 */
export const worldCities: readonly string[] = [
  'America/Los_Angeles',
  'America/Denver',
  'America/New_York',
  'America/Sao_Paulo',
  'UTC',
  'Europe/London',
  'Africa/Lagos',
  'Europe/Berlin',
  'Africa/Nairobi',
  'Asia/Kolkata',
  'Asia/Shanghai',
  'Asia/Tokyo',
  'Australia/Sydney',
];
