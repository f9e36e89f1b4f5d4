/** Which names of zones hold here, and how each is said to people. */
import { canonicalZone, ianaNames } from './zone-data.js';

/**
 * Names that moved with their city's own name (browsers and old files still give the old one), and names without a city
 * that the data keeps under another country's.
 */
const renamed: Readonly<Record<string, string>> = {
  'Africa/Asmera': 'Africa/Asmara',
  'America/Godthab': 'America/Nuuk',
  'Asia/Ashkhabad': 'Asia/Ashgabat',
  'Asia/Calcutta': 'Asia/Kolkata',
  'Asia/Dacca': 'Asia/Dhaka',
  'Asia/Katmandu': 'Asia/Kathmandu',
  'Asia/Macao': 'Asia/Macau',
  'Asia/Rangoon': 'Asia/Yangon',
  'Asia/Saigon': 'Asia/Ho_Chi_Minh',
  'Asia/Thimbu': 'Asia/Thimphu',
  'Asia/Ujung_Pandang': 'Asia/Makassar',
  'Asia/Ulan_Bator': 'Asia/Ulaanbaatar',
  'Atlantic/Faeroe': 'Atlantic/Faroe',
  'Europe/Kiev': 'Europe/Kyiv',
  'Pacific/Enderbury': 'Pacific/Kanton',
  'Pacific/Ponape': 'Pacific/Pohnpei',
  'Pacific/Truk': 'Pacific/Chuuk',
  EST5EDT: 'America/New_York',
  CST6CDT: 'America/Chicago',
  MST7MDT: 'America/Denver',
  PST8PDT: 'America/Los_Angeles',
  Iceland: 'Atlantic/Reykjavik',
  Singapore: 'Asia/Singapore',
};

/**
 * IANA keeps these as names of zones, but who writes them means a place: "EST" is Panama's time there, an hour off New
 * York's all summer. They are refused, with the place to name.
 */
const abbreviations = new Set(['EST', 'MST', 'HST', 'CET', 'MET', 'EET', 'WET']);

const cityForm = /^(Africa|America|Antarctica|Arctic|Asia|Atlantic|Australia|Europe|Indian|Pacific)\/.+/;
/** Parts of Australia and of the United States that stand where a city should. */
const partForm =
  /^Australia\/(ACT|LHI|NSW|North|Queensland|South|Tasmania|Victoria|West|Yancowinna)$|^America\/Knox_IN$/;

const spellings: Readonly<Record<string, string>> = {
  Ho_Chi_Minh: 'Ho Chi Minh City',
  Sao_Paulo: 'São Paulo',
  St_Johns: "St. John's",
};

/** Whether `name` is an IANA zone, exact in its letters; aliases hold, bare abbreviations other than UTC and GMT do not. */
export function isZone(name: string): boolean {
  return canonicalZone(name) !== undefined && !abbreviations.has(name);
}

const offered = ['UTC', ...ianaNames.filter((name) => isCity(name) && renamed[name] === undefined)];

/** The names worth offering to people, sorted: UTC, and every one of the form Area/City under its present name. */
export function zoneNames(): readonly string[] {
  return offered;
}

function isCity(name: string): boolean {
  return cityForm.test(name) && !partForm.test(name);
}

/**
 * The name to use for a zone that has several: "Asia/Kolkata" for "Asia/Calcutta", "America/Los_Angeles" for
 * "US/Pacific", "UTC" for "Etc/UTC" and "GMT". Cities keep their own name even where their time is another's.
 */
export function presentName(zone: string): string {
  const current = renamed[zone];
  if (current !== undefined) return current;
  const canonical = isCity(zone) ? zone : (canonicalZone(zone) ?? zone);
  return canonical === 'Etc/UTC' || canonical === 'Etc/GMT-0' ? 'UTC' : canonical;
}

/**
 * How a zone is named to people: "Los Angeles", "UTC", "UTC+2" for a fixed offset. Other names of the same place come out
 * alike: "US/Pacific" is Los Angeles, "Asia/Calcutta" is Kolkata.
 * @param zone IANA name, already validated; what is none comes out as it stands after its last slash.
 */
export function cityOf(zone: string): string {
  const name = presentName(zone);
  // POSIX counts offsets to the west: Etc/GMT-2 is two hours ahead of UTC.
  const [, sign, hours] = /^Etc\/GMT([+-])(\d+)$/.exec(name) ?? [];
  if (hours !== undefined) return `UTC${sign === '-' ? '+' : '-'}${hours}`;
  const last = name.slice(name.lastIndexOf('/') + 1);
  return spellings[last] ?? last.replaceAll('_', ' ');
}
