import { expect, test } from 'vitest';
import { datePath, feedAddresses } from '../../../src/calendar/addresses.js';

test('a feed is offered to the usual calendar programs by an address that each of them takes', () => {
  expect(feedAddresses('https://desk.example.org/feeds', 'Istio & friends', 'community')).toEqual({
    feed: 'https://desk.example.org/feeds/calendar/community.ics',
    webcal: 'webcal://desk.example.org/feeds/calendar/community.ics',
    google:
      'https://calendar.google.com/calendar/r?cid=webcal%3A%2F%2Fdesk.example.org%2Ffeeds%2Fcalendar%2Fcommunity.ics',
    outlook:
      'https://outlook.live.com/calendar/0/addfromweb?url=https%3A%2F%2Fdesk.example.org%2Ffeeds%2Fcalendar%2Fcommunity.ics&name=Istio%20%26%20friends',
  });
});

test('all meetings, and one date of one', () => {
  expect(feedAddresses('http://127.0.0.1:3000', 'Istio').feed).toBe('http://127.0.0.1:3000/calendar.ics');
  expect(datePath('community', '2026-12-24T11:00')).toBe('/calendar/community/2026-12-24T11:00.ics');
});
