import { isPlaybookName } from './playbooks'
import { MOST_TRIES, RECOVERY_MODES, type RecoveryMode, type RecoveryPolicy, USUAL_POLICY } from './policy'
import { quietHoursSchema } from './policy-input'

export interface StoredPolicy {
  readonly siteId: bigint | null
  readonly mode: string
  readonly maxTries: number
  readonly quietHours: unknown
  readonly playbooks: unknown
}

/** What a row says. A row that cannot be understood allows nothing. */
export function readPolicy({ mode, maxTries, quietHours, playbooks }: StoredPolicy): RecoveryPolicy {
  const quiet = quietHoursSchema.safeParse(quietHours)
  const isReadable = quiet.success || (quietHours ?? null) === null
  const switches = (playbooks ?? {}) as Readonly<Record<string, { readonly isEnabled?: boolean } | undefined>>
  return {
    mode: isReadable && (RECOVERY_MODES as readonly string[]).includes(mode) ? (mode as RecoveryMode) : 'off',
    maxTries: Math.min(MOST_TRIES, Math.max(1, maxTries)),
    quietHours: quiet.success ? quiet.data : null,
    playbooksOff: Object.keys(switches)
      .filter(isPlaybookName)
      .filter((name) => switches[name]?.isEnabled === false),
  }
}

/** What holds at a site: its own policy, else the network's, else the usual. */
export function policyAt(rows: readonly StoredPolicy[], siteId: bigint | null): RecoveryPolicy {
  const own = siteId === null ? undefined : rows.find((row) => row.siteId === siteId)
  const row = own ?? rows.find((one) => one.siteId === null)
  return row === undefined ? USUAL_POLICY : readPolicy(row)
}
