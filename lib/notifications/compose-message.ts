import { untoldDebtor } from '../debtors/untold-debtor'
import { guideOf } from '../faults/knowledge/guide'
import type { Language } from '../faults/knowledge/words'
import { budgetLetter } from '../mailings/letters'
import { MESSAGE_WORDS, type MessageWords } from './message-words'
import type { Filling, Notice, NoticedFault } from './notice'

/** A message before it has the form of its channel. */
export interface Message {
  readonly title: string
  readonly paragraphs: readonly string[]
  readonly facts: readonly (readonly [label: string, value: string])[]
  readonly link: { readonly label: string; readonly url: string } | null
  /** Why the reader gets it, and how to end that. */
  readonly footer: readonly string[]
  readonly stop: { readonly label: string; readonly url: string } | null
  readonly isUrgent: boolean
}

export interface ComposeOptions {
  readonly language: Language
  /** The console's address as people type it, without a slash at its end. */
  readonly baseUrl: string
  /** The secret of a subscriber's own links; null for all others. */
  readonly token: string | null
}

/** A delivery's message in words. Pure: the same filling is the same message at every try. */
export function composeMessage(filling: Filling, options: ComposeOptions): Message {
  const words = MESSAGE_WORDS[options.language]
  switch (filling.template) {
    case 'fault':
      return faultMessage(filling.content, words, options)
    case 'escalation': {
      const { title, ...message } = faultMessage(filling.content, words, options)
      return { ...message, title: `${words.escalated(filling.content.afterMinutes)}: ${title}`, isUrgent: true }
    }
    case 'digest':
      return digestMessage(filling.content, words, options)
    case 'driver':
      return driverMessage(filling.content, words, options)
    case 'confirm': {
      const { place } = filling.content
      return {
        ...PLAIN,
        title: words.confirm.title(place),
        paragraphs: [words.confirm.body(place)],
        link: { label: words.confirm.link, url: `${options.baseUrl}/s/link/${options.token}` },
        footer: [words.confirm.ignore],
      }
    }
    case 'budget': {
      const url = `${options.baseUrl}/my-fleet/budgets`
      const { subject, text } = budgetLetter({ ...filling.content, url }, options.language)
      return { ...PLAIN, title: subject, paragraphs: text.split('\n\n') }
    }
    case 'debtor': {
      const { title, body } = untoldDebtor(filling.content, options.language)
      return { ...PLAIN, title, paragraphs: [body] }
    }
    case 'test':
      return { ...PLAIN, title: words.test.title, paragraphs: [words.test.body(filling.content.by)] }
  }
}

const PLAIN = { paragraphs: [], facts: [], link: null, footer: [], stop: null, isUrgent: false } as const

function faultMessage(notice: Notice, words: MessageWords, { language, baseUrl }: ComposeOptions): Message {
  const { fault } = notice
  const guide = guideOf(fault.cause, language)
  const facts: [string, string | undefined][] = [
    [words.fact.where, placeOf(fault, words)],
    [words.fact.what, guide.title],
    [words.fact.since, when(fault.openedAt, notice.at, fault.timeZone, words)],
    [words.fact.promised, notice.promisedAt && when(notice.promisedAt, notice.at, fault.timeZone, words)],
    [words.fact.assignee, notice.assignee],
    [words.fact.reason, notice.closeReason && words.closed[notice.closeReason]],
    [words.fact.text, notice.text],
    [words.fact.by, notice.by ?? undefined],
    [words.fact.code, fault.code],
  ]
  return {
    title: titleOf(notice, words, guide.title),
    paragraphs: notice.kind === 'opened' || notice.kind === 'again' ? [guide.plain] : [],
    facts: facts.filter((fact): fact is [string, string] => Boolean(fact[1])),
    link: { label: words.openFault, url: `${baseUrl}/faults/${fault.id}` },
    footer: [words.whyYou],
    stop: null,
    isUrgent: fault.isSafety || (notice.kind === 'opened' && fault.severity <= 3),
  }
}

const titleOf = ({ kind, fault }: Notice, words: MessageWords, what: string): string =>
  `${fault.isSafety && kind === 'opened' ? `${words.danger}: ` : ''}${words.happened[kind]}: ${what}, ${nameOf(fault)}`

function digestMessage(
  { items, more }: { readonly items: readonly Notice[]; readonly more: number },
  words: MessageWords,
  { language, baseUrl }: ComposeOptions,
): Message {
  const lines = items.map((notice): [string, string] => [
    when(notice.at, items.at(-1)?.at ?? notice.at, notice.fault.timeZone, words),
    `${titleOf(notice, words, guideOf(notice.fault.cause, language).title)} · ${baseUrl}/faults/${notice.fault.id}`,
  ])
  return {
    title: words.digestTitle(items.length + more),
    paragraphs: more > 0 ? [words.andMore(more)] : [],
    facts: lines,
    link: { label: words.openFaults, url: `${baseUrl}/faults` },
    footer: [words.whyYou],
    stop: null,
    isUrgent: false,
  }
}

/** For drivers: no codes, no names of ours. */
function driverMessage(notice: Notice, words: MessageWords, { language, baseUrl, token }: ComposeOptions): Message {
  const { fault } = notice
  const place = nameOf(fault)
  const { title, body } = driverWords(notice, place, words, guideOf(fault.cause, language).driver)
  return {
    title,
    paragraphs: body,
    facts: [],
    link:
      fault.identity && fault.hasPublicPage !== false
        ? { label: words.driver.openPlace, url: `${baseUrl}/s/${encodeURIComponent(fault.identity)}` }
        : null,
    footer: token === null ? [] : [words.driver.stop],
    stop: token === null ? null : { label: words.driver.stopLink, url: `${baseUrl}/s/link/${token}` },
    isUrgent: false,
  }
}

function driverWords(
  { kind, at, promisedAt, text, fault }: Notice,
  place: string,
  words: MessageWords,
  what: string,
): { readonly title: string; readonly body: readonly string[] } {
  const ready = promisedAt && when(promisedAt, at, fault.timeZone, words)
  const note = text ? [text] : []
  if (kind === 'closed') return { title: words.driver.closed(place), body: [words.driver.closedBody] }
  if (kind === 'promised' && ready)
    return { title: words.driver.promised(place, ready), body: [words.driver.works(ready), ...note] }
  if (kind === 'promise-broken' || kind === 'promise-withdrawn')
    return { title: words.driver.late(place), body: [words.driver.lateBody, words.driver.sorry] }
  const ahead = ready ? words.driver.works(ready) : words.driver.noPromise
  return { title: words.driver.opened(place), body: [what, ahead, words.driver.sorry] }
}

/** What people call the place: the station's name, or the site's. */
export const nameOf = ({ stationName, identity, siteName }: NoticedFault): string =>
  identity === null ? (siteName ?? 'Laddvakt') : stationName || identity

function placeOf(fault: NoticedFault, words: MessageWords): string {
  if (fault.identity === null && fault.siteName === null) return words.ownSide
  const parts = [
    fault.siteName,
    fault.identity === null ? words.wholeSite : [fault.stationName, fault.identity].filter(Boolean).join(' · '),
    fault.evse > 0 ? words.evse(fault.evse) : null,
  ]
  return parts.filter(Boolean).join(', ')
}

/** An instant in the site's zone: the clock time when it is the same day as the notice's, else with the date. */
function when(instant: string, noticedAt: string, timeZone: string, { locale }: MessageWords): string {
  const format = (at: string, options: Intl.DateTimeFormatOptions) =>
    new Intl.DateTimeFormat(locale, { ...options, timeZone }).format(new Date(at))
  const day: Intl.DateTimeFormatOptions = { day: 'numeric', month: 'short' }
  const time: Intl.DateTimeFormatOptions = { hour: '2-digit', minute: '2-digit' }
  const clock = format(instant, time)
  return format(instant, day) === format(noticedAt, day) ? clock : `${format(instant, day)} ${clock}`
}
