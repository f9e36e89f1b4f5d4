/**
 * The words of a few questions to a front desk in other languages than English: when the meeting is, whether there is one
 * today or tomorrow, where to join or to watch it, help, and greetings. A word that ends in "*" stands for every word that
 * begins so. Compared without case and accents. A question counts only where one language has all of its words.
 */

/** What a word says. `small`: words that carry nothing, such as articles. */
export type Said =
  | 'meeting'
  | 'when'
  | 'next'
  | 'today'
  | 'tomorrow'
  | 'where'
  | 'join'
  | 'recording'
  | 'help'
  | 'need'
  | 'lead'
  | 'contribute'
  | 'group'
  | 'hello'
  | 'thanks'
  | 'bye'
  | 'small';

export type Vocabulary = Readonly<Partial<Record<Said, string>>>;

/** Words of the trade that many languages took over from English. */
export const everywhere: Vocabulary = {
  meeting: 'meeting meetings meetup meetups call calls zoom',
  join: 'link links url',
  hello: 'hi hello hey',
  small: 'pls please',
};

export const languages: Readonly<Record<string, Vocabulary>> = {
  Spanish: {
    meeting: 'reunion reuniones reunimos reunen junta juntas encuentro encuentros llamada',
    when: 'cuando hora horas fecha dia',
    next: 'proxima proximo siguiente',
    today: 'hoy',
    tomorrow: 'manana',
    where: 'donde',
    join: 'enlace enlaces unir unirme uno unirse unirnos conecto conectar conectarme entro entrar participar acceder',
    recording: 'grabacion grabaciones grabada',
    help: 'ayuda ayudar ayudame soporte',
    need: 'necesito quiero',
    hello: 'hola saludos buenos buenas dias tardes noches',
    thanks: 'gracias',
    bye: 'adios chao',
    lead: 'dirige lidera lider lideres encargado responsable',
    contribute: 'contribuir contribuyo colaborar aportar',
    group: 'grupo grupos',
    small:
      'es la el las los lo una un de del que cual se a al en para por y mi me nos puedo podria como esta estan hay todos todas puedes sera tiene tenemos muchas muy favor nuestra comunidad celebra comienza empieza alguna con quien quienes al proyecto trabajo',
  },
  Portuguese: {
    meeting: 'reuniao reunioes reunimos encontro encontros chamada',
    when: 'quando hora horas horario dia',
    next: 'proxima proximo seguinte',
    today: 'hoje',
    tomorrow: 'amanha',
    where: 'onde',
    join: 'participar participo entrar entro conectar acessar acesso',
    recording: 'gravacao gravacoes gravada',
    help: 'ajuda ajudar suporte',
    need: 'preciso precisa quero',
    hello: 'ola oi bom boa tarde noite',
    thanks: 'obrigado obrigada valeu',
    bye: 'tchau adeus',
    lead: 'lidera dirige coordena lider responsavel',
    contribute: 'contribuir contribuo colaborar',
    group: 'grupo grupos',
    small:
      'e a o as os um uma de da do das dos que qual em na no para por com se eu me nos posso como esta sera tem ha ter muito pessoal gente todos nossa comunidade comeca acontece voce quem ao projeto trabalho',
  },
  French: {
    meeting: 'reunion reunions reunit reunissons rendez vous rencontre rencontres appel visio visioconference',
    when: 'quand heure date jour',
    next: 'prochain prochaine prochains prochaines suivante',
    today: 'aujourdhui aujourd hui',
    tomorrow: 'demain',
    where: 'ou',
    join: 'lien liens rejoindre rejoins rejoint joindre participer connecter connecte acceder',
    recording: 'enregistrement enregistrements enregistree',
    help: 'aide aider',
    need: 'besoin veux voudrais',
    hello: 'bonjour salut bonsoir coucou',
    thanks: 'merci',
    bye: 'revoir adieu',
    lead: 'dirige mene anime responsable',
    contribute: 'contribuer contribue contribution',
    group: 'groupe groupes',
    small:
      'est c ce la le les l un une des de du d a au aux en y t il elle on nous je j me m se s peux puis puisje peut on comment pour quel quelle que qu quoi est ce lieu aura avoir ai avons tout tous monde notre communaute beaucoup plait svp commence trouve qui projet travail',
  },
  German: {
    meeting: 'treffen treffens trifft besprechung besprechungen sitzung sitzungen termin termine',
    when: 'wann uhr uhrzeit zeit datum tag',
    next: 'nachste nachsten nachstes nachster kommende',
    today: 'heute',
    tomorrow: 'morgen',
    where: 'wo',
    join: 'trete beitreten teilnehmen mitmachen einwahlen einwahl einloggen verlinkung',
    recording: 'aufzeichnung aufzeichnungen aufnahme aufnahmen',
    help: 'hilfe helfen hilft',
    need: 'brauche benotige mochte',
    hello: 'hallo moin servus guten tag abend gruss gott gruezi',
    thanks: 'danke dank dankeschon',
    bye: 'tschuss wiedersehen ciao',
    lead: 'leitet leiten fuhrt leiter leiterin verantwortlich',
    contribute: 'beitragen beitrage mitarbeiten mithelfen',
    group: 'gruppe gruppen arbeitsgruppe arbeitsgruppen',
    small:
      'ist sind das die der dem den des ein eine einen einem es gibt findet finde statt wir uns ich man kann konnen wie welche welchem welcher viel bei zusammen stattfinden um am im in zu zum zur beim auf fur mit mir bitte unser unsere community gemeinschaft schon vielen vielmals sehr beginnt fangt an hat haben auch wer projekt sich',
  },
  Italian: {
    meeting: 'riunione riunioni incontriamo vediamo incontro incontri chiamata',
    when: 'quando ora ore orario giorno',
    next: 'prossima prossimo successiva',
    today: 'oggi',
    tomorrow: 'domani',
    where: 'dove',
    join: 'partecipare partecipo unirmi unirsi collegarmi collegarsi collego entrare',
    recording: 'registrazione registrazioni registrata',
    help: 'aiuto aiutare supporto',
    need: 'bisogno vorrei serve',
    hello: 'ciao salve buongiorno buonasera',
    thanks: 'grazie',
    bye: 'arrivederci',
    lead: 'guida dirige coordina responsabile',
    contribute: 'contribuire contribuisco collaborare',
    group: 'gruppo gruppi',
    small:
      'e la il lo le i gli un una di del della dell che qual quale si a al alla in per con ci mi posso come c sono ho nostra comunita tutti tutte tante mille molte inizia sara trovo chi progetto al lavoro',
  },
  Dutch: {
    meeting: 'samen samenkomst vergadering vergaderingen bijeenkomst bijeenkomsten overleg afspraak',
    when: 'wanneer laat tijd uur datum dag',
    next: 'volgende eerstvolgende komende',
    today: 'vandaag',
    tomorrow: 'morgen',
    where: 'waar',
    join: 'deelnemen meedoen aansluiten inloggen',
    recording: 'opname opnames opnamen',
    help: 'hulp help helpen',
    need: 'nodig wil',
    hello: 'hallo hoi goedemorgen goedemiddag goedenavond goedendag',
    thanks: 'bedankt dank dankjewel dankuwel',
    bye: 'doei dag',
    lead: 'leidt leiden leider',
    contribute: 'bijdragen meewerken meehelpen',
    group: 'groep groepen werkgroep',
    small:
      'is zijn de het een er we wij ik je u kan kunnen hoe welke om op in aan bij voor van naar met mij me vinden vind ons onze community gemeenschap heb hebben wel begint komen allemaal wie project',
  },
  Polish: {
    meeting: 'spotkanie spotkania spotkaniu spotkan zebranie zebrania spotykamy',
    when: 'kiedy godzina godzinie ktorej termin dzien',
    next: 'nastepne nastepny najblizsze kolejne',
    today: 'dzisiaj dzis',
    tomorrow: 'jutro',
    where: 'gdzie',
    join: 'dolaczyc dolacze dolacz wejsc',
    recording: 'nagranie nagrania',
    help: 'pomoc pomocy pomoz',
    need: 'potrzebuje chce',
    hello: 'czesc witam witaj dzien dobry siema hej',
    thanks: 'dziekuje dzieki',
    bye: 'widzenia papa',
    lead: 'prowadzi kieruje lider',
    contribute: 'wspoltworzyc pomagac',
    group: 'grupa grupy grupe',
    small:
      'jest sa sie do o na w we z za to czy bedzie mam mamy moge mozna jak jakie nasze spolecznosci bardzo prosze wszystkim odbywa odbedzie zaczyna kto projekt projektu sie robocza roboczej',
  },
  Russian: {
    meeting: 'встреч* собрани* созвон* митап* митинг* звонок',
    when: 'когда время времени сколько час* дата день',
    next: 'следующ* ближайш*',
    today: 'сегодня',
    tomorrow: 'завтра',
    where: 'где куда',
    join: 'ссылк* присоедин* подключ* зайти участв*',
    recording: 'запис* видео',
    help: 'помощь помощи помогите помоги справка',
    need: 'нужна нужно хочу',
    hello: 'привет здравствуй* добрый доброе день утро вечер',
    thanks: 'спасибо благодарю',
    bye: 'пока свидания',
    lead: 'руковод* ведет ведёт возглавляет',
    contribute: 'внести вклад помогать',
    group: 'групп*',
    small:
      'у нас в во на к ко с до мне мы я всем как можно какая какой будет есть ли наша нашего сообщества большое во пожалуйста состоится кто рабочей проект* встречается собирается',
  },
  Turkish: {
    meeting: 'toplanti* bulusma* gorusme*',
    when: 'zaman saat saatte kacta tarih* gun',
    next: 'sonraki siradaki gelecek onumuzdeki',
    today: 'bugun',
    tomorrow: 'yarin',
    where: 'nerede nereden nereye',
    join: 'link* katil* baglanti* baglan* giris',
    recording: 'kayit* kaydi',
    help: 'yardim*',
    need: 'lazim gerek istiyorum',
    hello: 'merhaba* selam* gunaydin',
    thanks: 'tesekkur* sagol',
    bye: 'hoscakal gorusuruz',
    small:
      'bir ne herkese hangi bu mi mu var icin nasil ben biz bizim topluluk toplulugun ederim cok lutfen acaba olacak de da',
  },
  Chinese: {
    meeting: '会议 會議 例会 例會 开会 開會 社区会议 聚会',
    when: '什么时候 什麼時候 何时 何時 几点 幾點 时间 時間 哪天 日期',
    next: '下一次 下一个 下一場 下一场 下次 下一 最近',
    today: '今天',
    tomorrow: '明天',
    where: '在哪里 在哪裡 在哪儿 哪里 哪裡 哪儿',
    join: '加入 参加 參加 链接 連結 链接是 进入',
    recording: '录像 錄影 录音 回放 视频',
    help: '帮助 幫助 帮忙 求助',
    need: '需要 我要',
    hello: '你好 您好 大家好 早上好 嗨',
    thanks: '谢谢 謝謝 多谢 感谢',
    bye: '再见 再見',
    small:
      '是 的 在 我 我们 我們 请问 請問 有 吗 嗎 呢 一 个 怎么 怎麼 如何 可以 能 社区 社區 什么 你 您 了 请 啊 请给我',
  },
  Japanese: {
    meeting: '会議 ミーティング 打ち合わせ 定例会 集まり 会合',
    when: 'いつ 何時 日時 何日 時間',
    next: '次の 次回の 次回 次 今度の',
    today: '今日 本日',
    tomorrow: '明日',
    where: 'どこで どこから どこ',
    join: '参加 リンク 入れますか 入る',
    recording: '録画 録音 動画',
    help: 'ヘルプ 助けて 助け 手伝って',
    need: '必要',
    hello: 'こんにちは こんばんは おはようございます おはよう はじめまして',
    thanks: 'ありがとうございます ありがとうございました ありがとう',
    bye: 'さようなら またね',
    small:
      'の は が を に で と も へ ですか です か ますか ありますか あります できますか できます しますか します する したい ください 教えて 方法 皆さん みなさん コミュニティ ね よ どうやって すれば いい',
  },
  Korean: {
    meeting: '회의 미팅 모임',
    when: '언제인가요 언제예요 언제입니까 언제죠 언제 몇시 몇 시 시간',
    next: '다음번 다음',
    today: '오늘',
    tomorrow: '내일',
    where: '어디서 어디에서 어디로 어디',
    join: '참여 참가 참석 링크 접속 입장',
    recording: '녹화 녹음 영상',
    help: '도움말 도움 도와주세요 도와줘',
    need: '필요해요 필요합니다 필요',
    hello: '안녕하세요 안녕하십니까 안녕',
    thanks: '감사합니다 고맙습니다 고마워요 고마워 감사해요',
    bye: '안녕히 계세요 가세요',
    small:
      '는 은 이 가 를 을 에 의 인가요 예요 이에요 입니까 입니다 있나요 있어요 있습니까 하나요 해요 합니까 할 수 어떻게 커뮤니티 우리 좀 여러분 요 열리나요',
  },
  Arabic: {
    meeting: 'اجتماع الاجتماع اجتماعات الاجتماعات اجتماعنا لقاء اللقاء مكالمة',
    when: 'متى موعد الموعد ساعة الساعة وقت',
    next: 'القادم المقبل التالي القادمة',
    today: 'اليوم',
    tomorrow: 'غدا',
    where: 'أين اين من',
    join: 'أنضم انضم الانضمام انضمام رابط الرابط أشارك المشاركة',
    recording: 'تسجيل التسجيل التسجيلات تسجيلات',
    help: 'مساعدة المساعدة ساعدني',
    need: 'أحتاج احتاج أريد',
    hello: 'مرحبا أهلا السلام عليكم سلام',
    thanks: 'شكرا',
    bye: 'وداعا السلامة',
    small: 'هل هناك هو هي ما في يوجد لدينا إلى الى كيف يمكنني مع جزيلا من على لك أي المجتمع للاجتماع يكون',
  },
  Hindi: {
    meeting: 'बैठक मीटिंग बैठकें',
    when: 'कब समय बजे तारीख',
    next: 'अगली अगला',
    today: 'आज',
    tomorrow: 'कल',
    where: 'कहाँ कहां',
    join: 'जुड़ें जुड़ूँ जुड़ना जुड़ शामिल लिंक जॉइन',
    recording: 'रिकॉर्डिंग वीडियो',
    help: 'मदद सहायता',
    need: 'चाहिए',
    hello: 'नमस्ते नमस्कार',
    thanks: 'धन्यवाद शुक्रिया',
    bye: 'अलविदा',
    small: 'है हैं क्या की का के में से को हो होगी होना हमारी मैं मुझे कैसे सकता सकती हूँ होती समुदाय करूँ करें बहुत',
  },
};
