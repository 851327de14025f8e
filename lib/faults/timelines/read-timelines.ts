import { DAY_MS, HOUR_MS, MINUTE_MS, SECOND_MS } from '../../kernel/time'
import type { Fact } from '../detector/fact'
import { readFact } from './read-fact'
import { type ExpectedFault, TIMELINE_START, type Timeline, type TimelineStation } from './timeline'

/**
 * Reads a file of timelines (see README.md beside them). A timeline begins with `# its name`, says its `source:` and what is particular
 * of its stations, then one happening per line, then after `=>` the faults that must come of it.
 * @throws Error naming the line that cannot be read
 */
export function readTimelines(text: string): Timeline[] {
  const parts = text.split(/^# /m).slice(1)
  return parts.map((part) => {
    const [name = '', ...lines] = part.split('\n')
    return readOne(name.trim(), lines)
  })
}

type Draft = { -readonly [Key in keyof TimelineStation]: TimelineStation[Key] }

function readOne(name: string, lines: readonly string[]): Timeline {
  const stations = new Map<string, Draft>()
  const expected: ExpectedFault[] = []
  let source = ''
  let until = 0
  let count = 0
  const station = (id: string) => {
    const known = stations.get(id) ?? { ...BLANK, id }
    stations.set(id, known)
    return known
  }
  for (const line of lines) {
    const plain = line.trim()
    if (plain === '' || plain.startsWith('//')) continue
    try {
      const [first = '', ...words] = plain.split(/\s+/)
      if (first === 'source:') source = words.join(' ')
      else if (first === 'station:') setUp(station(words[0] ?? ''), words.slice(1))
      else if (first === 'until') until = moment(words[0] ?? '')
      else if (first === '=>') expected.push(readExpected(words))
      else {
        const named = words[0]?.startsWith('@') ? words[0].slice(1) : 'S'
        const happening = words[0]?.startsWith('@') ? words.slice(1) : words
        for (const at of moments(first)) {
          const to = station(named)
          if (happening[0] === 'maintenance') to.maintenance = [...to.maintenance, [at, moment(happening[1] ?? '')]]
          else {
            const own = happening.map((word) => word.replace('$', String(at / MINUTE_MS)))
            to.facts = [...to.facts, ...factsOf(own, at, () => `${name}#${count++}`)]
          }
          until = Math.max(until, at)
        }
      }
    } catch (error) {
      throw new Error(`${name}: "${plain}": ${error instanceof Error ? error.message : error}`)
    }
  }
  if (source === '') throw new Error(`${name}: where it comes from is not said`)
  return { name, source, stations: [...stations.values()], until, expected }
}

const BLANK: Omit<TimelineStation, 'id'> = {
  site: null,
  vendor: null,
  maxPowerW: {},
  isLimited: false,
  facts: [],
  maintenance: [],
}

/** `site=Kajen vendor=ABB power=22000 limited` */
function setUp(station: Draft, words: readonly string[]): void {
  for (const word of words) {
    const [key, value = ''] = word.split('=')
    if (key === 'site') station.site = value
    else if (key === 'vendor') station.vendor = value.replaceAll('_', ' ')
    else if (key === 'power') station.maxPowerW = { 1: Number(value), 2: Number(value) }
    else if (key === 'limited') station.isLimited = true
    else throw new Error(`no such word: ${word}`)
  }
}

/** `charge 1 s1 11000 60m/5m [from register]`: a session's start, its readings and its end as one line. */
function factsOf(words: readonly string[], at: number, nextId: () => string): Fact[] {
  const known = (told: ReturnType<typeof readFact>, when: number): Fact =>
    ({ ...told, id: nextId(), at: when, receivedAt: when }) as Fact
  if (words[0] !== 'charge') return [known(readFact(words, at), at)]
  const [, evse = '1', session = '', power = '0', time = '60m/5m', from = '1000'] = words
  const [forMs = 0, everyMs = MINUTE_MS] = time.split('/').map(duration)
  const facts = [known(readFact(['start', evse, session], at), at)]
  let energy = 0
  for (let when = at + everyMs; when <= at + forMs; when += everyMs) {
    energy += (Number(power) * everyMs) / HOUR_MS
    const said = [
      'reading',
      evse,
      session,
      String(Math.round(Number(from) + energy)),
      String(Math.round(energy)),
      power,
    ]
    facts.push(known(readFact(said, when), when))
  }
  const seconds = String(forMs / SECOND_MS)
  facts.push(
    known(readFact(['end', evse, session, String(Math.round(energy)), seconds, 'Local'], at + forMs), at + forMs),
  )
  return facts
}

/** `10:00`, `10:00:30`, `3d10:00`; and of many `10:00-12:00/15m`. */
function moments(text: string): number[] {
  const [range = '', step] = text.split('/')
  if (step === undefined) return [moment(range)]
  const [from = '', to = ''] = range.split('-')
  const found: number[] = []
  for (let at = moment(from); at <= moment(to); at += duration(step)) found.push(at)
  return found
}

function moment(text: string): number {
  const match = /^(?:(\d+)d)?(\d{1,2}):(\d{2})(?::(\d{2}))?$/.exec(text)
  if (match === null) throw new Error(`no such time: ${text}`)
  const [, days = '0', hours = '0', minutes = '0', seconds = '0'] = match
  return (
    TIMELINE_START +
    Number(days) * DAY_MS +
    Number(hours) * HOUR_MS +
    Number(minutes) * MINUTE_MS +
    Number(seconds) * SECOND_MS
  )
}

const UNITS: Readonly<Record<string, number>> = { s: SECOND_MS, m: MINUTE_MS, h: HOUR_MS, d: DAY_MS }

function duration(text: string): number {
  const match = /^(\d+)([smhd])$/.exec(text)
  if (match === null) throw new Error(`no such duration: ${text}`)
  return Number(match[1]) * (UNITS[match[2] ?? ''] ?? 0)
}

/** `faulted S 1.1 GroundFailure 10:00:30-10:25` or `…-` while open, `~` before the end when it is merged into another. */
function readExpected([rule = '', where = '', place = '', cause = '', times = '']: readonly string[]): ExpectedFault {
  const [from = '', to = ''] = times.split('-')
  const isMerged = to.startsWith('~')
  const end = isMerged ? to.slice(1) : to
  return { rule, where, place, cause, opensAt: moment(from), closesAt: end === '' ? null : moment(end), isMerged }
}
