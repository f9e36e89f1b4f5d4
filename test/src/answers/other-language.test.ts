import { expect, test } from 'vitest';
import { isForeignTo } from '../../../src/answers/other-language.js';
import { gist, istioDesk, shown } from './istio-desk.js';

const ask = await istioDesk();
const next = { command: 'meeting', options: { name: 'community' } };

test.each([
  ['Spanish', '¿A qué hora es la próxima reunión?'],
  ['Portuguese', 'Quando é a próxima reunião?'],
  ['French', 'Quand a lieu la prochaine réunion ?'],
  ['German', 'Wann findet das nächste Treffen statt?'],
  ['Italian', 'A che ora è la prossima riunione?'],
  ['Dutch', 'Hoe laat begint de volgende vergadering?'],
  ['Polish', 'Kiedy odbędzie się następne spotkanie?'],
  ['Polish', 'Kiedy jest następne spotkanie?'],
  ['Russian', 'Когда будет следующая встреча?'],
  ['Turkish', 'Bir sonraki toplantı ne zaman?'],
  ['Chinese', '下次会议是什么时候？'],
  ['Japanese', '次の会議はいつですか？'],
  ['Korean', '다음 회의는 언제인가요?'],
  ['Arabic', 'متى موعد الاجتماع القادم؟'],
  ['Hindi', 'अगली बैठक कब है?'],
  ['German after a greeting', 'Hallo! Wann ist das nächste Treffen?'],
])('%s: “%s” is answered with the next meeting', async (_language, question) => {
  expect(gist(await ask(question))).toEqual(next);
});

test.each([
  ['Spanish', '¿Dónde me uno a la reunión?'],
  ['Portuguese', 'Onde entro na reunião?'],
  ['French', 'Où est le lien pour rejoindre la réunion ?'],
  ['German', 'Wo kann ich an dem Treffen teilnehmen?'],
  ['Italian', 'Dove mi collego alla riunione?'],
  ['Dutch', 'Waar kan ik deelnemen aan de vergadering?'],
  ['Polish', 'Gdzie mogę dołączyć do spotkania?'],
  ['Russian', 'Где ссылка на встречу?'],
  ['Turkish', 'Toplantıya nereden katılabilirim?'],
  ['Chinese', '在哪里加入会议？'],
  ['Japanese', '会議にはどこから参加できますか？'],
  ['Korean', '회의에 어디서 참여할 수 있나요?'],
  ['Arabic', 'أين رابط الاجتماع؟'],
  ['Hindi', 'बैठक में कहाँ जुड़ें?'],
])('%s: “%s” is answered with the link', async (_language, question) => {
  expect(gist(await ask(question))).toBe('computed: Community meeting, link to join: https://zoom.us/j/986657835');
});

test.each([
  'ayuda',
  'ajuda',
  'aide',
  'Hilfe',
  'aiuto',
  'hulp',
  'pomoc',
  'помощь',
  'yardım',
  '帮助',
  'ヘルプ',
  '도움말',
  'مساعدة',
  'मदद',
])('“%s” asks for help', async (question) => {
  expect(gist(await ask(question))).toEqual({ command: 'frontdesk', options: {} });
});

test.each([
  ['Buenos días', 'Hello'],
  ['olá', 'Hello'],
  ['bonjour', 'Hello'],
  ['Guten Tag', 'Hello'],
  ['buongiorno', 'Hello'],
  ['goedemorgen', 'Hello'],
  ['cześć', 'Hello'],
  ['привет', 'Hello'],
  ['merhaba', 'Hello'],
  ['你好', 'Hello'],
  ['こんにちは', 'Hello'],
  ['안녕하세요', 'Hello'],
  ['مرحبا', 'Hello'],
  ['नमस्ते', 'Hello'],
  ['muchas gracias', 'You are welcome'],
  ['muito obrigado', 'You are welcome'],
  ['merci beaucoup', 'You are welcome'],
  ['vielen Dank', 'You are welcome'],
  ['grazie mille', 'You are welcome'],
  ['dank je wel', 'You are welcome'],
  ['dziękuję bardzo', 'You are welcome'],
  ['большое спасибо', 'You are welcome'],
  ['teşekkürler', 'You are welcome'],
  ['谢谢', 'You are welcome'],
  ['ありがとうございます', 'You are welcome'],
  ['감사합니다', 'You are welcome'],
  ['شكرا', 'You are welcome'],
  ['धन्यवाद', 'You are welcome'],
])('“%s” gets a short word back', async (said, title) => {
  const answered = await ask(said);
  expect(answered.kind).toBe('smalltalk');
  expect(shown(answered)[0]).toBe(title);
});

test('a group, a zone and the community keep their names in any language', async () => {
  expect(gist(await ask('wann ist das nächste networking Treffen'))).toEqual({
    command: 'meeting',
    options: { name: 'networking' },
  });
  expect(gist(await ask('¿cuándo es la reunión en madrid?'))).toEqual({
    command: 'meeting',
    options: { name: 'community', zone: 'Europe/Madrid' },
  });
  expect(gist(await ask('quand est la réunion istio'))).toEqual(next);
});

test('today and tomorrow are understood', async () => {
  expect(gist(await ask('¿hay reunión hoy?'))).toMatch(/^computed: Community meeting: No, there is no date today\./);
  expect(gist(await ask('gibt es morgen ein Treffen'))).toMatch(/^computed: .*tomorrow/);
});

test.each([
  '¿cuándo es la reunión con mi jefe?',
  'wann ist das Treffen mit Lisa',
  'quand est la prochaine version ?',
  '会议室在哪里预订',
  'когда встреча с Леной',
  'quando è la riunione di condominio',
])('“%s” has a word that is not known, so no date is given', async (question) => {
  const answered = await ask(question);
  expect(['unknown', 'passage', 'maybe']).toContain(answered.kind);
  expect(JSON.stringify(answered)).not.toContain('"type":"moment"');
});

test.each([
  ['wann trifft sich die Gruppe networking?', { command: 'meeting', options: { name: 'networking' } }],
  ['quand se réunit le groupe security', { command: 'meeting', options: { name: 'security' } }],
  ['come posso contribuire?', { command: 'contribute', options: {} }],
  ['hoe kan ik bijdragen', { command: 'contribute', options: {} }],
])('“%s” is understood', async (question, answer) => {
  expect(gist(await ask(question))).toEqual(answer);
});

test.each(['wer leitet security?', '¿quién dirige security?', 'qui dirige le groupe security ?'])(
  '“%s” is answered with the leads',
  async (question) => {
    expect(gist(await ask(question))).toMatch(/ lead Security\.$/);
  },
);

test.each([
  ['comment puis-je proposer un projet', 'Members propose a project to the leads.', true],
  ['wie kann ich ein Maintainer im Projekt sein', 'Maintainers are chosen by the project.', true],
  [
    'wie kann ich ein Maintainer im Projekt sein',
    'Maintainer wird, wer im Projekt mitarbeitet; das ist ein Amt.',
    false,
  ],
  ['how do I comment on a project', 'Comment on the issue.', false],
])('“%s” is foreign to “%s”: %s', (question, text, expected) => {
  expect(isForeignTo(question, text)).toBe(expected);
});
