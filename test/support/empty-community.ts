import type { Community } from '../../src/community/model.js';

/** A community that lists nothing yet. */
export const emptyCommunity: Community = {
  name: 'Example',
  home: 'https://example.org',
  zone: 'UTC',
  rooms: [],
  maintainers: [],
  meetings: [],
  groups: [],
  links: [],
  contribute: [],
  docs: [],
  file: '/example/community.yaml',
};
