/**
 * Words that newcomers and documents use for one another. A ring holds words of one idea; a question that uses one of them
 * also finds the others, at a lower weight. General community and software words only: nothing of one community.
 */
import { stem } from './stem.js';

const rings = `
create write wrote written author found founder invent start origin originate
maintain maintainer develop developer
own owner govern steward
license licensed mit apache
contribute contribution involve participate volunteer
fast performance performant speed quick latency throughput
reliable stable stability production mature
documentation docs doc guide tutorial manual
roadmap plan future milestone
locate location venue address place live
attend attendee participant
remote virtual online livestream
organization company
cost price free charge
support supported compatible
difference differ compare comparison versus unlike alternative
backup snapshot restore
size limit maximum max
upgrade update migrate migration
remove delete
error fail failure fault
pronounce pronunciation
benefit advantage
contact reach email mail
report disclose file
vulnerability security cve
chat slack discord irc
merge land
problem issue bug
pr pull patch
deprecated deprecate
happen occur
process steps procedure
require requirement prerequisite need become qualify
dissolve disband close shut retire
wait triage respond response latency
rule policy guideline
sign fill agree
cla agreement
contain include describe
promote nominate sponsor
vote voting election elect
`;

const byStem = new Map<string, Set<string>>();
for (const ring of rings.trim().split('\n')) {
  const stems = [...new Set(ring.split(' ').map(stem))];
  for (const one of stems) {
    const others = byStem.get(one) ?? new Set<string>();
    for (const other of stems) if (other !== one) others.add(other);
    byStem.set(one, others);
  }
}

/** The stems that mean about the same as `term`, itself not among them. */
export function synonymsOf(term: string): readonly string[] {
  return [...(byStem.get(term) ?? [])];
}
