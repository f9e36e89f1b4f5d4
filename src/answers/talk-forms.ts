/**
 * Questions that are talk: put to one person, about what the people there do, think or have before their eyes, or no
 * questions at all. Read by their form; what they are about says nothing, for people talk about meetings all day.
 */

/** What is said to the people there and not to whoever knows: the same words begin no question for the desk. */
const talk = [
  // To one person, or about what they think and do.
  /^(?:are|were|will|would|could|can|should|did|have|had|do|dont|didnt|have|may|shall) (?:you|u|ya|yall)\b(?! (?:have|hold|offer|publish|record|accept|meet|support)\b)/,
  /\b(?:you|anyone|anybody|someone|somebody) have (?:an? |any |some |the )?(?:few |five |ten |two |quick )?(?:minutes?|moment|seconds?|secs?|time|ideas?|thoughts|plans|news|updates?|questions?|experience|access|luck|fun|objections)\b/,
  // A thing to do, in place of a thing to know.
  /^(?:can|could|would|will) (?:some|any)(?:one|body)\b/,
  /^(?:why|what|which(?: [a-z]+)?|who)(?: are| did| do| have| will| would| should| could| can)? you\b|^(?:how|when|where) (?:are|were|did|have|will|would|should|could) you\b/,
  /\b(?:do|did|would|can|could|should) (?:you|u)(?: all| guys| folks| really| still)* (?:think|mean|want|feel|say|like|prefer|need|see|hear|remember|reckon|suggest|recommend|expect|call|pronounce|mind|know|run|use|maintain|work|ask|live|sit|look)\b/,
  /\bof you\b|\byou(?: guys| all)? (?:on|at|in|up to|free|around|there|ready|sure|coming|going|doing|back)\b/,
  /\b(?:you|u)$|\b(?:i|we) (?:mean|meant|said)\b/,
  /\byour\b(?! (?:community|project|docs|documentation|mailing list|meetings|working groups|website|calendar|code of conduct|charter))/,
  // Among the people there, now.
  /^(?:is |has |does |did |was )?(?:any|some|every)(?:one|body)\b/,
  /^(?:are|were|shall|should|could|can|do|did|have|will|would|may|must|what should|what do|what did|why do|why dont|when can|when will|when should|when are|where should|where can|where were|how do|how should|how can|how many [a-z]+ do|who should|who do|which [a-z]+ do|what are) (?:we|us)\b(?! (?:have (?:an?|any)\b.*\b(?:meetings?|calls?|groups?|channel|list|sync|recordings?|session)\b|become|join|sign|get|contribute|find|ask|install|use|apply|subscribe|attend|need|have to|watch|read|register|propose|request|submit|access|meet|configure|enable|deploy|run|set up|upgrade|build)\b)/,
  /^(?:are|were|shall|should|did|have|may|must|what should|what do|what did|why do|when should|where should|who should|how should|am|will) i\b(?! (?:be able|need|report|ask|send|put|file|submit|benchmark|use|install|contact|read|start)\b)/,
  /^(?:can|could|may) (?:i|we) (?:have|see|borrow|start|go|come|talk|say|take|leave|close|merge|rebase|push|suggest|park|look|help$)\b/,
  /^(?:can|could|may|should|shall) (?:i|we) (?:help you|see you|get (?:a|an|another|some|your|this|these) (?:review|lgtm|approval|minute|second|pair|volunteer))\b/,
  /\b(?:did|do|have|had|am|was) i (?:miss|late|doing|the only|wrong|right|seen|been|lose|break)/,
  /^(?:lets|let us|how about|what about|what if|why not|guess|imagine|remember)\b/,
  // How it went: only what the schedule keeps of a past date is written down.
  /^(?:had|(?:(?:why|how|when|where|what|who) )?(?:was|were|did))\b(?!.*\b(?:record|recorded|recording|notes|cancelled|canceled|skipped|moved|postponed|rescheduled|yesterday|last)\b)/,
  /^(?:what|who|how) (?:was|were|did)\b(?!.*\b(?:record|recorded|recording|notes)\b)/,
  // What is going on, and in which state a thing is.
  /^(?:who (?:is|are|was|will be)|whos) (?!leading|maintaining|chairing|hosting|running (?!for))[a-z]+ing\b/,
  /^what are (?:the|our) [a-z]+ (?!meeting|working)[a-z]+ing$/,
  /^(?:is|are|was|were) .*\b(?:done|finished|over|ready|broken|down|dead|stuck|busy|slow|flaky|full|empty)\b/,
  /^(?:is|are|was|were|recording|recordings) .*\b(?:on|off|up|out)$|^(?:recording|recordings) (?:on|off)$/,
  // What should be, and what is most so: opinions.
  /^(?:should|could|would|shall) (?:the|our|next)\b|^can (?:the|our|next) .*\bbe (?:at|on|in|moved|earlier|later|longer|shorter)\b/,
  /\bthe (?:most|least|fewest|worst|best(?! (?:way|place|time|practice)))\b/,
  // Where the talk just is: nobody else knows what is meant.
  /\b(?:he|she|him|her|hers|his|they|them|theirs|those|these|ours)\b/,
  /\bthis\b(?! (?:week|month|year|quarter|monday|tuesday|wednesday|thursday|friday|saturday|sunday|morning|afternoon|evening|weekend|community|project|channel|slack|server|discord|group|season))/,
  /(?:^|\b(?:is|are|was|were|do|does|did|can|could|will|would|should|how|why|what|where|when|who|about|for|of|with|to|on|in|like|than|as|at|by|after|before|on|and|put|like)) that\b|\bthat(?: one| thing| stuff)?$/,
  /^(?:is|was|isnt|does|did|has|whats|wheres|whos|hows|what is|who is|where is|how is|how was|what was|why is|why was|who was|who said|what about) (?:that|it(?! (?:possible|allowed|required|necessary|mandatory|in)\b))\b/,
  /\bit\b(?! (?:possible|allowed|required|necessary|mandatory|take|mean|cost|in)\b)/,
  /\b(?:already|yet|anymore|so many|really|even)$|\bagain$|\bover (?:already|yet)\b/,
  /\b(?:me|myself|(?<!join )us)\b|\b(?:been|still) going\b/,
  // What is thought of it.
  /\b(?:a|any) (?:good|nice|decent|great|cool)\b(?! first issue)/,
  /\bso (?:long|early|late|big|slow|hard|much|few|quiet|complicated|often)\b|\b(?:fun|boring|even|any good)\b|\b(?:better|worse|nicer)$/,
  // Tags and figures of speech.
  /\b(?:right|no|ok|okay|eh|huh|yeah|yes|correct|isnt it|dont you think|innit|hm|or what|or not|agreed|deal|true|anyway|at all)$/,
  /^(?:isnt|arent|wasnt|werent|doesnt|dont|didnt|aint|wont|wouldnt|shouldnt|cant|couldnt)\b(?! there (?:a|an|any) )/,
  /^who (?:cares|knows|doesnt|would|wants|wouldnt|else|likes|loves|broke|moved|said|set|wrote|left|put|added|sent|invited|changed|deleted|is that|are you|is in|has|took|ate|made)\b/,
  /^whos (?:in|coming|up|on call|that|there|free|around|joining|with|going)\b/,
  /^who is (?:in|coming|up|on call|that|there|free|around|joining|taking|going)\b/,
  /^(?:whats|what is|what) (?:up|new|happened|happens|else|now|next|gives|wrong|could possibly|day is it|year is it|the plan|the deal|for|going on|everyone|everybody|blocking)\b|^what an? /,
  /^how (?:cool|hard|nice|funny|sad|great|bad|much is the|come|dare|is everybody|is everyone|is the weather|was|did|are|i|we wish)\b/,
  /^(?:why|how|what|who|when|where|which)(?: so many\b| not\b|$)/,
  /^which (?:one|of|pr|branch|version are)\b/,
  /^where (?:is|are|did) (?:every|my|your)/,
];

/** @param said lower-case words without marks, as `fold` gives them, without what opens a question ("hi all"). */
export function isTalk(said: string): boolean {
  return talk.some((form) => form.test(said));
}
