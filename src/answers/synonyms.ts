/**
 * Words that newcomers and documents use for one another. A ring holds words of one idea; a question that uses one of them
 * also finds the others, at a lower weight. The built-in rings are general words of software and its communities; a community
 * file adds its own.
 */
import { termOf, termsOf } from './terms.js';

const builtIn = `
create write author found founder invent start origin originate
maintain maintainer develop developer
own owner govern steward
license licensed licence mit apache gpl bsd copyright
contribute contribution contributor involve participate volunteer
fast performance performant speed quick latency throughput
lightweight footprint overhead
reliable stable stability production mature ready
scale scalable scalability
documentation docs doc guide tutorial manual handbook reference
roadmap plan future milestone upcoming priority
locate location venue address place live
attend attendee participant
remote virtual online livestream
organization company vendor enterprise business
cost price pricing free charge fee pay paid
commercial paid enterprise
support supported compatible
difference differ compare comparison versus vs unlike alternative
backup snapshot restore
size limit maximum max
upgrade update migrate migration
remove delete uninstall drop
error fail failure fault
crash panic oom
pronounce pronunciation
benefit advantage pro
drawback disadvantage limitation con
contact reach email mail
report disclose file
vulnerability security cve
secure security safe tls encrypt
chat slack discord irc matrix zulip gitter channel
merge land submit
problem issue bug
pr pull patch
deprecated deprecate sunset eol
eol lts
happen occur
process steps procedure
require requirement prerequisite need become qualify
dissolve disband close shut retire archive
wait triage respond response latency
rule policy guideline
sign fill agree
cla agreement
dco signoff
contain include describe
promote nominate sponsor
vote voting election elect
join become member
user adopter
wg group
sig group
tsc toc steering committee
repo repository
config configure configuration setting
app application
auth authentication authorization login
db database
env environment
os linux windows macos platform
mac macos osx darwin
cpu arch architecture arm arm64 amd64 x86
k8s kubernetes
js javascript
ts typescript
py python
golang go
cli command terminal
ui interface gui dashboard
lib library
spec specification
param parameter argument
flag option argument
install installation setup download
build compile
debug troubleshoot diagnose
log logging
metric monitor monitoring
ci build pipeline
release version changelog
schedule date cadence calendar
video recording youtube
minutes notes agenda
blog news announcement newsletter
event conference meetup summit
mentor mentorship internship
conduct harassment abuse
logo brand trademark artwork
maintainer committer approver reviewer
approve approval lgtm
propose proposal rfc kep enhancement
test testing
example sample demo
feature capability functionality
begin start
start create set setup launch establish propose
beginner newcomer newbie
browser chrome firefox ie11
certificate cert tls
job career hire
`
  .trim()
  .split('\n')
  .map((ring) => [...new Set(ring.split(' ').map(termOf))]);

/** A phrase of several words, with the words of its ring that are one word, or a name of its own where there is none. */
interface Phrase {
  readonly stems: readonly string[];
  readonly others: readonly string[];
  readonly names: readonly string[];
}

/** Words that mean about the same, as stems, and phrases that stand for a word ("working group", "wg"). */
export class Synonyms {
  readonly #byStem = new Map<string, Set<string>>();
  readonly #phrases: Phrase[] = [];

  /** @param own Rings of one community, beside the built-in ones: words or phrases, in any case. */
  constructor(own: readonly (readonly string[])[] = []) {
    for (const ring of builtIn) this.#add(ring.map((word) => [word]));
    for (const ring of own) this.#add(ring.map((phrase) => termsOf(phrase)).filter((phrase) => phrase.length > 0));
  }

  #add(ring: readonly (readonly string[])[]): void {
    const words = ring.flatMap((phrase) => (phrase.length === 1 ? phrase : []));
    // A space is in no stem.
    const names = words.length > 0 ? words : [(ring[0] ?? []).join(' ')];
    for (const phrase of ring) {
      const others = ring.filter((other) => other !== phrase).flat();
      const [first = ''] = phrase;
      if (phrase.length > 1) this.#phrases.push({ stems: phrase, others, names });
      else {
        const known = this.#byStem.get(first) ?? new Set<string>();
        for (const other of others) if (other !== first) known.add(other);
        this.#byStem.set(first, known);
      }
    }
  }

  /** The stems that mean about the same as `term`, itself not among them. */
  of(term: string): readonly string[] {
    return [...(this.#byStem.get(term) ?? [])];
  }

  /** What the phrases among `terms` stand for: each stem, with the word of the phrase that it stands in for. */
  ofPhrases(terms: readonly string[]): readonly { readonly term: string; readonly for: string }[] {
    return this.#saidIn(terms).flatMap(({ stems, others }) => others.map((term) => ({ term, for: stems[0] ?? '' })));
  }

  /**
   * The names of the phrases all of whose words are among `terms`. A text that says "over the air update" is found by
   * "ota" as if it said so: one word of the phrase alone is not.
   */
  namesOf(terms: readonly string[]): readonly { readonly name: string; readonly stems: readonly string[] }[] {
    return this.#saidIn(terms).flatMap(({ stems, names }) => names.map((name) => ({ name, stems })));
  }

  #saidIn(terms: readonly string[]): readonly Phrase[] {
    if (this.#phrases.length === 0) return [];
    return this.#phrases.filter(({ stems }) => stems.every((stem) => terms.includes(stem)));
  }
}
