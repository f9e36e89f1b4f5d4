/**
 * Words for zones that are no IANA name, folded (lower case, no accents, no punctuation). Abbreviations that mean several
 * zones stand here with the one that open-source communities mean by them, and only where one is clearly meant: IST is
 * India, BST is Britain, CST is Chicago. "Georgia", "Cambridge" and "San Jose" are two places each, and so not here.
 */
const spoken: readonly (readonly [zone: string, words: string])[] = [
  ['UTC', 'utc,gmt,z,zulu,universal,coordinated universal,greenwich mean,greenwich'],
  ['America/Los_Angeles', 'pst,pdt,pt,pacific,us pacific,west coast,us west,california,washington state,oregon'],
  ['America/Denver', 'mst,mdt,mt,mountain,us mountain,colorado,utah'],
  ['America/Chicago', 'cst,cdt,ct,us central,texas,illinois,minnesota,wisconsin'],
  ['America/New_York', 'est,edt,et,eastern,us eastern,east coast,us east,massachusetts,new jersey,virginia'],
  ['America/Halifax', 'ast,adt,atlantic,nova scotia'],
  ['America/St_Johns', 'nst,ndt,newfoundland'],
  ['America/Anchorage', 'akst,akdt,alaska'],
  ['Pacific/Honolulu', 'hst,hawaii'],
  ['America/Phoenix', 'arizona'],
  ['America/Sao_Paulo', 'brt,brasilia'],
  ['America/Argentina/Buenos_Aires', 'art'],
  ['America/Bogota', 'cot'],
  ['Europe/London', 'bst,uk,gb,britain,great britain,england,scotland,wales,british,united kingdom'],
  ['Europe/Berlin', 'cet,cest,mez,mesz,met,mest,central european,central europe'],
  ['Europe/Athens', 'eet,eest,eastern european,eastern europe'],
  ['Europe/Lisbon', 'wet,west,western european'],
  ['Europe/Moscow', 'msk,petersburg,saint petersburg,st petersburg'],
  ['Europe/Istanbul', 'trt,turkey,turkiye,ankara'],
  ['Asia/Kolkata', 'ist,indian,indian standard'],
  ['Asia/Jerusalem', 'idt'],
  ['Asia/Karachi', 'pkt'],
  ['Asia/Kathmandu', 'npt'],
  ['Asia/Dubai', 'gst,uae,abu dhabi,emirates'],
  ['Asia/Bangkok', 'ict'],
  ['Asia/Jakarta', 'wib'],
  ['Asia/Singapore', 'sgt'],
  ['Asia/Hong_Kong', 'hkt'],
  ['Asia/Tokyo', 'jst'],
  ['Asia/Seoul', 'kst,korea'],
  ['Australia/Sydney', 'aest,aedt,aet,new south wales,canberra'],
  ['Australia/Adelaide', 'acst,acdt,south australia'],
  ['Australia/Perth', 'awst,western australia'],
  ['Australia/Brisbane', 'queensland'],
  ['Pacific/Auckland', 'nzst,nzdt,nz,wellington,christchurch'],
  ['Africa/Johannesburg', 'sast,cape town,pretoria,durban'],
  ['Africa/Nairobi', 'eat'],
  ['Africa/Lagos', 'wat,abuja'],
  ['Africa/Maputo', 'cat'],
];

/** Cities that people name and IANA does not: capitals and homes of large communities. */
const cities: readonly (readonly [zone: string, names: string])[] = [
  ['America/Los_Angeles', 'san francisco,sf,seattle,la,portland,san diego,las vegas,oakland,palo alto,mountain view'],
  ['America/Los_Angeles', 'sunnyvale,cupertino,sacramento,silicon valley,bay area'],
  ['America/Denver', 'boulder,salt lake city'],
  ['America/Chicago', 'austin,dallas,houston,san antonio,minneapolis,new orleans,nashville,st louis,milwaukee,madison'],
  ['America/New_York', 'nyc,boston,washington dc,dc,atlanta,miami,philadelphia,pittsburgh,raleigh,orlando'],
  ['America/New_York', 'charlotte,baltimore,cleveland,brooklyn'],
  ['America/Toronto', 'ottawa,montreal,waterloo,quebec'],
  ['America/Edmonton', 'calgary'],
  ['America/Mexico_City', 'guadalajara'],
  ['America/Sao_Paulo', 'rio,rio de janeiro,belo horizonte,porto alegre,curitiba,florianopolis'],
  ['America/Bogota', 'medellin'],
  ['America/Guayaquil', 'quito'],
  ['Europe/London', 'manchester,edinburgh,glasgow,cardiff,bristol,oxford,leeds'],
  [
    'Europe/Berlin',
    'munich,munchen,hamburg,frankfurt,cologne,koln,stuttgart,dusseldorf,nuremberg,nurnberg,leipzig,dresden',
  ],
  ['Europe/Zurich', 'bern,geneva,geneve,basel,lausanne'],
  ['Europe/Paris', 'lyon,toulouse,marseille,grenoble,bordeaux,nantes,lille'],
  ['Europe/Madrid', 'barcelona,seville,sevilla,malaga,bilbao'],
  ['Europe/Rome', 'milan,milano,turin,torino,naples,florence,bologna'],
  ['Europe/Amsterdam', 'the hague,rotterdam,utrecht,eindhoven'],
  ['Europe/Brussels', 'ghent,antwerp,bruxelles'],
  ['Europe/Vienna', 'wien,graz,linz'],
  ['Europe/Prague', 'praha,brno'],
  ['Europe/Warsaw', 'warszawa,krakow,cracow,wroclaw,gdansk,poznan'],
  ['Europe/Lisbon', 'porto'],
  ['Europe/Stockholm', 'gothenburg,goteborg,malmo'],
  ['Europe/Copenhagen', 'aarhus,kobenhavn'],
  ['Europe/Helsinki', 'tampere,espoo'],
  ['Europe/Bucharest', 'cluj,timisoara'],
  ['Europe/Kyiv', 'kiev,lviv,kharkiv,odesa'],
  ['Europe/Athens', 'thessaloniki'],
  [
    'Asia/Kolkata',
    'bangalore,bengaluru,mumbai,delhi,new delhi,chennai,hyderabad,pune,calcutta,ahmedabad,noida,gurgaon',
  ],
  ['Asia/Karachi', 'islamabad,lahore'],
  ['Asia/Shanghai', 'beijing,peking,shenzhen,hangzhou,guangzhou,chengdu,nanjing,wuhan'],
  ['Asia/Tokyo', 'osaka,kyoto,yokohama,fukuoka'],
  ['Asia/Seoul', 'busan'],
  ['Asia/Ho_Chi_Minh', 'saigon,hanoi,ho chi minh city'],
  ['Asia/Qatar', 'doha'],
  ['Asia/Jerusalem', 'haifa'],
  ['Africa/Casablanca', 'rabat,marrakesh'],
];

/** The country's usual zone, where it has several, or where the data names it after a smaller place. */
const countries: Readonly<Record<string, string>> = {
  AR: 'America/Argentina/Buenos_Aires',
  CL: 'America/Santiago',
  CN: 'Asia/Shanghai',
  CY: 'Asia/Nicosia',
  DE: 'Europe/Berlin',
  EC: 'America/Guayaquil',
  ES: 'Europe/Madrid',
  GL: 'America/Nuuk',
  KZ: 'Asia/Almaty',
  MN: 'Asia/Ulaanbaatar',
  NZ: 'Pacific/Auckland',
  PF: 'Pacific/Tahiti',
  PG: 'Pacific/Port_Moresby',
  PS: 'Asia/Gaza',
  PT: 'Europe/Lisbon',
  UZ: 'Asia/Tashkent',
};

/** Abbreviations that are English words too: they hold only in capitals. */
export const capitalsOnly: ReadonlySet<string> = new Set(['art', 'ast', 'cat', 'eat', 'met', 'wat', 'west', 'wet']);

export const zoneByWord: ReadonlyMap<string, string> = table([...spoken, ...cities]);
export const usualZoneOfCountry: Readonly<Record<string, string>> = countries;

/** Fixed offsets off the hour, in minutes ahead of UTC, by a place that keeps them all year. */
export const zoneByOddOffset: ReadonlyMap<number, string> = new Map([
  [-570, 'Pacific/Marquesas'],
  [210, 'Asia/Tehran'],
  [270, 'Asia/Kabul'],
  [330, 'Asia/Kolkata'],
  [345, 'Asia/Kathmandu'],
  [390, 'Asia/Yangon'],
  [525, 'Australia/Eucla'],
  [570, 'Australia/Darwin'],
]);

function table(rows: readonly (readonly [zone: string, words: string])[]): ReadonlyMap<string, string> {
  return new Map(rows.flatMap(([zone, words]) => words.split(',').map((word) => [word, zone] as const)));
}
