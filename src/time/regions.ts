/**
 * Parts of the world where members of open-source communities live, the largest such part first, each by zones that keep
 * their clocks alike. Countries that change theirs on days of their own (Chile, Egypt, Israel, Morocco) are in none.
 */
export interface Region {
  /** After "for": "most of Europe". */
  readonly name: string;
  /** IANA names. The first stands for the others; what more than half of them do is told of the region. */
  readonly zones: readonly string[];
}

export const regions: readonly Region[] = [
  {
    name: 'most of Europe',
    zones: ['Europe/Berlin', 'Europe/London', 'Europe/Paris', 'Europe/Madrid', 'Europe/Warsaw', 'Europe/Stockholm'],
  },
  {
    name: 'most of North America',
    zones: ['America/New_York', 'America/Los_Angeles', 'America/Chicago', 'America/Denver', 'America/Toronto'],
  },
  {
    name: 'most of Asia',
    zones: ['Asia/Kolkata', 'Asia/Shanghai', 'Asia/Tokyo', 'Asia/Singapore', 'Asia/Seoul', 'Asia/Jakarta'],
  },
  {
    name: 'most of South America',
    zones: ['America/Sao_Paulo', 'America/Argentina/Buenos_Aires', 'America/Bogota', 'America/Lima'],
  },
  { name: 'most of Africa', zones: ['Africa/Lagos', 'Africa/Nairobi', 'Africa/Johannesburg', 'Africa/Accra'] },
  { name: 'southeastern Australia', zones: ['Australia/Sydney', 'Australia/Melbourne', 'Australia/Hobart'] },
  { name: 'New Zealand', zones: ['Pacific/Auckland'] },
];
