/**
 * Makes text from people and files safe to show: what is read stays, what only steers the screen goes. Every renderer
 * passes every string through here, before its own escaping. Taken away are control characters, characters that reorder
 * text (overrides, embeddings, isolates), and characters that show nothing. Right-to-left text, emoji sequences, and the
 * joiners that Persian and Indian scripts are spelled with stay.
 */

/** Unicode TR36: what turns the order of other text round, so that "gpj.exe" reads "exe.jpg". */
const reordering = /[\u202A-\u202E\u2066-\u2069]/gu;

/** C0 and C1 but tab and newline, which `clean` turns into spaces and keeps. */
const control = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F-\u009F]/gu;

/** Shows nothing anywhere: zero-width space, word joiner, fillers, deprecated format characters, soft hyphen, marks. */
const invisible = /\u034F|[\u00AD\u115F\u1160\u180E\u200B\u2060-\u2065\u206A-\u206F\u3164\uFEFF\uFFA0\uFFF0-\uFFFB]/gu;

/** ZWJ and ZWNJ, but where an emoji or a script that is spelled with them stands before. */
const strayJoiner =
  /(?<!\uFE0F|[\p{Extended_Pictographic}\p{Emoji_Modifier}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Mongolian}\p{Script=Devanagari}\p{Script=Bengali}\p{Script=Gurmukhi}\p{Script=Gujarati}\p{Script=Oriya}\p{Script=Tamil}\p{Script=Telugu}\p{Script=Kannada}\p{Script=Malayalam}\p{Script=Sinhala}\p{Script=Khmer}\p{Script=Myanmar}])[\u200C\u200D]/gu;

/** Tag characters spell the flags of England, Scotland and Wales after a black flag; elsewhere they smuggle text. */
const strayTags = /(?<!\u{1F3F4}[\u{E0020}-\u{E007F}]{0,5})[\u{E0000}-\u{E0FFF}]/gu;

/** With the u flag this matches only halves of a pair that stand alone. */
const loneSurrogate = /[\uD800-\uDFFF]/gu;

/** The text as it may be shown. Doing it twice changes nothing more. Newlines stay, tabs become spaces. */
export function clean(text: string): string {
  // Almost all text is plain ASCII: one look then spares seven passes.
  if (/^[\n\x20-\x7E]*$/.test(text)) return text;
  return text
    .replace(/\r\n?|[\u0085\u2028\u2029]/gu, '\n')
    .replace(/\t/gu, ' ')
    .replace(control, '')
    .replace(reordering, '')
    .replace(invisible, '')
    .replace(strayTags, '')
    .replace(strayJoiner, '')
    .replace(loneSurrogate, '\uFFFD');
}

/** For titles, labels and table cells: clean, and on one line. */
export function cleanLine(text: string): string {
  return clean(text).replace(/\s+/gu, ' ').trim();
}
