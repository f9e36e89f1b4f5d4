/**
 * Blanks what looks like a password, a token or a key in what somebody typed: a question is kept and shown to maintainers,
 * and nobody needs a secret to answer it. In doubt it is blanked; what is lost is a long word that tells nothing.
 */

/** No letters, so that it adds no word to what was asked. */
const blank = '•••';

/** Tokens that say by how they begin whose they are. */
const known = new RegExp(
  [
    '\\bxox[a-z](?:\\.xox[a-z])?-[\\w-]{4,}',
    '\\bxapp-[\\w-]{4,}',
    '\\bgh[a-z]_\\w{4,}',
    '\\bgithub_pat_\\w{4,}',
    '\\bgl[a-z]{2,5}-[\\w-]{8,}',
    '\\b(?:sk|pk|rk)[-_](?:live|test|proj|ant|or)?[-_]?[\\w-]{16,}',
    '\\b(?:npm|hf|dop|whsec|shpat)_\\w{8,}',
    '\\bpypi-[\\w-]{8,}',
    '\\bA(?:KIA|SIA|ROA|IDA)[A-Z\\d]{12,}',
    '\\bAIza[\\w-]{20,}',
    '\\bya29\\.[\\w-]{8,}',
    '\\bSG\\.[\\w-]{8,}\\.[\\w-]{8,}',
    // Three parts of base64: a JSON web token, and what Discord gives to its bots.
    '\\beyJ[\\w-]{4,}(?:\\.[\\w-]*){1,2}',
    '\\b[\\w-]{23,28}\\.[\\w-]{6,7}\\.[\\w-]{27,}',
    '-----BEGIN [A-Z ]{0,40}PRIVATE KEY-----(?:(?!-----END)[\\s\\S])*(?:-----END [A-Z ]{0,40}-----)?',
  ].join('|'),
  'g',
);

/** "postgres://ana:sesame@host" */
const inAddress = /(:\/\/[^\s/:@]{1,80}:)[^\s/@]{1,200}(?=@)/g;
const authorization = /\b(bearer|basic)\s+[\w.~+/=-]{8,}/gi;

const named =
  'pass(?:word|phrase|wd|code|wort|wörter)?s?|pwd?|pin|kennwort|contraseña|(?:api|access|auth|private|secret|signing|client|bot|app|service|encryption)[ _-]?(?:key|token|secret)|token|secret|credentials?|mot de passe';
/** What follows the name of a secret where none is told: "the password is required", "token: what is it?". */
const ordinary =
  /^(?:a|an|the|my|your|our|his|her|this|that|it|its|in|on|for|from|of|to|at|by|with|without|not|no|never|only|just|too|very|so|also|still|always|now|then|and|or|but|if|when|where|what|which|who|why|how|do|does|can|could|should|is|are|was|i|we|you|they|there|any|some|one|wrong|right|correct|incorrect|invalid|valid|missing|gone|lost|ok|okay|fine|bad|good|safe|unsafe|empty|optional|mandatory|necessary|possible|impossible|public|private|secret|long|short|weak|strong|different|same|kept|set|sent|shown|hidden|written|given|known|unknown|broken|old|new|everywhere|somewhere|nowhere|like|as|about|than|bound|part|\p{L}{2,}(?:ed|ing|able|ible))$/iu;

const told = new RegExp(
  `(?<![\\p{L}\\p{N}])(${named})(["'”]?\\s*(?:[:=]+>?|\\b(?:is|are|was|ist|es|est|lautet)\\b)\\s*(?:[:=]+\\s*)?)("[^"\\n]{1,200}"|'[^'\\n]{1,200}'|“[^”\\n]{1,200}”|\`[^\`\\n]{1,200}\`|[^\\s]{2,200})`,
  'giu',
);
/** "password hunter2": without a sign between them only what has letters and digits is one. */
const beside = new RegExp(`(?<![\\p{L}\\p{N}])(${named})\\s+(?=\\S*\\p{L})(?=\\S*\\p{N})([^\\s]{5,200})`, 'giu');

const run = /[A-Za-z\d+/_=~-]{16,}/g;

/** How often letters turn to digits and back, or small letters to capitals. */
function turns(text: string): number {
  return (text.match(/(?:[A-Za-z](?=\d))|(?:\d(?=[A-Za-z]))|(?:[a-z](?=[A-Z]))/g) ?? []).length;
}

function count(text: string, what: RegExp): number {
  return (text.match(what) ?? []).length;
}

/** Letters and digits as no word, version or file name has them. */
function isRandom(text: string): boolean {
  const hasAll = /[a-z]/.test(text) && /[A-Z]/.test(text) && /\d/.test(text);
  if (text.length >= 32 && hasAll && turns(text) >= 8) return true;
  if (/^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i.test(text)) return true;
  return text
    .split(/[^A-Za-z\d]+/)
    .some((piece) => piece.length >= 16 && count(piece, /\d/g) >= 2 && turns(piece) >= 3);
}

/** Without the marks that end a sentence: they are not part of what is blanked. */
function blankValue(value: string): string {
  const end = /[?!.,;:)]*$/.exec(value)?.[0] ?? '';
  return `${blank}${end}`;
}

export function blankedSecrets(text: string): string {
  return text
    .replace(known, blank)
    .replace(inAddress, `$1${blank}`)
    .replace(authorization, `$1 ${blank}`)
    .replace(told, (all, name: string, sign: string, value: string) =>
      ordinary.test(value.replace(/[?!.,;:)]+$/, '')) ? all : `${name}${sign}${blankValue(value)}`,
    )
    .replace(beside, (_, name: string, value: string) => `${name} ${blankValue(value)}`)
    .replace(run, (text) => (isRandom(text) ? blank : text));
}
