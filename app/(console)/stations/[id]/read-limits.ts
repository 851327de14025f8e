import type { LimitsContent } from '@/components/station/limits/limits-content'
import type { Actor } from '@/lib/access/actor'
import type { CompositeAnswer } from '@/lib/charging-limits/composite-answer'
import { listProfiles } from '@/lib/charging-limits/queries/list-profiles'
import { type CommandView, listCommands } from '@/lib/commands/queries'
import { listDerControls } from '@/lib/der-controls/queries'
import { listDisplayMessages } from '@/lib/displays/queries'
import { HOUR_MS } from '@/lib/kernel/time'
import { listReservations } from '@/lib/reservations/queries'

/** A station's answer is compared with ours while it can still be about the same. */
const ANSWER_COUNTS_MS = HOUR_MS

/** What a station is held to, for whom it is kept and what it shows. */
export async function readLimits(actor: Actor, identity: string): Promise<LimitsContent> {
  const [profiles, commands, reservations, messages, gridControls] = await Promise.all([
    listProfiles(actor, identity),
    listCommands(actor, { stationId: identity, limit: 50 }),
    listReservations(actor, identity),
    listDisplayMessages(actor, identity),
    listDerControls(actor, identity),
  ])
  const readAt = Date.now()
  const answers = answersIn(commands.rows, readAt)
  return { tab: 'limits', readAt, profiles, answers, reservations, messages, gridControls }
}

/** The newest answer per EVSE, newer than what was last set: an older one is about other limits. */
function answersIn(commands: readonly CommandView[], now: number): LimitsContent['answers'] {
  const answers = new Map<number, LimitsContent['answers'][number]>()
  for (const { command, answer, answeredAt } of commands) {
    if (CHANGES.has(command.type)) break
    if (command.type !== 'get-composite-schedule' || answeredAt === null) continue
    if (now - answeredAt.getTime() > ANSWER_COUNTS_MS || answers.has(command.evseId)) continue
    const composite = (answer as { composite?: CompositeAnswer | null } | null)?.composite
    if (composite) answers.set(command.evseId, { ...composite, answeredAt: answeredAt.getTime() })
  }
  return [...answers.values()]
}

const CHANGES: ReadonlySet<string> = new Set([
  'set-charging-profile',
  'clear-charging-profile',
  'restore-charging-profiles',
])
