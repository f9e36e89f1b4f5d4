/**
 * What people put around a question out of politeness, "sorry if this was asked before, but", taken away: it says nothing of
 * what is asked, and its words would be taken for the subject.
 */

/** Openings, each of which may follow another. */
const openings: readonly RegExp[] = [
  /^(?:(?:u+m+|u+h+|e+r+m*|h+m+|a+h+|oh+|btw|fyi|anyways?|ok|okay|so|well)\b[,.…!: -]*)+(?=\S)/i,
  /^(?:hi|hello|hey|heya|good (?:morning|afternoon|evening))(?: (?:all|there|everyone|everybody|folks|team|friends|guys))?[,!:. -]+(?=\S)/i,
  /^(?:(?:i am|i'm|im) )?(?:very |so )?sorry (?:if|for|to)\b[^,.?!]{0,60}?(?:,| but\b)[, ]*(?:but )?/i,
  /^(?:sorry|apologies|excuse me|pardon)[,:]? (?:but )?/i,
  /^(?:(?:a|just a|one) )?(?:quick|stupid|silly|dumb|newbie|simple|short|small|random) question[:,. -]+(?:but )?/i,
  /^(?:does|do|would|could|can|might) (?:anyone|anybody|someone|somebody|you|any of you|one of you)(?: here)?(?: please)? (?:happen to )?(?:know|tell me|remind me|say|point me to|show me|explain)(?: please)?,? (?:if |whether )?(?=\S+ \S)/i,
  /^(?:i (?:was|am)|i'm|just|was)(?: just)? (?:wondering|curious|asking)(?: about| if| whether)?[, ]+/i,
  /^(?:please )?(?:tell me|let me know|remind me)(?: please)?,? (?:if |whether )?(?=(?:who|where|when|what|which|how|why|is|are|there)\b)/i,
];

/** At most so many openings are taken away. */
const mostOpenings = 3;

/** The question itself; the whole of `sentence` where nothing stands before it or would be left. */
export function withoutPreamble(sentence: string): string {
  let rest = sentence;
  for (let taken = 0; taken < mostOpenings; taken += 1) {
    const shorter = openings.map((opening) => rest.replace(opening, '')).find((next) => next !== rest);
    if (shorter === undefined || !/[\p{L}\p{N}]/u.test(shorter)) return rest;
    rest = shorter;
  }
  return rest;
}
