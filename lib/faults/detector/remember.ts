import type { Fact } from './fact'
import type { StationMemory } from './memory'
import { rememberCall } from './remember-calls'
import { rememberLink } from './remember-link'
import { rememberReading } from './remember-meter'
import { rememberSaid, rememberStatus } from './remember-places'
import { rememberEnd, rememberStart, rememberToken } from './remember-sessions'

const CLOCK_KEPT = 12

/** What the station's memory is after one more fact. @param around most power by EVSE number, watts, where known */
export function remember(
  memory: StationMemory,
  fact: Fact,
  maxPowerW: Readonly<Record<number, number>>,
): StationMemory {
  switch (fact.kind) {
    case 'status':
      return rememberStatus(memory, fact)
    case 'said':
      return rememberSaid(memory, fact)
    case 'connected':
    case 'disconnected':
    case 'boot':
      return rememberLink(memory, fact)
    case 'session-started':
      return rememberStart(memory, fact)
    case 'session-ended':
      return rememberEnd(memory, fact)
    case 'reading':
      return rememberReading(memory, fact, maxPowerW[fact.evse] ?? null)
    case 'authorised':
      return rememberToken(memory, fact)
    case 'called':
      return rememberCall(memory, fact)
    case 'clock':
      return { ...memory, clock: [...memory.clock, [fact.receivedAt, fact.offsetMs] as const].slice(-CLOCK_KEPT) }
    case 'firmware':
    case 'log':
      return rememberProgress(memory, fact.kind, fact.name, fact.receivedAt)
    case 'certificate':
      return {
        ...memory,
        certificate: fact.notAfter === null ? null : { serial: fact.serial, notAfter: fact.notAfter },
      }
  }
}

/** `Idle` only says that nothing is under way: what came before still stands. */
function rememberProgress(memory: StationMemory, what: 'firmware' | 'log', name: string, at: number): StationMemory {
  if (name === 'Idle' || memory[what]?.name === name) return memory
  const link =
    what === 'firmware' && /^(Install|Downloaded)/.test(name)
      ? { ...memory.link, bootsWantedUntil: at + UPDATE_BOOTS_MS }
      : memory.link
  return { ...memory, link, [what]: { name, since: at } }
}

/** An update may boot the station more than once. */
const UPDATE_BOOTS_MS = 30 * 60_000
