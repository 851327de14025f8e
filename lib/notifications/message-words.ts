import type { CloseReason } from '../faults/entries'
import type { Language } from '../faults/knowledge/words'
import type { Notice } from './notice'

/** Every word of a notice in one language. What is wrong itself comes from the knowledge base. */
export interface MessageWords {
  readonly locale: string
  /** What has happened, before the colon of a title. */
  readonly happened: Readonly<Record<Notice['kind'], string>>
  readonly danger: string
  readonly escalated: (minutes: number) => string
  readonly wholeSite: string
  /** Of a fault that no station and no site has: our gateway's. */
  readonly ownSide: string
  readonly evse: (number: number) => string
  readonly fact: Readonly<
    Record<'where' | 'what' | 'since' | 'promised' | 'by' | 'assignee' | 'code' | 'text' | 'reason', string>
  >
  readonly closed: Readonly<Record<CloseReason, string>>
  readonly openFault: string
  readonly digestTitle: (count: number) => string
  readonly andMore: (count: number) => string
  readonly openFaults: string
  readonly whyYou: string
  readonly test: { readonly title: string; readonly body: (by: string) => string }
  readonly driver: {
    readonly opened: (place: string) => string
    readonly promised: (place: string, when: string) => string
    readonly late: (place: string) => string
    readonly lateBody: string
    readonly closed: (place: string) => string
    readonly closedBody: string
    readonly works: (when: string) => string
    readonly noPromise: string
    readonly sorry: string
    readonly openPlace: string
    readonly stop: string
    readonly stopLink: string
  }
  readonly confirm: {
    readonly title: (place: string) => string
    readonly body: (place: string) => string
    readonly link: string
    readonly ignore: string
  }
}

const sv: MessageWords = {
  locale: 'sv-SE',
  happened: {
    opened: 'Nytt fel',
    again: 'Felet har blivit allvarligare',
    closed: 'Åtgärdat',
    promised: 'Klartid lovad',
    'promise-broken': 'Klartid passerad',
    'promise-withdrawn': 'Klartid återtagen',
    assigned: 'Tilldelat',
    acknowledged: 'Kvitterat',
    comment: 'Kommentar',
    mentioned: 'Du nämns',
  },
  danger: 'FARA',
  escalated: (minutes) => `Ingen har kvitterat på ${minutes} min`,
  wholeSite: 'hela anläggningen',
  ownSide: 'Laddvakt självt',
  evse: (number) => `uttag ${number}`,
  fact: {
    where: 'Plats',
    what: 'Vad',
    since: 'Sedan',
    promised: 'Klart',
    by: 'Av',
    assignee: 'Ansvarig',
    code: 'Kod',
    text: 'Text',
    reason: 'Avslut',
  },
  closed: {
    over: 'Stationen säger att det är över',
    recovered: 'Återställt automatiskt',
    repaired: 'Lagat',
    probed: 'Provat och godkänt',
    merged: 'Sammanfört med ett annat fel',
    'false-alarm': 'Falskt larm',
    accepted: 'Får vara så',
    removed: 'Stationen släpps inte längre in',
  },
  openFault: 'Öppna felet',
  digestTitle: (count) => (count === 1 ? '1 händelse' : `${count} händelser`),
  andMore: (count) => `… och ${count} till`,
  openFaults: 'Öppna fellistan',
  whyYou: 'Du får det här för att en aviseringsregel i Laddvakt säger det.',
  test: {
    title: 'Prov från Laddvakt',
    body: (by) => `${by} provar att aviseringar når fram hit. Det gjorde de.`,
  },
  driver: {
    opened: (place) => `Fel på ${place}`,
    promised: (place, when) => `${place} beräknas fungera ${when}`,
    late: (place) => `${place} tar längre tid`,
    lateBody: 'Vi hann inte klart till den tid vi lovade. Vi säger till när vi vet mer.',
    closed: (place) => `${place} fungerar igen`,
    closedBody: 'Felet är avhjälpt och det går att ladda.',
    works: (when) => `Vi räknar med att det fungerar ${when}.`,
    noPromise: 'Vi säger till när vi vet när det fungerar.',
    sorry: 'Vi beklagar besväret.',
    openPlace: 'Se läget nu',
    stop: 'Vill du inte veta mer om den här platsen?',
    stopLink: 'Avsluta aviseringarna',
  },
  confirm: {
    title: (place) => `Bekräfta: aviseringar om ${place}`,
    body: (place) => `Någon, troligen du, vill få veta hur det går med ${place}. Bekräfta så börjar aviseringarna.`,
    link: 'Bekräfta',
    ignore: 'Var det inte du? Gör ingenting, så händer ingenting.',
  },
}

const en: MessageWords = {
  locale: 'en-GB',
  happened: {
    opened: 'New fault',
    again: 'The fault has become graver',
    closed: 'Fixed',
    promised: 'Repair time promised',
    'promise-broken': 'Repair time missed',
    'promise-withdrawn': 'Repair time withdrawn',
    assigned: 'Assigned',
    acknowledged: 'Acknowledged',
    comment: 'Comment',
    mentioned: 'You are mentioned',
  },
  danger: 'DANGER',
  escalated: (minutes) => `Nobody has acknowledged it for ${minutes} min`,
  wholeSite: 'the whole site',
  ownSide: 'Laddvakt itself',
  evse: (number) => `outlet ${number}`,
  fact: {
    where: 'Place',
    what: 'What',
    since: 'Since',
    promised: 'Ready',
    by: 'By',
    assignee: 'Assignee',
    code: 'Code',
    text: 'Text',
    reason: 'Closed as',
  },
  closed: {
    over: 'The station says it is over',
    recovered: 'Recovered by itself',
    repaired: 'Repaired',
    probed: 'Tested and passed',
    merged: 'Merged with another fault',
    'false-alarm': 'False alarm',
    accepted: 'Accepted as it is',
    removed: 'The station is no longer let in',
  },
  openFault: 'Open the fault',
  digestTitle: (count) => (count === 1 ? '1 event' : `${count} events`),
  andMore: (count) => `… and ${count} more`,
  openFaults: 'Open the list of faults',
  whyYou: 'You get this because a notification rule in Laddvakt says so.',
  test: {
    title: 'Test from Laddvakt',
    body: (by) => `${by} is testing whether notices arrive here. They do.`,
  },
  driver: {
    opened: (place) => `Fault at ${place}`,
    promised: (place, when) => `${place} is expected to work ${when}`,
    late: (place) => `${place} takes longer`,
    lateBody: 'We did not make the time we promised. We will tell you when we know more.',
    closed: (place) => `${place} works again`,
    closedBody: 'The fault is mended and charging works.',
    works: (when) => `We expect it to work ${when}.`,
    noPromise: 'We will tell you when we know when it will work.',
    sorry: 'We are sorry for the trouble.',
    openPlace: 'See how it is now',
    stop: 'No longer want to hear of this place?',
    stopLink: 'Stop these notices',
  },
  confirm: {
    title: (place) => `Confirm: notices about ${place}`,
    body: (place) =>
      `Somebody, probably you, wants to hear how things are at ${place}. Confirm, and the notices begin.`,
    link: 'Confirm',
    ignore: 'Was it not you? Do nothing, and nothing happens.',
  },
}

export const MESSAGE_WORDS: Readonly<Record<Language, MessageWords>> = { sv, en }
